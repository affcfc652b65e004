"""Rows that are written together: nodes first, then relationships, sorted so that two writers share no node.

Whoever creates a relationship locks both of its ends until the transaction ends. So nodes are dealt out to four classes
by their ids, and while one writer joins nodes of two classes, the other joins those of the other two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from neo4j.spatial import WGS84Point

from graph_loader.database.chunks import CHUNK
from graph_loader.database.elements import ACTOR, Node, Relationship
from graph_loader.database.properties import Point
from graph_loader.database.statements import all_of, statement
from graph_loader.model.vocabulary import ACTOR_LABELS

WINDOW = 60_000
"""Rows of a window: many enough for transactions of some thousand rows, few enough for the memory."""
ROUNDS = (((0, 1), (2, 3)), ((0, 2), (1, 3)), ((0, 3), (1, 2)))
"""Which classes the two writers join, one after the other."""

_CLASSES = 4
_PLACES = {
    _CLASSES * start + end: (number, writer)
    for number, round_ in reversed([*enumerate(ROUNDS)])
    for writer, classes in enumerate(round_)
    for start in classes
    for end in classes
}
"""Round and writer by the classes of the two ends."""
Row = Sequence[Any]
Known: TypeAlias = dict[tuple[str, str], str]
"""Nodes by label and id, as the server knows them."""


class Piece(NamedTuple):
    """Rows that one statement creates, and what they are in words."""

    text: str
    rows: list[Row]
    what: str


class Window:
    """Rows as they are collected.

    Parameters
    ----------
    package : str
        The name of the package, which every row carries beside its digest.
    """

    def __init__(self, package: str) -> None:
        self.count = 0
        self._package = package
        self._nodes: list[Row] = []
        self._joined: defaultdict[tuple[int, str, str, bool], list[Row]] = defaultdict(list)

    def add(self, each: Node | Relationship) -> None:
        """Take a node or a relationship."""
        self.count += 1
        if isinstance(each, Node):
            self._nodes.append([each.labels, marked(each, self._package)])
            return
        is_link = each.is_link
        from_id, to_id = each.from_id, each.to_id
        classes = _CLASSES * (hash(from_id) % _CLASSES) + hash(to_id) % _CLASSES
        joined = self._joined[classes, each.from_label, each.to_label, is_link]
        if is_link:
            joined.append([from_id, to_id, each.type, each.id, each.digest, each.properties.get("count")])
        else:
            joined.append([from_id, to_id, each.type, marked(each, self._package)])

    def nodes(self) -> Iterator[list[Piece]]:
        """Yield what creates the nodes, for each transaction."""
        return _transactions([Piece(statement("create-nodes"), self._nodes, "nodes")])

    def relationships(self, number: int, writer: int, known: Mapping[tuple[str, str], str]) -> Iterator[list[Piece]]:
        """Yield what creates those relationships that a writer has to do in a round, for each transaction."""
        joined: defaultdict[tuple[str, str, bool], list[Row]] = defaultdict(list)
        for (classes, start, end, is_link), rows in self._joined.items():
            if _PLACES[classes] != (number, writer):
                continue
            if not known:
                joined[_key_label(start), _key_label(end), is_link] += rows
                continue
            for row in rows:
                ends = known.get((start, row[0])), known.get((end, row[1]))
                if all(ends):
                    joined["", "", is_link].append([*ends, *row[2:]])
                else:
                    joined[_key_label(start), _key_label(end), is_link].append(row)
        return _transactions(_piece(*each, rows) for each, rows in joined.items())


def marked(element: Node | Relationship, package: str) -> dict[str, Any]:
    """Return properties as the driver takes them, and whose they are."""
    said: dict[str, Any] = {**element.properties, "package": package, "digest": element.digest}
    if isinstance(point := said.get("location"), Point):
        said["location"] = WGS84Point(point)
    return said


def _piece(start: str, end: str, is_link: bool, rows: list[Row]) -> Piece:
    """Return what joins nodes of two labels, or such as the server knows."""
    what = "links" if is_link else "relationships"
    if not start:
        return Piece(statement(f"create-{what}-between"), rows, "relationships")
    labels = {"FROM_LABEL": all_of([start]), "TO_LABEL": all_of([end])}
    return Piece(statement(f"create-{what}", **labels), rows, f"relationships from {start} to {end}")


def _transactions(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Cut what is too much for a transaction, and put together what is little."""
    together: list[Piece] = []
    room = CHUNK
    for piece in pieces:
        for first in range(0, len(piece.rows), CHUNK):
            part = piece._replace(rows=piece.rows[first : first + CHUNK])
            if together and len(part.rows) > room:
                yield together
                together, room = [], CHUNK
            together.append(part)
            room -= len(part.rows)
    if together:
        yield together


def _key_label(label: str) -> str:
    """Return the label by whose key a node is looked up: one for all actors, so that fewer statements do."""
    return ACTOR if label in ACTOR_LABELS else label
