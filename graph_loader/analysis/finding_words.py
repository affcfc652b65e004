"""What a finding says, in one of the languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_loader.analysis.answers import Answer
from graph_loader.analysis.phrases import Fact, fill, in_a_row, parameters, template, texts
from graph_loader.graph import wording
from graph_loader.graph.network import ClaimGraph
from graph_loader.model import passages
from graph_loader.model.study import LANGUAGES, Question, Texts, in_language

# Figures of these kinds rest on ties that may be absent relations.
_ABSENT = frozenset({"broker", "go-between", "balance", "contrast"})
OF_PACKAGE = "package:"
"""Before the name of the package without which a variant is."""
_VERDICTS = {True: "stays", False: "changes", None: "untold"}


@dataclass(frozen=True, slots=True)
class Words:
    """A finding in words.

    Attributes
    ----------
    title, statement, measure, interval, meaning : str
        The question; the answer, a sentence or two; what the figure is; what its interval is or why there is none;
        what the figure means.
    note : str
        In what the explorer's view differs from the figure.
    robustness : str
        What becomes of the conclusion with less evidence, in a sentence.
    sources : tuple of str
        The names of the sources that carry it.
    verdicts : mapping of str to str
        For each variant, in words, whether the conclusion stays.
    variants : mapping of str to str
        The variants in words, by their ids.
    """

    title: str
    statement: str
    measure: str
    interval: str
    meaning: str
    note: str
    robustness: str
    sources: tuple[str, ...]
    verdicts: Mapping[str, str]
    variants: Mapping[str, str]


def words(
    graph: ClaimGraph,
    question: Question,
    answer: Answer,
    survives: Mapping[str, bool | None],
    sources: Iterable[str],
    *,
    left_out: tuple[Sequence[str], int],
    language: str,
) -> Words:
    """Put a finding into words.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that it comes from, for the names.
    question : Question
    answer : Answer
    survives : mapping of str to bool or None
        Whether the conclusion stays, by variant.
    sources : iterable of str
        Which sources carry it.
    left_out : tuple
        The sources that were left out one after the other, and of how many.
    language : str
        One of `LANGUAGES`.

    Returns
    -------
    Words
    """
    facts = {**parameters(graph, question), **answer.facts}
    named = {variant: _variant(graph, variant, language) for variant in survives}
    carried = tuple(wording.name(graph, source) for source in sources)
    kind = texts(language)["kinds"][question.kind]
    statement = kind["statement"][answer.case] if answer.case else kind["statement"]
    return Words(
        title=_title(question, facts, language),
        statement=fill(statement, facts, language),
        measure=fill(kind["measure"], facts, language),
        interval=template(language, "intervals", answer.interval),
        meaning=_meaning(question, facts, kind, language),
        note=kind["note"],
        robustness=" ".join(
            filter(
                None,
                [
                    _robustness(named, survives, single=len(carried) == 1, language=language),
                    _left_out(*left_out, language),
                ],
            )
        ),
        sources=carried,
        verdicts={named[v]: template(language, "verdicts", _VERDICTS[stays]) for v, stays in survives.items()},
        variants=named,
    )


def _title(question: Question, facts: Mapping[str, Fact], language: str) -> str:
    """Return the title of a question: the study's own, else that of its kind."""
    own = in_language(question.texts.get("title", {}), language)
    return own or fill(template(language, "kinds", question.kind, "title"), facts, language)


def reason(graph: ClaimGraph, question: Question) -> tuple[Texts, Texts]:
    """Return the title of a question that has no answer, and why, in every language."""
    facts = parameters(graph, question)
    return (
        {language: _title(question, facts, language) for language in LANGUAGES},
        {language: fill(template(language, "kinds", question.kind, "unanswered"), facts, language)
         for language in LANGUAGES},
    )  # fmt: skip


def _meaning(question: Question, facts: Mapping[str, Fact], kind: Mapping[str, Any], language: str) -> str:
    own = in_language(question.texts.get("meaning", {}), language)
    said = [own or fill(kind["meaning"], facts, language)]
    if facts.get("chain"):
        said.append(kind["chainMeaning"])
    if question.kind in _ABSENT:
        said.append(template(language, "caveats", "absence"))
    return " ".join(" ".join(said).split())


def _variant(graph: ClaimGraph, variant: str, language: str) -> str:
    if variant in ("reported", "suggested") and variant not in graph:
        return template(language, "variants", variant)
    if variant.startswith(OF_PACKAGE):
        left_out = graph.graph["packages"][variant.removeprefix(OF_PACKAGE)]
    else:
        left_out = wording.name(graph, variant)
    return template(language, "variants", "without").format_map({"source": left_out})


def _robustness(named: Mapping[str, str], survives: Mapping[str, bool | None], *, single: bool, language: str) -> str:
    says = texts(language)["robustness"]
    lost = [named[variant] for variant, stays in survives.items() if stays is False]
    untold = [named[variant] for variant, stays in survives.items() if stays is None]
    return " ".join(
        [
            *([says["single"]] if single else []),
            *([says["lost"].format_map({"variants": in_a_row(lost, says["or"])})] if lost else []),
            *([says["survives"]] if not lost and any(survives.values()) else []),
            *([says["untold"].format_map({"variants": in_a_row(untold, says["or"])})] if untold else []),
        ]
    )


def _left_out(tested: Sequence[str], sources: int, language: str) -> str:
    if len(tested) == sources:
        return ""
    return fill(template(language, "robustness", "leftOut"), {"tested": len(tested), "sources": sources}, language)


def best_documented(ties: Mapping[str, Mapping[str, Any]], claims: Iterable[str]) -> list[str]:
    """Sort claims by how many passages tell them, the most first."""
    return sorted(claims, key=lambda claim: (-len(passages.behind(ties[claim])), claim))


def citations(graph: ClaimGraph, tie: Mapping[str, Any]) -> str:
    """Cite every passage of a claim, once each."""
    return "; ".join(dict.fromkeys(wording.citation(graph, piece) for piece in tie["evidence"]))
