"""Writes nodes and relationships in committed batches, grouped by labels and type.

A thread writes one batch while the next is being prepared: the server and Python work at the same time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Generic, Self, TypeVar

import neo4j
from neo4j.exceptions import ConstraintError

from graph_loader.database.ahead import Ahead
from graph_loader.database.chunks import CHUNK
from graph_loader.database.connection import transact
from graph_loader.database.elements import ACTOR, Node, Relationship
from graph_loader.database.errors import LoadError
from graph_loader.database.lock import Hold
from graph_loader.database.statements import all_of, statement
from graph_loader.model.vocabulary import ACTOR_LABELS

G = TypeVar("G", bound=Hashable)
Rows = list[dict[str, Any]]


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
    session : neo4j.Session
        On the database.
    package : str
        The package's name.
    hold : Hold
        The lock.
    """

    def __init__(self, session: neo4j.Session, package: str, hold: Hold) -> None:
        self._session = session
        self._package = package
        self._hold = hold
        self._ahead = Ahead()
        self._nodes = self._batches(self._create_nodes)
        self._changed_nodes = self._batches(self._change_nodes)
        self._relationships = self._batches(self._create_relationships, before=self._nodes.flush)
        self._left_relationships = self._batches(self._remove_relationships)
        self._left_nodes = self._batches(self._remove_nodes)
        self.kept: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):  # What goes on is the error that ended the block.
            self._ahead.wait()

    def create_node(self, node: Node) -> None:
        """Create a node."""
        self._nodes.add(node.labels, {"properties": self._marked(node)})

    def change_node(self, node: Node) -> None:
        """Give a node other properties."""
        self._changed_nodes.add(node.labels, {"id": node.id, "properties": self._marked(node)})

    def create_relationship(self, relationship: Relationship) -> None:
        """Create a relationship between nodes that are there or were given before."""
        self._relationships.add(
            (_key_label(relationship.from_label), _key_label(relationship.to_label)),
            {
                "type": relationship.type,
                "from": relationship.from_id,
                "to": relationship.to_id,
                "properties": self._marked(relationship),
            },
        )

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
        self._nodes.flush()
        self._changed_nodes.flush()
        self._relationships.flush()
        self._ahead.wait()

    def _batches(self, write: Callable[[G, Rows], None], before: Callable[[], None] = lambda: None) -> Batches[G]:
        """Make batches, before each of which something else is done."""

        def write_and_let_go(group: G, rows: Rows) -> None:
            write(group, rows)
            rows.clear()  # The driver still refers to its parameters, in a cycle.

        def send(group: G, rows: Rows) -> None:
            before()
            self._ahead.do(partial(write_and_let_go, group, rows))

        return Batches(send)

    def _marked(self, element: Node | Relationship) -> dict[str, Any]:
        return {**element.properties, "package": self._package, "digest": element.digest}

    def _create_nodes(self, labels: tuple[str, ...], rows: Rows) -> None:
        counters = self._run(statement("create-nodes", LABEL=all_of(labels)), rows)
        _expect(len(rows), counters.nodes_created, f"{labels[0]} nodes")

    def _change_nodes(self, labels: tuple[str, ...], rows: Rows) -> None:
        self._run(statement("change-nodes", LABEL=all_of(labels[:1]), LABELS=all_of(labels)), rows)

    def _create_relationships(self, ends: tuple[str, str], rows: Rows) -> None:
        text = statement("create-relationships", FROM_LABEL=all_of(ends[:1]), TO_LABEL=all_of(ends[1:]))
        created = self._run(text, rows).relationships_created
        _expect(len(rows), created, f"relationships from {ends[0]} to {ends[1]}")

    def _remove_relationships(self, type_: str, rows: Rows) -> None:
        self._run(statement("remove-relationships", TYPE=all_of([type_])), rows)

    def _remove_nodes(self, label: str, rows: Rows) -> None:
        """Remove nodes; those that somebody attached something to are only given up."""
        self._hold.keep()
        disown = statement("disown-nodes", LABEL=all_of([label]))
        remove = statement("remove-nodes", LABEL=all_of([label]))

        def work(transaction: neo4j.Transaction) -> list[str]:
            kept = [record["id"] for record in transaction.run(disown, rows=rows, package=self._package)]
            transaction.run(remove, rows=rows, package=self._package).consume()
            return kept

        self.kept += transact(self._session, work)

    def _run(self, text: str, rows: Rows) -> neo4j.SummaryCounters:
        self._hold.keep()

        def work(transaction: neo4j.Transaction) -> neo4j.SummaryCounters:
            return transaction.run(text, rows=rows, package=self._package).consume().counters

        try:
            return transact(self._session, work)
        except ConstraintError as error:
            raise LoadError(
                f"an id of the data package is taken by something that is not ours: {error.message}"
            ) from None


def _key_label(label: str) -> str:
    """Return the label by whose key a node is looked up: one for all actors, so that fewer statements do."""
    return ACTOR if label in ACTOR_LABELS else label


def _expect(wanted: int, written: int, what: str) -> None:
    """Refuse a batch that found fewer ends than it has rows."""
    if written != wanted:
        raise LoadError(f"expected to create {wanted} {what}, found the ends of {written}; did somebody else write?")
