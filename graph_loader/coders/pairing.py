"""Which claims of two readings are one claim: paired one to one, so that the summed likeness is greatest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph_loader.coders.readings import Coded, Reading


class Pair(NamedTuple):
    """A claim of each reading that mean one thing; `strict` if they tie the same two entities."""

    first: Coded
    second: Coded
    strict: bool


def paired(first: Reading, second: Reading) -> list[Pair]:
    """Pair the claims of two readings of the same passages, in the order of the first.

    Two claims may be one if they rest on a common passage and tie the same two entities, in either direction
    (*strict*), or share one end and, beside it, the type, the matter, or the other end with the other's matter
    (*wide*). Equal type, date, matter, amount and id make them more alike.

    References
    ----------
    H. W. Kuhn, "The Hungarian Method for the Assignment Problem", Naval Research Logistics Quarterly 2 (1955);
    computed by `scipy.optimize.linear_sum_assignment`.
    """
    alike = {
        (a, b): score for a, b in _candidates(first, second) if (score := _likeness(first.claims[a], second.claims[b]))
    }
    return [
        Pair(first.claims[a], second.claims[b], first.claims[a].ends == second.claims[b].ends)
        for a, b in sorted(_assigned(alike, len(first.claims), len(second.claims)))
    ]


def _candidates(first: Reading, second: Reading) -> Iterator[tuple[int, int]]:
    """Yield the places of claims that share a passage and an end."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, claim in enumerate(second.claims):
        for key in _keys(claim):
            places[key].append(place)
    for place, claim in enumerate(first.claims):
        others = {other for key in _keys(claim) for other in places.get(key, ())}
        yield from ((place, other) for other in sorted(others))


def _keys(claim: Coded) -> Iterable[tuple[str, str]]:
    return ((passage, end) for passage in claim.passages for end in claim.ends)


def _likeness(one: Coded, other: Coded) -> float:
    """Return how alike two claims are that share a passage and an end; 0 if they cannot be one."""
    same = {column: one.cells[column] == other.cells[column] for column in ("type", "date", "amount")}
    about, second = one.cells["about_id"], other.cells["about_id"]
    shared = one.ends & other.ends
    strict = one.ends == other.ends
    crossed = bool((one.ends - shared) & {second} or (other.ends - shared) & {about})
    matter = bool(about) and about == second
    if not strict and not (same["type"] or crossed or matter):
        return 0.0
    likeness = (
        0.4 * same["type"] + 0.2 * same["date"] + 0.2 * matter + 0.1 * same["amount"] + 0.05 * (one.id == other.id)
    )
    return 2.0 * strict + len(shared) + likeness


def _assigned(alike: dict[tuple[int, int], float], rows: int, columns: int) -> Iterator[tuple[int, int]]:
    """Yield the best assignment, worked out for each group of claims that compete."""
    if not alike:
        return
    ours, theirs = np.array(list(alike)).T
    size = rows + columns
    _, group = connected_components(
        coo_array((np.ones(len(ours)), (ours, theirs + rows)), shape=(size, size)), directed=False
    )
    members: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in alike:
        members[group[pair[0]]].append(pair)
    for pairs in members.values():
        left = sorted({a for a, _ in pairs})
        right = sorted({b for _, b in pairs})
        scores = np.array([[alike.get((a, b), 0.0) for b in right] for a in left])
        for row, column in zip(*linear_sum_assignment(scores, maximize=True), strict=True):
            if scores[row, column]:
                yield left[row], right[column]
