"""Who goes between the Soviet bloc and the Southern Cone: brokers counted between two sets of theatres.

The count is that of Gould and Fernandez (`brokerage`), restricted to pairs of which one end is in the one set and
the other end in the other, without regard to the direction of the ties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import caveats, resample
from graph_loader.analysis.readings import (
    PROJECTIONS,
    READINGS,
    Projection,
    Reading,
    covered_by,
    read,
    simple_network,
    ties,
)
from graph_loader.analysis.table import joined, tidy
from graph_loader.graph.network import ClaimGraph

BLOC = ("moscow", "eastern-europe")
CONE = ("santiago", "buenos-aires")
SIDES = frozenset({*BLOC, *CONE})
PAIRS = tuple((one, other) for one in BLOC for other in CONE)
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def go_betweens(graph: ClaimGraph, draws: int = resample.DRAWS) -> pd.DataFrame:
    """Count for every actor the pairs from the bloc and the Cone that meet only through it.

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
        `between` is a pair of theatres, or `bloc and cone` for all four; `pairs` are not tied themselves and both
        tied to the actor; `share` is its part of the sum of `pairs` over all actors (a pair with two go-betweens
        counts with each), with its 95 % interval.

    Examples
    --------
    >>> import networkx as nx
    >>> go_betweens(nx.MultiDiGraph()).empty
    True
    """
    tables = [go_betweens_of(graph, reading, name, draws=draws) for reading in READINGS for name in PROJECTIONS]
    return joined(tables)


def go_betweens_of(
    graph: ClaimGraph, reading: Reading, projection: str, one: str = "", other: str = "", draws: int = resample.DRAWS
) -> pd.DataFrame:
    """Count the pairs from the bloc and the Cone that meet only through each actor, under one reading.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    reading : {'coded', 'states', 'persons'}
        Who the actors are.
    projection : {'contact', 'influence', 'all'}
        What the ties are.
    draws : int
        Bootstrap samples.

    Returns
    -------
    pandas.DataFrame
        As `go_betweens`.

    Examples
    --------
    >>> import networkx as nx
    >>> go_betweens_of(nx.MultiDiGraph(), "coded", "all").empty
    True
    """
    claims, weights = resample.claim_weights(graph, draws)
    brokers = _Brokers(read(graph, reading), PROJECTIONS[projection], claims)
    rows = [
        {"reading": reading, "projection": projection, "between": between, **row}
        for between, ones, others in _sides()
        for row in brokers.rows(ones, others, weights)
    ]
    return tidy(
        rows,
        "reading projection between rank id name theatre sources pairs share share_low share_high",
        title="Between the Soviet bloc and the Southern Cone",
        caveats=[caveats.ASSERTED, caveats.COVERAGE, caveats.ABSENCE, caveats.PARAGRAPHS],
    )


def _sides() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    yield "bloc and cone", BLOC, CONE
    for one, other in PAIRS:
        yield f"{one} and {other}", (one,), (other,)


class _Brokers:
    """The ties of a projection as a matrix that can be drawn anew."""

    def __init__(self, seen: ClaimGraph, projection: Projection, claims: list[str]) -> None:
        self.network = simple_network(seen, projection)
        self.actors = list(self.network)
        self.theatres = np.array([self.network.nodes[actor].get("theatre") or "" for actor in self.actors])
        self.coverage = covered_by(seen)
        self.sample = resample.TieSample(ties(seen, projection), self.actors, claims, directed=False)

    def rows(self, ones: Collection[str], others: Collection[str], weights: Floats) -> Iterator[dict[str, Any]]:
        """Yield the actors that broker at all, the most first."""
        near, far = (np.isin(self.theatres, sorted(side)) for side in (ones, others))
        counts = self._counts(near, far, self.sample.pairs)
        if not counts.any():
            return
        pairs = self.sample.pairs
        drawn = np.array([self._counts(near, far, pairs[self.sample.weights(draw) > 0]) for draw in weights])
        total = drawn.sum(axis=1)
        shares = drawn[total > 0] / total[total > 0, None]
        order = sorted(np.flatnonzero(counts), key=lambda number: (-counts[number], self.actors[number]))
        for rank, number in enumerate(order, 1):
            low, high = resample.interval(shares[:, number])
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

    def _counts(self, near: Flags, far: Flags, pairs: npt.NDArray[np.intp]) -> Floats:
        """Count for each actor b the pairs (a near, c far) with a–b and b–c but not a–c."""
        tied = np.zeros((len(self.actors),) * 2)
        tied[pairs[:, 0], pairs[:, 1]] = tied[pairs[:, 1], pairs[:, 0]] = 1
        apart = 1 - tied[near][:, far]
        counts: Floats = (tied[:, far] * (tied[near].T @ apart)).sum(axis=1)
        return counts
