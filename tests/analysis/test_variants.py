"""The graph as the annotations suggest: what a suggested value brings with it, and what is said where it cannot be."""

from typing import Any

import networkx as nx
import pytest

from graph_loader.analysis import provenance
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.graph.variants import as_suggested
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.dataset import Dataset
from tests.analysis.conftest import claim


def suggesting(field: str, suggested: str, **values: Any) -> ClaimGraph:
    """A claim of the USSR on Chile with a suggestion for one of its columns."""
    graph: ClaimGraph = nx.MultiDiGraph(vocabulary=Vocabulary.load())
    for label, node in (
        ("State", "ussr"),
        ("State", "chile"),
        ("Party", "cpsu"),
        ("Event", "coup"),
        ("Place", "moscow"),
    ):
        graph.add_node(node, label=label, name=node, theatre="moscow", annotations=[])
    note = {"id": "a1", "kind": "probable-error", "field": field, "suggested": suggested, "note": ""}
    of_type = {"type": "REFUSED", "family": "diplomacy", "cameo": "120", "goldstein": -4.0, "amount": None}
    graph.add_edge("ussr", "chile", "t30-02", **claim(**(of_type | values), annotations=[note]))
    return graph


def tie(graph: ClaimGraph) -> dict[str, Any]:
    ((from_, to, values),) = graph.edges(data=True)
    return {"from_id": from_, "to_id": to, **values}


def test_a_suggested_type_brings_its_family_aspect_code_and_sign() -> None:
    found = tie(as_suggested(suggesting("type", "OPPOSED")))
    brought = {name: found[name] for name in ("type", "family", "aspect", "symmetric", "cameo", "goldstein")}
    # As data/vocabulary.yaml and data/cameo-goldstein.csv have them.
    assert brought == {
        "type": "OPPOSED",
        "family": "conflict",
        "aspect": "state",
        "symmetric": False,
        "cameo": "110",
        "goldstein": -2.0,
    }
    assert (found["from_id"], found["to_id"]) == ("ussr", "chile")


def test_a_suggested_symmetric_type_puts_its_ends_in_order() -> None:
    found = tie(as_suggested(suggesting("type", "ALLIED_WITH")))
    assert (found["from_id"], found["to_id"], found["symmetric"]) == ("chile", "ussr", True)


def test_a_suggested_end_of_a_symmetric_tie_keeps_the_order() -> None:
    found = tie(as_suggested(suggesting("to_id", "cpsu", type="MET_WITH", symmetric=True)))
    assert (found["from_id"], found["to_id"]) == ("cpsu", "ussr")


@pytest.mark.parametrize("said", [3428.0, None])
def test_a_suggested_number_is_a_number(said: float | None) -> None:
    found = tie(as_suggested(suggesting("amount", "2279", amount=said)))
    assert (found["amount"], type(found["amount"])) == (2279.0, float)


def test_a_suggested_number_of_a_place_is_a_number() -> None:
    graph = suggesting("role", "envoy")
    note = {"id": "a2", "field": "latitude", "suggested": "55.75", "kind": "probable-error", "note": ""}
    graph.nodes["moscow"].update(latitude=None, annotations=[note])
    assert as_suggested(graph).nodes["moscow"]["latitude"] == 55.75


@pytest.mark.parametrize(
    ("field", "suggested", "word"),
    [
        ("type", "HINDERED_BY", "HINDERED_BY"),
        ("to_id", "nobody", "nobody"),
        ("to_id", "ussr", "MET_WITH"),
        ("to_id", "coup", "the Event 'coup'"),
        ("amount", "a few", "a few"),
        ("date", "a little later", "a little later"),
        ("standing", "sure", "sure"),
        ("reported_by", "cpsu", "reported_by"),
        ("family", "conflict", "family"),
    ],
)
def test_a_suggestion_that_cannot_be_followed_changes_nothing_and_is_said(
    field: str, suggested: str, word: str
) -> None:
    graph = suggesting(field, suggested, type="MET_WITH", symmetric=True)
    followed = as_suggested(graph)
    assert tie(followed) == tie(graph)
    assert word in followed.graph["unusable"]["a1"]
    (row,) = provenance.corrections(graph).to_dict("records")
    assert row["unusable"] == followed.graph["unusable"]["a1"]


def test_the_real_suggestions_can_all_be_followed() -> None:
    followed = as_suggested(to_networkx(Dataset.load()))
    assert followed.graph["unusable"] == {}
    amounts = {key: values["amount"] for *_, key, values in followed.edges(keys=True, data=True)}
    assert amounts["tn32-01"] == 2279.0
