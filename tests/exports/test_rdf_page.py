"""docs/rdf.md: its claim stands in the data, and its questions have the answers that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rdflib import Graph

from graph_loader.exports.rdf.blocks import Rdf
from graph_loader.package.dataset import Dataset
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "rdf.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sparql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def data() -> tuple[Graph, dict[str, str]]:
    ours = Rdf(Dataset.load())
    return ours.graph(), ours.prefixes


def cells(table: str) -> Iterator[list[str]]:
    for line in table.splitlines():
        yield [cell.strip() for cell in line.strip("|").split("|")]


def test_the_claim_stands_in_the_data(data: tuple[Graph, dict[str, str]]) -> None:
    graph, prefixes = data
    (example,) = re.findall(r"```turtle\n(.*?)```", PAGE, re.DOTALL)
    head = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in prefixes.items())
    told = Graph().parse(data=head + example)
    assert len(told) > 20
    assert [triple for triple in told if triple not in graph] == []
    assert all({*graph.predicates(thing)} == {*told.predicates(thing)} for thing in set(told.subjects()))


def test_there_are_three_questions() -> None:
    assert len(QUESTIONS) == PAGE.count("```sparql") == 3


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_a_question_has_its_answer(data: tuple[Graph, dict[str, str]], question: str, answer: str) -> None:
    graph, _ = data
    header, _, *expected = cells(answer)
    found = graph.query(question)
    assert [str(each) for each in found.vars or ()] == header
    assert [[str(cell) for cell in row] for row in found] == expected
