"""Who goes between two groups: brokers counted between two sets of actors.

The count is that of Gould and Fernandez (`brokerage`), restricted to pairs of which one end is in the one set and
the other end in the other, without regard to the direction of the ties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, product
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import caveats, resample
from graph_loader.analysis.phrases import group
from graph_loader.analysis.readings import (
    READINGS,
    Reading,
    covered_by,
    names_of,
    projection_of,
    read,
    simple_network,
    ties,
)
from graph_loader.analysis.table import joined, tidy
from graph_loader.graph.groups import members
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.once import once
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import PLAIN, Group, Projection, in_language

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.intp]
Pairs = npt.NDArray[np.intp]
AT_ONCE = 2**20  # paths that are looked at together


def go_betweens(graph: ClaimGraph, draws: int = resample.DRAWS) -> pd.DataFrame:
    """Count for every actor the pairs from two groups that meet only through it, for the groups that the study asks of.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    draws : int
        Bootstrap samples for the intervals of the shares.

    Returns
    -------
    pandas.DataFrame
        `reading, projection, between, rank, id, name, theatre, sources, pairs, share, share_low, share_high`.
        `between` names the two groups, or a theatre of each; `pairs` are not tied themselves and both tied to the
        actor; `share` is its part of the sum of `pairs` over all actors (a pair with two go-betweens counts with
        each), with its 95 % interval.
    """
    asked = {
        (question.parameters["one"], question.parameters["other"]): None
        for question in study_of(graph).questions.values()
        if question.kind == "go-between"
    }
    tables = [
        go_betweens_of(graph, reading, name, ends, draws)
        for ends in asked
        for reading in READINGS
        for name in names_of(graph)
    ]
    return joined(tables) if tables else _table([])


@once
def go_betweens_of(
    graph: ClaimGraph, reading: Reading, projection: str, ends: tuple[str, str], draws: int = resample.DRAWS
) -> pd.DataFrame:
    """Count the pairs from two groups that meet only through each actor, under one reading.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    reading : {'coded', 'states', 'persons'}
        Who the actors are.
    projection : str
        A projection of the study.
    ends : tuple of str
        Two groups of the study, by their ids.
    draws : int
        Bootstrap samples.

    Returns
    -------
    pandas.DataFrame
        As `go_betweens`; the rows between the groups as wholes first.
    """
    claims, weights = resample.claim_weights(graph, draws)
    seen = read(graph, reading)
    brokers = _Brokers(seen, projection_of(graph, projection), claims, weights)
    return _table(
        {"reading": reading, "projection": projection, "between": between, **row}
        for between, ones, others in _sides(seen, ends)
        for row in brokers.rows(ones, others)
    )


def _table(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    return tidy(
        rows,
        "reading projection between rank id name theatre sources pairs share share_low share_high",
        title="Who goes between two groups",
        caveats=[caveats.ASSERTED, caveats.COVERAGE, caveats.ABSENCE, caveats.PARAGRAPHS],
        why="No two actors of the groups that the study asks of meet only through a third.",
    )


def _sides(graph: ClaimGraph, ends: tuple[str, str]) -> Iterator[tuple[str, Collection[str], Collection[str]]]:
    """Yield the two groups, then each theatre of the one with each of the other."""
    one, other = (study_of(graph).groups[end] for end in ends)
    names = (in_language(group(graph, end), PLAIN) for end in ends)
    yield " and ".join(names), members(graph, one), members(graph, other)
    if len(one.theatres) + len(other.theatres) > 2:  # noqa: PLR2004 - else it is the same again
        within = {
            theatre: members(graph, Group(theatre, {}, theatres=(theatre,)))
            for theatre in {*one.theatres, *other.theatres}
        }
        for near, far in product(one.theatres, other.theatres):
            yield f"{near} and {far}", within[near], within[far]


class _Brokers:
    """The ties of a projection, first as they are, then in every draw."""

    def __init__(self, seen: ClaimGraph, projection: Projection, claims: list[str], weights: Floats) -> None:
        self.network = simple_network(seen, projection)
        self.actors = list(self.network)
        self.coverage = covered_by(seen)
        sample = resample.TieSample(ties(seen, projection), self.actors, claims, directed=False)
        self.pairs = sample.pairs
        self.held = np.empty((1 + len(weights), len(self.pairs)), dtype=bool)
        for row, draw in zip(self.held, chain([np.ones(len(claims))], weights), strict=True):
            row[:] = sample.weights(draw) > 0

    def rows(self, ones: Collection[str], others: Collection[str]) -> Iterator[dict[str, Any]]:
        """Yield the actors that broker at all, the most first."""
        near, far = (np.array([actor in side for actor in self.actors], dtype=bool) for side in (ones, others))
        counts, *drawn = _counts(near, far, self.pairs, self.held)
        if not counts.any():
            return
        shares = np.array([draw / draw.sum() for draw in drawn if draw.any()])
        order = sorted(np.flatnonzero(counts), key=lambda number: (-counts[number], self.actors[number]))
        for rank, number in enumerate(order, 1):
            low, high = resample.interval(shares[:, number] if len(shares) else [])
            actor = self.actors[number]
            yield {
                "rank": rank,
                "id": actor,
                "name": self.network.nodes[actor].get("name"),
                "theatre": self.network.nodes[actor].get("theatre"),
                "sources": len(self.coverage.get(actor, ())),
                "pairs": int(counts[number]),
                "share": counts[number] / counts.sum(),
                "share_low": low,
                "share_high": high,
            }


def _counts(near: Flags, far: Flags, pairs: Pairs, held: Flags) -> Counts:
    """Count for each actor b the pairs (a near, c far) with a–b and b–c but not a–c, a pair in both sides once.

    A row of `held` is a network, and tells which of the ties it has; so is a row of the counts.
    """
    counts = np.zeros((len(held), len(near)), dtype=np.intp)
    one, other, third, broker = _paths(near, far, pairs)
    brokers, starts = np.unique(broker, return_index=True)
    has = np.vstack([held.T, np.zeros((1, len(held)), dtype=bool)])
    step = max(1, AT_ONCE // max(1, len(broker)))
    for first in range(0, len(held) if len(broker) else 0, step):
        part = has[:, first : first + step]
        open_ = part[one] & part[other] & ~part[third]
        counts[first : first + step, brokers] = np.add.reduceat(open_, starts, axis=0, dtype=np.intp).T
    return counts


def _paths(near: Flags, far: Flags, pairs: Pairs) -> Pairs:
    """List the paths a–b–c from near to far by their ties: the numbers of a–b, b–c and, if there is one, a–c; and b."""
    actors = len(near)
    both_ways = np.concatenate([pairs, pairs[:, ::-1]])
    order = np.argsort(both_ways @ [actors, 1])
    arcs = both_ways[order]
    keys, number = arcs @ [actors, 1], order % max(1, len(pairs))

    def tie(one: Counts, other: Counts) -> Counts:
        key = one * actors + other
        place = np.searchsorted(keys, key).clip(max=max(0, len(keys) - 1))
        return np.where(keys[place] == key, number[place], len(pairs)) if len(keys) else key

    broker, start = arcs[near[arcs[:, 1]]].T
    goals, goal = arcs[far[arcs[:, 1]]].T
    first, last = np.searchsorted(goals, broker), np.searchsorted(goals, broker, side="right")
    each = np.repeat(np.arange(len(broker)), last - first)
    broker, start = broker[each], start[each]
    goal = goal[first[each] + np.arange(len(each)) - np.searchsorted(each, each)]
    both = near & far
    once = ~(both[start] & both[goal] & (start >= goal))
    broker, start, goal = broker[once], start[once], goal[once]
    return np.array([tie(start, broker), tie(broker, goal), tie(start, goal), broker])
