"""An answer to a question of the study, or that there is none, and the claims that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import networkx as nx

from graph_loader.analysis.phrases import Fact


@dataclass(frozen=True, slots=True)
class Answer:
    """What a graph answers to a question.

    Attributes
    ----------
    conclusion : str
        What must stay the same for the finding to survive.
    figure : float
        The main figure; `low` and `high` are the ends of its interval.
    interval : str
        How the interval was obtained, or why there is none: one of the `intervals` of the language files.
    facts : mapping of str to Fact
        What is filled into the words of the question's kind.
    claims : tuple of str
        Ids of the claims behind it.
    case : str
        Which of several statements of the kind; empty where it has one.
    view : str
        What it adds to the state of the explorer that shows it, as in its URL.
    """

    conclusion: str
    figure: float
    low: float | None
    high: float | None
    interval: str
    claims: tuple[str, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    case: str = ""
    view: str = ""

    @property
    def by_chance(self) -> bool:
        """Whether the interval is what chance would give rather than the figure's own."""
        return self.interval in ("permuted", "shuffled")


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
    >>> claims_of(nx.Graph([("chile", "ussr", {"claims": ["y12-03"]})]))
    ('y12-03',)
    """
    return tuple(sorted({claim for *_, tie in network.edges(data=True) for claim in tie["claims"]}))
