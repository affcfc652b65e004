"""What the findings conclude, on cases whose answer one can see."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from graph_loader.analysis import agreement, communities
from graph_loader.analysis.findings import Finding, findings
from graph_loader.graph.network import ClaimGraph

Add = Callable[..., ClaimGraph]
PARTY = "Whose influence on the Chilean Communists"
COMMUNITIES = "Communities: theatres or articles"
YORDANOV, TANGO = "yordanov-2019", "forbidden-tango-2013"


@pytest.fixture
def party() -> ClaimGraph:
    """The Chilean Communists and who may have influenced them, without a claim."""
    graph: ClaimGraph = nx.MultiDiGraph(passages={YORDANOV: ["p18"]})
    theatres = {"cpsu": "moscow", "kgb": "moscow", "ussr": "moscow", "sed": "eastern-europe", "pcch": "santiago"}
    for actor, theatre in theatres.items():
        graph.add_node(actor, label="Party", name=actor.upper(), theatre=theatre, annotations=[])
    graph.add_node("teitelboim", label="Person", name="Teitelboim", theatre="santiago", annotations=[])
    return graph


@pytest.fixture
def articles(add: Add) -> ClaimGraph:
    """Two theatres of four actors each, closely tied, of which either article knows one."""
    graph: ClaimGraph = nx.MultiDiGraph(passages={YORDANOV: ["p18"], TANGO: ["p18"]})
    for theatre, source in (("santiago", YORDANOV), ("buenos-aires", TANGO)):
        actors = [f"{theatre}-{number}" for number in range(4)]
        for number, (one, other) in enumerate(combinations(actors, 2)):
            add(graph, one, other, f"{theatre}-{number}", source=source)
        for actor in actors:
            graph.nodes[actor]["theatre"] = theatre
    return graph


def finding(graph: ClaimGraph, title: str) -> Finding:
    (found,) = findings(graph, draws=10, titles=[title])
    return found


def test_the_chain_to_the_party_prefers_what_is_stated(party: ClaimGraph, add: Add) -> None:
    add(party, "kgb", "pcch", "y05-14", family="influence", type="AIDED", standing="disputed")
    add(party, "ussr", "pcch", "y37-09", family="influence", type="AIDED")
    assert "The shortest Soviet chain to the party is USSR → PCCH (y37-09)." in finding(party, PARTY).answer.statement


def test_the_claims_behind_a_share_are_all_that_were_counted(party: ClaimGraph, add: Add) -> None:
    add(party, "kgb", "pcch", "y05-14", family="influence", type="AIDED")
    add(party, "sed", "pcch", "y06-01", family="influence", type="AIDED")
    add(party, "sed", "pcch", "y06-02", family="influence", type="AIDED")
    assert finding(party, PARTY).answer.claims == ("y05-14", "y06-01", "y06-02")


def test_the_people_of_the_party_belong_to_it_and_its_allies_do_not(party: ClaimGraph, add: Add) -> None:
    add(party, "teitelboim", "pcch", "y02-01", family="membership", type="MEMBER_OF")
    add(party, "cpsu", "pcch", "y02-02", family="membership", type="ALLIED_WITH", symmetric=True)
    add(party, "sed", "teitelboim", "y03-01", family="influence", type="AIDED")
    add(party, "sed", "cpsu", "y03-02", family="influence", type="AIDED")
    assert finding(party, PARTY).answer.claims == ("y03-01",)


def test_communities_are_not_compared_with_a_single_article(articles: ClaimGraph) -> None:
    found = finding(articles, COMMUNITIES)
    assert found.answer.conclusion == "neither"  # theatre and article are the same division here
    assert found.survives[f"without {YORDANOV}"] is None
    assert found.survives[f"without {TANGO}"] is None


def test_theatre_and_article_are_compared_over_the_same_actors(articles: ClaimGraph, add: Add) -> None:
    before = agreement.agreement_over_seeds(articles)
    assert before["theatre"].consensus == before["source"].consensus == 1
    # An actor without a theatre, in the company of one theatre and the words of the other's article.
    add(articles, "nowhere", "santiago-0", "t90-01", source=YORDANOV)
    after = agreement.agreement_over_seeds(articles)
    assert after["theatre"] == after["source"]


def test_the_order_of_the_nodes_decides_nothing_between_equal_moves() -> None:
    halves = {(0, 0, 0, 1, 1, 1), (0, 1, 1, 1, 0, 0), (0, 0, 1, 1, 1, 0)}
    found = {tuple(run) for run in communities.single_runs(nx.cycle_graph(6), range(50)).tolist()}
    assert halves <= found


def test_the_runs_are_the_same_every_time() -> None:
    ring = nx.cycle_graph(8)
    first = communities.single_runs(ring, range(5)).copy()
    communities._leiden.cache_clear()
    assert np.array_equal(first, communities.single_runs(ring, range(5)))
