"""What is made of a graph that can no longer change is made once: networks, readings, tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar

import networkx as nx

from graph_loader.graph.network import ClaimGraph

P = ParamSpec("P")
R = TypeVar("R")
_PLACE = "made_once"


def once(make: Callable[Concatenate[ClaimGraph, P], R]) -> Callable[Concatenate[ClaimGraph, P], R]:
    """Let a frozen graph keep what is made of it; of any other graph it is made anew, for that one may change.

    A graph that is made of a frozen one is frozen too (`networkx.freeze`). Nobody changes what is kept. It is the same
    question whether a value is given by its place, by its name or left as it is by default.

    Examples
    --------
    >>> calls = []
    >>> count = once(lambda graph: calls.append(1) or len(graph))
    >>> graph = nx.MultiDiGraph([("ussr", "chile")])
    >>> [count(graph), count(graph), len(calls)]
    [2, 2, 2]
    >>> graph = nx.freeze(graph)
    >>> [count(graph), count(graph), len(calls)]
    [2, 2, 3]
    >>> pairs = once(lambda graph, size=2, *, loops=False: calls.append(1) or size)
    >>> [pairs(graph), pairs(graph, 2), pairs(graph, size=2, loops=False), pairs(graph, 3), len(calls)]
    [2, 2, 2, 3, 5]
    """
    values_of = signature(make).bind

    @wraps(make)
    def made(graph: ClaimGraph, /, *arguments: P.args, **named: P.kwargs) -> R:
        if not nx.is_frozen(graph):
            return make(graph, *arguments, **named)
        known: dict[Any, R] = vars(graph).setdefault(_PLACE, {})
        given = values_of(graph, *arguments, **named)
        given.apply_defaults()
        question = (make, *list(given.arguments.values())[1:])
        if question not in known:
            found = make(graph, *arguments, **named)
            known[question] = nx.freeze(found) if isinstance(found, nx.Graph) else found
        return known[question]

    return made
