"""Views of the graph for analysis, on the mini package unless a case needs a graph of its own."""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from graph_loader.graph import projections
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.model.errors import ColdWarError
from graph_loader.package.dataset import Dataset

PROJECTIONS: list[Callable[[ClaimGraph], nx.Graph]] = [
    projections.actors,
    lambda graph: projections.family(graph, "trade"),
    projections.weighted,
    projections.actor_network,
    projections.actor_event,
    projections.actor_agreement,
    lambda graph: projections.time_slice(graph, 1970, 1973),
    projections.roll_up,
]


def claims(graph: ClaimGraph) -> set[str]:
    return {key for *_, key in graph.edges(keys=True)}


def test_actors_are_persons_states_parties_and_organizations_but_no_historians(graph: ClaimGraph) -> None:
    assert set(projections.actors(graph)) == {
        "argentina", "chile", "chilean-junta", "cuba", "eastern-bloc", "fidel-castro", "kgb", "leonid-brezhnev", "pcch",
        "salvador-allende", "ussr",
    }  # fmt: skip


def test_only_claims_between_actors_remain_between_actors(graph: ClaimGraph) -> None:
    left_out = claims(graph) - claims(projections.actors(graph))
    assert left_out == {"a03-03", "a04-02", "a04-03", "a05-02", "a05-03"}


def test_a_family_is_a_choice_of_claims_not_of_nodes(graph: ClaimGraph) -> None:
    chosen = projections.family(graph, "contact", "conflict")
    assert claims(chosen) == {"a01-01", "a01-02", "a01-03", "a03-01", "a03-03"}
    assert set(chosen) == set(graph)


def test_weights_add_up_to_the_claims(graph: ClaimGraph) -> None:
    graph.add_edge("ussr", "ussr", "loop")
    merged = projections.weighted(graph)
    assert merged.size(weight="weight") == graph.size() - 1
    assert merged.edges["chile", "ussr"]["claims"] == ["a02-01", "a02-03", "a03-02"]


def test_the_contact_network_has_meetings_and_visits(graph: ClaimGraph) -> None:
    network = projections.actor_network(graph, "contact")
    assert sorted((*sorted(ends), weight) for *ends, weight in network.edges(data="weight")) == [
        ("chile", "fidel-castro", 1),
        ("fidel-castro", "salvador-allende", 2),
    ]
    assert set(network) == set(projections.actors(graph))


def test_events_join_those_who_took_part_not_those_who_judged(graph: ClaimGraph) -> None:
    joined = projections.actor_event(graph)
    assert list(joined.edges) == [("salvador-allende", "chilean-election-1970")]
    assert dict(joined.nodes("bipartite")) == {"salvador-allende": 0, "chilean-election-1970": 1}


def test_agreements_join_their_parties(graph: ClaimGraph) -> None:
    joined = projections.actor_agreement(graph)
    assert set(joined["grain-agreement-1980"]) == {"argentina", "ussr"}
    assert nx.is_bipartite(joined)


def test_a_time_slice_keeps_what_may_have_happened_in_it(graph: ClaimGraph) -> None:
    window = projections.time_slice(graph, 1971, "1972-06")
    assert claims(window) == {
        "a01-01", "a01-02", "a02-01", "a02-02", "a02-03", "a04-04", "a05-01", "an01-01", "an01-02",
    }  # fmt: skip
    assert window.graph["undated"] == 1


def test_a_certain_slice_keeps_what_must_have_happened_in_it(graph: ClaimGraph) -> None:
    window = projections.time_slice(graph, 1971, "1972-06", "certain")
    assert claims(window) == {"a01-01", "a01-02", "a02-03", "a04-04", "a05-01"}


@pytest.mark.parametrize("year", range(1950, 1991, 5))
def test_what_is_certain_is_possible(graph: ClaimGraph, year: int) -> None:
    possible, certain = (projections.time_slice(graph, year, year + 4, reading) for reading in ("possible", "certain"))
    assert claims(certain) <= claims(possible)


def test_an_open_slice_keeps_all_dated_claims(graph: ClaimGraph) -> None:
    assert claims(graph) - claims(projections.time_slice(graph, None, None)) == {"a05-03"}


@pytest.mark.parametrize(("from_", "to"), [(1973, 1970), ("nineteen", 1970)])
def test_a_window_that_is_none_is_refused(graph: ClaimGraph, from_: str | int, to: str | int) -> None:
    with pytest.raises(ColdWarError):
        projections.time_slice(graph, from_, to)


def test_the_ego_network_goes_in_both_directions(graph: ClaimGraph) -> None:
    assert set(projections.ego(graph, "pcch", 0)) == {"pcch"}
    assert set(projections.ego(graph, "pcch")) == {"pcch", "chilean-junta", "chilean-coup-1973"}
    assert claims(projections.ego(graph, "fidel-castro")) == {"a01-01", "a01-02", "a01-03", "a05-01"}


def test_states_stand_for_their_people_and_bodies(graph: ClaimGraph) -> None:
    rolled = projections.roll_up(graph)
    assert set(projections.actors(rolled)) == {"argentina", "chile", "cuba", "eastern-bloc", "ussr"}
    assert {key for from_, to, key in rolled.edges(keys=True) if {from_, to} == {"cuba", "chile"}} == {
        "a01-01", "a01-02", "a01-03",
    }  # fmt: skip
    assert claims(graph) - claims(rolled) == {"a03-01", "a05-01", "an01-01", "an01-02"}, "ties within one state"
    assert "moscow-city" in rolled, "places are no part of a state that acts"


def test_a_body_without_a_state_stands_for_its_parts() -> None:
    graph = bodies({"commission": "united-nations", "united-nations": None, "chile": None})
    graph.add_edge("chile", "commission", "y01-01")
    assert list(projections.roll_up(graph).edges(keys=True)) == [("chile", "united-nations", "y01-01")]


def test_bodies_that_are_parts_of_each_other_stand_for_themselves() -> None:
    graph = bodies({"staff": "ministry", "ministry": "cabinet", "cabinet": "ministry"})
    assert set(projections.roll_up(graph)) == {"staff", "ministry", "cabinet"}


def bodies(parents: dict[str, str | None]) -> ClaimGraph:
    graph: ClaimGraph = nx.MultiDiGraph()
    for node, parent in parents.items():
        graph.add_node(node, label="Organization", parent_id=parent)
    return graph


@pytest.mark.parametrize("project", PROJECTIONS)
def test_a_projection_leaves_the_graph_as_it_was(mini: Dataset, project: Callable[[ClaimGraph], nx.Graph]) -> None:
    graph = to_networkx(mini)
    project(graph).clear()
    assert nx.utils.graphs_equal(graph, to_networkx(mini))


@pytest.mark.parametrize("project", PROJECTIONS)
def test_the_empty_graph_projects_onto_an_empty_graph(empty: Path, project: Callable[[ClaimGraph], nx.Graph]) -> None:
    assert len(project(to_networkx(Dataset.load(empty)))) == 0
