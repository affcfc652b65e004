"""A data package cut into units, each with the rows it is made of.

A unit is an entity with its names and ids, a claim with its evidence, an annotation, what is mentioned in a passage, or
a passage. What stands in Neo4j for a unit depends on these rows, on the labels of the entities that they name and on
what all units have in common (`context`), on nothing else. So what did not change need not be made to be compared.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

import numpy as np

from graph_loader.database.elements import MODEL
from graph_loader.database.feed import Feed, Files, Records, UnsureError
from graph_loader.database.rows import PackageRows
from graph_loader.package.reuse import code

CLAIM, ANNOTATION, MENTIONS, PASSAGE = "Claim", "Annotation", "MENTIONS", "Passage"
"""Kinds of unit; of an entity it is its label."""
_ROOMS = ("model", "package", "collection", "database")


class Unit(NamedTuple):
    """What is told from all others by its kind and key, and from what it was before by what it is made of."""

    kind: str
    key: bytes
    content: bytes


def feed_of(rows: PackageRows) -> Feed:
    """Return where the rows of a package come from."""
    if rows.content is not None:
        return Records(rows.content)
    return Files(rows.folders[0], [*rows.tables.values()])


def context(rows: PackageRows, feed: Feed) -> str:
    """Return a digest of all that is behind every unit: model, code, form of the tables, vocabulary and study."""
    what = (MODEL, code(*_ROOMS), feed.form(), *map(_plain, (rows.tables, rows.vocabulary, rows.study)))
    return hashlib.sha256(repr(what).encode()).hexdigest()


def units(rows: PackageRows, feed: Feed) -> Iterator[Unit]:
    """Yield every unit, those of a kind after each other.

    Raises
    ------
    UnsureError
        If the tables are not in their form and order.
    """
    return _Cut(rows, feed).units()


class _Cut:
    """One walk through the tables, in which passages are gathered from wherever they are cited."""

    def __init__(self, rows: PackageRows, feed: Feed) -> None:
        self._rows = rows
        self._feed = feed
        self._tables = rows.tables
        self._is_joined = bool(rows.packages)
        self._sources: dict[bytes, bytes] = {}
        self._passages: dict[bytes, bytes] = {}

    def units(self) -> Iterator[Unit]:
        yield from self._entities()
        yield from self._claims()
        yield from self._annotations()
        yield from self._mentions()
        yield from self._cited()

    def _entities(self) -> Iterator[Unit]:
        beside: dict[bytes, bytes] = {}
        for name in ("aliases", "identifiers"):
            for (id_, *_), line in self._feed.rows(self._tables[name], ("entity_id",)):
                beside[id_] = beside.get(id_, b"") + name.encode() + line
        once = _Once()
        for table in self._tables.values():
            if not table.label:
                continue
            columns = ("id", "name", "locator_kind") if table.name == "sources" else ("id",)
            for cells, line in self._feed.rows(table, columns):
                key = once(cells[0])
                if table.name == "sources":
                    self._sources[key] = repr(cells[1:]).encode()
                yield Unit(table.label, key, line + beside.get(key, b"") + self._decided(key))
        once.check()

    def _claims(self) -> Iterator[Unit]:
        """Walk through the claims and their evidence side by side; both are in the order of the claims' ids."""
        records = self._feed.rows(self._tables["evidence"], ("relationship_id", "source_id", "locator"))
        waiting = next(records, None)
        last = b""
        for (key, *_), line in self._feed.rows(self._tables["relationships"], ("id",)):
            if key <= last:
                raise UnsureError("claims are not in the order of their ids")
            last = key
            while waiting and waiting[0][0] == key:
                cells, more = waiting
                self._cite(cells[1], cells[2])
                line += more  # noqa: PLW2901 - grows by its evidence
                waiting = next(records, None)
            yield Unit(CLAIM, key, line + self._decided(key))
        if waiting:
            raise UnsureError("evidence is not in the order of its claims")

    def _annotations(self) -> Iterator[Unit]:
        once = _Once()
        for (id_, source, locator, *_), line in self._feed.rows(
            self._tables["annotations"], ("id", "source_id", "locator")
        ):
            if source and locator:
                self._cite(source, locator)
            yield Unit(ANNOTATION, once(id_), line + self._decided(id_))
        once.check()

    def _mentions(self) -> Iterator[Unit]:
        """Yield what is mentioned in each passage; its rows stand together."""
        once = _Once()
        key, lines = b"", b""
        for (source, locator, *_), line in self._feed.rows(self._tables["mentions"], ("source_id", "locator")):
            if (passage := source + b"#" + locator) == key:
                lines += line
                continue
            if lines:
                yield Unit(MENTIONS, once(key), lines)
            self._cite(source, locator)
            key, lines = passage, line
        if lines:
            yield Unit(MENTIONS, once(key), lines)
        once.check()

    def _cited(self) -> Iterator[Unit]:
        """Yield all passages, with what is said of them and of their sources."""
        listed: dict[bytes, bytes] = {}
        for (source, locator, *_), line in self._feed.rows(self._tables["passages"], ("source_id", "locator")):
            self._cite(source, locator)
            listed.setdefault(source + b"#" + locator, line)
        for key in sorted(self._passages):
            yield Unit(PASSAGE, key, self._passages[key] + listed.get(key, b""))

    def _cite(self, source: bytes, locator: bytes) -> None:
        try:
            self._passages[source + b"#" + locator] = self._sources[source]
        except KeyError:
            raise UnsureError("a passage of no source") from None

    def _decided(self, key: bytes) -> bytes:
        """Return what the decisions of a collection say of an entity, a claim or an annotation."""
        return repr(self._rows.decisions(key.decode())).encode() if self._is_joined else b""


class _Once:
    """Sees to it that no key comes twice, in little memory."""

    def __init__(self) -> None:
        self._hashes = array("q")

    def __call__(self, key: bytes) -> bytes:
        self._hashes.append(hash(key))
        return key

    def check(self) -> None:
        """Refuse a key that came twice."""
        if len(np.unique(self._hashes)) < len(self._hashes):
            raise UnsureError("something comes twice")


def _plain(value: Any) -> Any:
    """Return a value whose text is the same in every process."""
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, Mapping):
        return [(_plain(key), _plain(each)) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return sorted(map(repr, value)) if isinstance(value, set | frozenset) else value
