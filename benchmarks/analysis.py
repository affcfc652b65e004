"""The analysis against plain NetworkX, on the real data and on made-up networks, in processor time of all processes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import networkx as nx

from benchmarks.comparisons import Comparison
from graph_loader.analysis import fast, resample
from graph_loader.analysis.readings import simple_network, ties, widest
from graph_loader.graph.network import to_networkx
from graph_loader.model.folders import CACHE
from graph_loader.package.dataset import Dataset

TIES_EACH = 5
PIVOTS = 100
DRAWS = 20
RUNS = 3
RIVAL = f"NetworkX {nx.__version__}"


def measure(*, large: bool) -> Iterator[Comparison]:
    """Compare betweenness of a network and of the bootstrap's draws."""
    with tempfile.TemporaryDirectory() as cache, patch.dict(os.environ, {CACHE: cache}):
        yield from map(_betweenness, (2000, 20_000) if large else (2000,))
        yield _bootstrap()


def _betweenness(actors: int) -> Comparison:
    """Compare on one network a run, since what was worked out is kept."""
    graphs = [nx.powerlaw_cluster_graph(actors, TIES_EACH, 0.3, seed=seed) for seed in range(RUNS)]
    size = f"{actors:,} actors, {graphs[0].number_of_edges():,} ties"
    ours = [_seconds(lambda each=each: fast.betweenness(each)) for each in graphs]
    part = [_seconds(lambda each=each: nx.betweenness_centrality(each, k=PIVOTS, seed=1)) for each in graphs]
    rival = f"{RIVAL}, from {PIVOTS} actors and scaled"
    return _compared("betweenness", size, ours, [seconds * actors / PIVOTS for seconds in part], rival)


def _bootstrap() -> Comparison:
    graph = to_networkx(Dataset.load())
    network = simple_network(graph, widest(graph))
    claims, weights = resample.claim_weights(graph, DRAWS)
    sample = resample.TieSample(ties(graph, widest(graph)), list(network), claims, directed=False)

    def ours() -> None:
        fast.betweenness_of_draws(sample.pairs, sample.drawn(weights) > 0, len(sample.actors), directed=False)

    def theirs() -> None:
        for draw in weights:
            drawn: nx.Graph[Any] = nx.Graph()
            drawn.add_nodes_from(range(len(sample.actors)))
            drawn.add_edges_from(sample.pairs[sample.weights(draw) > 0].tolist())
            nx.betweenness_centrality(drawn)

    size = f"our data, {len(network)} actors, {network.number_of_edges()} ties, {DRAWS} draws"
    runs = [(_seconds(ours), _seconds(theirs)) for _ in range(RUNS)]
    return _compared("betweenness in bootstrap draws", size, *map(list, zip(*runs, strict=True)), RIVAL)


def _compared(what: str, size: str, ours: list[float], theirs: list[float], rival: str) -> Comparison:
    return Comparison(f"{what}, processor time", size, "s", tuple(ours), tuple(theirs), rival)


def _seconds(work: Callable[[], object]) -> float:
    start = sum(os.times()[:4])  # with the processes that the work starts
    work()
    return sum(os.times()[:4]) - start
