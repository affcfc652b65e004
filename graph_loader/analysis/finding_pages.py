"""The findings as pages show them: plain values, the gallery's entries, and a page of Markdown in each language."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

import jinja2

from graph_loader.analysis import limits, question_views
from graph_loader.analysis.finding_words import best_documented, citations
from graph_loader.analysis.findings import Finding, Findings, sources_left_out
from graph_loader.analysis.phrases import Decimal, Fact, fill, render, texts
from graph_loader.analysis.readings import simple_network, widest
from graph_loader.graph.network import ClaimGraph, by_id
from graph_loader.graph.quotations import in_markdown
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import LANGUAGES, PLAIN, Question, in_language

SHOWN = 8
_CAVEATS = ("attention", "coverage", "asserted", "sources")


def as_json(graph: ClaimGraph, answered: Findings) -> dict[str, Any]:
    """Return the findings as plain values, worded in plain language.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that they come from.
    answered : Findings
        As `findings.answered` gives them.

    Returns
    -------
    dict
        `caveats`; `findings` with `number, id, title, statement, meaning, conclusion, measure, figure, low, high,
        interval, by_chance, claims, sources, single_sourced, survives`, where `low` and `high` are None without
        interval; `unanswered` with `title` and `why`.
    """
    return {
        "caveats": _caveats(graph, PLAIN),
        "findings": [_plain(finding) for finding in answered.found],
        "unanswered": _unanswered(answered, PLAIN),
    }


def _caveats(graph: ClaimGraph, language: str) -> list[str]:
    """List what is true of any texts, then what the study says of its own."""
    ours = [texts(language)["caveats"][name] for name in _CAVEATS]
    years = study_of(graph).unknown_years
    if years is not None:
        ours.append(fill(texts(language)["caveats"]["unknown"], {"years": years}, language))
    ours += _of_size(graph, language)
    return ours + [in_language(said, language) for said in study_of(graph).caveats]


def _of_size(graph: ClaimGraph, language: str) -> list[str]:
    """Say what was sampled or left out because there is so much."""
    tested, sources = sources_left_out(graph)
    actors = len(simple_network(graph, widest(graph))) if len(graph) > limits.REDRAWN else 0
    said: dict[str, dict[str, Fact]] = {}
    if len(tested) < sources:
        said["leftOut"] = {"tested": len(tested), "sources": sources}
    if actors > limits.REDRAWN:
        said["notRedrawn"] = {"actors": limits.REDRAWN}
    if actors > limits.WHOLE:
        said["estimated"] = {"actors": limits.WHOLE, "starts": limits.STARTS}
        said["amongTied"] = {"actors": limits.WHOLE}
    return [fill(texts(language)["caveats"][name], facts, language) for name, facts in said.items()]


def _unanswered(answered: Findings, language: str) -> list[dict[str, str]]:
    return [{"title": in_language(title, language), "why": in_language(why, language)}
            for title, why in answered.unanswered]  # fmt: skip


def _plain(finding: Finding, language: str = PLAIN) -> dict[str, Any]:
    answer, words = finding.answer, finding.texts[language]
    return {
        "number": finding.number,
        "id": finding.question.id,
        "title": words.title,
        "statement": words.statement,
        "meaning": words.meaning,
        "conclusion": answer.conclusion,
        "measure": words.measure,
        "figure": round(answer.figure, 4),
        "low": None if answer.low is None else round(answer.low, 4),
        "high": None if answer.high is None else round(answer.high, 4),
        "interval": words.interval,
        "by_chance": answer.by_chance,
        "claims": list(answer.claims),
        "sources": list(finding.sources),
        "single_sourced": finding.single_sourced,
        "survives": dict(finding.survives),
    }


def for_gallery(graph: ClaimGraph, answered: Findings) -> dict[str, list[dict[str, str]]]:
    """Return the findings as the gallery shows them, by language.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that they come from.
    answered : Findings
        As `findings.answered` gives them.

    Returns
    -------
    dict of list of dict
        `title`, `text`, `view_hash`, a state of the explorer, and `view_note`, in what it differs from the figure; the
        last two are empty for a question without an answer, whose text says why.
    """
    views = [question_views.view_of(graph, finding.question, finding.answer.view) for finding in answered.found]
    return {
        language: [
            {
                "title": finding.texts[language].title,
                "text": f"{finding.texts[language].statement} {finding.texts[language].robustness}",
                "view_hash": view,
                "view_note": finding.texts[language].note,
            }
            for finding, view in zip(answered.found, views, strict=True)
        ]
        + [
            {"title": each["title"], "text": each["why"], "view_hash": "", "view_note": ""}
            for each in _unanswered(answered, language)
        ]
        for language in LANGUAGES
    }


def as_markdown(graph: ClaimGraph, answered: Findings, language: str = PLAIN) -> str:
    """Write the findings as a page for readers.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that they come from, for names and citations.
    answered : Findings
        As `findings.answered` gives them.
    language : str
        One of `LANGUAGES`.

    Returns
    -------
    str
        Markdown, with a citation for the best documented claims behind each finding.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("graph_loader.analysis"),
        autoescape=False,  # noqa: S701 - Markdown: the texts are escaped below
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters.update(
        filled=lambda pattern, **facts: fill(pattern, facts, language),
        markdown=in_markdown,
        figure=lambda value: render(Decimal(value, 0 if value == int(value) else 2), language),
    )
    ties = by_id(graph)
    page = environment.get_template("findings.md").render(
        text=texts(language)["page"],
        standings=texts(language)["standings"],
        caveats=_caveats(graph, language),
        unanswered=_unanswered(answered, language),
        findings=[
            _plain(finding, language)
            | {
                "cited": _cited(graph, ties, finding),
                "names": finding.texts[language].sources,
                "verdicts": finding.texts[language].verdicts,
                "command": _command(finding.question),
            }
            for finding in answered.found
        ],
    )
    return page.rstrip() + "\n"


def _command(question: Question) -> str:
    """Write the command that counts the same in Neo4j."""
    from graph_loader.database.library import library  # noqa: PLC0415 - for pages, not for calculations
    from graph_loader.database.study_values import typed  # noqa: PLC0415

    query = library()[f"finding-{question.kind}"]
    taken = [each.name for each in query.parameters if each.name in question.parameters]
    chosen = (shlex.quote(f"{name}={typed(question.parameters[name])}") for name in taken)
    return " ".join(["coldwar query", query.name, *(f"--param {each}" for each in chosen)])


def _cited(graph: ClaimGraph, ties: Mapping[str, dict[str, Any]], finding: Finding) -> list[dict[str, str]]:
    """Cite the best documented of the claims."""
    return [
        {
            "id": claim,
            "standing": ties[claim]["standing"],
            "summary": ties[claim]["summary"],
            "citation": citations(graph, ties[claim]),
        }
        for claim in sorted(best_documented(ties, finding.answer.claims)[:SHOWN])
    ]
