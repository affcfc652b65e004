"""Graph Data Science beside the local server: the same answers as in memory, and nothing left behind."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import UserList
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import neo4j
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from graph_loader.analysis import BY_ENGINE, analyse
from graph_loader.analysis.engines import MEMORY, with_lengths
from graph_loader.analysis.gds import GraphDataScience, engine_at
from graph_loader.analysis.readings import names_of, projection_of, simple_network, tie_network
from graph_loader.analysis.table import DIGITS
from graph_loader.database.connection import Target, connect
from graph_loader.database.load import load
from graph_loader.database.local import gds as data_science
from graph_loader.database.local.jars import LONG_TERM
from graph_loader.database.local.ports import free_port
from graph_loader.database.local.server import LocalServer
from graph_loader.database.verify import verify
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.graph.projections import time_slice
from graph_loader.package.dataset import Dataset
from tests.conftest import ROOT, Run
from tests.neo4j_servers import MINI, quieten

VERSION = os.environ.get("COLDWAR_TEST_GDS", LONG_TERM)
"""The version of Neo4j beside which it is tested; `make bench` takes the other."""
COLDWAR = Path(sys.executable).with_name("coldwar")
EXACT = 1e-9


@pytest.fixture(scope="module")
def environment(
    server_home: Path, tmp_path_factory: pytest.TempPathFactory, coldwar: Run, untestable: Callable[[str], NoReturn]
) -> Iterator[dict[str, str]]:
    """Start a server of its own with Graph Data Science, and give what a command needs to find it."""
    found = {**os.environ, "COLDWAR_HOME": str(tmp_path_factory.mktemp("gds"))}
    ports = [f"--{name}-port={free_port()}" for name in ("bolt", "http", "guide")]
    with pytest.MonkeyPatch.context() as patch:
        quieten(patch)
        started = coldwar("server", "start", "--gds", "--version", VERSION, *ports, env=found)
    if started.returncode:
        untestable(f"Graph Data Science beside Neo4j {VERSION}: {started.stderr.strip()}")
    assert started.stdout.startswith(f"Neo4j {VERSION} runs with {data_science.title(VERSION)}: ")
    yield found
    coldwar("server", "stop", env=found)


@pytest.fixture(scope="module")
def target(environment: dict[str, str]) -> Target:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLDWAR_HOME", environment["COLDWAR_HOME"])
        return Target.of()


@pytest.fixture(scope="module")
def engine(target: Target) -> Iterator[GraphDataScience]:
    with engine_at(target) as engine:
        yield engine


@pytest.fixture(scope="module", params=["the installed package", "mini", "a window"])
def studied(request: pytest.FixtureRequest, mini: Dataset) -> ClaimGraph:
    if request.param == "mini":
        return to_networkx(mini)
    graph = to_networkx(Dataset.load())
    return graph if request.param != "a window" else time_slice(graph, "1970", "1973")


def networks(graph: ClaimGraph) -> Iterator[nx.Graph]:
    for name in names_of(graph):
        projection = projection_of(graph, name)
        yield simple_network(graph, projection)
        yield tie_network(graph, projection)


def close(found: dict[str, float], expected: dict[str, float]) -> bool:
    return found.keys() == expected.keys() and found == pytest.approx(expected, abs=EXACT, rel=EXACT)


def test_centrality_is_that_of_networkx(engine: GraphDataScience, studied: ClaimGraph) -> None:
    for network in networks(studied):
        with engine.on(network) as found, MEMORY.on(network) as expected:
            for direction in ("in", "out", "both"):
                assert found.degree(direction) == expected.degree(direction)
                assert close(found.degree(direction, weighted=True), expected.degree(direction, weighted=True))
            assert close(found.betweenness(), nx.betweenness_centrality(network))
            assert close(found.closeness(), nx.closeness_centrality(network))
            assert close(found.harmonic(), nx.harmonic_centrality(network))
            assert found.components() == expected.components()
            exact = {"weight": "weight", "tol": 1e-13, "max_iter": 2000}
            assert close(expected.pagerank(), nx.pagerank(network, **exact))
            assert close(found.pagerank(), expected.pagerank())
            start = next(iter(network))
            assert close(found.pagerank(start), expected.pagerank(start))


def test_shortest_paths_are_as_long_as_those_of_networkx(engine: GraphDataScience, studied: ClaimGraph) -> None:
    for network in map(with_lengths, networks(studied)):
        actors = sorted(network, key=network.degree)
        ends = [(actors[-1], actors[-2]), (actors[-2], actors[-1]), (actors[0], actors[-1])]
        with engine.on(network) as measures, MEMORY.on(network) as memory:
            for start, goal in ends:
                found, expected = measures.paths(start, goal, 5), memory.paths(start, goal, 5)
                lengths = [[nx.path_weight(network, path, "length") for path in paths] for paths in (found, expected)]
                assert lengths[0] == pytest.approx(lengths[1])
                assert len({tuple(path) for path in found}) == len(found)
                # Of paths as long as the last, either may name others.
                sure = [
                    {tuple(p) for p, length in zip(paths, its, strict=True) if length < its[-1] - EXACT}
                    for paths, its in zip((found, expected), lengths, strict=True)
                ]
                assert sure[0] == sure[1]


def test_weights_direction_isolated_actors_and_both_ways(engine: GraphDataScience) -> None:
    network = nx.DiGraph([("a", "b", {"weight": 4.0}), ("b", "a", {"weight": 1.0}), ("b", "c", {"weight": 2.0})])
    network.add_edge("a", "c", weight=1.0)
    network.add_node("alone")
    with engine.on(network) as found:
        assert found.degree("in") == {"a": 1, "b": 1, "c": 2, "alone": 0}
        assert found.degree("both", weighted=True) == {"a": 6.0, "b": 7.0, "c": 3.0, "alone": 0.0}
        assert found.paths("a", "c", 5) == [["a", "b", "c"], ["a", "c"]]  # 1/4 + 1/2 is shorter than 1
        assert found.paths("c", "a", 5) == found.paths("a", "alone", 5) == []
        assert found.components() == {"a": 1, "b": 1, "c": 1, "alone": 2}
    with engine.on(nx.empty_graph(["alone"])) as found:
        assert (found.degree(), found.components(), found.pagerank()) == ({"alone": 0}, {"alone": 1}, {"alone": 1.0})


def test_communities_agree(engine: GraphDataScience) -> None:
    planted = nx.relabel_nodes(nx.planted_partition_graph(4, 12, 0.8, 0.05, seed=1), str)
    nx.set_edge_attributes(planted, 1.0, "weight")
    with engine.on(planted) as found:
        for member in (found.louvain(), found.leiden()):
            assert adjusted_rand_score([int(actor) // 12 for actor in planted], list(member.values())) == 1
    graph = to_networkx(Dataset.load())
    for name in names_of(graph):
        network = simple_network(graph, projection_of(graph, name))
        with engine.on(network) as found, MEMORY.on(network) as expected:
            for mine, other in ((found.louvain(), expected.louvain()), (found.leiden(), expected.leiden())):
                assert adjusted_rand_score(list(mine.values()), list(other.values())) > 0.6
                assert modularity(network, mine) == pytest.approx(modularity(network, other), abs=0.02)


def modularity(network: nx.Graph, member: dict[str, int]) -> float:
    parts = [{actor for actor in network if member[actor] == number} for number in set(member.values())]
    return float(nx.community.modularity(network, parts, weight="weight"))


@pytest.mark.parametrize("name", [name for name in BY_ENGINE if name != "paths"])
def test_a_table_is_the_same_and_says_what_made_it(engine: GraphDataScience, graph: ClaimGraph, name: str) -> None:
    found, expected = analyse(graph, name, engine), analyse(graph, name)
    assert (found.attrs.pop("engine"), expected.attrs.pop("engine")) == (engine.name, "memory")
    assert found.attrs == expected.attrs
    pd.testing.assert_frame_equal(found, expected, rtol=0, atol=10**-DIGITS)  # either side of a rounding


def test_the_command_gives_what_memory_gives_and_leaves_the_database_as_it_was(
    environment: dict[str, str], target: Target, coldwar: Run
) -> None:
    with connect(target) as driver:
        load(driver, target.database, MINI)
        address = {**environment, "NEO4J_PASSWORD": target.password}
        arguments = ("analyse", "paths", "--data", MINI, "--between", "1960", "1991", "--csv", "--engine")
        found = coldwar(*arguments, "gds", "--uri", target.uri, env=address)
        expected = coldwar(*arguments, "memory", env=environment)
        assert (found.returncode, found.stderr) == (0, expected.stderr)
        name = f"gds {data_science.VERSIONS[VERSION]}"
        assert found.stdout.replace(f",{name}\n", ",memory\n") == expected.stdout
        process = subprocess.Popen(
            [COLDWAR, "analyse", "centrality", "--engine", "gds"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            hold_where(process, lambda: bool(projections(driver)))
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGCONT)
            assert process.communicate()[0] == "coldwar: interrupted\n"
        finally:
            process.kill()  # what is held may not stay behind
        assert process.returncode == 130
        assert projections(driver) == []
        assert verify(driver, target.database, MINI).is_equal


@pytest.mark.parametrize("error", [None, BufferError])  # as a driver fails that was interrupted while it reads
@pytest.mark.parametrize("is_projected", [False, True])
def test_an_interruption_that_numpy_swallows_is_not_lost(
    engine: GraphDataScience,
    target: Target,
    monkeypatch: pytest.MonkeyPatch,
    is_projected: bool,
    error: type[Exception] | None,
) -> None:
    class Interrupted(UserList[int]):
        def __len__(self) -> int:
            signal.raise_signal(signal.SIGINT)
            return 0

    def frame(*arguments: Any, made: Any = pd.DataFrame, **options: Any) -> pd.DataFrame:
        patch.undo()  # only once
        np.array([Interrupted()])  # no error comes of it
        if error:
            raise error
        return made(*arguments, **options)

    handler = signal.getsignal(signal.SIGINT)
    network = nx.Graph([("a", "b", {"weight": 1.0})])
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        if not is_projected:
            patch.setattr(pd, "DataFrame", frame)
        with engine.on(network) as measures:
            assert is_projected
            patch.setattr(pd, "DataFrame", frame)
            pytest.fail(f"the work goes on: {measures.closeness()}")
    with connect(target) as driver:
        assert projections(driver) == []
    assert signal.getsignal(signal.SIGINT) is handler


@pytest.mark.parametrize("times", [1, 2])
def test_a_projection_is_made_before_it_is_dropped_unless_somebody_insists(
    engine: GraphDataScience, target: Target, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """One that came to stand after it was dropped would stay."""
    network = nx.Graph([("a", "b", {"weight": 1.0})])
    made = []
    catalog = type(engine._client.graph)

    def construct(*arguments: Any, construct: Any = catalog.construct, **options: Any) -> Any:
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        made.append(construct(*arguments, **options))
        return made[-1]

    monkeypatch.setattr(catalog, "construct", construct)
    with pytest.raises(KeyboardInterrupt), engine.on(network):
        pytest.fail("the work goes on")
    with connect(target) as driver:
        assert (len(made), projections(driver)) == (2 - times, [])


def hold_where(process: subprocess.Popen[str], happens: Callable[[], bool]) -> None:
    """Let a process go on by small steps until something happens, and leave it stopped there."""
    while True:
        assert process.poll() is None
        process.send_signal(signal.SIGSTOP)
        if happens():
            return
        process.send_signal(signal.SIGCONT)
        time.sleep(0.02)


def projections(driver: neo4j.Driver) -> list[str]:
    records = driver.execute_query("CALL gds.graph.list() YIELD graphName RETURN graphName").records
    return [record["graphName"] for record in records]


def test_the_page_works_as_it_stands(
    environment: dict[str, str], engine: GraphDataScience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLDWAR_HOME", environment["COLDWAR_HOME"])
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(
        r"^```python\n(.*?)^```", (ROOT / "docs" / "gds.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["table"].attrs["engine"] == engine.name
    assert names["paths"][0][0] == "kgb"
    assert names["paths"][0][-1] == "chile"


def test_a_server_without_it_says_what_to_do(server: LocalServer, coldwar: Run) -> None:
    address = {**os.environ, "NEO4J_URI": server.ports.bolt_uri, "NEO4J_PASSWORD": server.home.password()}
    shown = coldwar("analyse", "structure", "--engine", "gds", "--data", MINI, env=address)
    (line,) = shown.stderr.splitlines()
    assert (shown.returncode, "has no Graph Data Science" in line, "server start --gds" in line) == (1, True, True)
    shown = coldwar("server", "start", "--gds", "--version", server.home.version)
    (line,) = shown.stderr.splitlines()
    assert line.endswith(f"`coldwar server stop --version {server.home.version}`, then start it with --gds")
