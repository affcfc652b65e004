"""The nodes and relationships that stand in the database under our labels and types, streamed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import neo4j

from graph_loader.database.catalogue import Entry
from graph_loader.database.elements import ACTOR
from graph_loader.database.properties import digest
from graph_loader.database.statements import any_of, statement

OURS = ("package", "digest")
"""The properties by which the loader knows its own."""


class Stored(NamedTuple):
    """A node or relationship as it stands in the database.

    `place` holds the labels of a node; of a relationship the type, and label and id of its two ends.
    """

    kind: str
    place: tuple[str, ...]
    properties: dict[str, Any]

    @property
    def id(self) -> str:
        """Its id; what stands there without one is called ``None``."""
        return str(self.properties.get("id"))

    def entry(self) -> Entry:
        """Return its entry in a catalogue, with the digest of what really stands there."""
        return Entry(self.kind, self.id, digest(self.place, self.properties))


def package_node(session: neo4j.Session, package: str) -> neo4j.Record | None:
    """Return what a package's own node says: state, version, model, types and folder; None where there is none."""
    return session.run(statement("read-package"), package=package).single()


def types(session: neo4j.Session, package: str, current: Sequence[str]) -> tuple[str, ...]:
    """Return the relationship types of a package: its vocabulary's, and those of earlier versions."""
    record = package_node(session, package)
    earlier = (record["types"] if record else None) or ()
    return tuple(dict.fromkeys((*current, *earlier)))


def folder(session: neo4j.Session, package: str) -> str | None:
    """Return the digest of the folder from which a package was loaded last, None if that is not known."""
    record = package_node(session, package)
    return record["folder"] if record else None


def node_entries(session: neo4j.Session, labels: Sequence[str], package: str) -> Iterator[Entry]:
    """Yield what the stored digests say about nodes."""
    for record in session.run(statement("read-nodes", LABEL=any_of(labels)), package=package):
        yield Entry(_label(record["labels"], labels), str(record["id"]), record["digest"])


def relationship_entries(session: neo4j.Session, kinds: Sequence[str], package: str) -> Iterator[Entry]:
    """Yield what the stored digests say about relationships."""
    for record in session.run(statement("read-relationships", TYPE=any_of(kinds)), package=package):
        yield Entry(record["type"], str(record["id"]), record["digest"])


def nodes(session: neo4j.Session, labels: Sequence[str], package: str) -> Iterator[Stored]:
    """Yield our nodes with all their properties."""
    known = {*labels, ACTOR}
    for record in session.run(statement("read-node-properties", LABEL=any_of(labels)), package=package):
        place = tuple(sorted(known.intersection(record["labels"])))
        yield Stored(_label(place, labels), place, _own(record["properties"]))


def relationships(
    session: neo4j.Session, kinds: Sequence[str], labels: Collection[str], package: str
) -> Iterator[Stored]:
    """Yield our relationships with all their properties."""
    for record in session.run(statement("read-relationship-properties", TYPE=any_of(kinds)), package=package):
        start, end = _label(record["fromLabels"], labels), _label(record["toLabels"], labels)
        place = (record["type"], start, str(record["from"]), end, str(record["to"]))
        yield Stored(record["type"], place, _own(record["properties"]))


def _label(found: Collection[str], labels: Collection[str]) -> str:
    """Return the one of our labels that a node bears; if somebody gave it a second, the first by the alphabet."""
    return min(set(labels).intersection(found), default="")


def _own(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in OURS}
