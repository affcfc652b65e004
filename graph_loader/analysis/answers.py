"""An answer to a question, and how its figures and names are put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import networkx as nx

from graph_loader.graph.network import ClaimGraph

LISTED = 4
BOOTSTRAP = "95 % of the resamplings of paragraphs"


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
        The main figure; `low` and `high` are the ends of its interval, `interval` says how that was obtained, or why
        there is none.
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
    low: float | None
    high: float | None
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


def of(part: int, whole: int) -> str:
    """Put a share into words, with what it is a share of.

    Examples
    --------
    >>> of(1, 3)
    '1 of 3 (33 %)'
    """
    return f"{part} of {whole} ({percent(part / whole)})" if whole else "0 of 0"


def listing(items: Iterable[str]) -> str:
    """Put items into a list in words, whole; at least one is needed.

    Examples
    --------
    >>> listing(["Moscow", "Havana", "Washington"])
    'Moscow, Havana and Washington'
    """
    *some, last = items
    return f"{', '.join(some)} and {last}" if some else last


def shares(counts: Iterable[tuple[str, float]], figure: Callable[[float], str] = str) -> str:
    """List the first figures in words and add up the others, so that nothing is cut off unsaid.

    Examples
    --------
    >>> shares([("Prague", 16), ("Moscow", 15), ("Havana", 10), ("Washington", 8), ("Bonn", 1), ("Paris", 1)])
    'Prague 16, Moscow 15, Havana 10, Washington 8 and 2 more: 2'
    """
    counts = list(counts)
    most = LISTED if len(counts) > LISTED + 1 else len(counts)
    shown = [f"{name} {figure(number)}" for name, number in counts[:most]]
    rest = [number for _, number in counts[most:]]
    return listing([*shown, *([f"{len(rest)} more: {figure(sum(rest))}"] if rest else [])])


def theatre_name(graph: ClaimGraph, theatre: str) -> str:
    """Return the name of a theatre, or its id where the graph has no vocabulary.

    Examples
    --------
    >>> theatre_name(nx.MultiDiGraph(), "moscow")
    'moscow'
    """
    known = getattr(graph.graph.get("vocabulary"), "theatres", {})
    return str(known[theatre].name) if theatre in known else theatre
