"""Finds rows in which the same cells stand again, with a number a row as long as all differ."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable


def repeats(cells: Iterable[Hashable], again: Iterable[Hashable]) -> list[tuple[int, int]]:
    """Find what stands again.

    Parameters
    ----------
    cells, again : iterable
        The same cells, or tuples of them, twice: the second is walked only if something may stand again.

    Returns
    -------
    list of tuple of int
        The place of each that stood before, and the place where it stood first.

    Examples
    --------
    >>> repeats(iter("abcba"), iter("abcba"))
    [(3, 1), (4, 0)]
    """
    keys = array("q", map(hash, cells))
    if len(set(keys)) == len(keys):
        return []
    seen: set[int] = set()
    note = seen.add
    shared = {key for key in keys if key in seen or note(key)}
    del seen
    first: dict[Hashable, int] = {}
    found = []
    for place, each in enumerate(again):
        if hash(each) in shared and (before := first.setdefault(each, place)) != place:
            found.append((place, before))
    return found
