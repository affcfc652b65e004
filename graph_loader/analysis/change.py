"""How the network changes: yearly curves, periods between the turning points, who comes and who goes.

A claim of aspect `event` happens once within its date and shares its weight evenly over the years that the date
leaves open; one of aspect `state` holds in every year of its date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import networkx as nx
import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.readings import covered_by
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.projections import is_actor
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates, passages
from graph_loader.model.periods import Period
from graph_loader.model.study import PLAIN


def years(graph: ClaimGraph) -> pd.DataFrame:
    """Count the claims of every year of the study, by family, with what imprecise dates leave open.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `family, year, expected, earliest, latest, certain, possible`. Events count with their share in `expected`
        (evenly over the years that their date leaves open), at their first year in `earliest`, at their last in
        `latest`; states count in every year of their date, to the last where they go on (`..`), else known ends only.
        `certain` and `possible` bound them. `attrs` holds the `turning_points`, years in which a period begins.
    """
    columns = ("expected", "earliest", "latest", "certain", "possible")
    study = study_of(graph)
    span = study.first_year, study.last_year
    counts: dict[str, defaultdict[tuple[str, int], float]] = {column: defaultdict(float) for column in columns}
    for *_, claim in graph.edges(data=True):
        for year, shares in shares_by_year(claim, *span):
            for column, share in shares.items():
                for family in (claim["family"], "all"):
                    counts[column][family, year] += share
    rows = (
        {"family": family, "year": year, **{column: counts[column][family, year] for column in columns}}
        for family in sorted({family for family, _ in counts["possible"]})
        for year in range(span[0], span[1] + 1)
    )
    table = tidy(
        rows,
        f"family year {' '.join(columns)}",
        title="Claims by year",
        caveats=[caveats.ATTENTION, caveats.DATES],
    )
    table.attrs["turning_points"] = [period.first for period in study.periods[1:]]
    return table


def shares_by_year(claim: Mapping[str, Any], first_year: int, last_year: int) -> Iterator[tuple[int, dict[str, float]]]:
    """Spread a claim over the years of its date.

    Parameters
    ----------
    claim : mapping
        With `date` and `aspect`.
    first_year, last_year : int
        The years that count; what goes on does so to the last.

    Yields
    ------
    tuple of int and dict
        A year in which it may have happened or held, and its share by column of `years`.

    Examples
    --------
    >>> claim = {"date": "1972/1973", "aspect": "event"}
    >>> [(year, shares["expected"]) for year, shares in shares_by_year(claim, 1950, 1990)]
    [(1972, 0.5), (1973, 0.5)]
    >>> len(list(shares_by_year({"date": "1982/..", "aspect": "state"}, 1950, 1991)))
    10
    """
    interval = dates.parse(claim.get("date") or "")
    if not interval.edtf:
        return
    first, last = interval.start or interval.end_earliest, interval.end or interval.start_latest
    if first is None or last is None:
        return
    if claim["aspect"] == "state" and interval.goes_on:
        last = date(last_year, 12, 31)
    known = range(first.year, last.year + 1)
    for year in range(max(known.start, first_year), min(known.stop, last_year + 1)):
        window = date(year, 1, 1), date(year, 12, 31)
        state = claim["aspect"] == "state"
        yield (
            year,
            {
                "expected": 1.0 if state else 1 / len(known),
                "earliest": 1.0 if state or year == known.start else 0.0,
                "latest": 1.0 if state or year == known.stop - 1 else 0.0,
                "certain": float(dates.in_window(interval, claim["aspect"], *window, "certain")),
                "possible": 1.0,
            },
        )


def periods(graph: ClaimGraph) -> pd.DataFrame:
    """Describe the network between the turning points: claims, ties, arrivals and departures.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `period, reading, begins_with, claims, actors, ties, density, arrivals, departures, sources, undated`. An
        actor arrives in the first period in which it has a dated tie, and departs after the last.

    Examples
    --------
    >>> days = {"date": "1956/1957", "start": "1956-01-01", "end": "1957-12-31"}
    >>> tie = {"family": "trade", "aspect": "event", "evidence": [], **days}
    >>> list(periods(nx.MultiDiGraph([("a", "b", "c1", tie)])).query("reading == 'certain'")["period"])
    ['1956–1957']
    """
    undated = sum(not claim.get("date") for *_, claim in graph.edges(data=True))
    rows = []
    readings: tuple[dates.Reading, ...] = ("certain", "possible")
    for reading in readings:
        networks = {period: _within(graph, period, reading) for period in study_of(graph).periods}
        sets = [{node for node in network if network.degree(node)} for network, _, _ in networks.values()]
        for number, (period, (network, claims, sources)) in enumerate(networks.items()):
            here = sets[number]
            rows.append(
                {
                    "period": str(period),
                    "reading": reading,
                    "begins_with": period.begins.get(PLAIN),
                    "claims": claims,
                    "actors": len(here),
                    "ties": network.number_of_edges(),
                    "density": nx.density(network),
                    "arrivals": len(here.difference(*sets[:number])),
                    "departures": len(here.difference(*sets[number + 1 :])),
                    "sources": sources,
                    "undated": undated,
                }
            )
    columns = "period reading begins_with claims actors ties density arrivals departures sources undated"
    return tidy(
        rows,
        columns,
        title="The network between the turning points",
        caveats=[caveats.ATTENTION, caveats.DATES, caveats.SINGLE],
    )


def _within(graph: ClaimGraph, period: Period, reading: dates.Reading) -> tuple[nx.Graph[str], int, int]:
    network: nx.Graph[str] = nx.Graph()
    sources: set[str] = set()
    claims = 0
    for from_, to, claim in graph.edges(data=True):
        if period.holds(claim, reading):
            claims += 1
            sources |= passages.sources(claim)
            if from_ != to and is_actor(graph.nodes[from_]) and is_actor(graph.nodes[to]):
                network.add_edge(from_, to)
    return network, claims, len(sources)


def actors(graph: ClaimGraph) -> pd.DataFrame:
    """Tell from when to when each actor is spoken of.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `id, name, theatre, first, last, dated, undated, sources`: the earliest and latest day on which one of its
        dated claims may lie, and how many claims are dated or not.
    """
    coverage = covered_by(graph)
    rows = []
    for node in sorted(graph):
        entity = graph.nodes[node]
        claims = [claim for *_, claim in (*graph.out_edges(node, data=True), *graph.in_edges(node, data=True))]
        if not is_actor(entity) or not claims:
            continue
        first = [day for claim in claims if (day := claim.get("start") or claim.get("end_earliest"))]
        last = [day for claim in claims if (day := claim.get("end") or claim.get("start_latest"))]
        rows.append(
            {
                "id": node,
                "name": entity.get("name"),
                "theatre": entity.get("theatre"),
                "first": min(first, default=None),
                "last": max(last, default=None),
                "dated": sum(bool(claim.get("date")) for claim in claims),
                "undated": sum(not claim.get("date") for claim in claims),
                "sources": len(coverage.get(node, ())),
            }
        )
    return tidy(
        rows,
        "id name theatre first last dated undated sources",
        title="Arrivals and departures of actors",
        caveats=[caveats.ATTENTION, caveats.DATES],
    )
