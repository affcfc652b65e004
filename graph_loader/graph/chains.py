"""The shortest chains between two nodes, the best documented first."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from graph_loader.graph.told import strength
from graph_loader.model.errors import ColdWarError

Pair = frozenset[str]
_Neighbours = Mapping[str, list[str]]


def best(pairs: Iterable[Pair], start: str, goal: str, told: Callable[[Pair], int], limit: int) -> list[list[str]]:
    """Return so many of the shortest chains of pairs, by the passages that each pair rests on, then by ids.

    Examples
    --------
    >>> pairs = [frozenset(pair) for pair in ("ab", "bd", "ac", "cd", "ad")]
    >>> best(pairs, "a", "d", lambda pair: 1, 3), best(pairs[:-1], "a", "d", lambda pair: 1 + ("c" in pair), 3)
    ([['a', 'd']], [['a', 'c', 'd'], ['a', 'b', 'd']])
    """
    known = cache(told)

    def rank(nodes: list[str]) -> tuple[int, int, list[str]]:
        weakest, together = strength([known(frozenset(pair)) for pair in pairwise(nodes)])
        return -weakest, -together, nodes

    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        neighbours[one].append(other)
        neighbours[other].append(one)
    return heapq.nsmallest(limit, _shortest(neighbours, start, goal), key=rank)


def differ(start: str, goal: str, name: Callable[[str], str]) -> None:
    """Refuse to look for what connects an entity with itself."""
    if start == goal:
        raise ColdWarError(f"expected two entities to connect, found {name(start)} twice")


def _shortest(neighbours: _Neighbours, start: str, goal: str) -> Iterator[list[str]]:
    """Yield every shortest chain once."""
    nearer = _nearer(neighbours, start, goal)
    chains = [[goal]] if goal in nearer else []
    while chains:
        chain = chains.pop()
        if chain[-1] == start:
            yield chain[::-1]
        else:
            chains += [[*chain, node] for node in nearer[chain[-1]]]


def _nearer(neighbours: _Neighbours, start: str, goal: str) -> dict[str, list[str]]:
    """Return from where every node that is no further than the goal is reached in the fewest steps."""
    reached: dict[str, list[str]] = {start: []}
    edge = [start]
    while edge and goal not in reached:
        further: defaultdict[str, list[str]] = defaultdict(list)
        for node in edge:
            for other in neighbours.get(node, ()):
                if other not in reached:
                    further[other].append(node)
        reached.update(further)
        edge = [*further]
    return reached
