"""What the Eastern bloc did to or with a country under its junta, and with which side of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.projections import is_actor
from graph_loader.model import dates

BLOC = ("moscow", "eastern-europe")
COLLECTIVES = frozenset({"eastern-bloc", "east-european-states", "east-european-communist-parties"})
OFFICIAL = frozenset({"ministry", "diplomatic-mission", "intelligence-service", "armed-force", "bank"})
OFFICES = frozenset({"LED", "HELD_OFFICE_IN", "MEMBER_OF", "PART_OF"})
CAMPAIGNS = ("CAMPAIGNED_FOR", "CAMPAIGNED_AGAINST")
RESTRAINT = "REFRAINED_FROM_OPPOSING"
SIDES = ("regime", "others")
DIRECTIONS = ("by_bloc", "by_country", "mutual", "indirect")


@dataclass(frozen=True, slots=True)
class Junta:
    """A junta, the state that it ruled, and from when to when."""

    id: str
    state: str
    first: date
    last: date


JUNTAS = (
    Junta("chilean-junta-1973", "chile", date(1973, 9, 11), date(1990, 3, 11)),
    Junta("argentine-junta-1976", "argentina", date(1976, 3, 24), date(1983, 12, 10)),
)


@dataclass(frozen=True, slots=True)
class Act:
    """A claim between the bloc and a country under its junta.

    Attributes
    ----------
    junta : Junta
    partner : str
        ``moscow``, ``eastern-europe``, or ``collective``.
    side : str
        ``regime`` (state, junta, its members, official bodies) or ``others`` (parties, movements, exiles, companies).
    claim : str
        Its id; `tie` its attributes, `ends` the two entities.
    direct : bool
        Whether the two, partner and side, are its ends; else one of them is its matter, and neither its sign nor its
        restraint is towards the other.
    direction : str
        Who acts on whom: ``by_bloc``, ``by_country``, ``mutual`` where the tie has no direction, ``indirect`` where
        one of the two is its matter only.
    """

    junta: Junta
    partner: str
    side: str
    claim: str
    tie: dict[str, Any]
    ends: tuple[str, str]
    direct: bool
    direction: str

    @property
    def sign(self) -> str:
        """``friendly``, ``hostile`` or ``unsigned``."""
        value = self.tie.get("goldstein") if self.direct else None
        return "unsigned" if not value else "friendly" if value > 0 else "hostile"

    @property
    def measures(self) -> Iterator[str]:
        """The rows of the table in which it counts."""
        yield from ("all", self.sign)
        if self.tie["family"] in ("contact", "trade"):
            yield self.tie["family"]
        if self.direct and self.tie["type"] in CAMPAIGNS:
            yield "campaign"
        if self.direct and self.tie["type"] == RESTRAINT:
            yield "restraint"


def acts(graph: ClaimGraph) -> Iterator[Act]:
    """Yield every claim between the bloc and a country in the years of its junta.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Yields
    ------
    Act
        In order of the claims' ids; ties of membership and location are left out.

    Examples
    --------
    >>> import networkx as nx
    >>> list(acts(nx.MultiDiGraph()))
    []
    """
    countries = [_Country(graph, junta) for junta in JUNTAS]
    for from_, to, claim, tie in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        if tie["family"] in ("membership", "location"):
            continue
        touched: list[str] = [node for node in (from_, to, tie.get("about_id") or "") if node in graph]
        partner = next((group for node in touched if (group := _partner(graph, node))), None)
        for country in countries if partner else ():
            side = country.side(touched)
            if side and country.ruled(tie, touched):
                direct = country.side([from_, to]) == side and any(_partner(graph, end) for end in (from_, to))
                by = "by_bloc" if _partner(graph, from_) else "by_country"
                direction = "indirect" if not direct else "mutual" if tie["symmetric"] else by
                yield Act(country.junta, str(partner), side, claim, tie, (from_, to), direct, direction)


def _partner(graph: ClaimGraph, node: str) -> str | None:
    if node in COLLECTIVES:
        return "collective"
    entity = graph.nodes[node]
    theatre = entity.get("theatre")
    return theatre if theatre in BLOC and is_actor(entity) else None


def state_of(graph: ClaimGraph, node: str) -> str | None:
    """Return the state that an entity is or belongs to.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    node : str
        Id of an entity.

    Returns
    -------
    str or None

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("dina", label="Organization", state_id="chile")
    >>> state_of(graph, "dina")
    'chile'
    """
    entity = graph.nodes[node]
    state: str | None = node if entity["label"] == "State" else entity.get("state_id")
    return state


class _Country:
    """Who is who in a country under its junta."""

    def __init__(self, graph: ClaimGraph, junta: Junta) -> None:
        self.graph, self.junta = graph, junta
        parts = {node for node, entity in graph.nodes(data=True) if entity.get("parent_id") == junta.id}
        members = {from_ for from_, to, tie in graph.edges(data=True) if to == junta.id and tie["type"] in OFFICES}
        official = {
            node
            for node, entity in graph.nodes(data=True)
            if entity.get("state_id") == junta.state and entity.get("kind") in OFFICIAL
        }
        self.core = {junta.id} | parts | members
        self.regime = {junta.state} | self.core | official

    def side(self, touched: list[str]) -> str | None:
        """Tell which side of the country a claim concerns; None if it does not concern the country."""
        if self.regime & set(touched):
            return "regime"
        own = [node for node in touched if self._belongs(node) and is_actor(self.graph.nodes[node])]
        return "others" if own else None

    def ruled(self, tie: dict[str, Any], touched: list[str]) -> bool:
        """Tell whether a claim is about the years of the junta.

        A claim without a date must name the junta or its people; any other must have a date that may fall into those
        years. If it does not name them, its date must not begin before the year of the coup nor end after that of the
        return, nor may it name another government of the country.
        """
        interval = dates.parse(tie.get("date") or "")
        named = bool(self.core & set(touched))
        if not interval.edtf:
            return named
        if not dates.in_window(interval, tie["aspect"], self.junta.first, self.junta.last, "possible"):
            return False
        if named:
            return True
        if interval.start is None or interval.start.year < self.junta.first.year:
            return False
        if interval.end is not None and interval.end.year > self.junta.last.year:
            return False
        return not any(self.graph.nodes[node].get("kind") == "government" and self._belongs(node) for node in touched)

    def _belongs(self, node: str) -> bool:
        return state_of(self.graph, node) == self.junta.state
