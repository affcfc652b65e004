"""docs/findings.md says what the data say now."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph_loader.analysis import findings, phrases
from graph_loader.analysis.answers import Answer
from graph_loader.analysis.finding_pages import as_json, as_markdown
from graph_loader.analysis.finding_words import Words
from graph_loader.analysis.findings import Findings
from graph_loader.analysis.questions import ASK
from graph_loader.graph.network import to_networkx
from graph_loader.model.study import KINDS, LANGUAGES, Question
from graph_loader.model.study_file import read_study
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.dataset import Dataset
from tools.findings import page

GAP = re.compile(r"\{(\w+)[:}]")
PAGE = Path(__file__).parents[2] / "docs" / "findings.md"


@pytest.mark.slow
def test_the_page_is_what_the_data_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs writes it again"


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    plain, *others = (dict(leaves(phrases.texts(language))) for language in LANGUAGES)
    for other in others:
        assert plain.keys() == other.keys()
        for keys, words in plain.items():
            assert set(GAP.findall(words)) == set(GAP.findall(other[keys])), keys


def test_every_number_brings_the_noun_that_goes_with_it() -> None:
    nouns = "claims|actors|ties|years|runs|triads|afirmaciones|actores|vínculos|años|ejecuciones|tríadas"
    for language in LANGUAGES:
        for keys, text in leaves(phrases.texts(language)):
            assert not re.search(rf"\{{\w+\}} (signed )?({nouns})\b", text), (language, keys)


def leaves(words: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(words, str):
        yield keys, words
        return
    for key, below in words.items():
        yield from leaves(below, (*keys, key))


def test_every_kind_of_question_has_its_words_and_somebody_who_answers() -> None:
    assert KINDS.keys() == ASK.keys() == phrases.texts("en")["kinds"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_has_no_answer_says_why_in_the_language_of_the_page(kind: str, language: str) -> None:
    study = read_study(PAGE.parents[1] / "data")
    empty = nx.MultiDiGraph(study=study, vocabulary=Vocabulary.load())
    asked = next(id_ for id_, question in study.questions.items() if question.kind == kind)
    answered = findings.answered(empty, 1, [asked])
    assert answered.found == []
    (unanswered,) = answered.unanswered
    assert unanswered.why[language].endswith(".")
    assert "{" not in unanswered.why[language]
    assert unanswered.why[language] in as_markdown(empty, answered, language)


def test_figures_that_rest_on_ties_or_signs_say_that_absent_relations_are_among_them(mini: Dataset) -> None:
    found = {each.question.kind: each.words.meaning for each in findings.findings(to_networkx(mini), 2)}
    assert "relation was lacking or difficult" in found["broker"]
    assert "relation was lacking or difficult" not in found["coverage"]


@pytest.fixture
def finding() -> findings.Finding:
    """A finding of twenty claims, of which y-19 stands in two paragraphs."""
    answer = Answer("moscow", 0.41943, -0.5, 1.0, "resampled", tuple(f"y-{n:02}" for n in range(20)))
    words = Words(
        title="Who?",
        statement="So it is.",
        measure="share",
        interval="by draws",
        meaning="This much.",
        note="",
        robustness="Cannot be told without Yordanov 2019.",
        sources=("Yordanov 2019",),
        verdicts={"without Yordanov 2019": "cannot be told"},
        variants={"yordanov-2019": "without Yordanov 2019"},
    )
    question = Question("who", "broker", {"projection": "all"}, {})
    return findings.Finding(1, question, answer, {"yordanov-2019": None}, ("yordanov-2019",), {"en": words})


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
    text = as_markdown(graph, Findings([finding], []))
    assert "`y-19` They met. (Yordanov 2019, ¶1; Yordanov 2019, ¶2)" in text
    assert "`y-00` They met. (Yordanov 2019, ¶1)\n" in text, "a citation stands once"
    assert "12 other claims are in `analysis/finding-claims.csv`, with finding = 1." in text
    assert "0.42 | −0.50 to 1 | yes | cannot be told |" in text
    assert "without Yordanov 2019" in text


def test_the_table_has_every_claim_of_a_finding(graph: nx.MultiDiGraph, finding: findings.Finding) -> None:
    table = findings.claims_behind(graph, [finding])
    assert sorted(table["claim"]) == list(finding.answer.claims)
    assert table["claim"].iloc[0] == "y-19"


def test_a_figure_without_an_interval_says_why(graph: nx.MultiDiGraph, finding: findings.Finding) -> None:
    counted = replace(finding, answer=replace(finding.answer, low=None, high=None))
    text = as_markdown(graph, Findings([counted], []))
    assert "| 0.42 | none | yes |" in text
    assert "- No interval: by draws." in text
    assert as_json(graph, Findings([counted], []))["findings"][0]["low"] is None
