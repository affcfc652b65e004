"""Parts of a graph: what surrounds some entities and what lies between two, whole in themselves."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest

from graph_loader.graph import connections
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.parts import part
from graph_loader.model.errors import ColdWarError
from graph_loader.views import explorer
from tests.views.sample import data_of, generated


@pytest.fixture(scope="module")
def graph() -> ClaimGraph:
    return generated(300, 800)


@pytest.mark.parametrize(("focus", "steps"), [(["kgb"], 1), (["kgb"], 2), (["kgb", "node-00200"], 1)])
def test_a_part_has_every_claim_that_networkx_finds_around_its_focus(graph: ClaimGraph, focus: list[str], steps: int):
    either = graph.to_undirected(as_view=True)
    near = set().union(*(nx.single_source_shortest_path_length(either, node, steps) for node in focus))
    expected = graph.subgraph(near)
    found = part(graph, focus=focus, steps=steps)
    assert set(found.edges(keys=True)) == set(expected.edges(keys=True))
    assert 0 < found.number_of_edges() < graph.number_of_edges()
    said = found.graph["part"]
    assert (said["claims"], set(said["ties"])) == (graph.number_of_edges(), near)
    incident = {node: len({key for *_, key in either.edges(node, keys=True)}) for node in near}
    assert said["ties"] == incident
    data = data_of(explorer(found).html)
    assert len(data["claims"]) == expected.number_of_edges()
    assert {node["id"] for node in data["drawn"]} == near


def test_what_the_claims_of_a_part_cite_and_belong_to_is_in_it(real: ClaimGraph):
    found = part(real, focus=["luis-corvalan"])
    for *_, claim in found.edges(data=True):
        assert all(row["source"] in found for row in claim["evidence"])
    assert all(found.nodes[node].get("state_id") in (None, *found) for node in found)
    assert len(found) < len(real) / 4


def test_between_two_lies_every_connection_that_is_shortest_or_a_step_longer(graph: ClaimGraph):
    ends = ("node-00200", "node-00210")
    found = part(graph, path=ends)
    usable = nx.Graph(
        tuple(pair)
        for pair in connections._claims_between(graph, set(ends), (), through_everything=False, with_denied=False)
    )
    routes = list(nx.all_simple_paths(usable, *ends, cutoff=nx.shortest_path_length(usable, *ends) + 1))
    assert len({len(route) for route in routes}) == 2
    assert set(found.graph["part"]["ties"]) >= {node for route in routes for node in route}
    for route in routes:
        for one, other in pairwise(route):
            assert found.number_of_edges(one, other) == graph.number_of_edges(one, other)
    assert found.number_of_edges() < graph.number_of_edges()


def test_who_has_no_tie_and_who_is_not_connected_is_said(graph: ClaimGraph):
    graph = graph.copy()
    graph.add_node("hermit", label="Person", name="A hermit", theatre="moscow")
    with pytest.raises(ColdWarError, match=r"^A hermit has no tie to show$"):
        part(graph, focus=["hermit"])
    with pytest.raises(ColdWarError, match=r"^nothing connects .* and A hermit in this way$"):
        part(graph, path=("kgb", "hermit"))
