"""What a load remembers in the database, so that the next one sees in the files alone what changed.

Units in a row make a block, known by a digest of all that they are made of. Where a block ends, a unit's key says, so
that one more unit changes one block and shifts no other. A block in the database stands for what the database holds
only while the package is complete, its mark there counts all blocks, what is behind every unit is the same, and nodes
and relationships are as many as the load left. Otherwise everything is compared.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary
from zlib import compress, crc32, decompress

import neo4j

from graph_loader.database.chunks import chunks
from graph_loader.database.connection import transact
from graph_loader.database.feed import UnsureError
from graph_loader.database.rows import PackageRows
from graph_loader.database.statements import statement
from graph_loader.database.stored import counts
from graph_loader.database.units import MENTIONS, PASSAGE, Unit, context, feed_of, units

SIZE = 512
"""Units in a block, on average."""
LEAST = 50_000
"""Rows of a package for which it is worth while; a smaller one is compared row by row in a second or two."""
_AT_ONCE = 100
_BYTES = 8

Name = tuple[str, bytes]
"""Kind and key of a unit."""


class Block(NamedTuple):
    """Units of one kind: their keys, compressed, and their digests one after another."""

    digest: str
    kind: str
    keys: bytes
    digests: bytes

    def units(self) -> Iterator[tuple[Name, bytes]]:
        """Yield name and digest of every unit."""
        for number, key in enumerate(decompress(self.keys).split(b"\0")):
            yield (self.kind, key), self.digests[number * _BYTES : (number + 1) * _BYTES]


class Mark(NamedTuple):
    """What stands for the blocks of a package in the database: `own` and `others` are counts by kind."""

    package: str
    context: str
    blocks: int
    own: dict[str, int]
    others: dict[str, int]

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Mark:
        """Read what a node says."""
        own, others = (dict(zip(said["kinds"], said[each], strict=True)) for each in ("own", "others"))
        return cls(said["package"], said["context"], said["blocks"], own, others)

    def as_dict(self) -> dict[str, Any]:
        """Return what the node shall say."""
        kinds = [*self.own]
        numbers = {"own": [*self.own.values()], "others": [self.others[kind] for kind in kinds]}
        return {"context": self.context, "blocks": self.blocks, "kinds": kinds, **numbers}


class Changes(NamedTuple):
    """The units that changed: those that are there, new or made of something else, and those that are gone."""

    there: set[Name]
    gone: set[Name]


class Cut:
    """The blocks of a package as it is, whatever a database remembers.

    Parameters
    ----------
    rows : PackageRows
        The package.

    Raises
    ------
    UnsureError
        If the package is too small for blocks, or its tables are not in their form and order.
    """

    def __init__(self, rows: PackageRows) -> None:
        self.feed = feed_of(rows)
        if self.feed.size() < LEAST:
            raise UnsureError("the package is small")
        self.state = self.feed.state()
        self.context = context(rows, self.feed)
        self.blocks = [_block(kind, run) for kind, run in _runs(units(rows, self.feed))]

    @classmethod
    def of(cls, rows: PackageRows) -> Cut:
        """Cut a package, once for each time that it is read or its files are changed."""
        cut = _cuts.get(rows)
        if not cut or cut.state != cut.feed.state():
            cut = _cuts[rows] = cls(rows)
        return cut


def cut_ahead(rows: PackageRows) -> None:
    """Cut a package, if that can be done, before it is asked for."""
    with suppress(UnsureError):
        Cut.of(rows)


_cuts: WeakKeyDictionary[PackageRows, Cut] = WeakKeyDictionary()


class Blocks:
    """The blocks of a package as it is, beside those that the database remembers.

    Parameters
    ----------
    session : neo4j.Session
        On the database.
    rows : PackageRows
        The package.

    Raises
    ------
    UnsureError
        As `Cut`.
    """

    def __init__(self, session: neo4j.Session, rows: PackageRows) -> None:
        self._package = rows.name
        self._labels = frozenset(rows.labels)
        self._cut = Cut.of(rows)
        self.feed = self._cut.feed
        self._stored = _stored(session, rows.name)
        self._digests = {block.digest for block in self._cut.blocks}
        self._fresh = [block for block in self._cut.blocks if block.digest not in self._stored]

    def mark(self, session: neo4j.Session) -> Mark | None:
        """Return the mark by which the blocks in the database may be believed; None where they may not."""
        marks = _marks(session)
        if not (mark := marks.get(self._package)):
            return None
        sound = mark.context == self._cut.context and mark.blocks == len(self._stored)
        return mark if sound and self._others(session, marks.values(), [*mark.own]) == mark.others else None

    def changes(self, session: neo4j.Session) -> Changes:
        """Return the units that changed since the blocks in the database were marked."""
        digests = [*(self._stored - self._digests)]
        records = session.run(statement("open-blocks"), package=self._package, digests=digests)
        before = dict(each for record in records for each in Block("", *record.values()).units())
        now = dict(each for block in self._fresh for each in block.units())
        return Changes({name for name in now if now[name] != before.get(name)}, before.keys() - now.keys())

    def keep(self, session: neo4j.Session) -> None:
        """Write the blocks; they count for nothing until they are marked."""
        gone = [*(self._stored - self._digests)]
        _run(session, "remove-blocks", package=self._package, digests=gone)
        for some in chunks(self._fresh, _AT_ONCE):
            _run(session, "create-blocks", package=self._package, rows=[block._asdict() for block in some])

    def set_mark(self, transaction: neo4j.Transaction, own: Mapping[str, int]) -> None:
        """Mark the blocks as what the database holds: so many nodes and relationships by kind."""
        marks = _marks(transaction) | {self._package: Mark(self._package, "", 0, {**own}, {})}
        others = self._others(transaction, marks.values(), [*own])
        # Fewer than we wrote: somebody removed some meanwhile. Another state: somebody wrote the files meanwhile.
        if min(others.values()) < 0 or self._cut.state != self.feed.state():
            forget(transaction, self._package)
            return
        mark = Mark(self._package, self._cut.context, len(self._digests), {**own}, others)
        transaction.run(statement("set-mark"), package=self._package, mark=mark.as_dict()).consume()

    def _others(
        self, runner: neo4j.Session | neo4j.Transaction, marks: Iterable[Mark], kinds: Sequence[str]
    ) -> dict[str, int]:
        """Return how many nodes and relationships of each kind are of no marked package, by the server's own counts."""
        found = counts(
            runner, *([kind for kind in kinds if (kind in self._labels) is of_nodes] for of_nodes in (True, False))
        )
        own = Counter[str]()
        for mark in marks:
            own.update(mark.own)
        return {kind: count - own[kind] for kind, count in found.items()}


def forget(transaction: neo4j.Transaction, package: str) -> None:
    """Believe no block of a package."""
    transaction.run(statement("remove-mark"), package=package).consume()


def _stored(session: neo4j.Session, package: str) -> set[str]:
    return {record["digest"] for record in session.run(statement("read-blocks"), package=package)}


def _marks(runner: neo4j.Session | neo4j.Transaction) -> dict[str, Mark]:
    marks = (Mark.of(record["mark"]) for record in runner.run(statement("read-marks")))
    return {mark.package: mark for mark in marks}


def _runs(cut: Iterable[Unit]) -> Iterator[tuple[str, list[Unit]]]:
    """Put units in a row together until one ends the block, or is the last of its kind."""
    run: list[Unit] = []
    for unit in cut:
        if run and unit.kind != run[-1].kind:
            yield run[-1].kind, run
            run = []
        run.append(unit)
        if not crc32(unit.key) % SIZE:
            yield unit.kind, run
            run = []
    if run:
        yield run[-1].kind, run


def _block(kind: str, run: Collection[Unit]) -> Block:
    keys = b"\0".join([unit.key for unit in run])
    if keys.count(b"\0") != len(run) - 1 or (kind not in {MENTIONS, PASSAGE} and b"|" in keys):
        raise UnsureError("a sign that no id has")
    digest = hashlib.blake2b(kind.encode(), digest_size=16)
    digest.update(b"\0" + keys + b"\0\0" + b"\0".join([unit.content for unit in run]))
    digests = (hashlib.blake2b(unit.content, digest_size=_BYTES).digest() for unit in run)
    return Block(digest.hexdigest(), kind, compress(keys, 1), b"".join(digests))


def _run(session: neo4j.Session, name: str, **parameters: Any) -> None:
    transact(session, lambda transaction: transaction.run(statement(name), parameters).consume())
