"""Graph Data Science against the same in memory, and its tests on the version that `make test` leaves out."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

import networkx as nx

from benchmarks.comparisons import Comparison, in_turn
from graph_loader.analysis.engines import MEMORY
from graph_loader.analysis.gds import GraphDataScience, engine_at
from graph_loader.database.connection import Target
from graph_loader.database.local import server
from graph_loader.database.local.jars import LONG_TERM, NEWEST
from graph_loader.database.local.ports import free_port
from graph_loader.model.folders import CACHE, HOME

RUNS = 3
TIES_EACH = 5
ALGORITHMS = ("betweenness", "harmonic", "pagerank", "components", "louvain", "leiden")
# Betweenness and closeness of so many actors take a quarter of an hour in one engine or the other.
LINEAR = ("pagerank", "components", "louvain", "leiden")


def measure(*, large: bool) -> Iterator[Comparison]:
    """Compare the engines on networks by preferential attachment, sent to the server beforehand."""
    _test_the_newest()
    with _engine() as engine:
        yield from _compared(engine, 1000, ALGORITHMS)
        if large:
            yield from _compared(engine, 50_000, LINEAR)


def _compared(engine: GraphDataScience, actors: int, algorithms: Sequence[str]) -> Iterator[Comparison]:
    """Compare on one network a run, since what was worked out in memory is kept."""
    seconds: dict[str, list[tuple[float, ...]]] = {name: [] for name in algorithms}
    for seed in range(RUNS):
        network = nx.relabel_nodes(nx.barabasi_albert_graph(actors, TIES_EACH, seed=seed), str)
        nx.set_edge_attributes(network, 1.0, "weight")
        with engine.on(network) as theirs, MEMORY.on(network) as ours:
            for name in algorithms:
                seconds[name].append(tuple(each[0] for each in in_turn(1, getattr(theirs, name), getattr(ours, name))))
    size = f"{actors:,} actors, {network.number_of_edges():,} ties"
    for name, runs in seconds.items():
        there, here = zip(*runs, strict=True)
        yield Comparison(f"{name}, --engine gds", size, "s", there, here, "in memory")


@contextmanager
def _engine() -> Iterator[GraphDataScience]:
    with tempfile.TemporaryDirectory() as home, patch.dict(os.environ, {HOME: home}):
        bolt, http, guide = free_port(), free_port(), free_port()
        running = server.start(bolt_port=bolt, http_port=http, guide_port=guide, gds=True)
        try:
            target = Target(running.ports.bolt_uri, "neo4j", running.home.password())
            with engine_at(target) as engine, patch.dict(os.environ, {CACHE: f"{home}/cache"}):
                yield engine
        finally:
            server.stop(LONG_TERM)


def _test_the_newest() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/integration/test_gds.py"]
    environment = os.environ | {"COLDWAR_TEST_GDS": NEWEST, "CI": "true"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    print(f"Graph Data Science beside Neo4j {NEWEST}: {done.stdout.strip().splitlines()[-1]}", flush=True)
    if done.returncode:
        raise RuntimeError(f"its tests fail beside Neo4j {NEWEST}:\n{done.stdout[-2000:]}")
