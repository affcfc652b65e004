"""An answer to a question, and how its figures and names are put into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from graph_loader.graph.network import ClaimGraph


@dataclass(frozen=True, slots=True)
class Answer:
    """What a graph answers to one of the questions.

    Attributes
    ----------
    conclusion : str
        What must stay the same for the finding to survive.
    statement : str
        A sentence or two with the figures in them.
    measure : str
        What `figure` is.
    figure : float
        The main figure; `low` and `high` are the ends of its interval, `interval` says how that was obtained.
    claims : tuple of str
        Ids of the claims behind it.
    by_chance : bool
        Whether the interval is what chance would give rather than the figure's own.
    view : str
        The state of the explorer that shows it, as in its URL; may be empty.
    """

    conclusion: str
    statement: str
    measure: str
    figure: float
    low: float
    high: float
    interval: str
    claims: tuple[str, ...]
    by_chance: bool = False
    view: str = ""


def claims_around(network: nx.Graph[str], actor: str) -> tuple[str, ...]:
    """Collect the claims of an actor's ties.

    Examples
    --------
    >>> network = nx.Graph()
    >>> network.add_edge("chile", "ussr", claims=["y12-03"])
    >>> claims_around(network, "ussr")
    ('y12-03',)
    """
    return tuple(sorted({claim for tie in network[actor].values() for claim in tie["claims"]}))


def claims_of(network: nx.Graph[str]) -> tuple[str, ...]:
    """Collect the claims of all ties.

    Examples
    --------
    >>> claims_of(nx.Graph())
    ()
    """
    return tuple(sorted({claim for *_, tie in network.edges(data=True) for claim in tie["claims"]}))


def percent(share: float) -> str:
    """Put a share into words.

    Examples
    --------
    >>> percent(0.333)
    '33 %'
    """
    return f"{share:.0%}".replace("%", " %")


def listing(items: Iterable[str], most: int = 4) -> str:
    """Put the first items into a list in words; at least one is needed.

    Examples
    --------
    >>> listing(["Moscow", "Havana", "Washington"])
    'Moscow, Havana and Washington'
    """
    *some, last = list(items)[:most]
    return f"{', '.join(some)} and {last}" if some else last


def theatre_name(graph: ClaimGraph, theatre: str) -> str:
    """Return the name of a theatre, or its id where the graph has no vocabulary.

    Examples
    --------
    >>> theatre_name(nx.MultiDiGraph(), "moscow")
    'moscow'
    """
    known = getattr(graph.graph.get("vocabulary"), "theatres", {})
    return str(known[theatre].name) if theatre in known else theatre
