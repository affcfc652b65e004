"""Who belongs to a group, on a graph made by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from graph_loader.analysis import go_betweens, readings
from graph_loader.graph.groups import members
from graph_loader.graph.network import ClaimGraph
from graph_loader.model.errors import UsageError
from graph_loader.model.study import Group, Projection, Study


@pytest.fixture
def graph() -> ClaimGraph:
    study = Study(roles={"office": frozenset({"SERVED"})})
    graph: ClaimGraph = nx.MultiDiGraph(study=study)
    graph.add_node("avaria", label="State", theatre="north", bloc="league")
    graph.add_node("belmond", label="State", theatre="south")
    graph.add_node("bank", label="Organization", theatre="south", kind="bank")
    graph.add_node("ana", label="Person", theatre="south")
    graph.add_node("fair", label="Event", theatre="north", kind="bank")
    graph.add_edge("ana", "bank", "c1", type="SERVED", family="office")
    graph.add_edge("bank", "belmond", "c2", type="SERVED", family="office")
    graph.add_edge("avaria", "bank", "c3", type="PAID", family="trade")
    return graph


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (Group("g", {}, theatres=("north",)), {"avaria"}),
        (Group("g", {}, blocs=("league",)), {"avaria"}),
        (Group("g", {}, kinds=("bank",)), {"bank"}),
        (Group("g", {}, ids=("bank", "nobody")), {"bank"}),
        (Group("g", {}, ids=("bank",), members=True), {"bank", "ana"}),
        (Group("g", {}, blocs=("league",), kinds=("bank",)), {"avaria", "bank"}),
        (Group("g", {}), set()),
    ],
)
def test_members_are_the_actors_that_a_group_names(graph: ClaimGraph, group: Group, expected: set[str]) -> None:
    assert members(graph, group) == expected


def test_what_the_study_does_not_know_is_wrong_usage(graph: ClaimGraph) -> None:
    study = Study(projections={"trade": Projection("trade", ("trade",))})
    with pytest.raises(UsageError, match="trade"):
        readings.projection_of(nx.MultiDiGraph(graph, study=study), "rumour")


def test_the_widest_projection_is_the_first_with_the_most_families() -> None:
    narrow, one, other = Projection("n", ("a",)), Projection("one", ("a", "b")), Projection("other", ("b", "c"))
    study = Study(projections={each.name: each for each in (narrow, one, other)})
    assert readings.widest(nx.MultiDiGraph(study=study)) == one


def test_an_actor_of_both_groups_makes_no_pair_with_itself_and_each_pair_counts_once() -> None:
    both = Group("both", {}, ids=("avaria", "belmond"))
    study = Study(projections={"trade": Projection("trade", ("trade",))}, groups={"both": both})
    graph: ClaimGraph = nx.MultiDiGraph(study=study, passages={})
    graph.add_nodes_from(["avaria", "belmond", "cordia"], label="State")
    for key, state in enumerate(("avaria", "belmond")):
        evidence = [{"source": "atlas", "locator": f"p{key}"}]
        graph.add_edge(state, "cordia", f"c{key}", type="PAID", family="trade", evidence=evidence)
    table = go_betweens.go_betweens_of(graph, "coded", "trade", ("both", "both"), draws=2)
    assert table[["id", "pairs"]].to_numpy().tolist() == [["cordia", 1]]
