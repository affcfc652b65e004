"""Figures and names as facts, which are worked out once and put into words in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import yaml

from graph_loader.graph import wording
from graph_loader.graph.network import ClaimGraph, of_vocabulary
from graph_loader.graph.sensible import ALL, study_of
from graph_loader.model import numerals
from graph_loader.model.study import KINDS, PLAIN, Projection, Question, Texts, in_language
from graph_loader.model.yaml_text import safe_loader

LISTED = 4
_SOUNDS_LIKE_I = re.compile(r"h?[ií](?!e)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of 1, put as a percentage."""

    value: float


@dataclass(frozen=True, slots=True)
class Part:
    """A number of things out of so many."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Decimal:
    """A figure with so many digits after its point."""

    value: float
    digits: int = 2


@dataclass(frozen=True, slots=True)
class Word:
    """Words of the language files, by the keys that lead to them, with what is filled in."""

    keys: tuple[str, ...]
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Listing:
    """Facts in a row, with `between` them, or with “and” before the last where it is None."""

    items: tuple[Fact, ...]
    between: str | None = None


Fact: TypeAlias = "int | str | Texts | Share | Part | Decimal | Word | Listing"


@dataclass(frozen=True, slots=True)
class _Filled:
    """A fact within a pattern."""

    fact: Fact
    language: str

    def __format__(self, words: str) -> str:
        said = render(self.fact, self.language)
        if not words:
            return said
        one, _, others = words.removeprefix("=").partition("|")
        number = self.fact.part if isinstance(self.fact, Part) else self.fact
        chosen = one if number == 1 else others
        return chosen if words.startswith("=") else f"{said} {chosen}"


def word(*keys: str, **facts: Fact) -> Word:
    """Refer to words of the language files.

    Examples
    --------
    >>> render(word("more", n=3, sum=Share(0.25)), "en")
    '3 more: 25 %'
    """
    return Word(keys, facts)


@cache
def texts(language: str) -> dict[str, Any]:
    """Return every word of the findings in a language."""
    path = files("graph_loader.analysis") / "text" / f"{language}.yaml"
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=safe_loader())  # noqa: S506 - it is safe
    return found


def render(fact: Fact, language: str) -> str:  # noqa: PLR0911 - one kind of fact a line
    """Put a fact into words.

    Parameters
    ----------
    fact : Fact
        A number, a share, a name, or words with facts inside.
    language : str
        One of `study.LANGUAGES`.

    Returns
    -------
    str

    Examples
    --------
    >>> render(Part(1, 3), "en"), render(Decimal(-0.5), "es")
    ('1 of 3 (33 %)', '−0,50')
    >>> render(Listing(({"en": "Prague", "es": "Praga"}, "Havana", "Bonn")), "es")
    'Praga, Havana y Bonn'
    """
    match fact:
        case str():
            return fact
        case int():
            return numerals.figure(fact, language)
        case Share(value):
            return f"{value:.0%}".replace("%", " %")
        case Part(part, whole):
            share = Share(part / whole if whole else 0.0)
            return render(word("of", part=part, whole=whole, share=share), language)
        case Decimal(value, digits):
            text = f"{value:.{digits}f}".replace("-", "−")
            return text.replace(".", ",") if language in numerals.DECIMAL_COMMA else text
        case Listing(items, between):
            return _listing([render(item, language) for item in items], between, language)
        case Word(keys, facts):
            return fill(template(language, *keys), facts, language)
    return in_language(fact, language)


def template(language: str, *keys: str) -> str:
    """Return words of a language by the keys that lead to them."""
    found: Any = texts(language)
    for key in keys:
        found = found[key]
    return str(found)


def fill(pattern: str, facts: Mapping[str, Fact], language: str) -> str:
    """Fill facts into words of our own; what study and data say is never a pattern.

    A number may bring its noun or verb, for one and for others: ``{n:claim|claims}``; with ``=``, that alone.

    Examples
    --------
    >>> [fill("{n:claim|claims} {n:=stands|stand}", {"n": n}, "en") for n in (1, 1200)]
    ['1 claim stands', '1,200 claims stand']
    """
    return pattern.format_map({name: _Filled(fact, language) for name, fact in facts.items()})


def _listing(items: list[str], between: str | None, language: str) -> str:
    if between is not None:
        return between.join(items)
    return in_a_row(items, template(language, "andBeforeI" if _SOUNDS_LIKE_I.match(items[-1]) else "and"))


def in_a_row(items: list[str], pattern: str) -> str:
    """Put items in a row, the last behind the word of a pattern with `some` and `last`."""
    if len(items) < 2:  # noqa: PLR2004 - the word stands between two
        return "".join(items)
    return pattern.format_map({"some": ", ".join(items[:-1]), "last": items[-1]})


def counts(items: Iterable[tuple[Fact, float]], *, share: bool = False) -> Listing:
    """List the first figures and add up the others, so that nothing is cut off unsaid.

    Examples
    --------
    >>> told = [("Prague", 16), ("Moscow", 15), ("Havana", 10), ("Rome", 8), ("Bonn", 1), ("Paris", 1)]
    >>> render(counts(told), "en")
    'Prague 16, Moscow 15, Havana 10, Rome 8 and 2 more: 2'
    """
    items = list(items)
    figure = Share if share else int
    most = LISTED if len(items) > LISTED + 1 else len(items)
    shown: list[Fact] = [Listing((name, figure(number)), " ") for name, number in items[:most]]
    rest = [number for _, number in items[most:]]
    if rest:
        shown.append(word("more", n=len(rest), sum=figure(sum(rest))))
    return Listing(tuple(shown))


def entity(graph: ClaimGraph, node: str) -> Texts:
    """Return the name of an entity."""
    return {PLAIN: wording.name(graph, node)}


def theatre(graph: ClaimGraph, name: str) -> Texts:
    """Return the name of a theatre in every language; its id where the graph has no vocabulary."""
    return _of_vocabulary(graph, "theatres", name) or {PLAIN: name}


def family(graph: ClaimGraph, name: str) -> Texts:
    """Return the name of a family of ties in every language."""
    return _of_vocabulary(graph, "families", name) or {PLAIN: name}


def _of_vocabulary(graph: ClaimGraph, section: str, name: str) -> Texts:
    known = of_vocabulary(graph, section).get(name)
    return {PLAIN: known.name, **known.names} if known else {}


def group(graph: ClaimGraph, name: str) -> Texts:
    """Return the name of a group of the study: its own, or that of the theatre of which it consists."""
    chosen = study_of(graph).groups[name]
    alone = chosen.theatres[0] if len(chosen.theatres) == 1 else name
    return chosen.name or theatre(graph, alone)


def projection(graph: ClaimGraph, name: str) -> Fact:
    """Return the title of a projection of the study: its own, or the name of its family."""
    known = study_of(graph).projections
    title = known[name].title if name in known else {}
    return title or (word("all") if name == ALL else family(graph, name))


def families(graph: ClaimGraph, names: Iterable[str]) -> Listing:
    """Return the names of families in a row."""
    return Listing(tuple(family(graph, name) for name in names))


def parameters(graph: ClaimGraph, question: Question) -> dict[str, Fact]:
    """Return what a question is told as facts, by the names of its parameters.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph, for the names.
    question : Question
        A question of its study.

    Returns
    -------
    dict
        Beside the parameters, for a projection its `families`, and `presence`: words on events and agreements, empty
        where they tie nobody; for two groups `both`.
    """
    study = study_of(graph)
    facts: dict[str, Fact] = {}
    for name, what in KINDS[question.kind].items():
        value = question.parameters.get(name)
        match what.rstrip("?"):
            case _ if value is None:
                continue
            case "projection":
                chosen = study.projections.get(value, Projection(value, ()))
                facts[name] = projection(graph, value)
                facts["families"] = families(graph, chosen.families)
                kind = texts(PLAIN)["kinds"][question.kind]
                tied = chosen.presence and "presence" in kind
                facts["presence"] = word("kinds", question.kind, "presence") if tied else ""
            case "group":
                facts[name] = group(graph, value)
            case "families":
                facts[name] = families(graph, value)
            case "grouping":
                facts[name] = word("groupings", value)
            case "contrast":
                facts[name] = study.contrasts[value].title or value
                facts["partner"] = group(graph, study.contrasts[value].partner)
            case _:
                facts[name] = value
    if {"one", "other"} <= facts.keys():
        facts["both"] = Listing((facts["one"], facts["other"]))
    return facts
