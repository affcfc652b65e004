"""What is told of every entity of a package, kept so that one dossier or one path is read without all the others.

The register of a package is made once, with its ties in words, and lies beside the kept packages, known as they are by
everything that it was made from (`package/keeping.py`). A collection has none.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph_loader.graph.chains import best, differ
from graph_loader.graph.told import Connection, Dossier, Step, Tie
from graph_loader.package import keeping

if TYPE_CHECKING:
    from graph_loader.graph.network import ClaimGraph
    from graph_loader.package.dataset import Dataset
    from graph_loader.package.names import NameIndex

_ROOM = "graph"
_NAMES, _LINKS, _FIRST = range(3)
_MOST = 8
_UNDATED, _EVER = 0, 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Links:
    """All claims by number, in order of date, with what decides whether a path may take them.

    Attributes
    ----------
    ids : list of str
        Of the entities, by number.
    connecting : bytes
        Whether paths run through an entity.
    families : dict of str to bool
        Whether each is spatial.
    from_, to, family, affirmed : array
        Of every claim: its ends and its family by number, and whether its source does not deny it.
    first, last : array
        The days on which a claim is possible; `_UNDATED` without a date.
    """

    ids: list[str]
    connecting: bytes
    families: dict[str, bool]
    from_: array[int]
    to: array[int]
    family: array[int]
    affirmed: array[int]
    first: array[int]
    last: array[int]


class Register:
    """Names, dossiers and connections of a package, as `dossier` and `connections.find` tell them of its graph."""

    def __init__(self, kept: keeping.Kept) -> None:
        self._kept = kept

    @cached_property
    def names(self) -> NameIndex:
        """All names of all entities."""
        found: NameIndex = self._kept[_NAMES]
        return found

    @property
    def families(self) -> Collection[str]:
        """The families of the package's vocabulary."""
        return self._links.families

    @property
    def undated(self) -> int:
        """How many claims have no date."""
        return self._links.first.count(_UNDATED)

    def dossier(self, id_: str) -> Dossier:
        """Return everything that is said about one entity."""
        head, ties, concerned = self._kept[_FIRST + self._numbers[id_]]
        told: Dossier = replace(
            head,
            ties={family: [self._tie(number) for number in numbers] for family, numbers in ties.items()},
            concerned=[self._tie(number) for number in concerned],
        )
        return told

    def connections(
        self,
        start: str,
        goal: str,
        *,
        between: tuple[str, str] | None = None,
        families: Collection[str] = (),
        through_everything: bool = False,
        with_denied: bool = False,
        limit: int = 3,
    ) -> list[Connection]:
        """Find the shortest connections between two entities, in a window of time or at any."""
        differ(start, goal, self._name)
        within = self._within(between)
        claims: defaultdict[frozenset[str], list[int]] = defaultdict(list)
        usable = self._usable({start, goal}, through_everything=through_everything)
        allowed = self._allowed(families, through_everything=through_everything)
        links = self._links
        ids = links.ids
        for number, (from_, to) in enumerate(zip(links.from_, links.to, strict=True)):
            if (
                from_ != to
                and usable[from_]
                and usable[to]
                and allowed[links.family[number]]
                and (with_denied or links.affirmed[number])
                and within[0] <= links.last[number]
                and links.first[number] <= within[1]
            ):
                claims[frozenset((ids[from_], ids[to]))].append(number)

        def told(pair: frozenset[str]) -> int:
            return len({place for number in claims[pair] for place in self._tie(number).passages})

        return [
            Connection([self._step(*pair, claims[frozenset(pair)]) for pair in pairwise(nodes)])
            for nodes in best(claims, start, goal, told, limit)
        ]

    def _usable(self, ends: set[str], *, through_everything: bool) -> bytearray:
        usable = bytearray(b"\1" * len(self._links.ids) if through_everything else self._links.connecting)
        for end in ends:
            usable[self._numbers[end]] = True
        return usable

    def _allowed(self, families: Collection[str], *, through_everything: bool) -> list[bool]:
        known = self._links.families.items()
        return [name in families if families else through_everything or not spatial for name, spatial in known]

    def _within(self, between: tuple[str, str] | None) -> tuple[int, int]:
        """Return the first and last day of a window; all days, and undated claims, without one."""
        if between is None:
            return _UNDATED, _EVER
        from graph_loader.model import dates  # noqa: PLC0415 - only for a window

        first, last = dates.window(*between)
        return first.toordinal() if first else _UNDATED + 1, last.toordinal() if last else _EVER

    def _step(self, from_: str, to: str, numbers: list[int]) -> Step:
        return Step(from_, self._name(from_), to, self._name(to), [self._tie(number) for number in numbers])

    def _name(self, id_: str) -> str:
        return self.names.resolve(id_).name

    def _tie(self, number: int) -> Tie:
        found: Tie = self._kept[_FIRST + len(self._links.ids) + number]
        return found

    @cached_property
    def _links(self) -> _Links:
        found: _Links = self._kept[_LINKS]
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {id_: number for number, id_ in enumerate(self._links.ids)}


def place(folder: Path) -> Path:
    """Return where the register of the package in a folder lies, as the package is now."""
    return keeping.place(folder, _ROOM)


def recall(file: Path) -> Register | None:
    """Return the register that is kept in a file, if one is."""
    kept = keeping.recall_each(file)
    return Register(kept) if kept else None


def keep(graph: ClaimGraph, dataset: Dataset, file: Path) -> None:
    """Keep the register of a package that was read without fault."""
    keeping.keep_each(_made(graph, dataset), file, _MOST)


def _made(graph: ClaimGraph, dataset: Dataset) -> Iterator[Any]:
    from graph_loader.graph import dossier  # noqa: PLC0415 - what is kept needs none of the libraries behind it
    from graph_loader.package.names import NameIndex  # noqa: PLC0415

    claims = sorted(graph.edges(keys=True, data=True), key=lambda edge: dossier.moment(edge[3]))
    yield NameIndex(dataset)
    yield _links(graph, claims)
    ties, concerned = _told_of(graph, claims)
    for node in graph:
        yield dossier.head(graph, node), ties[node], concerned[node]
    for from_, to, _, claim in claims:
        yield dossier.tie(graph, from_, to, claim)


def _told_of(
    graph: ClaimGraph, claims: Sequence[tuple[str, str, str, dict[str, Any]]]
) -> tuple[dict[str, dict[str, list[int]]], dict[str, list[int]]]:
    """Return by entity the numbers of its own claims, by family, and of those of others that concern it."""
    from graph_loader.graph import dossier  # noqa: PLC0415

    families = graph.graph["vocabulary"].families
    own: dict[str, dict[str, list[int]]] = {node: {family: [] for family in families} for node in graph}
    others: dict[str, list[int]] = {node: [] for node in graph}
    for number, (from_, to, _, claim) in enumerate(claims):
        for end in {from_, to}:
            own[end][claim["family"]].append(number)
        for node in dossier.concerned(claim) - {from_, to}:
            others[node].append(number)
    return {node: {name: them for name, them in found.items() if them} for node, found in own.items()}, others


def _links(graph: ClaimGraph, claims: Sequence[tuple[str, str, str, dict[str, Any]]]) -> _Links:
    from graph_loader.graph.connections import connects  # noqa: PLC0415
    from graph_loader.graph.network import is_affirmed  # noqa: PLC0415
    from graph_loader.model.periods import possible_days  # noqa: PLC0415

    numbers = {node: number for number, node in enumerate(graph)}
    families = {name: family.spatial for name, family in graph.graph["vocabulary"].families.items()}
    order = {name: number for number, name in enumerate(families)}
    days = [possible_days(claim) for *_, claim in claims]
    return _Links(
        ids=[*graph],
        connecting=bytes(connects(entity) for _, entity in graph.nodes(data=True)),
        families=families,
        from_=array("l", (numbers[from_] for from_, *_ in claims)),
        to=array("l", (numbers[to] for _, to, *_ in claims)),
        family=array("l", (order[claim["family"]] for *_, claim in claims)),
        affirmed=array("b", (is_affirmed(claim) for *_, claim in claims)),
        first=array("l", (each[0].toordinal() if each else _UNDATED for each in days)),
        last=array("l", (each[1].toordinal() if each else _UNDATED for each in days)),
    )
