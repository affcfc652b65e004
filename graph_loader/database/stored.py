"""The nodes and relationships that stand in the database under our labels and types, streamed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import wait
from functools import cache, partial
from typing import Any, NamedTuple

import neo4j

from graph_loader.database.ahead import begin
from graph_loader.database.catalogue import Entry
from graph_loader.database.elements import ACTOR
from graph_loader.database.properties import digest
from graph_loader.database.statements import all_of, statement

OURS = ("package", "digest")
"""The properties by which the loader knows its own."""
PAGE = 5_000
"""Nodes or relationships in one record."""
_STRAY_NODES, _STRAY_TIES = "read-stray-nodes", "read-stray-relationships"


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


def counts(runner: neo4j.Session | neo4j.Transaction, labels: Iterable[str], kinds: Iterable[str]) -> dict[str, int]:
    """Return how many nodes of each label and relationships of each type there are, whosever: the server just knows."""
    places = {label: f"(:{all_of([label])})" for label in labels}
    places |= {kind: f"()-[:{all_of([kind])}]->()" for kind in kinds}
    asked = ", ".join(f"COUNT {{ {place} }}" for place in places.values())
    (found,) = runner.run(f"RETURN [{asked}]").single(strict=True)
    return dict(zip(places, found, strict=True))


def node_entries(session: neo4j.Session, labels: Sequence[str], package: str) -> Iterator[Entry]:
    """Yield what the stored digests say about nodes."""
    return _entries(_pages(session, "read-nodes", _STRAY_NODES, counts(session, labels, ()), package))


def relationship_entries(session: neo4j.Session, kinds: Sequence[str], package: str) -> Iterator[Entry]:
    """Yield what the stored digests say about relationships."""
    return _entries(_pages(session, "read-relationships", _STRAY_TIES, counts(session, (), kinds), package))


def nodes(session: neo4j.Session, labels: Sequence[str], package: str) -> Iterator[Stored]:
    """Yield our nodes with all their properties."""
    known = {*labels, ACTOR}
    for label, rows in _pages(session, "read-node-properties", _STRAY_NODES, counts(session, labels, ()), package):
        for _, borne, properties in rows:
            place = tuple(sorted(known.intersection(borne)))
            if label == _label(place, labels):  # Somebody gave it a second of our labels: it comes once under each.
                yield Stored(label, place, _own(properties))


def relationships(
    session: neo4j.Session, kinds: Sequence[str], labels: Collection[str], package: str
) -> Iterator[Stored]:
    """Yield our relationships with all their properties."""
    label_of = cache(lambda borne: _label(borne, labels))
    found = _pages(session, "read-relationship-properties", _STRAY_TIES, counts(session, (), kinds), package)
    for kind, rows in found:
        for _, of_start, start, of_end, end, properties in rows:
            place = (kind, label_of(tuple(of_start)), str(start), label_of(tuple(of_end)), str(end))
            yield Stored(kind, place, _own(properties))


def _entries(pages: Iterable[tuple[str, list[list[Any]]]]) -> Iterator[Entry]:
    """Yield entries of ids and digests, or of what strays say in full."""
    for kind, rows in pages:
        for id_, *_, said in rows:
            yield Entry(kind, str(id_), said.get("digest", "") if isinstance(said, dict) else said)


def _pages(
    session: neo4j.Session, read: str, read_strays: str, totals: Mapping[str, int], package: str
) -> Iterator[tuple[str, list[list[Any]]]]:
    """Yield what is of a package by label or type, many rows at once: a record for each costs ten times as much.

    While a page is used the server makes the next, so the session is for nothing else meanwhile.
    """
    for kind, total in totals.items():
        found = 0
        names = {"LABEL": all_of([kind]), "TYPE": all_of([kind])}
        ask = partial(_page, session, statement(read, **names), package=package, limit=PAGE)
        page = begin(partial(ask, after="")) if total else None
        try:
            while page and (rows := page.result()):
                page = begin(partial(ask, after=rows[-1][0])) if len(rows) == PAGE else None
                found += len(rows)
                yield kind, rows
        finally:
            wait([page] if page else ())
        if found < total:  # The rest is of others, or somebody took its id away.
            yield kind, _page(session, statement(read_strays, **names), package=package)


def _page(session: neo4j.Session, text: str, **parameters: Any) -> list[list[Any]]:
    (rows,) = session.run(text, **parameters).single(strict=True)
    return list(rows)


def _label(found: Collection[str], labels: Collection[str]) -> str:
    """Return the one of our labels that a node bears; if somebody gave it a second, the first by the alphabet."""
    return min(set(labels).intersection(found), default="")


def _own(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in OURS}
