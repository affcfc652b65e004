"""What the partner of a contrast did to or with each of its two sides, and who acted.

A side is a regime, with the state that it ruled and its years, or a group of actors. Within a state under a regime the
regime is told apart from the others: parties, movements, exiles, companies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_loader.graph.groups import members, office_holders
from graph_loader.graph.network import ClaimGraph, is_actor, is_affirmed, of_vocabulary
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates
from graph_loader.model.periods import falls
from graph_loader.model.study import Contrast, Side

PARTS = ("regime", "others")
DIRECTIONS = ("by_partner", "by_side", "mutual", "indirect")
SIGNS = ("friendly", "hostile", "unsigned")
COLLECTIVE = "collective"
"""The partner where the group names it by its id."""


@dataclass(frozen=True, slots=True)
class Act:
    """A claim between the partner of a contrast and one of its sides.

    Attributes
    ----------
    side : Side
        One of the two.
    partner : str
        The theatre of the partner's member, or `COLLECTIVE`.
    part : str
        ``regime`` (state, government, its members, official bodies; or the group) or ``others``.
    claim : str
        Its id; `tie` its attributes, `ends` the two entities.
    direct : bool
        Whether partner and side are its ends; else one of them is its matter, and neither its sign nor its type is
        towards the other.
    direction : str
        Who acts on whom: ``by_partner``, ``by_side``, ``mutual`` where the tie has no direction, ``indirect`` where
        one of the two is its matter only.
    measures : tuple of str
        The rows of the table in which it counts.
    """

    side: Side
    partner: str
    part: str
    claim: str
    tie: dict[str, Any]
    ends: tuple[str, str]
    direct: bool
    direction: str
    measures: tuple[str, ...]

    @property
    def sign(self) -> str:
        """One of `SIGNS`."""
        return _sign(self.tie, direct=self.direct)


def _sign(tie: dict[str, Any], *, direct: bool) -> str:
    value = tie.get("goldstein") if direct else None
    return "unsigned" if not value else "friendly" if value > 0 else "hostile"


def acts(graph: ClaimGraph, contrast: Contrast) -> Iterator[Act]:
    """Yield every claim between the partner of a contrast and its sides.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    contrast : Contrast
        One of its study.

    Yields
    ------
    Act
        In order of the claims' ids. Those of structural families are left out, since belonging is no act, and so are
        denied ones.
    """
    study = study_of(graph)
    structural = {name for name, family in of_vocabulary(graph, "families").items() if family.structural}
    group = study.groups[contrast.partner]
    theatres = {node: graph.nodes[node].get("theatre") or COLLECTIVE for node in members(graph, group)}
    partners = theatres | {node: COLLECTIVE for node in group.ids if node in graph}
    sides = [_Side(graph, contrast, side) for side in contrast.sides]
    for from_, to, claim, tie in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        if tie["family"] in structural or not is_affirmed(tie):
            continue
        touched: list[str] = [node for node in (from_, to, tie.get("about_id") or "") if node in graph]
        partner = next((node for node in touched if node in partners), None)
        rest = [node for node in touched if node != partner]  # nobody is both in one claim
        for side in sides if partner else ():
            part = side.part(rest)
            if part and side.ruled(tie, rest):
                ends = [(one, other) for one, other in ((from_, to), (to, from_)) if one in partners]
                direct = any(side.part([other]) == part for _, other in ends)
                by = "by_partner" if from_ in partners else "by_side"
                direction = "indirect" if not direct else "mutual" if tie["symmetric"] else by
                yield Act(
                    side.side, partners[str(partner)], part, claim, tie, (from_, to), direct, direction,
                    ("all", _sign(tie, direct=direct), *_measures(contrast, tie, direct=direct)),
                )  # fmt: skip


def _measures(contrast: Contrast, tie: dict[str, Any], *, direct: bool) -> Iterator[str]:
    for name, measure in contrast.measures.items():
        if tie["family"] in measure.families or (direct and tie["type"] in measure.types):
            yield name


def state_of(graph: ClaimGraph, node: str) -> str | None:
    """Return the state that an entity is or belongs to.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("archive", label="Organization", state_id="ruritania")
    >>> state_of(graph, "archive")
    'ruritania'
    """
    entity = graph.nodes[node]
    state: str | None = node if entity["label"] == "State" else entity.get("state_id")
    return state


class _Side:
    """Who is who on a side."""

    def __init__(self, graph: ClaimGraph, contrast: Contrast, side: Side) -> None:
        self.graph, self.side = graph, side
        if side.group:
            self.core = set(members(graph, study_of(graph).groups[side.group]))
            self.regime = self.core
            return
        parts = {node for node, entity in graph.nodes(data=True) if entity.get("parent_id") == side.regime}
        official = {
            node
            for node, entity in graph.nodes(data=True)
            if side.state and entity.get("state_id") == side.state and entity.get("kind") in contrast.official
        }
        self.core = {str(side.regime)} | parts | office_holders(graph, [str(side.regime)])
        self.regime = self.core | official | ({side.state} if side.state else set())

    def part(self, touched: list[str]) -> str | None:
        """Tell which part of the side a claim concerns; None if it does not concern the side."""
        if self.regime & set(touched):
            return "regime"
        own = [node for node in touched if self._belongs(node) and is_actor(self.graph.nodes[node])]
        return "others" if own else None

    def ruled(self, tie: dict[str, Any], touched: list[str]) -> bool:
        """Tell whether a claim is about the years of the side.

        A claim without a date must name the regime or its people; any other must have a date that may fall into those
        years. If it does not name them, its date must not begin before the first of those years nor end after the
        last, nor may it name another government of the state.
        """
        first, last = self.side.first or date.min, self.side.last or date.max
        interval = dates.parse(tie.get("date") or "")
        named = bool(self.core & set(touched))
        if not interval.edtf:
            return named
        if not falls(tie, first, last):
            return False
        if named:
            return True
        if interval.start is None or interval.start.year < first.year:
            return False
        if interval.end is not None and interval.end.year > last.year:
            return False
        return not any(self.graph.nodes[node].get("kind") == "government" and self._belongs(node) for node in touched)

    def _belongs(self, node: str) -> bool:
        return self.side.state is not None and state_of(self.graph, node) == self.side.state
