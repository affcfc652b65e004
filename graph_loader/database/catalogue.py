"""What the database holds already: sixteen bytes for each node or relationship, so that a million fit."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph_loader.database.chunks import chunks


class Verdict(IntEnum):
    """What a row of the data package means to the database."""

    NEW = 0
    SAME = 1
    CHANGED = 2
    FOREIGN = 3


class Entry(NamedTuple):
    """A node or relationship of the database: its label or type, its id, its digest, and whether it is ours."""

    kind: str
    id: str
    digest: str
    ours: bool


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
Shard: TypeAlias = "tuple[array[int], array[int], array[int]]"
_SHARD_BITS = 6


class Catalogue:
    """Which nodes, or which relationships, a database holds and in which state.

    Parameters
    ----------
    entries : iterable of Entry
        Read once.

    Examples
    --------
    >>> catalogue = Catalogue([Entry("State", "ussr", "0a", True), Entry("State", "chile", "0b", True)])
    >>> rows = [Entry("State", id, digest, True) for id, digest in (("ussr", "0a"), ("chile", "0c"), ("cuba", "0d"))]
    >>> [Verdict(verdict).name for verdict in catalogue.judge(rows)]
    ['SAME', 'CHANGED', 'NEW']
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        shards = _shards(entries)
        size = sum(len(keys) for keys, _, _ in shards)
        self._keys = np.empty(size, dtype=np.int64)
        self._digests = np.empty(size, dtype=np.uint64)
        self._ours = np.empty(size, dtype=bool)
        self._seen = np.zeros(size, dtype=bool)
        start = 0
        while shards:
            # Each shard is given up as soon as it is sorted into its place, so that little is there twice.
            keys, digests, ours = shards.pop(0)
            end = start + len(keys)
            order = np.argsort(np.frombuffer(keys, dtype=np.int64), kind="stable")
            self._keys[start:end] = np.frombuffer(keys, dtype=np.int64)[order]
            self._digests[start:end] = np.frombuffer(digests, dtype=np.uint64)[order]
            self._ours[start:end] = np.frombuffer(ours, dtype=np.int8)[order]
            start = end

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def left(self) -> int:
        """How many of ours were not in any judged row."""
        return int(np.count_nonzero(self._ours & ~self._seen))

    def judge(self, rows: Sequence[Row]) -> NDArray[np.int8]:
        """Compare rows with the database.

        Parameters
        ----------
        rows : sequence
            Nodes or relationships of the data package.

        Returns
        -------
        numpy.ndarray of int8
            A `Verdict` for each.
        """
        verdicts = np.full(len(rows), Verdict.NEW, dtype=np.int8)
        if not len(self):
            return verdicts
        places, found = self._find(rows)
        digests = np.fromiter((_number(row.digest) for row in rows), dtype=np.uint64, count=len(rows))
        same = self._digests[places] == digests
        verdicts[found & ~same] = Verdict.CHANGED
        verdicts[found & same] = Verdict.SAME
        verdicts[found & ~self._ours[places]] = Verdict.FOREIGN
        self._seen[places[found]] = True
        return verdicts

    def unseen(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return those of our entries that no judged row stood for."""
        places, found = self._find(entries)
        wanted = found & self._ours[places] & ~self._seen[places]
        return [entry for entry, unseen in zip(entries, wanted, strict=True) if unseen]

    def _find(self, rows: Sequence[Row]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        wanted = np.fromiter((_key(row.kind, row.id) for row in rows), dtype=np.int64, count=len(rows))
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self) - 1)
        return places, self._keys[places] == wanted


def judged(elements: Iterable[R], catalogue: Catalogue) -> Iterator[tuple[R, Verdict]]:
    """Compare a stream of nodes or relationships with the database.

    Parameters
    ----------
    elements : iterable
        Of the data package.
    catalogue : Catalogue
        Of the database.

    Yields
    ------
    element, Verdict
    """
    for chunk in chunks(elements):
        for element, verdict in zip(chunk, catalogue.judge(chunk), strict=True):
            yield element, Verdict(verdict)


def _shards(entries: Iterable[Entry]) -> list[Shard]:
    """Collect keys, digests and ownership in shards by the highest bits of the keys, lowest keys first."""
    shards = [(array("q"), array("Q"), array("b")) for _ in range(1 << _SHARD_BITS)]
    shift, lowest = 64 - _SHARD_BITS, 1 << (_SHARD_BITS - 1)
    for entry in entries:
        key = _key(entry.kind, entry.id)
        keys, digests, ours = shards[(key >> shift) + lowest]
        keys.append(key)
        digests.append(_number(entry.digest))
        ours.append(entry.ours)
    return shards


def _key(kind: str, id_: str) -> int:
    return hash((kind, id_))


def _number(digest: str) -> int:
    """Return a digest as a number; whatever else stands there in the database equals no digest of ours."""
    try:
        return int(digest, 16) & 0xFFFFFFFFFFFFFFFF
    except (TypeError, ValueError):
        return 0
