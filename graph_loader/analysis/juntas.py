"""The puzzle of the two juntas: why a campaign against Pinochet and none against Videla, in figures.

What the Eastern bloc did to or with each junta while it ruled, and with those whom it persecuted. The two sources
differ so much in what they cover that the comparison is made within each source, as a share of what that source
says of the bloc and the country in those years.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.junta_acts import BLOC, DIRECTIONS, JUNTAS, SIDES, Act, acts, state_of
from graph_loader.analysis.readings import covered_by
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph

CAVEATS = (
    caveats.ATTENTION,
    caveats.COVERAGE,
    caveats.ABSENCE,
    "The Argentine article says next to nothing of single East European states: half of the table is empty by design.",
)
MEASURES = ("all", "friendly", "hostile", "unsigned", "contact", "trade", "campaign", "restraint")


def juntas(graph: ClaimGraph) -> pd.DataFrame:
    """Compare what the Eastern bloc did with the two juntas and with others in their countries.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `source, junta, partner, side, measure, claims, of, share, by_bloc, by_country, mutual, indirect, status`: of
        the claims those in which the bloc acts on the country, the country on the bloc, both together, and those that
        have one of the two for their matter only. `partner` is moscow, eastern-europe or
        collective (the bloc as a whole); `side` the regime or `others` (parties, movements, exiles, companies); `of`
        all claims that this source makes between the bloc and that country in those years, `share` the part of
        them. `status` is `tie`, `no tie` (the source speaks of the pair otherwise) or `not covered`.

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
                counts[source, act.junta.id, act.partner, act.side, measure, act.direction] += 1
    sources = sorted({piece["source"] for *_, tie in graph.edges(data=True) for piece in tie["evidence"]})
    rows = []
    for source in sources if said else ():
        for junta in JUNTAS:
            for partner in (*BLOC, "collective"):
                spoken = sum(counts[source, junta.id, partner, side, "all"] for side in SIDES)
                for side in SIDES:
                    for measure in MEASURES:
                        place = source, junta.id, partner, side, measure
                        count, of = counts[place], said[source, junta.id]
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
                                **{direction: counts[*place, direction] for direction in DIRECTIONS},
                                "status": "tie" if count else "no tie" if spoken else "not covered",
                            }
                        )
    return tidy(
        rows,
        f"source junta partner side measure claims of share {' '.join(DIRECTIONS)} status",
        title="The two juntas",
        caveats=CAVEATS,
    )


def totals(graph: ClaimGraph) -> pd.DataFrame:
    """Count what the articles together tell of the bloc, all its states included, and each junta; a claim once.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `junta, side, measure, claims, paragraphs, by_bloc, by_country, mutual, indirect`; `paragraphs` are those on
        which the claims rest, the directions as in `juntas`.

    Examples
    --------
    >>> import networkx as nx
    >>> int(totals(nx.MultiDiGraph())["claims"].sum())
    0
    """
    found: dict[tuple[str, str, str], list[Act]] = {
        (junta.id, side, measure): [] for junta in JUNTAS for side in SIDES for measure in MEASURES
    }
    for act in acts(graph):
        for measure in act.measures:
            found[act.junta.id, act.side, measure].append(act)
    rows = [
        {
            "junta": junta,
            "side": side,
            "measure": measure,
            "claims": len(told),
            "paragraphs": len({(piece["source"], piece["locator"]) for act in told for piece in act.tie["evidence"]}),
            **{direction: sum(act.direction == direction for act in told) for direction in DIRECTIONS},
        }
        for (junta, side, measure), told in found.items()
    ]
    return tidy(
        rows,
        f"junta side measure claims paragraphs {' '.join(DIRECTIONS)}",
        title="The two juntas, both articles together",
        caveats=CAVEATS,
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
        if {"campaign", "restraint"} & set(act.measures)
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
        for state in {state_of(graph, end) for end in act.ends} & set(states):
            counts[act.junta.id, str(state), act.side, act.sign] += 1
    coverage = covered_by(graph)
    rows = []
    for junta in JUNTAS:
        for state in states:
            shared = coverage.get(state, frozenset()) & coverage.get(junta.id, frozenset())
            for side in SIDES:
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
