"""The main findings: figure, interval, the claims behind them, and whether they survive with less evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import process_time
from typing import NamedTuple

import networkx as nx
import pandas as pd

from graph_loader.analysis import caveats, limits, resample
from graph_loader.analysis.answers import Answer
from graph_loader.analysis.finding_words import OF_PACKAGE, Words, best_documented, citations, reason, words
from graph_loader.analysis.questions import ASK, conclusion_of
from graph_loader.analysis.table import tidy
from graph_loader.graph import variants
from graph_loader.graph.network import ClaimGraph, by_id
from graph_loader.graph.sensible import study_of
from graph_loader.model import passages
from graph_loader.model.study import LANGUAGES, PLAIN, Question, Texts
from graph_loader.package.repeats import repeated


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer, and what becomes of its conclusion when evidence is left out.

    Attributes
    ----------
    number : int
        From 1.
    question : Question
        A question of the study.
    answer : Answer
    survives : mapping of str to bool or None
        For each variant of the graph whether the conclusion stays; None where nothing is left to conclude from. A
        variant is the id of a source that is left out (see `sources_left_out`), ``package:`` with the name of a
        package that is, ``reported``
        (without reported or disputed claims) or ``suggested`` (as the annotations suggest).
    sources : tuple of str
        Which sources carry its claims; with one alone the finding is single-sourced.
    texts : mapping of str to Words
        Title, statement and all its other words, by language.
    """

    number: int
    question: Question
    answer: Answer
    survives: Mapping[str, bool | None]
    sources: tuple[str, ...]
    texts: Mapping[str, Words]

    @property
    def single_sourced(self) -> bool:
        """Whether one source alone carries the claims."""
        return len(self.sources) == 1

    @property
    def words(self) -> Words:
        """Its words in plain language."""
        return self.texts[PLAIN]


class Unanswered(NamedTuple):
    """A question that the data do not answer: its title, and in a sentence why."""

    title: Texts
    why: Texts


class Findings(NamedTuple):
    """What the questions of a study came to."""

    found: list[Finding]
    unanswered: list[Unanswered]


def findings(graph: ClaimGraph, draws: int = resample.DRAWS, questions: Collection[str] | None = None) -> list[Finding]:
    """Answer the questions of the study from the graph and from its variants.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    draws : int
        Bootstrap samples for the intervals.
    questions : collection of str, optional
        Ids of the questions to answer; all of the study's by default.

    Returns
    -------
    list of Finding
        Questions that the graph does not answer are left out.

    Examples
    --------
    >>> import networkx as nx
    >>> tie = {"type": "AIDED", "family": "trade", "standing": "stated", "date": None, "goldstein": None}
    >>> tie |= {"symmetric": False, "aspect": "event", "evidence": [{"source": "book", "locator": "p01"}]}
    >>> graph = nx.MultiDiGraph([("ruritania", "sylvania", "c1", tie)])
    >>> nx.set_node_attributes(graph, {"ruritania": "State", "sylvania": "State"}, "label")
    >>> [finding.words.title for finding in findings(graph)]
    ['On how little it rests']
    """
    return answered(graph, draws, questions).found


def answered(graph: ClaimGraph, draws: int = resample.DRAWS, questions: Collection[str] | None = None) -> Findings:
    """Answer the questions of the study, and say of those that have no answer why.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    draws : int
        Bootstrap samples for the intervals.
    questions : collection of str, optional
        Ids of the questions to answer; all of the study's by default.

    Returns
    -------
    Findings
    """
    claims = by_id(graph)
    found: list[Finding] = []
    asked = [each for id_, each in study_of(graph).questions.items() if questions is None or id_ in questions]
    began = process_time()
    answers = [(question, ASK[question.kind](graph, question, draws)) for question in asked]
    seconds = process_time() - began
    unanswered = [Unanswered(*reason(graph, question)) for question, answer in answers if answer is None]
    answers_found = [(question, answer) for question, answer in answers if answer is not None]
    survivals = _survivals(variants_of(graph), answers_found, seconds)
    left_out = sources_left_out(graph)
    for (question, answer), survives in zip(answers_found, survivals, strict=True):
        sources = tuple(sorted(passages.sources(*(claims[claim] for claim in answer.claims))))
        texts = {
            language: words(graph, question, answer, survives, sources, left_out=left_out, language=language)
            for language in LANGUAGES
        }
        found.append(Finding(len(found) + 1, question, answer, survives, sources, texts))
    return Findings(found, unanswered)


class LeftOut(NamedTuple):
    """The sources that are left out one after the other, sorted, and how many there are that could be."""

    sources: list[str]
    of: int


def sources_left_out(graph: ClaimGraph) -> LeftOut:
    """Choose the sources without which the questions are asked again: all, or those with most claims.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    LeftOut
        So many sources that the claims of all those graphs together are no more than `limits.LEFT_OUT`, but at least
        one. A source that is all that a package rests on is not left out beside it: that would be the same twice.
    """
    claims = by_id(graph).values()
    packages = graph.graph.get("packages", {})
    behind = {package: passages.sources(*(it for it in claims if it["package"] == package)) for package in packages}
    alone = {next(iter(sources)) for sources in behind.values() if len(sources) == 1}
    shared = {source for source in alone if sum(source in sources for sources in behind.values()) > 1}
    carried = Counter(source for it in claims for source in passages.sources(it) if source not in alone - shared)
    most = max(1, limits.LEFT_OUT // max(1, len(claims)))
    chosen = sorted(carried, key=lambda source: (-carried[source], source))[:most]
    return LeftOut(sorted(chosen), len(carried))


def variants_of(graph: ClaimGraph) -> dict[str, Callable[[], ClaimGraph]]:
    """Tell how to make the graph without sources and packages, without doubtful claims, and as annotations suggest.

    Each is made when it is its turn, since a large graph would not be held so many times.
    """
    packages = graph.graph.get("packages", {})
    made: dict[str, Callable[[], ClaimGraph]] = {
        **{source: partial(variants.without_source, graph, source) for source in sources_left_out(graph).sources},
        **{f"{OF_PACKAGE}{package}": partial(variants.without_package, graph, package) for package in packages},
        "reported": partial(variants.without_reported, graph),
        "suggested": partial(variants.as_suggested, graph),
    }
    return {name: partial(_frozen, graph, make) for name, make in made.items()}


def _frozen(graph: ClaimGraph, make: Callable[[], ClaimGraph]) -> ClaimGraph:
    variant = make()
    variant.graph["study"] = study_of(graph)  # the same questions, whatever is left
    frozen: ClaimGraph = nx.freeze(variant)
    return frozen


def _survivals(
    others: Mapping[str, Callable[[], ClaimGraph]], answers: Sequence[tuple[Question, Answer]], seconds: float
) -> list[dict[str, bool | None]]:
    """Tell of each answer which variants come to the same; `seconds` is what one of them is thought to take."""
    questions = [question for question, _ in answers]
    conclusions = repeated(_conclusions, ((make(), questions) for make in others.values()), len(others), seconds)
    return [
        {
            name: None if drawn[number] is None else drawn[number] == answer.conclusion
            for name, drawn in zip(others, conclusions, strict=True)
        }
        for number, (_, answer) in enumerate(answers)
    ]


def _conclusions(variant: ClaimGraph, questions: Sequence[Question]) -> list[str | None]:
    return [conclusion_of(variant, question) for question in questions]


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
    """
    ties = by_id(graph)
    return tidy(
        (
            {
                "finding": finding.number,
                "title": finding.words.title,
                "claim": claim,
                **{name: ties[claim].get(name) for name in ("standing", "date", "summary")},
                "citations": citations(graph, ties[claim]),
            }
            for finding in found
            for claim in best_documented(ties, finding.answer.claims)
        ),
        "finding title claim standing date summary citations",
        title="The claims behind the findings",
        caveats=[caveats.ATTENTION],
        why="The data answer none of the study's questions.",
    )
