"""The main findings: figure, interval, the claims behind them, and whether they survive with less evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import jinja2
import pandas as pd
import yaml

from graph_loader.analysis import caveats, finding_views, resample, variants
from graph_loader.analysis.answers import Answer
from graph_loader.analysis.questions import QUESTIONS, Question
from graph_loader.analysis.table import tidy
from graph_loader.graph import wording
from graph_loader.graph.network import ClaimGraph
from graph_loader.model import passages

SHOWN = 8
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
    names : dict of str to str
        The variants in words, with the sources by name.
    """

    number: int
    title: str
    answer: Answer
    survives: dict[str, bool | None]
    sources: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict)

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
    names = {variant: _in_words(graph, variant) for variant in others}
    found: list[Finding] = []
    for title, question in QUESTIONS.items():
        answer = question(graph, draws) if title in titles else None
        if answer is not None:
            survives = {name: _survives(answer, question, variant) for name, variant in others.items()}
            found.append(Finding(len(found) + 1, title, answer, survives, _sources(graph, answer), names))
    return found


def _variants(graph: ClaimGraph) -> dict[str, ClaimGraph]:
    sources = sorted({piece["source"] for *_, tie in graph.edges(data=True) for piece in tie["evidence"]})
    return {
        **{f"without {source}": variants.without_source(graph, source) for source in sources},
        "without reported or disputed claims": variants.without_reported(graph),
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
        `caveats`, and `findings` with `number, title, statement, meaning, conclusion, measure, figure, low, high,
        interval, by_chance, claims, sources, single_sourced, survives`; `low` and `high` are None without interval.

    Examples
    --------
    >>> as_json([])["findings"]
    []
    """
    meanings = _meanings()
    return {"caveats": list(_CAVEATS), "findings": [_plain(finding, meanings) for finding in found]}


_CAVEATS = (caveats.ATTENTION, caveats.COVERAGE, caveats.ASSERTED, caveats.SOURCES, caveats.ARCHIVES)


def _meanings() -> dict[str, str]:
    """Read what the figures mean, by the question's title."""
    text = (files("graph_loader.analysis") / "templates" / "meanings.yaml").read_text(encoding="utf-8")
    meanings: dict[str, str] = yaml.safe_load(text)
    return meanings


def _plain(finding: Finding, meanings: Mapping[str, str]) -> dict[str, Any]:
    answer = finding.answer
    return {
        "number": finding.number,
        "title": finding.title,
        "statement": answer.statement,
        "meaning": " ".join([meanings[finding.title], *filter(None, [caveats.OF_FINDINGS.get(finding.title)])]),
        "conclusion": answer.conclusion,
        "measure": answer.measure,
        "figure": round(answer.figure, 4),
        "low": None if answer.low is None else round(answer.low, 4),
        "high": None if answer.high is None else round(answer.high, 4),
        "interval": answer.interval,
        "by_chance": answer.by_chance,
        "claims": list(answer.claims),
        "sources": list(finding.sources),
        "single_sourced": finding.single_sourced,
        "survives": finding.survives,
    }


def claims_behind(graph: ClaimGraph, found: list[Finding]) -> pd.DataFrame:
    """List the claims behind each finding, the best documented first.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that they come from.
    found : list of Finding
        As `findings` gives them.

    Returns
    -------
    pandas.DataFrame
        `finding, title, claim, standing, date, summary, citations`.

    Examples
    --------
    >>> import networkx as nx
    >>> claims_behind(nx.MultiDiGraph(), []).empty
    True
    """
    ties = {claim: tie for *_, claim, tie in graph.edges(keys=True, data=True)}
    return tidy(
        (
            {
                "finding": finding.number,
                "title": finding.title,
                "claim": claim,
                **{name: ties[claim].get(name) for name in ("standing", "date", "summary")},
                "citations": _citation(graph, ties[claim]),
            }
            for finding in found
            for claim in _best_documented(ties, finding.answer)
        ),
        "finding title claim standing date summary citations",
        title="The claims behind the findings",
        caveats=[caveats.ATTENTION],
    )


def for_gallery(graph: ClaimGraph, found: list[Finding]) -> list[dict[str, str]]:
    """Return the findings as the gallery shows them.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that they come from, for the names of sources.
    found : list of Finding
        As `findings` gives them.

    Returns
    -------
    list of dict
        `title`, `text`, `view_hash`, a state of the explorer, and `view_note`, in what it differs from the figure.

    Examples
    --------
    >>> import networkx as nx
    >>> for_gallery(nx.MultiDiGraph(), [])
    []
    """
    return [
        {
            "title": finding.title,
            "text": f"{finding.answer.statement} {_robustness(graph, finding)}",
            "view_hash": view,
            "view_note": note,
        }
        for finding in found
        for view, note in [finding_views.view_of(graph, finding.title, finding.answer.view)]
    ]


def _robustness(graph: ClaimGraph, finding: Finding) -> str:
    lost = [_in_words(graph, variant) for variant, survives in finding.survives.items() if survives is False]
    open_ = [_in_words(graph, variant) for variant, survives in finding.survives.items() if survives is None]
    sourced = "Single-sourced. " if finding.single_sourced else ""
    untold = f" Cannot be told {' or '.join(open_)}." if open_ else ""
    return (
        sourced + (f"Does not survive {' or '.join(lost)}." if lost else "Survives wherever it can be tested.") + untold
    )


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
        Markdown, with a citation for the best documented claims behind each finding.

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
    environment.filters.update(markdown=_escaped, figure=_figure)
    ties = {claim: tie for *_, claim, tie in graph.edges(keys=True, data=True)}
    meanings = _meanings()
    page = environment.get_template("findings.md").render(
        caveats=_CAVEATS,
        findings=[
            _plain(finding, meanings)
            | {
                "cited": _cited(graph, ties, finding.answer),
                "names": [wording.name(graph, source) for source in finding.sources],
                "verdicts": _verdicts(graph, finding),
            }
            for finding in found
        ],
    )
    return page.rstrip() + "\n"


def _verdicts(graph: ClaimGraph, finding: Finding) -> dict[str, str]:
    """Say in words what survives, with the sources by name."""
    words = {True: "yes", False: "no", None: "cannot be told"}
    return {_in_words(graph, variant): words[survives] for variant, survives in finding.survives.items()}


def _in_words(graph: ClaimGraph, variant: str) -> str:
    """Return the name of a variant, with that of the source that it leaves out."""
    source = variant.removeprefix("without ")
    return f"without {wording.name(graph, source)}" if source in graph else variant


def _cited(graph: ClaimGraph, ties: Mapping[str, dict[str, Any]], answer: Answer) -> list[dict[str, str]]:
    """Cite the best documented of the claims."""
    return [
        {
            "id": claim,
            "standing": ties[claim]["standing"],
            "summary": ties[claim]["summary"],
            "citation": _citation(graph, ties[claim]),
        }
        for claim in sorted(_best_documented(ties, answer)[:SHOWN])
    ]


def _best_documented(ties: Mapping[str, dict[str, Any]], answer: Answer) -> list[str]:
    """Sort the claims by how many passages tell them."""
    return sorted(answer.claims, key=lambda claim: (-len(passages.behind(ties[claim])), claim))


def _citation(graph: ClaimGraph, tie: Mapping[str, Any]) -> str:
    return "; ".join(dict.fromkeys(wording.citation(graph, piece) for piece in tie["evidence"]))


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _figure(value: float) -> str:
    """Write a figure with two decimals, a whole number without."""
    return f"{value:.2f}".removesuffix(".00").replace("-", "−")
