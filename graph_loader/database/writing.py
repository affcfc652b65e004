"""Writes nodes and relationships in committed batches, grouped by labels and type.

What is new is written by two writers at a time, while Python prepares what comes next.
"""

from __future__ import annotations

import gc
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Any, Generic, Self, TypeVar

import neo4j
from neo4j.exceptions import ConstraintError

from graph_loader.database import window
from graph_loader.database.ahead import Ahead, side_by_side
from graph_loader.database.chunks import CHUNK
from graph_loader.database.connection import transact
from graph_loader.database.elements import ACTOR, Node, Relationship, our_labels
from graph_loader.database.errors import LoadError
from graph_loader.database.lock import Hold
from graph_loader.database.statements import all_of, statement
from graph_loader.database.window import Known, Piece, Window

G = TypeVar("G", bound=Hashable)
T = TypeVar("T")
Rows = list[dict[str, Any]]

_WRITERS = 2
KNOWN = 60_000
"""Nodes that are remembered by what the server knows them by; of more, each is looked up where it is joined."""


class Batches(Generic[G]):
    """Rows collected by group, and written when a group is full or too many wait altogether.

    Parameters
    ----------
    write : callable
        Takes a group and its rows.
    """

    def __init__(self, write: Callable[[G, Rows], None]) -> None:
        self._write = write
        self._groups: defaultdict[G, Rows] = defaultdict(list)
        self._waiting = 0

    def add(self, group: G, row: dict[str, Any]) -> None:
        """Take a row."""
        rows = self._groups[group]
        rows.append(row)
        self._waiting += 1
        if len(rows) >= CHUNK:
            self._send(group)
        elif self._waiting >= 4 * CHUNK:
            self._send(max(self._groups, key=lambda each: len(self._groups[each])))

    def flush(self) -> None:
        """Write all rows that wait."""
        for group in list(self._groups):
            self._send(group)

    def _send(self, group: G) -> None:
        rows = self._groups.pop(group)
        self._waiting -= len(rows)
        self._write(group, rows)


class Writer:
    """Writes under a lock; every row carries the package's name and its digest.

    A context, so that no batch is still being written when the lock is released.

    Parameters
    ----------
    driver : neo4j.Driver
        Open.
    database : str
        The database's name.
    package : str
        The package's name.
    hold : Hold
        The lock.
    """

    def __init__(self, driver: neo4j.Driver, database: str, package: str, hold: Hold) -> None:
        self._sessions = [driver.session(database=database) for _ in range(_WRITERS)]
        self._package = package
        self._hold = hold
        self._keeping = Lock()
        self._ahead = Ahead()
        self._given_up = False
        self._new = Window(package)
        self._known: Known | None = {}
        self._changed_nodes = self._batches(self._change_nodes)
        self._left_relationships = self._batches(self._remove_relationships)
        self._left_nodes = self._batches(self._remove_nodes)
        self.kept: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        self._given_up = self._given_up or error is not None
        with suppress(Exception):  # What goes on is the error that ended the block.
            self._ahead.wait()
        for session in self._sessions:
            session.close()

    def create(self, element: Node | Relationship) -> None:
        """Create a node, or a relationship between nodes that are there or were given before."""
        self._new.add(element)
        if self._new.count >= window.WINDOW:
            self._send()

    def change_node(self, node: Node) -> None:
        """Give a node other properties."""
        self._changed_nodes.add(node.labels, {"id": node.id, "properties": window.marked(node, self._package)})

    def leave(self, relationships: Mapping[str, Sequence[str]], nodes: Mapping[str, Sequence[str]]) -> None:
        """Remove relationships by type and then nodes by label; write all that was to be removed."""
        for type_, ids in relationships.items():
            for id_ in ids:
                self._left_relationships.add(type_, {"id": id_})
        self._left_relationships.flush()
        for label, ids in nodes.items():
            for id_ in ids:
                self._left_nodes.add(label, {"id": id_})
        self._left_nodes.flush()
        self._ahead.wait()

    def flush(self) -> None:
        """Write all rows that wait."""
        self._send()
        self._changed_nodes.flush()
        self._ahead.wait()

    def _send(self) -> None:
        self._ahead.do(partial(self._create, self._new))
        self._new = Window(self._package)

    def _create(self, new: Window) -> None:
        """Write a window, the nodes before the relationships."""
        nodes = deque(new.nodes())
        self._side_by_side([nodes] * _WRITERS)
        for number, _ in enumerate(window.ROUNDS):
            self._side_by_side(
                [deque(new.relationships(number, writer, self._known or {})) for writer in range(_WRITERS)]
            )
        gc.collect(0)  # what the driver leaves of a transaction goes round in cycles, and nobody else looks for them

    def _side_by_side(self, works: Sequence[deque[list[Piece]]]) -> None:
        """Have each writer do its transactions, or take them from a common heap."""
        side_by_side(*(partial(self._create_all, *each) for each in zip(self._sessions, works, strict=True) if each[1]))

    def _create_all(self, session: neo4j.Session, transactions: deque[list[Piece]]) -> None:
        try:
            while not self._given_up and (pieces := _taken(transactions)):
                self._create_one(session, pieces)
        except BaseException:
            self._given_up = True  # nor does the other writer go on
            raise

    def _create_one(self, session: neo4j.Session, pieces: list[Piece]) -> None:
        def work(transaction: neo4j.Transaction) -> Known:
            nodes: Known = {}
            for piece in pieces:
                remember = self._known is not None
                result = transaction.run(piece.text, rows=piece.rows, package=self._package, remember=remember)
                for record in result if remember else ():
                    keys = ((labels[0], said["id"]) for labels, said in piece.rows)
                    nodes.update(zip(keys, record["nodes"], strict=True))
                done = result.consume().counters
                _expect(len(piece.rows), done.nodes_created + done.relationships_created, piece.what)
            return nodes

        self._remember(self._transact(session, work))
        for piece in pieces:
            piece.rows.clear()  # The driver still refers to its parameters, in a cycle.

    def _remember(self, nodes: Known) -> None:
        """Remember nodes that were created, as long as they are few: of those, one statement joins all."""
        if (known := self._known) is not None:
            known.update(nodes)
            self._known = known if len(known) <= KNOWN else None

    def _batches(self, write: Callable[[G, Rows], None]) -> Batches[G]:
        def write_and_let_go(group: G, rows: Rows) -> None:
            write(group, rows)
            rows.clear()

        return Batches(lambda group, rows: self._ahead.do(partial(write_and_let_go, group, rows)))

    def _change_nodes(self, labels: tuple[str, ...], rows: Rows) -> None:
        text = statement("change-nodes", LABEL=all_of(labels[:1]), LABELS=all_of(labels))
        self._run(text, rows, others=[*{*our_labels(), ACTOR}.difference(labels)])

    def _remove_relationships(self, type_: str, rows: Rows) -> None:
        """Remove relationships; where some are not found by their ids, also those without an id of ours."""
        gone = self._run(statement("remove-relationships", TYPE=all_of([type_])), rows)
        if gone.relationships_deleted < len(rows):
            self._run(statement("remove-stray-relationships", TYPE=all_of([type_])), [])

    def _remove_nodes(self, label: str, rows: Rows) -> None:
        """Remove nodes, as relationships; those that somebody attached something to are only given up."""
        texts = [
            statement(name, LABEL=all_of([label])) for name in ("disown-nodes", "remove-nodes", "remove-stray-nodes")
        ]

        def work(transaction: neo4j.Transaction) -> list[str]:
            disown, remove, remove_strays = (
                partial(transaction.run, text, rows=rows, package=self._package) for text in texts
            )
            kept = [record["id"] for record in disown()]
            gone = remove().consume().counters.nodes_deleted
            strays = remove_strays() if gone + len(kept) < len(rows) else ()
            return [*kept, *(record["id"] for record in strays)]

        self.kept += self._transact(self._sessions[0], work)

    def _run(self, text: str, rows: Rows, **parameters: Any) -> neo4j.SummaryCounters:
        return self._transact(
            self._sessions[0],
            lambda transaction: transaction.run(text, parameters, rows=rows, package=self._package).consume().counters,
        )

    def _transact(self, session: neo4j.Session, work: Callable[[neo4j.Transaction], T]) -> T:
        with self._keeping:
            self._hold.keep()
        try:
            return transact(session, work)
        except ConstraintError as error:
            raise LoadError(
                f"an id of the data package is taken by something that is not ours: {error.message}"
            ) from None


def _taken(transactions: deque[list[Piece]]) -> list[Piece]:
    """Take the next; nothing where another writer has taken the last."""
    try:
        return transactions.popleft()
    except IndexError:
        return []


def _expect(wanted: int, written: int, what: str) -> None:
    """Refuse a batch that found fewer ends than it has rows."""
    if written != wanted:
        raise LoadError(f"expected to create {wanted} {what}, found the ends of {written}; did somebody else write?")
