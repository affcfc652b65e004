"""What the database holds already: sixteen bytes for each node or relationship, so that a million fit."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph_loader.database.chunks import chunks


class Verdict(IntEnum):
    """What a row of the data package means to the database."""

    NEW = 0
    SAME = 1
    CHANGED = 2


class Entry(NamedTuple):
    """A node or relationship of the package in the database: its label or type, its id and its digest."""

    kind: str
    id: str
    digest: str


class Row(Protocol):
    """A node or relationship with what identifies it and its state."""

    @property
    def kind(self) -> str:
        """Its label or type."""

    @property
    def id(self) -> str:
        """Its id, unique within its kind."""

    @property
    def digest(self) -> str:
        """What tells this state of it from another."""


R = TypeVar("R", bound=Row)
_VERDICTS = tuple(Verdict)
_SHARD_BITS = 4
_SHARD_MASK = (1 << _SHARD_BITS) - 1


class Catalogue:
    """Which nodes, or which relationships, a database holds and in which state.

    Parameters
    ----------
    entries : iterable of Entry
        Read once.

    Examples
    --------
    >>> catalogue = Catalogue([Entry("State", "ussr", "0a"), Entry("State", "chile", "0b")])
    >>> rows = [Entry("State", id, digest) for id, digest in (("ussr", "0a"), ("chile", "0c"), ("cuba", "0d"))]
    >>> [Verdict(verdict).name for verdict in catalogue.judge(rows)]
    ['SAME', 'CHANGED', 'NEW']
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        columns = [(array("q"), array("Q")) for _ in range(1 << _SHARD_BITS)]
        for entry in entries:
            key = _key(entry.kind, entry.id)
            keys, digests = columns[key & _SHARD_MASK]
            keys.append(key)
            digests.append(_number(entry.digest))
        self._shards = [_Shard(*each) for each in columns]

    def __len__(self) -> int:
        return sum(len(shard.keys) for shard in self._shards)

    @property
    def left(self) -> int:
        """How many entries were not in any judged row."""
        return sum(int(np.count_nonzero(~shard.seen)) for shard in self._shards)

    def judge(self, rows: Sequence[Row]) -> NDArray[np.int8]:
        """Compare rows with the database."""
        verdicts = np.full(len(rows), Verdict.NEW, dtype=np.int8)
        if len(self):
            digests = np.fromiter((_number(row.digest) for row in rows), dtype=np.uint64, count=len(rows))
            for shard, chosen, keys in self._sorted_out(rows):
                verdicts[chosen] = shard.judge(keys, digests[chosen])
        return verdicts

    def unseen(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return those entries that no judged row stood for."""
        wanted = np.zeros(len(entries), dtype=bool)
        for shard, chosen, keys in self._sorted_out(entries):
            places, found = shard.find(keys)
            wanted[chosen] = found & ~shard.seen[places]
        return [entry for entry, unseen in zip(entries, wanted, strict=True) if unseen]

    def _sorted_out(self, rows: Sequence[Row]) -> Iterator[tuple[_Shard, NDArray[np.intp], NDArray[np.int64]]]:
        """Yield each shard that is not empty, with the positions and the keys of the rows that belong to it."""
        keys = np.fromiter((_key(row.kind, row.id) for row in rows), dtype=np.int64, count=len(rows))
        owners = keys & _SHARD_MASK
        for number, shard in enumerate(self._shards):
            if len(shard.keys):
                chosen = np.flatnonzero(owners == number)
                yield shard, chosen, keys[chosen]


class _Shard:
    """The part of a catalogue whose keys end alike, sorted in place: little is ever there twice."""

    def __init__(self, keys: array[int], digests: array[int]) -> None:
        self.keys = np.frombuffer(keys, dtype=np.int64)
        self.digests = np.frombuffer(digests, dtype=np.uint64)
        self.seen = np.zeros(len(self.keys), dtype=bool)
        order = np.argsort(self.keys, kind="stable")
        for column in (self.keys, self.digests):
            column[:] = column[order]

    def find(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Return where keys stand, and whether they do."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return places, self.keys[places] == keys

    def judge(self, keys: NDArray[np.int64], digests: NDArray[np.uint64]) -> NDArray[np.int8]:
        """Return the verdicts on rows of this shard, and remember that they were seen."""
        places, found = self.find(keys)
        verdicts = np.full(len(keys), Verdict.NEW, dtype=np.int8)
        same = self.digests[places] == digests
        verdicts[found & ~same] = Verdict.CHANGED
        verdicts[found & same] = Verdict.SAME
        self.seen[places[found]] = True
        return verdicts


def judged(elements: Iterable[R], catalogue: Catalogue) -> Iterator[tuple[R, Verdict]]:
    """Compare a stream of nodes or relationships with the database."""
    for chunk in chunks(elements):
        for element, verdict in zip(chunk, catalogue.judge(chunk), strict=True):
            yield element, _VERDICTS[verdict]


def _key(kind: str, id_: str) -> int:
    return hash((kind, id_))


def _number(digest: str) -> int:
    """Return a digest as a number; whatever else stands there in the database equals no digest of ours."""
    try:
        return int(digest, 16) & 0xFFFFFFFFFFFFFFFF
    except (TypeError, ValueError):
        return 0
