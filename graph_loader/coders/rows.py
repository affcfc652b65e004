"""A comparison as rows and as JSON: what each reading says of a claim, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from graph_loader.coders.comparison import COLUMNS, Comparison
from graph_loader.coders.readings import Coded

CELLS = ("from_id", "to_id", *COLUMNS, "summary")
_SIDES = ("first", "second")
HEAD = ("passage", "found_by", *(f"{side}_id" for side in _SIDES), "differs_in")
HEAD += tuple(f"{side}_{column}" for column in CELLS for side in _SIDES)


class Row(NamedTuple):
    """What the readings make of one claim; None where a reading has no such claim."""

    passages: tuple[str, ...]
    first: Coded | None
    second: Coded | None
    differs_in: tuple[str, ...]

    @property
    def found_by(self) -> str:
        """``both``, ``first`` or ``second``."""
        return "both" if self.first and self.second else "first" if self.first else "second"

    def of(self, column: str) -> tuple[str, str]:
        """Return what each says in a column."""
        first, second = (str(side.cells.get(column) or "") if side else "" for side in (self.first, self.second))
        return first, second


def rows(comparison: Comparison) -> list[Row]:
    """Return every claim of either reading once, in the order of the passages, those that both found first."""
    differing: dict[str, list[str]] = {}
    for each in comparison.differences:
        differing.setdefault(each.pair.first.id, []).append(each.column)
    made = [Row((), pair.first, pair.second, tuple(differing.get(pair.first.id, ()))) for pair in comparison.pairs]
    made += [Row((), claim, None, ()) for claim in comparison.only_first]
    made += [Row((), None, claim, ()) for claim in comparison.only_second]
    place = {where: number for number, where in enumerate(comparison.passages)}
    placed = [
        row._replace(passages=tuple(sorted(_passages(row) & place.keys(), key=place.__getitem__))) for row in made
    ]
    return sorted(placed, key=lambda row: place[row.passages[0]])


def table(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """Yield the rows under HEAD; what is several in one cell is joined by ``; ``."""
    for row in rows(comparison):
        ids = (side.id if side else "" for side in (row.first, row.second))
        cells = (cell for column in CELLS for cell in row.of(column))
        yield ("; ".join(row.passages), row.found_by, *ids, "; ".join(row.differs_in), *cells)


def as_json(comparison: Comparison) -> dict[str, Any]:
    """Return the whole comparison."""
    return {
        "first": comparison.first.name,
        "second": comparison.second.name,
        "passages": list(comparison.passages),
        "copied_claims": comparison.copied,
        "figures": [figure._asdict() for figure in comparison.figures],
        "types": [
            {"type": row.type, "first": row.first, "second": row.second, "both": row.both, "f1": row.f1}
            | {"alpha": row.alpha.value, "date_equal": row.dates.value, "standing_equal": row.standings.value}
            for row in comparison.types
        ],
        "confusions": [{"first": one, "second": other, "n": n} for one, other, n in comparison.confusions],
        "claims": [dict(zip(HEAD, row, strict=True)) for row in table(comparison)],
    }


def _passages(row: Row) -> frozenset[str]:
    return frozenset[str]().union(*(side.passages for side in (row.first, row.second) if side))
