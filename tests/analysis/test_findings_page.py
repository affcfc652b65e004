"""docs/findings.md says what the data say now."""

from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
import yaml

from graph_loader.analysis import caveats, findings
from graph_loader.analysis.answers import Answer
from graph_loader.analysis.questions import QUESTIONS
from tools.findings import page

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"


@pytest.mark.slow
def test_the_page_is_what_the_data_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs writes it again"


def test_every_question_says_what_its_figure_means() -> None:
    path = Path(findings.__file__).parent / "templates" / "meanings.yaml"
    assert yaml.safe_load(path.read_text(encoding="utf-8")).keys() == QUESTIONS.keys()


def test_figures_that_rest_on_ties_or_signs_say_that_absent_relations_are_among_them(
    graph: nx.MultiDiGraph, finding: findings.Finding
) -> None:
    assert caveats.OF_FINDINGS.keys() <= QUESTIONS.keys()
    text = findings.as_markdown(graph, [finding, replace(finding, title="Where the articles look")])
    between, _, looking = text.partition("## 1. Where the articles look")
    assert "relation was lacking or difficult" in between
    assert "relation was lacking or difficult" not in looking


@pytest.fixture
def finding() -> findings.Finding:
    """A finding of twenty claims, of which y-19 stands in two paragraphs."""
    answer = Answer(
        "moscow", "So it is.", "share", 0.41943, -0.5, 1.0, "by draws", tuple(f"y-{n:02}" for n in range(20))
    )
    return findings.Finding(1, "Who brokered contact", answer, {"without yordanov-2019": None}, ("yordanov-2019",))


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    """The claims of that finding."""
    graph = nx.MultiDiGraph()
    graph.add_node("yordanov-2019", label="Source", name="Yordanov 2019")
    for number in range(20):
        places = ("p01", "p01") if number < 19 else ("p01", "p02")
        unknown = dict.fromkeys(("footnote", "cites", "cites_locator", "reported_by"))
        evidence = [{"source": "yordanov-2019", "locator": place, **unknown} for place in places]
        graph.add_edge("ussr", "chile", f"y-{number:02}", summary="They met.", standing="stated", evidence=evidence)
    return graph


def test_the_page_shows_the_best_documented_claims_and_where_the_others_are(
    graph: nx.MultiDiGraph, finding: findings.Finding
) -> None:
    text = findings.as_markdown(graph, [finding])
    assert "`y-19` They met. (Yordanov 2019, ¶1; Yordanov 2019, ¶2)" in text
    assert "`y-00` They met. (Yordanov 2019, ¶1)\n" in text, "a citation stands once"
    assert "The other 12 are in `build/analysis/finding-claims.csv`, with finding = 1." in text
    assert "0.42 | −0.50 to 1 | yes | cannot be told |" in text
    assert "without Yordanov 2019" in text


def test_the_table_has_every_claim_of_a_finding(graph: nx.MultiDiGraph, finding: findings.Finding) -> None:
    table = findings.claims_behind(graph, [finding])
    assert sorted(table["claim"]) == list(finding.answer.claims)
    assert table["claim"].iloc[0] == "y-19"


def test_a_figure_without_an_interval_says_why(graph: nx.MultiDiGraph, finding: findings.Finding) -> None:
    counted = replace(finding, answer=replace(finding.answer, low=None, high=None, interval="a count of all"))
    text = findings.as_markdown(graph, [counted])
    assert "| 0.42 | none | yes |" in text
    assert "- No interval: a count of all." in text
    assert findings.as_json([counted])["findings"][0]["low"] is None


def test_the_gallery_names_what_cannot_be_told(graph: nx.MultiDiGraph, finding: findings.Finding) -> None:
    (row,) = findings.for_gallery(graph, [finding])
    assert row["text"].endswith("Cannot be told without Yordanov 2019.")
