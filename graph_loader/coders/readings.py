"""One coder's reading: claims as they were written, and the passages that were read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph_loader.imports.reading.tables import rows
from graph_loader.model.errors import ColdWarError
from graph_loader.model.passages import passage

if TYPE_CHECKING:
    from graph_loader.package.dataset import Dataset

_ENTITIES = ("from_id", "to_id", "about_id", "place_id")


@dataclass(frozen=True, slots=True)
class Coded:
    """A claim as one coder wrote it: its cells as text, and the passages on which it rests."""

    id: str
    cells: Mapping[str, str]
    passages: frozenset[str]

    @property
    def ends(self) -> frozenset[str]:
        """The two entities that it ties, one where it ties an entity to itself."""
        return frozenset((self.cells["from_id"], self.cells["to_id"]))

    @property
    def entities(self) -> frozenset[str]:
        """Whom and what it speaks of."""
        return frozenset(filter(None, (self.cells.get(column, "") for column in _ENTITIES)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one coder made of some passages; of a passage that was read and says nothing there is no claim.

    `names` and `labels` are those of the entities by id, `symmetric` the types that have no direction.
    """

    name: str
    claims: tuple[Coded, ...]
    passages: frozenset[str]
    names: Mapping[str, str]
    labels: Mapping[str, str]
    symmetric: frozenset[str]

    @classmethod
    def of(cls, dataset: Dataset, name: str) -> Reading:
        """Return the reading that a package holds."""
        held = {claim.id: frozenset(claim.passages) for claim in dataset.claims}
        rows = (record.cells for record in dataset.content.tables["relationships"].records)
        claims = tuple(Coded(cells["id"], cells, held[cells["id"]]) for cells in rows)
        rows = (record.cells for record in dataset.content.tables["passages"].records)
        empty = {passage(cells["source_id"], cells["locator"]) for cells in rows}
        return cls(
            name=name,
            claims=claims,
            passages=frozenset(empty.union(*held.values())),
            names={entity.id: entity.name for entity in dataset.entities},
            labels={entity.id: entity.label for entity in dataset.entities},
            symmetric=frozenset(name for name, type_ in dataset.vocabulary.types.items() if type_.symmetric),
        )

    @classmethod
    def of_claims(cls, cells: Iterable[Mapping[str, str]], name: str, symmetric: Collection[str]) -> Reading:
        """Return the reading that a table of claims alone holds: each rests on the passage that its id names."""
        claims = tuple(Coded(row["id"], row, frozenset({row["id"].partition("-")[0]})) for row in cells)
        passages = frozenset[str]().union(*(claim.passages for claim in claims))
        return cls(name, claims, passages, names={}, labels={}, symmetric=frozenset(symmetric))

    def within(self, passages: Collection[str]) -> Reading:
        """Return what it says of some passages."""
        kept = tuple(claim for claim in self.claims if not claim.passages.isdisjoint(passages))
        return replace(self, claims=kept, passages=self.passages & frozenset(passages))

    def renamed(self, ids: Mapping[str, str]) -> Reading:
        """Return the same with other ids of entities."""
        if not ids:
            return self

        def cells(claim: Coded) -> dict[str, str]:
            return {
                column: ids.get(value, value) if column in _ENTITIES else value for column, value in claim.cells.items()
            }

        return replace(
            self,
            claims=tuple(replace(claim, cells=cells(claim)) for claim in self.claims),
            names={ids.get(key, key): name for key, name in self.names.items()},
            labels={ids.get(key, key): label for key, label in self.labels.items()},
        )


def equal_names(first: Reading, second: Reading) -> dict[str, str]:
    """Return the ids of the second reading whose entity the first has under another id, by equal label and name.

    A name that several entities bear tells nothing.
    """
    ours, theirs = _by_name(first), _by_name(second)
    return {
        ids[0]: ours[key][0]
        for key, ids in theirs.items()
        if len(ids) == 1
        and len(ours.get(key, ())) == 1
        and ids[0] not in first.names
        and ours[key][0] not in second.names
    }


def _by_name(reading: Reading) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for key, name in reading.names.items():
        found.setdefault((reading.labels[key], name), []).append(key)
    return found


def decided_same(file: Path, first: Reading, second: Reading) -> dict[str, str]:
    """Return ids of the second reading and whose they are in the first: by a table of decisions, else by equal names.

    What it says to be different, or leaves unsure, is not one by its name.

    Raises
    ------
    ColdWarError
        If the file is no such table.
    """
    found = equal_names(first, second)
    columns = ("id_a", "id_b", "decision")
    for number, row in rows(file):
        if missing := [name for name in columns if not row.get(name)]:
            raise ColdWarError(f"{file}:{number}: expected a row of identities.csv, found no {missing[0]}")
        for one, other in ((row["id_a"], row["id_b"]), (row["id_b"], row["id_a"])):
            if one in first.names and other in second.names:
                if row["decision"] == "same":
                    found[str(other)] = str(one)
                else:
                    found.pop(str(other), None)
    return found
