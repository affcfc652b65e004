"""Measure the analysis against plain NetworkX, on the real data and on 5,000 actors with 25,000 ties.

Usage: python -m benchmarks.analysis
Prints a Markdown table for docs/benchmarks.md, all measured in one run, in seconds of processor time over all
threads and processes: what else the machine does then matters little.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from graph_loader import analysis
from graph_loader.analysis import centrality, communities, fast, resample
from graph_loader.analysis.readings import simple_network, ties, widest
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.package.dataset import Dataset

ACTORS, TIES_EACH = 5000, 5
PIVOTS = 100
DRAWS = 20

Row = tuple[str, float, float | None, str]


def main() -> None:
    dataset = Dataset.load()
    graph = to_networkx(dataset)
    print("| measure | ours | NetworkX | ratio | remark |")
    print("| --- | ---: | ---: | ---: | --- |")
    for name, ours, theirs, remark in (*_large(), *_real(graph), *_whole(graph, dataset)):
        plain = "" if theirs is None else f"{theirs:.2f}"
        ratio = "" if theirs is None else f"{theirs / ours:.0f}"
        print(f"| {name} | {ours:.2f} | {plain} | {ratio} | {remark} |")


def _large() -> Iterator[Row]:
    graph = nx.powerlaw_cluster_graph(ACTORS, TIES_EACH, 0.3, seed=1)
    size = f"{ACTORS:,} actors, {graph.number_of_edges():,} ties"
    ours = _seconds(lambda: fast.betweenness(graph))
    theirs = _seconds(lambda: nx.betweenness_centrality(graph, k=PIVOTS, seed=1)) * ACTORS / PIVOTS
    yield f"betweenness, {size}", ours, theirs, f"NetworkX measured from {PIVOTS} starts and scaled to all"
    nx.set_edge_attributes(graph, 1.0, "weight")
    once = _seconds(lambda: communities.single_runs(graph, range(1)))
    yield f"Louvain once, heavy-tailed, {size}", once, None, "NetworkX's own; no GPL-free Leiden"
    flat = nx.gnm_random_graph(ACTORS, ACTORS * TIES_EACH, seed=1)
    nx.set_edge_attributes(flat, 1.0, "weight")
    once = _seconds(lambda: communities.single_runs(flat, range(1)))
    yield f"Louvain once, without structure, {size}", once, None, "the worst case: nothing to find"


def _real(graph: ClaimGraph) -> Iterator[Row]:
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

    scale = resample.DRAWS / DRAWS
    size = f"{len(network)} actors, {network.number_of_edges()} ties"
    yield (
        f"betweenness in {resample.DRAWS} bootstrap draws, our data, {size}",
        _seconds(ours) * scale,
        _seconds(theirs) * scale,
        f"measured on {DRAWS} draws",
    )
    seeds = range(1, 1 + len(communities.SEEDS))  # the runs of the tables' own seeds are kept once made
    yield (
        f"consensus of {len(communities.SEEDS)} runs of Louvain, our data",
        _seconds(lambda: communities.consensus(network, seeds)),
        None,
        "",
    )


def _whole(graph: ClaimGraph, dataset: Dataset) -> Iterator[Row]:
    yield "centrality, 9 networks with bootstrap", _seconds(lambda: centrality.centrality(graph)), None, ""
    with tempfile.TemporaryDirectory() as folder:
        seconds = _seconds(lambda: analysis.write_tables(graph, dataset, Path(folder)))
    claims = graph.number_of_edges()
    yield f"the whole analysis with findings, {len(graph)} entities, {claims:,} claims", seconds, None, "limit: 60 s"


def _seconds(work: Callable[[], object]) -> float:
    start = sum(os.times()[:4])  # with the processes that the work starts
    work()
    return sum(os.times()[:4]) - start


if __name__ == "__main__":
    main()
