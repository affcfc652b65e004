"""What the findings conclude, on cases whose answer one can see."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graph_loader.analysis import agreement, communities, contrast_tables, contrasts, resample
from graph_loader.analysis.findings import Finding, findings
from graph_loader.analysis.phrases import counts, render
from graph_loader.graph.groups import members
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.model.study import Contrast, Group, Side
from graph_loader.package.dataset import Dataset
from tests.analysis.conftest import STUDY
from tests.packages import rewrite

Add = Callable[..., ClaimGraph]
PARTY, COMMUNITIES = "influence-on-the-party", "communities"
MINI, ACCRA = (Path(__file__).parents[1] / "fixtures" / name for name in ("mini", "accra"))
YORDANOV, TANGO = "yordanov-2019", "forbidden-tango-2013"


@pytest.fixture
def party() -> ClaimGraph:
    """The Chilean Communists and who may have influenced them, without a claim."""
    graph: ClaimGraph = nx.MultiDiGraph(passages={YORDANOV: ["p18"]}, study=STUDY)
    theatres = {"cpsu": "moscow", "kgb": "moscow", "ussr": "moscow", "sed": "eastern-europe", "pcch": "santiago"}
    for actor, theatre in theatres.items():
        graph.add_node(actor, label="Party", name=actor.upper(), theatre=theatre, annotations=[])
    graph.add_node("teitelboim", label="Person", name="Teitelboim", theatre="santiago", annotations=[])
    return graph


@pytest.fixture
def articles(add: Add) -> ClaimGraph:
    """Two theatres of four actors each, closely tied, of which either article knows one."""
    graph: ClaimGraph = nx.MultiDiGraph(passages={YORDANOV: ["p18"], TANGO: ["p18"]}, study=STUDY)
    for theatre, source in (("santiago", YORDANOV), ("buenos-aires", TANGO)):
        actors = [f"{theatre}-{number}" for number in range(4)]
        for number, (one, other) in enumerate(combinations(actors, 2)):
            add(graph, one, other, f"{theatre}-{number}", source=source)
        for actor in actors:
            graph.nodes[actor]["theatre"] = theatre
    return graph


def finding(graph: ClaimGraph, question: str) -> Finding:
    (found,) = findings(graph, draws=10, questions=[question])
    return found


def test_the_chain_to_the_party_prefers_what_is_stated(party: ClaimGraph, add: Add) -> None:
    add(party, "kgb", "pcch", "y05-14", family="influence", type="AIDED", standing="disputed")
    add(party, "ussr", "pcch", "y37-09", family="influence", type="AIDED")
    assert (
        "The shortest chain from “Soviet leadership” is USSR → PCCH (y37-09)." in finding(party, PARTY).words.statement
    )


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
    assert found.survives[YORDANOV] is None
    assert found.survives[TANGO] is None


def test_theatre_and_article_are_compared_over_the_same_actors(articles: ClaimGraph, add: Add) -> None:
    before = agreement.agreement_over_seeds(articles, "all", "theatre")
    assert before["theatre"].consensus == before["source"].consensus == 1
    # An actor without a theatre, in the company of one theatre and the words of the other's article.
    add(articles, "nowhere", "santiago-0", "t90-01", source=YORDANOV)
    after = agreement.agreement_over_seeds(articles, "all", "theatre")
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


FOOTING, JUNTAS, ATTENTION = "footing", "juntas", "coverage"


def test_a_count_of_all_ties_has_no_interval(party: ClaimGraph, add: Add) -> None:
    add(party, "kgb", "pcch", "y01-01", locator="p01")
    add(party, "sed", "pcch", "y01-02", locator="p01")
    add(party, "cpsu", "pcch", "y02-01", locator="p02")
    add(party, "cpsu", "pcch", "y03-01", locator="p03")
    found = finding(party, FOOTING)
    told = "Of the ties between actors (all ties), 2 of 3 (67 %) rest on one paragraph alone"
    assert found.words.statement.startswith(told)
    assert (found.answer.low, found.answer.high) == (None, None)


def test_every_interval_is_that_of_the_paragraphs_or_what_chance_gives(network: ClaimGraph) -> None:
    found = findings(network, draws=20)
    assert len(found) >= 5
    for each in found:
        if each.answer.low is not None and not each.answer.by_chance:
            assert each.answer.interval == "resampled"
            assert each.answer.low <= each.answer.figure <= each.answer.high


def test_claims_of_one_paragraph_come_and_go_together(party: ClaimGraph, add: Add) -> None:
    add(party, "kgb", "pcch", "y01-01", locator="p01", year=1960)
    for number in range(9):
        add(party, "kgb", "pcch", f"y02-{number:02}", locator="p02", year=1971)
    answer = findings(party, draws=200, questions=[ATTENTION])[0].answer
    # The two paragraphs are drawn as 2+0, 1+1 or 0+2, so the share is 0, 9/10 or 1 and nothing else.
    assert (answer.figure, answer.low, answer.high) == (0.9, 0, 1)


def test_the_juntas_are_told_with_numbers_paragraphs_and_directions(add: Add) -> None:
    graph: ClaimGraph = nx.MultiDiGraph(study=STUDY)
    for junta, state, theatre in (
        ("chilean-junta-1973", "chile", "santiago"),
        ("argentine-junta-1976", "argentina", "buenos-aires"),
    ):
        graph.add_node(state, label="State", name=state, theatre=theatre)
        graph.add_node(junta, label="Organization", kind="government", name=junta, theatre=theatre, state_id=state)
    graph.add_node("ussr", label="State", name="Soviet Union", theatre="moscow", bloc="warsaw-pact")
    graph.add_node("gdr", label="State", name="GDR", theatre="eastern-europe", bloc="warsaw-pact")
    foe, friend = {"goldstein": -4.0, "family": "conflict"}, {"goldstein": 4.0, "family": "trade"}
    add(graph, "ussr", "chilean-junta-1973", "y01-01", locator="p01", year=1974, **foe)
    add(graph, "gdr", "chilean-junta-1973", "y01-02", locator="p01", year=1974, **foe)
    add(graph, "chilean-junta-1973", "ussr", "y02-01", locator="p02", year=1974, **foe)
    add(graph, "argentine-junta-1976", "ussr", "t01-01", locator="p07", year=1977, **foe)
    add(graph, "argentine-junta-1976", "ussr", "t02-01", locator="p08", year=1977, symmetric=True, **friend)
    rows = contrast_tables.totals(graph).query("part == 'regime'").set_index(["side", "measure"])
    chile = rows.loc[("chilean-junta-1973", "hostile")]
    assert chile.drop(["contrast", "part"]).to_dict() == {
        "claims": 3, "paragraphs": 2, "by_partner": 2, "by_side": 1, "mutual": 0, "indirect": 0,
    }  # fmt: skip
    statement = finding(graph, JUNTAS).words.statement
    assert "Chilean junta 3 of 3 (100 %), paragraphs 2 (2 of 2 where the partner acts; 1 of 1 where" in statement
    assert "Argentine junta 1 of 2 (50 %), paragraphs 2 (1 of 1 where this side does; 0 of 1 of both" in statement
    assert "trade 0 of 3 (0 %) and 1 of 2 (50 %), paragraphs 0 and 1" in statement


@pytest.mark.parametrize("many", range(1, 9))
def test_a_list_that_is_shown_adds_up(many: int) -> None:
    given = [(f"theatre {chr(65 + number)}", 20 - number) for number in range(many)]
    text = render(counts(given), "en")
    told = [int(part) for part in text.replace(",", " ").replace(":", " ").split() if part.isdigit()]
    others = many - 4 if many > 5 else 0
    assert sum(told) == sum(number for _, number in given) + others
    assert (f"{others} more: " in text) == bool(others)


def test_the_shares_of_the_theatres_add_up_to_the_claims(party: ClaimGraph, add: Add) -> None:
    theatres = {"usa": "washington", "cuba": "havana", "frg": "western-europe", "prc": "beijing", "peru": "lima"}
    for number, (state, theatre) in enumerate(theatres.items()):
        add(party, state, "pcch", f"y{number:02}-01", family="influence", type="AIDED")
        party.nodes[state]["theatre"] = theatre
    add(party, "sed", "pcch", "y10-01", family="influence", type="AIDED")
    text = finding(party, PARTY).words.statement
    assert text.startswith("6 claims ")
    assert "and 2 more: 2." in text


def test_an_interval_of_a_share_holds_it(network: ClaimGraph) -> None:
    claims = [claim for *_, claim in network.edges(keys=True)]
    for chosen in (claims[:1], claims[:5], claims):
        share = resample.ratio(network, chosen, claims, draws=1)
        assert share is not None
        assert share.low <= share.value <= share.high


def test_a_chain_may_begin_and_end_with_any_member(party: ClaimGraph, add: Add) -> None:
    add(party, "teitelboim", "pcch", "y02-01", family="membership", type="MEMBER_OF")
    add(party, "ussr", "pcch", "y37-09", family="influence", type="AIDED")
    for number in (1, 2):
        add(party, "kgb", "teitelboim", f"y03-0{number}", family="influence", type="AIDED")
    assert "is KGB → Teitelboim (y03-01 and y03-02)." in finding(party, PARTY).words.statement


def test_leaders_that_are_equal_are_not_told_apart_by_their_names(party: ClaimGraph, add: Add) -> None:
    add(party, "kgb", "pcch", "y01-01", family="influence", type="AIDED")
    add(party, "sed", "pcch", "y01-02", family="influence", type="AIDED")
    found = finding(party, PARTY)
    assert found.answer.conclusion == "tied"
    assert "None leads alone." in found.words.statement


def test_a_tie_without_direction_reaches_either_end_and_a_denied_one_makes_no_member(
    party: ClaimGraph, add: Add
) -> None:
    add(party, "aaa", "pcch", "y01-01", family="influence", type="AIDED", symmetric=True)
    add(party, "pcch", "zzz", "y01-02", family="influence", type="AIDED", symmetric=True)
    add(party, "sed", "pcch", "y01-03", family="membership", type="MEMBER_OF", polarity="denied")
    for node in ("aaa", "zzz"):
        party.nodes[node]["theatre"] = "moscow"
    assert finding(party, PARTY).answer.claims == ("y01-01", "y01-02")
    assert "sed" not in members(party, STUDY.groups["chilean-communists"])


def test_ties_of_one_group_are_no_finding_on_crossing(party: ClaimGraph, add: Add) -> None:
    add(party, "kgb", "ussr", "y01-01")
    assert findings(party, draws=2, questions=["contact-across-theatres"]) == []


def test_who_is_on_both_sides_acts_on_nobody_by_itself(add: Add) -> None:
    both = Group("both", {}, ids=("ussr",))
    sides = (Side({}, group="both"), Side({}, group="other"))
    groups = {"both": both, "other": Group("other", {}, ids=("gdr",))}
    study = replace(STUDY, groups=groups, contrasts={"c": Contrast("c", {}, "both", sides)})
    graph: ClaimGraph = nx.MultiDiGraph(study=study)
    add(graph, "ussr", "peru", "y01-01", goldstein=-4.0)
    assert list(contrasts.acts(graph, study.contrasts["c"])) == []


def test_a_package_that_is_called_as_a_source_is_another_variant(tmp_path: Path) -> None:
    named = shutil.copytree(ACCRA, tmp_path / "accra")
    rewrite(named, "datapackage.json", '"name": "accra-invented"', '"name": "tides-2003"')
    graph = to_networkx(Dataset.load([MINI, named]))
    (found, *_) = findings(graph, draws=2, questions=["footing"])
    # What all of a package rests on is left out once, with the package.
    assert list(found.survives) == [
        "ledger-1999",
        "tides-2003",
        "package:coldwar-mini",
        "package:tides-2003",
        "reported",
        "suggested",
    ]
    assert len(set(found.words.variants.values())) == len(found.survives)


def test_those_who_are_always_together_may_be_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    networks = (
        nx.les_miserables_graph(),
        nx.florentine_families_graph(),
        nx.ring_of_cliques(30, 5),
        nx.watts_strogatz_graph(200, 4, 0.1, seed=1),
        nx.barabasi_albert_graph(200, 2, seed=3),
    )
    whole = [communities.consensus(network, range(12)) for network in networks]
    assert {found.rounds for found in whole} == {2}  # the seeds do not agree at once
    monkeypatch.setattr(communities, "MANY", 0)
    assert [communities.consensus(network, range(12)) for network in networks] == whole
