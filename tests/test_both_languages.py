"""The cases of tests/fixtures/both_languages.json, which the pages answer too (tests/js/both_languages.test.js)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph_loader.analysis.change import shares_by_year
from graph_loader.graph import connections, dossier, facts
from graph_loader.graph.network import ClaimGraph
from graph_loader.model import dates, passages
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.views.payload import scene

CASES = json.loads((Path(__file__).parent / "fixtures" / "both_languages.json").read_text(encoding="utf-8"))
BOUNDS = ("start", "start_latest", "end_earliest", "end")
CLAIM: dict[str, Any] = {
    "type": "MET_WITH", "family": "contact", "aspect": "event", "date": None, **dict.fromkeys(BOUNDS), "about_id": None,
    "place_id": None, "role": None, "amount": None, "amount_max": None, "unit": None, "summary": "They met.",
    "standing": "stated", "annotations": [], "evidence": [],
}  # fmt: skip


def evidence(places: list[tuple[str, str]]) -> list[dict[str, Any]]:
    unknown = dict.fromkeys(["footnote", "cites", "cites_locator", "reported_by"])
    return [{"source": source, "locator": locator, **unknown} for source, locator in places]


def of(group: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[group], ids=lambda case: case.get("why", case.get("date")))


@of("passages")
def test_passages_behind_claims(case: dict[str, Any]) -> None:
    assert passages.behind(*({"evidence": evidence(places)} for places in case["claims"])) == case["expected"]


@of("years")
def test_years_of_a_claim(case: dict[str, Any]) -> None:
    found = {str(year): shares["expected"] for year, shares in shares_by_year(case, 1917, 1991)}
    assert found == case["expected"]


@of("windows")
def test_readings_of_a_window(case: dict[str, Any]) -> None:
    from_, to = (day and date.fromisoformat(day) for day in case["window"])
    interval = dates.parse(case["date"] or "")
    readings: tuple[dates.Reading, ...] = ("possible", "certain")
    found = [reading for reading in readings if dates.in_window(interval, case["aspect"], from_, to, reading)]
    assert found == case["expected"]


@pytest.mark.parametrize("case", [*CASES["years"], *CASES["windows"]], ids=lambda case: case.get("why", case["date"]))
def test_the_page_gets_years_and_certain_days_ready_made(case: dict[str, Any]) -> None:
    graph: ClaimGraph = nx.MultiDiGraph()
    graph.add_edge("a", "b", "c1", type="MET_WITH", date=case["date"], aspect=case["aspect"])
    (claim,) = scene(graph).claims
    if "expected" in case and isinstance(case["expected"], dict):
        assert claim.get("years") == case.get("years")
    else:
        assert list(claim.get("held") or []) == case.get("held", [])


@pytest.mark.parametrize("case", [*CASES["years"], *CASES["order"], *CASES["windows"]], ids=lambda case: case["date"])
def test_the_bounds_in_the_table_are_those_of_the_dates(case: dict[str, Any]) -> None:
    interval = dates.parse(case["date"] or "")
    assert [case.get(bound) for bound in BOUNDS] == [
        day and day.isoformat() for day in (getattr(interval, bound) for bound in BOUNDS)
    ]


def test_claims_stand_in_one_order() -> None:
    graph: ClaimGraph = nx.MultiDiGraph()
    graph.add_nodes_from(["a", "b"], label="State", name="")
    for claim in reversed(CASES["order"]):
        graph.add_edge("a", "b", claim["id"], **CLAIM | claim)
    found = dossier.in_order(graph, graph.edges(keys=True))
    assert [tie.id for tie in found] == [claim["id"] for claim in CASES["order"]]


@of("paths")
def test_ways_between_two(case: dict[str, Any]) -> None:
    graph: ClaimGraph = nx.MultiDiGraph(vocabulary=Vocabulary.load())
    for number, (from_, to, locators, *more) in enumerate(case["ties"]):
        family, polarity = (*more, *("contact", None)[len(more) :])
        for node in (from_, to):
            graph.add_node(
                node, **{"label": "State", "name": node, "theatre": "moscow", **case.get("nodes", {}).get(node, {})}
            )
        told = {"family": family, "polarity": polarity, "evidence": evidence([("one", place) for place in locators])}
        graph.add_edge(from_, to, f"c{number}", id=f"c{number}", **CLAIM | told)
    found = connections.find(graph, "a", "b", with_denied=case.get("with_denied", False), limit=99)
    assert [["a", *(step.to_id for step in chain.steps)] for chain in found] == case["expected"]


@of("facts")
def test_in_what_claims_of_one_fact_disagree(case: dict[str, Any]) -> None:
    one, other = ((row.get("from", "a"), row.get("to", "b"), row) for row in case["claims"])
    assert facts.differing(one, other) == facts.differing(other, one) == case["expected"]
