"""What must not change a result, whatever the data."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from graph_loader.analysis import (
    ANALYSES,
    balance,
    brokerage,
    centrality,
    communities,
    fast,
    findings,
    resample,
    theatres,
)
from graph_loader.analysis.readings import READINGS, read, simple_network, ties
from graph_loader.graph.network import ClaimGraph
from graph_loader.model.errors import ColdWarError
from tests.analysis.conftest import STUDY

Add = Callable[..., ClaimGraph]


@pytest.fixture
def relabelled(network: ClaimGraph) -> tuple[ClaimGraph, dict[str, str]]:
    """Return the network with all ids backwards, in another order."""
    names = {node: node[::-1] for node in network}
    other: ClaimGraph = nx.MultiDiGraph(**network.graph)
    for node in sorted(network, reverse=True):
        entity = dict(network.nodes[node])
        if entity.get("state_id"):
            entity["state_id"] = names[entity["state_id"]]
        other.add_node(names[node], **entity)
    for from_, to, key, tie in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[2], reverse=True):
        other.add_edge(names[from_], names[to], key, **tie)
    return other, names


def by_id(table: pd.DataFrame, names: dict[str, str] | None = None) -> pd.DataFrame:
    table = table.assign(id=table["id"].map(names or (lambda node: node)))
    return table.set_index(["id"]).sort_index()


def test_centrality_does_not_depend_on_ids(relabelled: tuple[ClaimGraph, dict[str, str]], network: ClaimGraph) -> None:
    other, names = relabelled
    for reading in READINGS:
        one = by_id(centrality.centrality_of(network, reading, "all", draws=20), names)
        two = by_id(centrality.centrality_of(other, reading, "all", draws=20))
        pd.testing.assert_frame_equal(one, two, atol=1e-5, check_dtype=False)


def test_balance_does_not_depend_on_ids(relabelled: tuple[ClaimGraph, dict[str, str]], network: ClaimGraph) -> None:
    columns = ["era", "reading", "ties", "hostile", "triads", "balanced", "clusterable", "frustration"]
    one, two = (balance.balance(graph)[columns] for graph in (network, relabelled[0]))
    pd.testing.assert_frame_equal(one, two)


def test_tables_do_not_depend_on_an_isolated_actor(network: ClaimGraph) -> None:
    before = {name: ANALYSES[name](network) for name in ("centrality", "brokerage", "grouping", "agreement", "balance")}
    network.add_node("nobody", label="Person", name="Nobody", theatre="moscow", state_id="state-0")
    for name, table in before.items():
        pd.testing.assert_frame_equal(table, ANALYSES[name](network))


def test_scaling_all_weights_changes_neither_rank_nor_community(karate: nx.Graph) -> None:
    before = communities.consensus(karate), centrality.eigenvector(karate), fast.betweenness(karate)
    nx.set_edge_attributes(karate, 7.0, "weight")
    after = communities.consensus(karate), centrality.eigenvector(karate), fast.betweenness(karate)
    assert before[0].member == after[0].member
    assert before[1] == pytest.approx(after[1], abs=1e-6)
    assert before[2] == after[2]


def test_a_claim_told_twice_changes_strength_and_nothing_that_counts_ties(network: ClaimGraph) -> None:
    before = by_id(centrality.centrality_of(network, "coded", "all", draws=5))
    from_, to, tie = next((from_, to, tie) for from_, to, tie in network.edges(data=True) if tie["family"] == "contact")
    network.add_edge(from_, to, "c999", **tie)
    after = by_id(centrality.centrality_of(network, "coded", "all", draws=5))
    unchanged = ["degree", "in_degree", "out_degree", "betweenness", "betweenness_rank", "harmonic", "dyad_years"]
    pd.testing.assert_frame_equal(before[unchanged], after[unchanged])
    grown = after["strength"] - before["strength"]
    assert grown[grown != 0].to_dict() == {from_: 1.0, to: 1.0}
    assert theatres.ei_index(simple_network(network, STUDY.projections["all"]), dict.fromkeys(network, 1)) == -1


def test_k_who_met_bring_one_unit_each(add: Add) -> None:
    graph: ClaimGraph = nx.MultiDiGraph(study=STUDY)
    graph.add_node("unctad", label="Event")
    for number, state in enumerate(("chile", "cuba", "peru", "ussr")):
        add(graph, state, "unctad", f"y20-0{number}", type="PARTICIPATED_IN", family="participation")
    assert dict(simple_network(graph, STUDY.projections["all"]).degree(weight="weight")) == pytest.approx(
        dict.fromkeys(("chile", "cuba", "peru", "ussr"), 1.0)
    )


def test_places_topics_membership_and_location_make_no_ties(add: Add) -> None:
    graph: ClaimGraph = nx.MultiDiGraph()
    graph.add_node("santiago", label="Place")
    graph.add_node("copper", label="Topic")
    add(graph, "chile", "santiago", "y01", family="contact")
    add(graph, "ussr", "copper", "y02", family="influence")
    add(graph, "ussr", "chile", "y03", family="membership")
    add(graph, "ussr", "chile", "y04", family="location")
    assert ties(graph, STUDY.projections["all"]).empty


def test_states_act_for_their_people_and_persons_stand_alone(network: ClaimGraph) -> None:
    assert {entity["label"] for _, entity in read(network, "states").nodes(data=True)} == {"State", "Event"}
    assert {entity["label"] for _, entity in read(network, "persons").nodes(data=True)} == {"Person", "Event"}


def test_the_bootstrap_keeps_each_source_as_large_as_it_is(network: ClaimGraph) -> None:
    claims, weights = resample.claim_weights(network, draws=300)
    assert weights.mean() == pytest.approx(1, abs=0.02)
    one_place = {claim: tie["evidence"][0] for *_, claim, tie in network.edges(keys=True, data=True)}
    places = {(piece["source"], piece["locator"]) for piece in one_place.values()}
    for source in ("yordanov-2019", "forbidden-tango-2013"):
        first = {}
        for column, claim in enumerate(claims):
            if one_place[claim]["source"] == source:
                first.setdefault(one_place[claim]["locator"], column)
        drawn = weights[:, list(first.values())].sum(axis=1)
        assert set(drawn) == {sum(place[0] == source for place in places)}


def test_two_runs_give_the_same_bytes(network: ClaimGraph) -> None:
    for name in ("centrality", "communities", "go-betweens", "grouping"):
        assert ANALYSES[name](network).to_csv() == ANALYSES[name](network).to_csv()


@pytest.mark.parametrize("name", ANALYSES)
def test_an_empty_graph_has_an_empty_or_zero_answer(name: str) -> None:
    table = ANALYSES[name](nx.MultiDiGraph())
    assert table.columns.tolist()
    assert table.attrs["caveat"]
    assert not table.select_dtypes("number").to_numpy().any()


@pytest.mark.parametrize("name", ANALYSES)
def test_one_actor_alone_has_an_answer(name: str) -> None:
    graph: ClaimGraph = nx.MultiDiGraph()
    graph.add_node("chile", label="State", name="Chile", theatre="santiago", bloc="rio-pact", annotations=[])
    assert not ANALYSES[name](graph).select_dtypes("number").isna().any(axis=None)


@pytest.mark.parametrize("name", ANALYSES)
def test_claims_without_dates_have_an_answer(name: str, network: ClaimGraph) -> None:
    for *_, tie in network.edges(data=True):
        tie.update(date=None, start=None, start_latest=None, end_earliest=None, end=None)
    assert ANALYSES[name](network).columns.tolist()


@pytest.mark.parametrize("name", ANALYSES)
def test_one_theatre_has_an_answer(name: str, network: ClaimGraph) -> None:
    for _, entity in network.nodes(data=True):
        if entity.get("theatre"):
            entity["theatre"] = "santiago"
    assert ANALYSES[name](network).columns.tolist()


def test_what_is_not_defined_is_one_clear_error() -> None:
    with pytest.raises(ColdWarError, match="E–I index"):
        theatres.ei_index(nx.empty_graph(3), dict.fromkeys(range(3), "santiago"))
    with pytest.raises(ColdWarError, match="assortativity"):
        theatres.assortativity(nx.path_graph(3), dict.fromkeys(range(3), "santiago"))
    with pytest.raises(ColdWarError, match="readings"):
        read(nx.MultiDiGraph(), "cities")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ANALYSES)
def test_unknown_figures_are_named_columns_not_slips(name: str, network: ClaimGraph) -> None:
    ranks = {f"betweenness_{rank}" for rank in ("rank", "rank_last", "rank_low", "rank_high")}  # none between no two
    ranks |= {"betweenness_cs", "strength_cs"}  # none where all are equal
    may_be_unknown = ranks | {"z", "ari_z", "balanced", "expected", "sd", "p", "clusterable", "goldstein", "share_low"}
    may_be_unknown |= {"betweenness_cs", "strength_cs"}  # of a measure that is the same for all
    table = ANALYSES[name](network)
    numbers = table.select_dtypes("number")
    assert set(numbers.columns[numbers.isna().any()]) <= may_be_unknown | {
        "share_low",
        "share_high",
        "entities",
        "claims",
    }
    assert not np.isinf(numbers.to_numpy(dtype=float, na_value=0)).any()


def test_findings_say_what_survives(network: ClaimGraph) -> None:
    found = findings.findings(network, draws=20)
    assert [finding.number for finding in found] == list(range(1, len(found) + 1))
    for finding in found:
        if finding.answer.low is not None and not finding.answer.by_chance:
            assert finding.answer.low <= finding.answer.figure <= finding.answer.high
        assert finding.answer.claims
        assert finding.survives["suggested"] is True  # nothing is annotated
    assert {"yordanov-2019", "reported"} <= found[0].survives.keys()


def test_roles_between_theatres_are_named_for_brokers_only(network: ClaimGraph) -> None:
    roles = brokerage.leading_roles(network, "all", "theatre")
    assert set(roles.values()) <= set(brokerage.ROLES)
    assert set(roles) <= set(simple_network(network, STUDY.projections["all"]))
