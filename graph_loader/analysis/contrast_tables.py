"""The contrasts of the study in figures: what a partner did to or with each of two sides.

Sources differ in what they cover, so that the comparison is made within each source, as a share of what that source
says of the partner and the side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.contrasts import DIRECTIONS, PARTS, SIGNS, Act, acts, state_of
from graph_loader.analysis.readings import covered_by
from graph_loader.analysis.table import tidy
from graph_loader.graph.groups import members
from graph_loader.graph.network import ClaimGraph, by_id
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates, passages
from graph_loader.model.study import Contrast, Side

CAVEATS = (caveats.ATTENTION, caveats.COVERAGE, caveats.ABSENCE)
NONE = "The study names no contrast."


def contrast(graph: ClaimGraph) -> pd.DataFrame:
    """Compare, within each source, what the partner of a contrast did with each side of it.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `contrast, source, side, partner, part, measure, claims, of, share, by_partner, by_side, mutual, indirect,
        status`: of the claims those in which the partner acts on the side, the side on the partner, both together,
        and those that have one of the two for their matter only. `side` is the id of its regime or group, `partner` a
        theatre or `collective`, `part` the regime or `others`; `of` all claims that this source makes between the
        partner and that side, `share` the part of them. `status` is `tie`, `no tie` (the source speaks of the pair
        otherwise) or `not covered`.
    """
    sources = sorted(passages.sources(*by_id(graph).values()))
    rows = []
    for each in study_of(graph).contrasts.values():
        found: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        said: Counter[tuple[str, str]] = Counter()
        for act in acts(graph, each):
            for source in passages.sources(act.tie):
                said[source, act.side.id] += 1
                for measure in act.measures:
                    found[source, act.side.id, act.partner, act.part, measure].update(("claims", act.direction))
        partners = sorted({place[2] for place in found})
        for place in [
            (source, side.id, partner, part, measure)
            for source in (sources if said else ())
            for side in each.sides
            for partner in partners
            for part in PARTS
            for measure in _measures(each)
        ]:
            source, side, partner, part, measure = place
            counts, of = found[place], said[source, side]
            spoken = any(found[source, side, partner, either, "all"]["claims"] for either in PARTS)
            rows.append(
                {
                    "contrast": each.id,
                    "source": source,
                    "side": side,
                    "partner": partner,
                    "part": part,
                    "measure": measure,
                    "claims": counts["claims"],
                    "of": of,
                    "share": counts["claims"] / of if of else None,
                    **{direction: counts[direction] for direction in DIRECTIONS},
                    "status": "tie" if counts["claims"] else "no tie" if spoken else "not covered",
                }
            )
    return tidy(
        rows,
        f"contrast source side partner part measure claims of share {' '.join(DIRECTIONS)} status",
        title="Contrasts, within each source",
        caveats=CAVEATS,
        why=NONE,
    )


def _measures(contrast: Contrast) -> tuple[str, ...]:
    return ("all", *SIGNS, *contrast.measures)


def totals(graph: ClaimGraph) -> pd.DataFrame:
    """Count what the sources together tell of the partner and each side; a claim once.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `contrast, side, part, measure, claims, paragraphs, by_partner, by_side, mutual, indirect`; `paragraphs` are
        those on which the claims rest, the directions as in `contrast`.
    """
    rows = []
    for each in study_of(graph).contrasts.values():
        found: defaultdict[tuple[str, str, str], list[Act]] = defaultdict(list)
        for act in acts(graph, each):
            for measure in act.measures:
                found[act.side.id, act.part, measure].append(act)
        for place in [(side.id, part, measure) for side in each.sides for part in PARTS for measure in _measures(each)]:
            told = found[place]
            rows.append(
                {
                    "contrast": each.id,
                    **dict(zip(("side", "part", "measure"), place, strict=True)),
                    "claims": len(told),
                    "paragraphs": paragraphs(told),
                    **{direction: sum(act.direction == direction for act in told) for direction in DIRECTIONS},
                }
            )
    return tidy(
        rows,
        f"contrast side part measure claims paragraphs {' '.join(DIRECTIONS)}",
        title="Contrasts, all sources together",
        caveats=CAVEATS,
        why=NONE,
    )


def paragraphs(told: list[Act]) -> int:
    """Count the passages on which the claims of some acts rest."""
    return len(passages.behind(*(act.tie for act in told)))


def measured(graph: ClaimGraph) -> pd.DataFrame:
    """List the claims that a contrast measures by their types, one row per piece of evidence.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `contrast, side, part, measure, type, claim, from_id, to_id, date, standing, source, locator, summary`.
    """
    rows = [
        {
            "contrast": each.id,
            "side": act.side.id,
            "part": act.part,
            "measure": measure,
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
        for each in study_of(graph).contrasts.values()
        for act in acts(graph, each)
        for measure in act.measures
        if measure in each.measures and each.measures[measure].types
        for piece in act.tie["evidence"]
    ]
    return tidy(
        rows,
        "contrast side part measure type claim from_id to_id date standing source locator summary",
        title="Claims that the contrasts measure by their types",
        caveats=CAVEATS,
        why="No claim is of the types that a contrast of the study measures.",
    )


def _existed(state: Mapping[str, Any], side: Side) -> bool:
    dissolved = dates.parse(state.get("dissolved") or "").end
    return side.first is None or dissolved is None or dissolved >= side.first


def _speaking(graph: ClaimGraph, coverage: Mapping[str, frozenset[str]], side: Side) -> frozenset[str]:
    """Return the sources that speak of a side: of its regime, or of any member of its group."""
    group = study_of(graph).groups[side.group] if side.group else None
    own = members(graph, group) if group else {side.id}
    return frozenset().union(*(coverage.get(node, frozenset()) for node in own))


def partners(graph: ClaimGraph) -> pd.DataFrame:
    """Show every state of a contrast's partner, while it existed, beside each side: tied, not tied, or not covered.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `contrast, side, state, name, part, friendly, hostile, unsigned, sources, status`; whoever belongs to a state
        counts as it.
    """
    coverage = covered_by(graph)
    rows = []
    for each in study_of(graph).contrasts.values():
        group = members(graph, study_of(graph).groups[each.partner])
        states = sorted(node for node in group if graph.nodes[node]["label"] == "State")
        counts: Counter[tuple[str, ...]] = Counter()
        for act in acts(graph, each):
            for state in {state_of(graph, end) for end in act.ends} & set(states):
                counts[act.side.id, str(state), act.part, act.sign] += 1
        for side in each.sides:
            for state in [state for state in states if _existed(graph.nodes[state], side)]:
                shared = coverage.get(state, frozenset()) & _speaking(graph, coverage, side)
                for part in PARTS:
                    signs = {sign: counts[side.id, state, part, sign] for sign in SIGNS}
                    status = "tie" if any(signs.values()) else "no tie" if shared else "not covered"
                    place = {"contrast": each.id, "side": side.id, "state": state, "part": part}
                    place["name"] = str(graph.nodes[state].get("name") or state)
                    rows.append({**place, **signs, "sources": len(shared), "status": status})
    return tidy(
        rows,
        f"contrast side state name part {' '.join(SIGNS)} sources status",
        title="States of the partner beside the two sides",
        caveats=CAVEATS,
        why=NONE,
    )
