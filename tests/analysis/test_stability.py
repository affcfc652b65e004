"""Ranks and their stability, on cases that one can count and on a network whose truth is known."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from scipy import stats

from benchmarks.stability import coverage
from graph_loader.analysis import centrality, resample, stability
from graph_loader.analysis.readings import READINGS
from graph_loader.analysis.table import records
from graph_loader.graph.network import ClaimGraph
from tests.analysis.conftest import STUDY

Add = Callable[..., ClaimGraph]


def test_places_are_those_of_scipy_in_every_row() -> None:
    values = np.random.default_rng(1).integers(0, 5, (30, 12)) / 4
    best, worst = stability.places(values)
    assert np.array_equal(best, stats.rankdata(-values, method="min", axis=1))
    assert np.array_equal(worst, stats.rankdata(-values, method="max", axis=1))


def test_the_ends_hold_the_places_that_ties_allow_in_every_draw() -> None:
    observed = np.array([0.9, 0.3, 0.3, 0.0])
    drawn = np.array([[0.9, 0.3, 0.2, 0.0], [0.9, 0.0, 0.0, 0.0]])
    found = stability.standing(observed, drawn)
    assert found["rank"][:3] == [1, 2, 2]
    assert found["rank_last"][:3] == [1, 3, 3]
    assert found["rank_low"][:3] == [1, 2, 2]
    assert found["rank_high"][:3] == [1, 4, 4]
    assert np.isnan([found[name][3] for name in ("rank", "rank_last", "rank_low", "rank_high")]).all()


def test_equals_share_the_chance_of_the_places_that_they_hold() -> None:
    found = stability.standing(np.ones(6), np.array([[1.0] * 6, [3, 2, 1, 0, 0, 0]]))
    assert found["first"] == pytest.approx([7 / 12, *[1 / 12] * 5])
    assert found["first_five"] == pytest.approx([11 / 12] * 3 + [5 / 12] * 3)  # nobody is first with nothing


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("projection", STUDY.projections)
def test_no_rank_is_outside_its_own_ends(reading: str, projection: str, network: ClaimGraph) -> None:
    rows = records(centrality.centrality_of(network, reading, projection, draws=30))  # type: ignore[arg-type]
    assert rows
    for row in rows:
        for name in stability.MEASURES:
            ends = [row[f"{name}_{rank}"] for rank in ("rank_low", "rank", "rank_last", "rank_high")]
            assert ends == (sorted(ends) if row[name] else [None] * 4)


def test_who_lies_between_no_two_has_no_rank(add: Add) -> None:
    graph: ClaimGraph = nx.MultiDiGraph(study=STUDY)
    for number, one in enumerate(("chile", "cuba")):
        add(graph, one, "ussr", f"y0{number}-01", locator=f"p0{number}")
    ranks = {row["id"]: row["betweenness_rank"] for row in records(centrality.centrality_of(graph, "coded", "contact"))}
    assert ranks == {"ussr": 1, "chile": None, "cuba": None}


def test_paragraphs_are_left_out_of_each_source_alike(network: ClaimGraph) -> None:
    claims, weights = resample.claims_left(network, 30, draws=20)
    place = {claim: (tie["evidence"][0]["source"], tie["evidence"][0]["locator"])
             for *_, claim, tie in network.edges(keys=True, data=True)}  # fmt: skip
    for source in ("yordanov-2019", "forbidden-tango-2013"):
        known = {place[claim] for claim in claims if place[claim][0] == source}
        for draw in weights:
            left = {place[claim] for claim, weight in zip(claims, draw, strict=True) if weight}
            assert len(left & known) == len(known) - round(0.3 * len(known))


def test_the_order_of_a_network_told_over_and_over_stays_and_that_of_single_ties_does_not(add: Add) -> None:
    told: ClaimGraph = nx.MultiDiGraph()
    once: ClaimGraph = nx.MultiDiGraph()
    for number, (one, other) in enumerate(nx.florentine_families_graph().edges()):
        add(once, one, other, f"y{number:02}-00", locator=f"p{number:02}")
        for again in range(12):
            add(told, one, other, f"y{number:02}-{again:02}", locator=f"p{again:02}")
    firm, weak = (records(stability.stability(graph, draws=20))[0] for graph in (told, once))
    assert firm["betweenness_cs"] == 0.9  # any one of the twelve paragraphs tells the whole
    assert weak["betweenness_cs"] < 0.5


def test_the_ends_cover_the_true_rank_of_a_known_network_more_often_than_plain_percentiles() -> None:
    found = coverage(nx.karate_club_graph(), paragraphs=40, articles=6, draws=60)
    assert found.estimate == 1
    assert found.percentile_estimate < 1
    assert found.truth > 0.9
    assert found.truth >= found.percentile_truth
