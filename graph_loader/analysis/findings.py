"""The main findings: figure, interval, the claims behind them, and whether they survive with less evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2

from graph_loader import wording
from graph_loader.analysis import caveats, resample, variants
from graph_loader.analysis.answers import Answer
from graph_loader.analysis.questions import QUESTIONS, Question
from graph_loader.network import ClaimGraph

SHOWN = 12
SOURCES_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer, and what becomes of its conclusion when evidence is left out.

    Attributes
    ----------
    number : int
        From 1.
    title : str
        The question.
    answer : Answer
    survives : dict of str to bool or None
        For each variant of the graph whether the conclusion stays; None where nothing is left to conclude from.
    sources : tuple of str
        Which sources carry its claims; with one alone the finding is single-sourced.
    """

    number: int
    title: str
    answer: Answer
    survives: dict[str, bool | None]
    sources: tuple[str, ...]

    @property
    def single_sourced(self) -> bool:
        """Whether one source alone carries the claims."""
        return len(self.sources) < SOURCES_NEEDED


def findings(
    graph: ClaimGraph, draws: int = resample.DRAWS, titles: Collection[str] = tuple(QUESTIONS)
) -> list[Finding]:
    """Answer the ten questions from the graph and from its variants.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    draws : int
        Bootstrap samples for the intervals.
    titles : collection of str
        Which questions; all by default.

    Returns
    -------
    list of Finding
        Questions that the graph does not answer are left out.

    Examples
    --------
    >>> import networkx as nx
    >>> findings(nx.MultiDiGraph())
    []
    """
    others = _variants(graph)
    found: list[Finding] = []
    for title, question in QUESTIONS.items():
        answer = question(graph, draws) if title in titles else None
        if answer is not None:
            survives = {name: _survives(answer, question, variant) for name, variant in others.items()}
            found.append(Finding(len(found) + 1, title, answer, survives, _sources(graph, answer)))
    return found


def _variants(graph: ClaimGraph) -> dict[str, ClaimGraph]:
    sources = sorted({piece["source"] for *_, tie in graph.edges(data=True) for piece in tie["evidence"]})
    return {
        **{f"without {source}": variants.without_source(graph, source) for source in sources},
        "without reported claims": variants.without_reported(graph),
        "as the annotations suggest": variants.as_suggested(graph),
    }


def _survives(answer: Answer, question: Question, variant: ClaimGraph) -> bool | None:
    other = question(variant, 1)
    return None if other is None else other.conclusion == answer.conclusion


def _sources(graph: ClaimGraph, answer: Answer) -> tuple[str, ...]:
    evidence = _evidence(graph)
    return tuple(sorted({piece["source"] for claim in answer.claims for piece in evidence[claim]}))


def _evidence(graph: ClaimGraph) -> dict[str, list[dict[str, Any]]]:
    return {claim: tie["evidence"] for *_, claim, tie in graph.edges(keys=True, data=True)}


def as_json(found: list[Finding]) -> dict[str, Any]:
    """Return the findings as plain values.

    Parameters
    ----------
    found : list of Finding
        As `findings` gives them.

    Returns
    -------
    dict
        `caveats`, and `findings` with `number, title, statement, measure, figure, low, high, interval, claims,
        sources, single_sourced, survives`.

    Examples
    --------
    >>> as_json([])["findings"]
    []
    """
    return {"caveats": list(_CAVEATS), "findings": [_plain(finding) for finding in found]}


_CAVEATS = (caveats.ATTENTION, caveats.COVERAGE, caveats.ASSERTED, caveats.SOURCES, caveats.ARCHIVES)


def _plain(finding: Finding) -> dict[str, Any]:
    answer = finding.answer
    return {
        "number": finding.number,
        "title": finding.title,
        "statement": answer.statement,
        "conclusion": answer.conclusion,
        "measure": answer.measure,
        "figure": round(answer.figure, 4),
        "low": round(answer.low, 4),
        "high": round(answer.high, 4),
        "interval": answer.interval,
        "claims": list(answer.claims),
        "sources": list(finding.sources),
        "single_sourced": finding.single_sourced,
        "survives": finding.survives,
    }


def for_gallery(found: list[Finding]) -> list[dict[str, str]]:
    """Return the findings as the gallery shows them.

    Parameters
    ----------
    found : list of Finding
        As `findings` gives them.

    Returns
    -------
    list of dict
        `title`, `text` and `view_hash`, a state of the explorer or empty.

    Examples
    --------
    >>> for_gallery([])
    []
    """
    return [
        {
            "title": finding.title,
            "text": f"{finding.answer.statement} {_robustness(finding)}",
            "view_hash": finding.answer.view,
        }
        for finding in found
    ]


def _robustness(finding: Finding) -> str:
    lost = [name for name, survives in finding.survives.items() if survives is False]
    sourced = "Single-sourced. " if finding.single_sourced else ""
    return sourced + (f"Does not survive {' or '.join(lost)}." if lost else "Survives wherever it can be tested.")


def as_markdown(graph: ClaimGraph, found: list[Finding]) -> str:
    """Write the findings as a page for readers.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that they come from, for names and citations.
    found : list of Finding
        As `findings` gives them.

    Returns
    -------
    str
        Markdown, with a citation for the first claims behind each finding and the ids of all.

    Examples
    --------
    >>> import networkx as nx
    >>> as_markdown(nx.MultiDiGraph(), []).splitlines()[0]
    '# Findings'
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("graph_loader.analysis"),
        autoescape=False,  # noqa: S701 - Markdown: the texts are escaped below
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters.update(markdown=_escaped, verdict=_verdict)
    ties = {claim: tie for *_, claim, tie in graph.edges(keys=True, data=True)}
    page = environment.get_template("findings.md").render(
        caveats=_CAVEATS,
        findings=[_plain(finding) | {"cited": _cited(graph, ties, finding.answer)} for finding in found],
        shown=SHOWN,
    )
    return page.rstrip() + "\n"


def _cited(graph: ClaimGraph, ties: Mapping[str, dict[str, Any]], answer: Answer) -> list[dict[str, str]]:
    """Cite the best documented of the claims."""
    best = sorted(answer.claims, key=lambda claim: (-len(ties[claim]["evidence"]), claim))[:SHOWN]
    return [
        {
            "id": claim,
            "summary": ties[claim]["summary"],
            "citation": "; ".join(wording.citation(graph, piece) for piece in ties[claim]["evidence"]),
        }
        for claim in sorted(best)
    ]


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _verdict(survives: bool | None) -> str:
    return {True: "yes", False: "no", None: "cannot be told"}[survives]
