"""Chains of ties between two entities: short, through those who act, best documented first."""

from typing import Any

import networkx as nx
import pytest

from graph_loader.graph import connections, projections
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.told import Connection
from graph_loader.model.errors import ColdWarError
from graph_loader.model.vocabulary import Vocabulary

PIECE = {"source": "text", "locator": "p01", "footnote": None, "cites": None, "cites_locator": None}
CLAIM: dict[str, Any] = {
    "type": "MET_WITH", "family": "contact", "aspect": "event", "date": None, "start": None, "end_earliest": None,
    "end": None, "about_id": None, "place_id": None, "role": None, "amount": None, "amount_max": None, "unit": None,
    "summary": "They met.", "standing": "stated", "annotations": [],
}  # fmt: skip


def network(labels: dict[str, str], ties: list[tuple[str, str, int]], **attributes: Any) -> ClaimGraph:
    """Make a graph of nodes with labels and of ties that rest on so many passages."""
    graph: ClaimGraph = nx.MultiDiGraph()
    for node, label in labels.items():
        graph.add_node(node, label=label, name=node, theatre="moscow")
    for number, (from_, to, passages) in enumerate(ties):
        evidence = [{**PIECE, "reported_by": None, "locator": f"p{each:02}"} for each in range(passages)]
        graph.add_edge(from_, to, f"c{number}", id=f"c{number}", evidence=evidence, **CLAIM | attributes)
    return graph


def chains(found: list[Connection]) -> list[list[str]]:
    return [[step.to_id for step in connection.steps] for connection in found]


def test_the_shortest_chains_are_found_in_either_direction(graph: ClaimGraph) -> None:
    found = connections.find(graph, "kgb", "fidel-castro")
    assert chains(found) == [["ussr", "chile", "fidel-castro"], ["leonid-brezhnev", "salvador-allende", "fidel-castro"]]


def test_every_step_shows_all_its_ties_in_order_of_date(graph: ClaimGraph) -> None:
    step = connections.find(graph, "ussr", "chile")[0].steps[0]
    assert [tie.id for tie in step.ties] == ["a02-03", "a02-01", "a03-02"]
    assert step.ties[2].citations == ["Mini 2001, ¶3, fn 3 [citing Doe 1999, pp. 33–34]"]


def test_only_the_wanted_families_connect(graph: ClaimGraph) -> None:
    assert connections.find(graph, "ussr", "fidel-castro", families=["trade"]) == []
    found = connections.find(graph, "argentina", "chile", families=["trade"])
    assert chains(found) == [["ussr", "chile"]]
    assert {tie.family for step in found[0].steps for tie in step.ties} == {"trade"}


def test_a_time_slice_connects_by_its_own_claims(graph: ClaimGraph) -> None:
    early = projections.time_slice(graph, 1970, 1972)
    step = connections.find(early, "ussr", "chile")[0].steps[0]
    assert [tie.id for tie in step.ties] == ["a02-03", "a02-01"]


@pytest.mark.parametrize("label", ["Place", "Topic"])
def test_places_and_topics_connect_nobody_unless_asked_for(label: str) -> None:
    graph = network({"a": "Person", "hub": label, "b": "Person"}, [("a", "hub", 1), ("b", "hub", 1)])
    assert connections.find(graph, "a", "b") == []
    assert chains(connections.find(graph, "a", "b", through_everything=True)) == [["hub", "b"]]
    assert chains(connections.find(graph, "a", "hub")) == [["hub"]], "as an end it may be of any kind"


def test_collectives_connect_nobody_unless_asked_for() -> None:
    graph = network({"a": "Person", "bloc": "Organization", "b": "Person"}, [("a", "bloc", 1), ("b", "bloc", 1)])
    graph.nodes["bloc"]["kind"] = "collective"
    assert connections.find(graph, "a", "b") == []
    assert chains(connections.find(graph, "a", "b", through_everything=True)) == [["bloc", "b"]]


def test_ties_of_location_connect_nobody_unless_asked_for() -> None:
    graph = network({"a": "Person", "b": "State"}, [("a", "b", 1)], family="location")
    graph.graph["vocabulary"] = Vocabulary.load()
    assert connections.find(graph, "a", "b") == []
    assert chains(connections.find(graph, "a", "b", families=["location"])) == [["b"]]
    assert chains(connections.find(graph, "a", "b", through_everything=True)) == [["b"]]


@pytest.mark.parametrize("label", ["Event", "Agreement"])
def test_events_and_agreements_connect(label: str) -> None:
    graph = network({"a": "Person", "hub": label, "b": "Person"}, [("a", "hub", 1), ("b", "hub", 1)])
    assert chains(connections.find(graph, "a", "b")) == [["hub", "b"]]


def test_the_best_documented_chain_comes_first() -> None:
    labels = dict.fromkeys(["a", "strong", "weak", "uneven", "b"], "Person")
    ties = [("a", "weak", 1), ("weak", "b", 1), ("a", "uneven", 9), ("uneven", "b", 1), ("a", "strong", 2)]
    graph = network(labels, [*ties, ("b", "strong", 2)])
    found = connections.find(graph, "a", "b")
    assert chains(found) == [["strong", "b"], ["uneven", "b"], ["weak", "b"]]
    assert [connection.strength for connection in found] == [(2, 4), (1, 10), (1, 2)]
    assert chains(connections.find(graph, "a", "b", limit=1)) == [["strong", "b"]]


def test_an_entity_is_not_connected_to_itself(graph: ClaimGraph) -> None:
    with pytest.raises(ColdWarError, match="found Chile twice"):
        connections.find(graph, "chile", "chile")


def test_entities_without_ties_are_not_connected(graph: ClaimGraph) -> None:
    assert connections.find(graph, "cuba", "chile") == []
