"""What is sampled or left out in large graphs: estimates have the truth for their mean, and tables say so."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graph_loader.analysis import (
    balance,
    brokerage,
    caveats,
    centrality,
    communities,
    fast,
    finding_pages,
    findings,
    limits,
    questions,
    resample,
    stability,
)
from graph_loader.exports import pyvis
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import LANGUAGES
from graph_loader.package.dataset import Dataset
from graph_loader.views import thumbnails

Monkeypatch = pytest.MonkeyPatch


@pytest.fixture(scope="module")
def whole() -> ClaimGraph:
    return nx.freeze(to_networkx(Dataset.load()))


@pytest.fixture
def anew(whole: ClaimGraph, monkeypatch: Monkeypatch, tmp_path: Path) -> ClaimGraph:
    """The same graph, of which nothing has been made yet, here or in the cache."""
    monkeypatch.setenv("COLDWAR_CACHE", str(tmp_path))
    return nx.freeze(nx.MultiDiGraph(whole))


def test_weights_that_are_too_many_to_be_kept_are_the_same(anew: ClaimGraph, monkeypatch: Monkeypatch) -> None:
    claims, weights = resample.claim_weights(anew)
    assert resample.claim_weights(anew)[1] is weights
    monkeypatch.setattr(resample, "KEPT", 0)
    others, again = resample.claim_weights(anew)
    assert again is not weights
    assert (others, again.tolist()) == (claims, weights.tolist())


@pytest.mark.parametrize("directed", [False, True])
def test_estimates_of_betweenness_have_the_truth_for_their_mean(directed: bool, monkeypatch: Monkeypatch) -> None:
    network = nx.gnp_random_graph(120, 0.02 if directed else 0.03, seed=3, directed=directed)
    pairs = np.array(network.edges())
    truth = fast.betweenness_of_pairs(pairs, 120, directed=directed)
    pruned = fast._Pruned(pairs, 120, directed=directed)
    everything = pruned.estimate(1000)
    assert everything is not None
    assert everything.values / (119 * 118) == pytest.approx(truth)
    assert not everything.errors.any()
    drawn = []
    for seed in range(300):
        monkeypatch.setattr(fast, "SEED", seed)
        estimate = pruned.estimate(30)
        assert estimate is not None
        drawn.append(estimate)
    values, errors = (np.array(each) / (119 * 118) for each in zip(*drawn, strict=True))
    leading = np.argsort(-truth)[:10]
    spread = values[:, leading].std(axis=0)
    assert np.abs(values[:, leading].mean(axis=0) - truth[leading]).max() < 4 * spread.max() / np.sqrt(300)
    assert errors[:, leading].mean(axis=0) == pytest.approx(spread, rel=0.3)


def test_distances_are_those_of_networkx_however_many_starts() -> None:
    for network in (nx.gnp_random_graph(90, 0.03, seed=1), nx.gnp_random_graph(90, 0.03, seed=1, directed=True)):
        closeness, harmonic = fast.distances(network)
        assert closeness == pytest.approx(nx.closeness_centrality(network))
        assert harmonic == pytest.approx(nx.harmonic_centrality(network))
    path = nx.path_graph(fast.STARTS_AT_ONCE**2 + 3)
    assert fast.distances(path.subgraph(range(70)))[1][0] == pytest.approx(sum(1 / step for step in range(1, 70)))


def test_open_paths_are_counted_as_if_they_were_listed() -> None:
    network = nx.gnp_random_graph(40, 0.12, seed=5, directed=True)
    groups = {node: node % 3 for node in network}
    listed = {node: dict.fromkeys(brokerage.ROLES, 0) for node in network}
    roles = {(True, True): "coordinator", (False, True): "gatekeeper", (True, False): "representative"}
    for broker in network:
        for one in network.predecessors(broker):
            for other in network.successors(broker):
                if one != other and not network.has_edge(one, other):
                    same = groups[one] == groups[broker], groups[broker] == groups[other]
                    apart = "itinerant" if groups[one] == groups[other] else "liaison"
                    listed[broker][roles.get(same, apart)] += 1
    assert brokerage.gould_fernandez(network, groups) == listed


def test_a_consensus_among_the_tied_finds_the_groups_that_all_pairs_find(monkeypatch: Monkeypatch) -> None:
    planted = nx.planted_partition_graph(6, 20, 0.6, 0.02, seed=4)
    every = communities.consensus(planted, range(10))
    monkeypatch.setattr(limits, "WHOLE", 50)
    tied = communities.consensus(planted, range(10))
    assert tied.member == every.member
    assert len(set(tied.member.values())) == 6


def test_the_conclusion_alone_is_that_of_the_whole_answer(whole: ClaimGraph) -> None:
    for question in study_of(whole).questions.values():
        answer = questions.ASK[question.kind](whole, question, 1)
        assert questions.conclusion_of(whole, question) == (answer and answer.conclusion)


def test_tables_of_many_actors_say_what_was_left_out_or_estimated(anew: ClaimGraph, monkeypatch: Monkeypatch) -> None:
    name = study_of(anew).widest.name
    monkeypatch.setattr(limits, "REDRAWN", 50)
    once = centrality.centrality_of(anew, "coded", name, 3)
    assert once["betweenness_rank_low"].isna().all()
    assert once["strength_rank_low"].notna().any()
    assert caveats.NOT_REDRAWN in once.attrs["caveat"]
    assert caveats.ESTIMATED not in once.attrs["caveat"]
    assert stability.stability(anew, 2)["betweenness_cs"].isna().any()
    monkeypatch.setattr(limits, "WHOLE", 60)
    monkeypatch.setattr(limits, "STARTS", 50)
    estimated = centrality.centrality_of(nx.freeze(nx.MultiDiGraph(anew)), "coded", name, 3)
    assert caveats.ESTIMATED in estimated.attrs["caveat"]
    assert estimated["betweenness"].tolist() != once["betweenness"].tolist()
    monkeypatch.setattr(limits, "SIGNED", 1)
    table = balance.balance(anew)
    assert table["frustration"].isna().any()
    assert caveats.NO_FRUSTRATION in table.attrs["caveat"]


def test_findings_say_that_only_the_sources_with_most_claims_were_left_out(
    anew: ClaimGraph, monkeypatch: Monkeypatch
) -> None:
    monkeypatch.setattr(limits, "LEFT_OUT", 1)
    monkeypatch.setattr(limits, "REDRAWN", 50)
    monkeypatch.setattr(limits, "WHOLE", 60)
    monkeypatch.setattr(limits, "STARTS", 50)
    asked = next(each.id for each in study_of(anew).questions.values() if each.kind == "broker")
    answered = findings.answered(anew, 3, [asked])
    (finding,) = answered.found
    source = findings.sources_left_out(anew).sources
    assert list(finding.survives) == [*source, "reported", "suggested"]
    assert finding.survives["reported"] is None  # an estimate against an estimate
    assert finding.answer.low is None
    for language, said in {"en": ("left out in turn", "estimated"), "es": ("se dejaron fuera", "estim")}.items():
        words = finding.texts[language]
        assert said[0] in words.robustness
        assert said[1] in words.statement
        page = finding_pages.as_markdown(anew, answered, language)
        assert "1,000" not in page
        assert len(finding_pages._of_size(anew, language)) == 4
    assert set(finding.texts) == set(LANGUAGES)


def test_the_page_on_large_graphs_names_the_limits() -> None:
    page = (Path(__file__).parents[2] / "docs" / "scaling.md").read_text("utf-8")
    rows = {row.split("|")[1].strip() for row in page.splitlines() if row.startswith("| ")}
    assert {
        f"{limits.REDRAWN:,} actors in a network",
        f"{limits.WHOLE:,} actors",
        f"{limits.CLOSED:,} closed triples",
        f"{limits.SIGNED:,} signed ties in an era",
        f"{limits.LEFT_OUT:,} claims in all variants together",
        f"{pyvis.MOST_CLAIMS:,} claims of a family in a theatre",
        f"{thumbnails.MOST_PAIRS:,} pairs in a view",
    } <= rows
    assert f"{limits.STARTS:,} actors drawn at random" in page
