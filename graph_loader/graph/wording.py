"""Ties, amounts and citations in words; for dates see `graph_loader.model.dates.in_words`."""

from __future__ import annotations

import re
from typing import Any

from graph_loader.graph.network import ClaimGraph, of_vocabulary
from graph_loader.model import locators
from graph_loader.model.numerals import figure

_PAGES = re.compile(r"\d+(?P<more>\s*[-–,]\s*\d+)*")


def verb(graph: ClaimGraph, type_: str) -> str:
    """Put a type of tie into words: those of the graph's vocabulary, else its name in small letters.

    Examples
    --------
    >>> import networkx as nx
    >>> verb(nx.MultiDiGraph(), "SUPPLIED_ARMS_TO")
    'supplied arms to'
    """
    known = of_vocabulary(graph, "types").get(type_)
    return str(known.verb) if known else type_.lower().replace("_", " ")


def tie(graph: ClaimGraph, from_: str, to: str, type_: str) -> str:
    """Put a tie into words that leave no doubt about its direction."""
    return f"{name(graph, from_)} {verb(graph, type_)} {name(graph, to)}"


def name(graph: ClaimGraph, node: str) -> str:
    """Return the name of an entity; its id where the graph lacks it."""
    return str(graph.nodes[node]["name"]) if node in graph else node


def amount(claim: dict[str, Any]) -> str | None:
    """Put the amount of a claim into words; None if it has none.

    Examples
    --------
    >>> amount({"amount": 2500000.0, "amount_max": None, "unit": "USD"})
    '2,500,000 USD'
    >>> amount({"amount": 0.5, "amount_max": 2.0, "unit": "percent"})
    '0.5 to 2 percent'
    """
    figures = [figure(claim[bound]) for bound in ("amount", "amount_max") if claim[bound] is not None]
    return f"{' to '.join(figures)} {claim['unit'] or ''}".strip() if figures else None


def citation(graph: ClaimGraph, evidence: dict[str, Any]) -> str:
    """Cite the passage on which a claim rests.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("yordanov-2019", name="Yordanov 2019")
    >>> graph.add_node("leonov-1995", name="Leonov 1995")
    >>> citation(graph, {"source": "yordanov-2019", "locator": "p12", "footnote": "23",
    ...                  "cites": "leonov-1995", "cites_locator": "5"})
    'Yordanov 2019, ¶12, fn 23 [citing Leonov 1995, p. 5]'
    """
    passage = f"{name(graph, evidence['source'])}, {place(graph, evidence['source'], evidence['locator'])}"
    if evidence["footnote"] is not None:
        passage += f", {locators.footnote(evidence['footnote'])}"
    if evidence["cites"] is None:
        return passage
    cited = name(graph, evidence["cites"])
    if evidence["cites_locator"] is not None:
        cited += f", {cited_place(kind_of(graph, evidence['cites']), evidence['cites_locator'])}"
    return f"{passage} [citing {cited}]"


def place(graph: ClaimGraph, source: str, locator: str) -> str:
    """Put a place in a source into the form that a citation uses.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("frus-1973", locator_kind="document")
    >>> place(graph, "frus-1973", "d8"), place(graph, "yordanov-2019", "p12")
    ('doc. 8', '¶12')
    """
    return locators.in_words(kind_of(graph, source), locator)


def kind_of(graph: ClaimGraph, source: str) -> str | None:
    """Return the kind of a source's locators, if the graph says one."""
    kind: str | None = graph.nodes[source].get("locator_kind") if source in graph else None
    return kind


def cited_place(kind: str | None, locator: str) -> str:
    """Put a place in a cited work into words: by the kind of its locators, or as pages where it looks like some.

    Examples
    --------
    >>> cited_place(None, "5"), cited_place("folio", "12r"), cited_place(None, "doc. 12")
    ('p. 5', 'fol. 12r', 'doc. 12')
    """
    if kind and kind != locators.PARAGRAPH:
        return locators.in_words(kind, locator)
    pages = _PAGES.fullmatch(locator)
    if pages is None:
        return locator
    return f"{'pp.' if pages['more'] else 'p.'} {locator}"
