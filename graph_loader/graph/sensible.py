"""What a study is when its package does not say: periods by decade, and every question that the data allow."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from graph_loader.graph.network import ClaimGraph, is_actor, of_vocabulary
from graph_loader.model.periods import Period
from graph_loader.model.study import Group, Preset, Projection, Question, Study
from graph_loader.model.vocabulary import Vocabulary

ALL = "all"
_SPAN = 4
_LEADERS = 4
_FROM_ELSEWHERE = {"en": "From which theatres ties come", "es": "De qué escenarios vienen los vínculos"}


def study_of(graph: ClaimGraph) -> Study:
    """Return the study of a graph: what its package says, and sensible values for what it does not.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "b", "c1", {"family": "trade", "start": "1956-05-01", "end": "1961-12-31"})])
    >>> [str(period) for period in study_of(graph).periods]
    ['1956–1959', '1960–1961']
    """
    said = graph.graph.get("study") or Study()
    study = said if said.first_year else replace(said, **_years(graph))
    vocabulary = graph.graph.get("vocabulary")
    ours: dict[str, Callable[[], Any]] = {
        "periods": lambda: tuple(_decades(study.first_year, study.last_year)),
        "eras": lambda: tuple((date(each.first, 1, 1), date(each.last, 12, 31)) for each in study.periods),
        "roles": lambda: _roles(vocabulary) if vocabulary else {},
        "projections": lambda: dict(_projections(graph, vocabulary)),
        "groups": lambda: {name: Group(name, {}, theatres=(name,)) for name in _theatres(graph)},
        "presets": lambda: {name: Preset(name, {}, families=(name,)) for name in _families(graph)},
        "paths": lambda: dict(_paths(graph)),
        "directions": lambda: dict(_circle(list(_theatres(graph)))),
        "questions": lambda: {each.id: each for each in _questions(graph, study)},
    }
    for name, make in ours.items():
        if not getattr(study, name):
            study = replace(study, **{name: make()})
    return study


def _years(graph: ClaimGraph) -> dict[str, int]:
    days = [claim[bound] for *_, claim in graph.edges(data=True) for bound in ("start", "end") if claim.get(bound)]
    return {"first_year": int(min(days)[:4]), "last_year": int(max(days)[:4])} if days else {}


def _decades(first: int, last: int) -> Iterator[Period]:
    for decade in range(first // 10 * 10, last + 1, 10) if first else ():
        yield Period(max(first, decade), min(last, decade + 9))


def _roles(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """Take types that lead to nothing but events and agreements for presence in those and accession to these."""
    met = {name: set(type_.to_labels) for name, type_ in vocabulary.types.items()}
    return {
        role: frozenset(name for name, labels in met.items() if label in labels <= {"Event", "Agreement"})
        for role, label in (("presence", "Event"), ("accession", "Agreement"))
    }


def _families(graph: ClaimGraph) -> list[str]:
    """Return the families of acts between actors, in order of their names."""
    known = of_vocabulary(graph, "families")
    found = {
        claim["family"]
        for from_, to, claim in graph.edges(data=True)
        if claim.get("family") and is_actor(graph.nodes[from_]) and is_actor(graph.nodes[to])
    }
    return sorted(name for name in found if name not in known or not known[name].structural)


def _projections(graph: ClaimGraph, vocabulary: Vocabulary | None) -> Iterator[tuple[str, Projection]]:
    families = _families(graph)
    types = vocabulary.types.values() if vocabulary else ()
    symmetric = {type_.family for type_ in types if type_.symmetric}
    for name in families:
        yield name, Projection(name, (name,), directed=name not in symmetric)
    if families:
        yield ALL, Projection(ALL, tuple(families), presence=True)


def _theatres(graph: ClaimGraph) -> Counter[str]:
    """Count the actors of each theatre, most first, then by name."""
    counts = Counter(
        entity["theatre"] for _, entity in graph.nodes(data=True) if entity.get("theatre") and is_actor(entity)
    )
    return Counter(dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))))


def _paths(graph: ClaimGraph) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Take for both ends of paths the actor with most claims in each of the largest theatres, or those with most."""
    claims = Counter(end for one, other in graph.edges() for end in (one, other))
    leading = [
        max((node for node, entity in graph.nodes(data=True) if entity.get("theatre") == theatre and is_actor(entity)),
            key=lambda node: (claims[node], node))
        for theatre in [*_theatres(graph)][:_LEADERS]
    ]  # fmt: skip
    if not leading:
        tied = [node for node, entity in graph.nodes(data=True) if claims[node] and is_actor(entity)]
        leading = sorted(tied, key=lambda node: (-claims[node], node))[:_LEADERS]
    if leading:
        yield from (("starts", tuple(leading)), ("goals", tuple(leading)))


def _circle(theatres: list[str]) -> Iterator[tuple[str, tuple[float, float]]]:
    for place, theatre in enumerate(theatres):
        angle = 2 * math.pi * place / len(theatres) - math.pi / 2
        yield theatre, (round(math.cos(angle), 2), round(math.sin(angle), 2))


def _questions(graph: ClaimGraph, study: Study) -> Iterator[Question]:
    """Ask what the data allow, of the projections and the groups that the study has."""
    families = _families(graph)
    if not families or not study.projections:
        return
    widest = study.widest.name
    yield Question("broker", "broker", {"projection": widest}, {})
    sides = [name for name, group in study.groups.items() if group.theatres][:2]
    if len(sides) > 1:
        one, other = sides
        yield Question("go-between", "go-between", {"projection": widest, "one": one, "other": other}, {})
        yield Question(
            "influence-on", "influence-on", {"families": families, "target": one}, {"title": _FROM_ELSEWHERE}
        )
        yield Question("mixing", "mixing", {"projection": widest, "by": "theatre"}, {})
        yield Question("communities", "communities", {"projection": widest, "by": "theatre"}, {})
    if study.first_year:
        yield Question("coverage", "coverage", {"span": _SPAN}, {})
    if any(claim.get("goldstein") for *_, claim in graph.edges(data=True)):
        yield Question("balance", "balance", {}, {})
    yield Question("footing", "footing", {"projection": widest}, {})
