"""Ties, amounts and citations in words."""

from typing import Any

import networkx as nx
import pytest

from graph_loader.graph import wording
from graph_loader.graph.network import ClaimGraph
from graph_loader.model.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("cites", "pages", "expected"),
    [
        (None, None, "Mini 2001, ¶3"),
        ("doe-1999", None, "Mini 2001, ¶3 [citing Doe 1999]"),
        ("doe-1999", "5", "Mini 2001, ¶3 [citing Doe 1999, p. 5]"),
        ("doe-1999", "5-7", "Mini 2001, ¶3 [citing Doe 1999, pp. 5-7]"),
        ("doe-1999", "5, 9", "Mini 2001, ¶3 [citing Doe 1999, pp. 5, 9]"),
        ("doe-1999", "doc. 12", "Mini 2001, ¶3 [citing Doe 1999, doc. 12]"),
    ],
)
def test_a_citation_names_the_cited_work_and_its_pages(
    graph: ClaimGraph, cites: str | None, pages: str | None, expected: str
) -> None:
    piece = {"source": "mini-2001", "locator": "p03", "footnote": None, "cites": cites, "cites_locator": pages}
    assert wording.citation(graph, piece) == expected


def test_a_citation_names_note_and_footnote(graph: ClaimGraph) -> None:
    piece = {"source": "mini-2001", "locator": "n10", "footnote": "4", "cites": None, "cites_locator": None}
    assert wording.citation(graph, piece) == "Mini 2001, n. 10, fn 4"


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (None, None, None, None),
        (98500000.0, None, "USD", "98,500,000 USD"),
        (36.6, None, "percent", "36.6 percent"),
        (0.0, None, "tonne", "0 tonne"),
        (43.0, 45.0, None, "43 to 45"),
    ],
)
def test_amounts_are_written_out(low: float | None, high: float | None, unit: str | None, expected: str | None) -> None:
    claim: dict[str, Any] = {"amount": low, "amount_max": high, "unit": unit}
    assert wording.amount(claim) == expected


def test_a_tie_reads_as_the_vocabulary_has_it() -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph(vocabulary=Vocabulary.load())
    graph.add_node("kgb", name="KGB")
    graph.add_node("ussr", name="Soviet Union")
    assert wording.tie(graph, "kgb", "ussr", "PART_OF") == "KGB was part of Soviet Union"
    assert wording.tie(graph, "kgb", "ussr", "ADVISED") == "KGB advised Soviet Union"
