"""How two readings of the same passages compare: claim by claim, column by column, and in figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph_loader.coders.pairing import Pair, paired
from graph_loader.coders.readings import Coded, Reading, equal_names
from graph_loader.coders.reliability import Figure, alpha_figure, ratio_figure
from graph_loader.model import dates
from graph_loader.model.errors import UsageError
from graph_loader.model.locators import rank
from graph_loader.model.numerals import counted

# What both coders answer for, beside whom a claim ties; a summary is each coder's own words.
COLUMNS = ("type", "date", "about_id", "place_id", "role", "amount", "amount_max", "unit", "standing", "polarity")
_RATED = ("type", "date", "standing", "polarity")


@dataclass(frozen=True, slots=True)
class Difference:
    """A column in which the two claims of a pair differ."""

    pair: Pair
    column: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class OfType:
    """How far the readings agree on one type.

    Attributes
    ----------
    type : str
    first, second, both : int
        The claims that each has, and those that both have on the same two entities.
    alpha : Figure
        Whether it is this type or another, of the claims on the same two entities.
    dates, standings : Figure
        The shares of equal ones, of the claims that both have.
    """

    type: str
    first: int
    second: int
    both: int
    alpha: Figure
    dates: Figure
    standings: Figure

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the shares of each reading's claims that the other has."""
        return 2 * self.both / (self.first + self.second)

    @property
    def written(self) -> tuple[object, ...]:
        """The cells of its row, for people."""
        figures = (self.alpha, self.dates, self.standings)
        return self.type, self.first, self.second, self.both, f"{self.f1:.2f}", *(each.short for each in figures)


@dataclass(frozen=True)
class Comparison:
    """Two readings of the passages that both read.

    Attributes
    ----------
    first, second : Reading
        Without what rests on other passages; an entity that both have under different ids has the first's.
    passages : tuple of str
    pairs : tuple of Pair
    copied : int
        Claims that both have to the letter, with one id and one summary: read once and copied, so they tell nothing of
        agreement and are in neither reading.
    """

    first: Reading
    second: Reading
    passages: tuple[str, ...]
    pairs: tuple[Pair, ...]
    copied: int = 0

    @property
    def only_first(self) -> tuple[Coded, ...]:
        """Claims that only the first reading has."""
        return _without(self.first, {pair.first.id for pair in self.pairs})

    @property
    def only_second(self) -> tuple[Coded, ...]:
        """Claims that only the second reading has."""
        return _without(self.second, {pair.second.id for pair in self.pairs})

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What differs between the claims of each pair."""
        return tuple(each for pair in self.pairs for each in self._differing(pair))

    def _differing(self, pair: Pair) -> Iterator[Difference]:
        one, other = pair.first.cells, pair.second.cells
        ends = ("from_id", "to_id")
        directed = not {one["type"], other["type"]} <= self.first.symmetric
        if not pair.strict or directed:
            for column in ends:
                if one[column] != other[column]:
                    yield Difference(pair, column, one[column], other[column])
        for column in COLUMNS:
            if _cell(one, column) != _cell(other, column):
                yield Difference(pair, column, _cell(one, column), _cell(other, column))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The agreement: F1 of claims and of entities, alpha and shares of equal codes of claims on the same pair."""
        strict = [pair for pair in self.pairs if pair.strict]
        claims = [*self.first.claims, *self.second.claims]
        place = {where: number for number, where in enumerate(self.passages)}
        home = {id(claim): min(claim.passages & place.keys(), key=place.__getitem__) for claim in claims}
        found = [
            self._f1("claims on the same two entities, F1", strict, home),
            self._f1("claims, in the wide sense, F1", self.pairs, home),
            self._entities(),
        ]
        for column in _RATED:
            if not any(_cell(claim.cells, column) for claim in claims):
                continue
            ours, theirs = ([_cell(claim.cells, column) for claim in side] for side in _sides(strict))
            found.append(alpha_figure(f"{column}, Krippendorff's alpha", ours, theirs))
            found.append(_share(f"{column}, equal", [a == b for a, b in zip(ours, theirs, strict=True)]))
        found.append(_share("dates that can be the same time", [_meet(*pair[:2]) for pair in strict]))
        directed = [pair for pair in strict if pair.first.cells["type"] not in self.first.symmetric]
        found.append(_share("direction, equal", [_same(pair, "from_id") for pair in directed]))
        for column in ("about_id", "place_id", "amount"):
            some = [pair for pair in strict if any(_cell(claim.cells, column) for claim in pair[:2])]
            found.append(_share(f"{column}, equal where one has it", [_same(pair, column) for pair in some]))
        return tuple(found)

    def _f1(self, name: str, pairs: Collection[Pair], home: dict[int, str]) -> Figure:
        matched = Counter(home[id(pair.first)] for pair in pairs)
        claims = Counter(home[id(claim)] for claim in (*self.first.claims, *self.second.claims))
        counts = [(2 * matched[where], claims[where]) for where in self.passages]
        return ratio_figure(name, counts, sum(claims.values()))

    def _entities(self) -> Figure:
        used = [_entities_by_passage(reading) for reading in (self.first, self.second)]
        sets = [(used[0][where], used[1][where]) for where in self.passages]
        counts = [(2 * len(ours & theirs), len(ours) + len(theirs)) for ours, theirs in sets]
        n = sum(whole for _, whole in counts)
        return ratio_figure("entities of each passage, F1", counts, n)

    @cached_property
    def types(self) -> tuple[OfType, ...]:
        """How far they agree on each type, the type with most claims first."""
        counts = [Counter(claim.cells["type"] for claim in reading.claims) for reading in (self.first, self.second)]
        strict = [pair for pair in self.pairs if pair.strict]
        codes = [[claim.cells["type"] for claim in side] for side in _sides(strict)]
        found = []
        for name in {*counts[0], *counts[1]}:
            both = [pair for pair in strict if pair.first.cells["type"] == pair.second.cells["type"] == name]
            alpha = alpha_figure("alpha", *([str(code == name) for code in side] for side in codes))
            shares = [_share(column, [_same(pair, column) for pair in both]) for column in ("date", "standing")]
            found.append(OfType(name, counts[0][name], counts[1][name], len(both), alpha, *shares))
        return tuple(sorted(found, key=lambda row: (-row.first - row.second, row.type)))

    @cached_property
    def confusions(self) -> tuple[tuple[str, str, int], ...]:
        """Pairs of types that the readings gave to claims on the same two entities, the most frequent first."""
        found = Counter(
            (pair.first.cells["type"], pair.second.cells["type"])
            for pair in self.pairs
            if pair.strict and not _same(pair, "type")
        )
        return tuple((one, other, n) for (one, other), n in sorted(found.items(), key=lambda it: (-it[1], it[0])))


def compare(
    first: Reading,
    second: Reading,
    *,
    passages: Collection[str] | None = None,
    same: Mapping[str, str] | None = None,
    apart: bool = False,
) -> Comparison:
    """Compare two readings of the passages that both read.

    Parameters
    ----------
    first, second : Reading
    passages : collection of str, optional
        Only these, as `model.passages` names them: source, ``#``, locator.
    same : mapping of str to str, optional
        By the id of an entity in the second, its id in the first; those of one name, if it is not given.
    apart : bool
        Whether the two are known to have been written apart: then claims that are equal to the letter count too.

    Raises
    ------
    UsageError
        If there is no passage that both read, or what they have of them is one reading, copied.
    """
    both = first.passages & second.passages
    if passages is not None:
        both &= frozenset(passages)
    if not both:
        raise UsageError("expected passages that both read, found none")
    ours = first.within(both)
    theirs = second.renamed(same or equal_names(first, second)).within(both)
    copied = set[str]() if apart else _copied(ours, theirs)
    common = frozenset[str]().union(*(claim.passages for claim in ours.claims if claim.id in copied))
    ours, theirs = (replace(side, claims=_without(side, copied)) for side in (ours, theirs))
    left = frozenset[str]().union(*(claim.passages for side in (ours, theirs) for claim in side.claims))
    both -= common - left
    if copied and not left:
        raise UsageError(f"expected two readings, found one: both have the same {counted(len(copied), 'claim')}")
    order = sorted(both, key=lambda each: (each.partition("#")[0], rank(each.partition("#")[2])))
    return Comparison(ours, theirs, tuple(order), tuple(paired(ours, theirs)), len(copied))


def _copied(first: Reading, second: Reading) -> set[str]:
    """Return the ids of claims that nobody can have written twice: equal in every cell, with a summary."""
    theirs = {claim.id: claim for claim in second.claims}
    return {claim.id for claim in first.claims if claim.cells.get("summary") and theirs.get(claim.id) == claim}


def _without(reading: Reading, ids: set[str]) -> tuple[Coded, ...]:
    return tuple(claim for claim in reading.claims if claim.id not in ids)


def _cell(cells: object, column: str) -> str:
    """Return a cell; of a table that has no such column, nothing."""
    return str(cells.get(column) or "")  # type: ignore[attr-defined]


def _same(pair: Pair, column: str) -> bool:
    return _cell(pair.first.cells, column) == _cell(pair.second.cells, column)


def _sides(pairs: Sequence[Pair]) -> tuple[list[Coded], list[Coded]]:
    return [pair.first for pair in pairs], [pair.second for pair in pairs]


def _share(name: str, equal: Sequence[bool]) -> Figure:
    return ratio_figure(name, [(float(each), 1.0) for each in equal], len(equal))


def _entities_by_passage(reading: Reading) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        for where in claim.passages:
            found[where] |= claim.entities
    return found


def _meet(one: Coded, other: Coded) -> bool:
    """Tell whether two claims can mean the same time: both without a date, or dates that meet."""
    texts = [claim.cells["date"] for claim in (one, other)]
    if not all(texts):
        return texts[0] == texts[1]
    (a, b), (c, d) = ((span.start, span.end) for span in map(dates.parse, texts))
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)
