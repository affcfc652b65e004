"""The puzzle of the two juntas: why a campaign against Pinochet and none against Videla, in figures.

What the Eastern bloc did to or with each junta while it ruled, and with those whom it persecuted. The two sources
differ so much in what they cover that the comparison is made within each source, as a share of what that source
says of the bloc and the country in those years.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from graph_loader import dates
from graph_loader.analysis import caveats
from graph_loader.analysis.readings import covered_by
from graph_loader.analysis.table import tidy
from graph_loader.network import ClaimGraph
from graph_loader.projections import is_actor

CAVEATS = (
    caveats.ATTENTION,
    caveats.COVERAGE,
    "The Argentine article says next to nothing of single East European states: half of the table is empty by design.",
)
OFFICIAL = frozenset({"government", "ministry", "diplomatic-mission", "intelligence-service", "armed-force", "bank"})
OFFICES = frozenset({"LED", "HELD_OFFICE_IN", "MEMBER_OF", "PART_OF"})
COLLECTIVES = frozenset({"eastern-bloc", "east-european-states", "east-european-communist-parties"})
BLOC = ("moscow", "eastern-europe")
RESTRAINT = "REFRAINED_FROM_OPPOSING"
CAMPAIGNS = ("CAMPAIGNED_FOR", "CAMPAIGNED_AGAINST")
MEASURES = ("all", "friendly", "hostile", "unsigned", "contact", "trade", "campaign", "restraint")


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
        ``regime`` or ``opponents``.
    claim : str
        Its id; `tie` its attributes, `ends` the two entities.
    """

    junta: Junta
    partner: str
    side: str
    claim: str
    tie: dict[str, Any]
    ends: tuple[str, str]

    @property
    def sign(self) -> str:
        """``friendly``, ``hostile`` or ``unsigned``."""
        value = self.tie.get("goldstein")
        return "unsigned" if not value else "friendly" if value > 0 else "hostile"

    @property
    def measures(self) -> Iterator[str]:
        """The rows of the table in which it counts."""
        yield from ("all", self.sign)
        if self.tie["family"] in ("contact", "trade"):
            yield self.tie["family"]
        if self.tie["type"] in CAMPAIGNS:
            yield "campaign"
        if self.tie["type"] == RESTRAINT:
            yield "restraint"


def juntas(graph: ClaimGraph) -> pd.DataFrame:
    """Compare what the Eastern bloc did with the two juntas and with their opponents.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `source, junta, partner, side, measure, claims, of, share, status`. `partner` is moscow, eastern-europe or
        collective (the bloc as a whole); `side` the regime or its opponents; `of` all claims that this source makes
        between the bloc and that country in those years, `share` the part of them. `status` is `tie`, `no tie`
        (the source speaks of the pair otherwise) or `not covered`.

    Examples
    --------
    >>> import networkx as nx
    >>> juntas(nx.MultiDiGraph()).empty
    True
    """
    counts: Counter[tuple[str, ...]] = Counter()
    said: Counter[tuple[str, str]] = Counter()
    for act in acts(graph):
        for source in sorted({piece["source"] for piece in act.tie["evidence"]}):
            said[source, act.junta.id] += 1
            for measure in act.measures:
                counts[source, act.junta.id, act.partner, act.side, measure] += 1
    sources = sorted({piece["source"] for *_, tie in graph.edges(data=True) for piece in tie["evidence"]})
    rows = []
    for source in sources if said else ():
        for junta in JUNTAS:
            for partner in (*BLOC, "collective"):
                spoken = sum(counts[source, junta.id, partner, side, "all"] for side in ("regime", "opponents"))
                for side in ("regime", "opponents"):
                    for measure in MEASURES:
                        count, of = counts[source, junta.id, partner, side, measure], said[source, junta.id]
                        rows.append(
                            {
                                "source": source,
                                "junta": junta.id,
                                "partner": partner,
                                "side": side,
                                "measure": measure,
                                "claims": count,
                                "of": of,
                                "share": count / of if of else None,
                                "status": "tie" if count else "no tie" if spoken else "not covered",
                            }
                        )
    return tidy(
        rows, "source junta partner side measure claims of share status", title="The two juntas", caveats=CAVEATS
    )


def restraint(graph: ClaimGraph) -> pd.DataFrame:
    """List the campaigns and the explicit acts of restraint towards both juntas, one row per piece of evidence.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `junta, side, type, claim, from_id, to_id, date, standing, source, locator, summary`.

    Examples
    --------
    >>> import networkx as nx
    >>> restraint(nx.MultiDiGraph()).empty
    True
    """
    rows = [
        {
            "junta": act.junta.id,
            "side": act.side,
            "type": act.tie["type"],
            "claim": act.claim,
            "from_id": act.ends[0],
            "to_id": act.ends[1],
            "date": act.tie.get("date"),
            "standing": act.tie["standing"],
            "source": piece["source"],
            "locator": piece["locator"],
            "summary": act.tie["summary"],
        }
        for act in acts(graph)
        if act.tie["type"] in (RESTRAINT, *CAMPAIGNS)
        for piece in act.tie["evidence"]
    ]
    return tidy(
        rows,
        "junta side type claim from_id to_id date standing source locator summary",
        title="Campaigns and acts of restraint towards the two juntas",
        caveats=CAVEATS,
    )


def partners(graph: ClaimGraph) -> pd.DataFrame:
    """Show every state of the Eastern bloc beside each junta: tied, not tied, or not covered.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `junta, state, side, friendly, hostile, unsigned, sources, status`; whoever belongs to a state counts as it.

    Examples
    --------
    >>> import networkx as nx
    >>> partners(nx.MultiDiGraph()).empty
    True
    """
    states = sorted(
        node
        for node, entity in graph.nodes(data=True)
        if entity["label"] == "State" and entity.get("theatre") in BLOC and entity.get("bloc")
    )
    counts: Counter[tuple[str, ...]] = Counter()
    for act in acts(graph):
        for state in {_state(graph, end) for end in act.ends} & set(states):
            counts[act.junta.id, str(state), act.side, act.sign] += 1
    coverage = covered_by(graph)
    rows = []
    for junta in JUNTAS:
        for state in states:
            shared = coverage.get(state, frozenset()) & coverage.get(junta.id, frozenset())
            for side in ("regime", "opponents"):
                signs = {sign: counts[junta.id, state, side, sign] for sign in ("friendly", "hostile", "unsigned")}
                tied = any(signs.values())
                status = "tie" if tied else "no tie" if shared else "not covered"
                rows.append(
                    {
                        "junta": junta.id,
                        "state": state,
                        "side": side,
                        **signs,
                        "sources": len(shared),
                        "status": status,
                    }
                )
    return tidy(
        rows,
        "junta state side friendly hostile unsigned sources status",
        title="States of the Eastern bloc beside the two juntas",
        caveats=CAVEATS,
    )


def acts(graph: ClaimGraph) -> Iterator[Act]:
    """Yield every claim between the bloc and a country that may fall into the years of its junta.

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
    regimes = {junta: _regime(graph, junta) for junta in JUNTAS}
    for from_, to, claim, tie in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        if tie["family"] in ("membership", "location"):
            continue
        touched: list[str] = [node for node in (from_, to, tie.get("about_id") or "") if node in graph]
        partner = next((group for node in touched if (group := _partner(graph, node))), None)
        for junta in JUNTAS if partner else ():
            side = _side(graph, touched, junta, regimes[junta])
            if side and _ruled(tie, junta, touched):
                yield Act(junta, str(partner), side, claim, tie, (from_, to))


def _partner(graph: ClaimGraph, node: str) -> str | None:
    if node in COLLECTIVES:
        return "collective"
    entity = graph.nodes[node]
    theatre = entity.get("theatre")
    return theatre if theatre in BLOC and is_actor(entity) else None


def _side(graph: ClaimGraph, touched: list[str], junta: Junta, regime: set[str]) -> str | None:
    """Tell whether a claim concerns the regime or its opponents; None if neither."""
    if regime & set(touched):
        return "regime"
    own = [node for node in touched if _state(graph, node) == junta.state and is_actor(graph.nodes[node])]
    return "opponents" if own else None


def _regime(graph: ClaimGraph, junta: Junta) -> set[str]:
    """Collect the state, the junta with its parts and members, and the state's official bodies."""
    members = {from_ for from_, to, tie in graph.edges(data=True) if to == junta.id and tie["type"] in OFFICES}
    official = {
        node
        for node, entity in graph.nodes(data=True)
        if entity.get("state_id") == junta.state
        and (entity.get("parent_id") == junta.id or (entity.get("kind") in OFFICIAL and entity["kind"] != "government"))
    }
    return {junta.id, junta.state} | members | official


def _state(graph: ClaimGraph, node: str) -> str | None:
    entity = graph.nodes[node]
    state: str | None = node if entity["label"] == "State" else entity.get("state_id")
    return state


def _ruled(tie: dict[str, Any], junta: Junta, touched: list[str]) -> bool:
    """Tell whether a claim may fall under the junta; one without a date only if it names the junta itself."""
    interval = dates.parse(tie.get("date") or "")
    if not interval.edtf:
        return junta.id in touched
    return dates.in_window(interval, tie["aspect"], junta.first, junta.last, "possible")
