"""How many claims run from theatre to theatre, by family and period, and where nothing could have been said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.readings import covered_by
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph, is_actor, is_affirmed
from graph_loader.graph.sensible import study_of
from graph_loader.model import passages
from graph_loader.model.periods import Period


def mixing(graph: ClaimGraph) -> pd.DataFrame:
    """Count the claims from theatre to theatre, by family and period.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `period, family, from_theatre, to_theatre, claims, possible, sources, status`. An affirmed claim between two
        actors counts in `claims` where its date falls into the period for certain and in `possible` where it may; the
        period `all` holds the undated ones too. `status` is `tie`, `no tie` (one source speaks of both theatres)
        or `not covered`; `sources` says how many carry the cell.
    """
    cells, possible = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    sources: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for theatres, claim in _between(graph):
        for period, certain in _periods(claim, study_of(graph).periods):
            cell = (period, claim["family"], *theatres)
            possible[cell] += 1
            cells[cell] += certain
            sources[cell] |= passages.sources(claim)
    covered = _covered_theatres(graph)
    families = sorted({cell[1] for cell in possible})
    named = sorted({theatre for cell in possible for theatre in cell[2:]})
    rows = (
        {
            "period": period,
            "family": family,
            "from_theatre": one,
            "to_theatre": other,
            "claims": cells[cell],
            "possible": possible[cell],
            "sources": len(sources[cell]) if cell in sources else 0,
            "status": _status(bool(possible[cell]), covered[one] & covered[other]),
        }
        for period in ("all", *map(str, study_of(graph).periods))
        for family in families
        for one in named
        for other in named
        if possible[cell := (period, family, one, other)] or period == "all"
    )
    return tidy(
        rows,
        "period family from_theatre to_theatre claims possible sources status",
        title="Claims between theatres",
        caveats=[caveats.ATTENTION, caveats.COVERAGE, caveats.SINGLE, caveats.DATES],
    )


def _between(graph: ClaimGraph) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for from_, to, claim in graph.edges(data=True):
        ends = graph.nodes[from_], graph.nodes[to]
        if is_affirmed(claim) and all(is_actor(end) and end.get("theatre") for end in ends):
            one, other = (end["theatre"] for end in ends)
            yield (min(one, other), max(one, other)) if claim.get("symmetric") else (one, other), claim


def _periods(claim: dict[str, Any], periods: Iterable[Period]) -> Iterator[tuple[str, bool]]:
    yield "all", True
    for period in periods:
        if period.holds(claim, "possible"):
            yield str(period), period.holds(claim, "certain")


def _covered_theatres(graph: ClaimGraph) -> defaultdict[str, set[str]]:
    covered: defaultdict[str, set[str]] = defaultdict(set)
    for node, sources in covered_by(graph).items():
        if node in graph and graph.nodes[node].get("theatre"):
            covered[graph.nodes[node]["theatre"]] |= sources
    return covered


def _status(tied: bool, covering: set[str]) -> str:
    if tied:
        return "tie"
    return "no tie" if covering else "not covered"
