"""What is in the graph: its composition, its projections, their degrees and components."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.engines import MEMORY, Engine
from graph_loader.analysis.readings import READINGS, covered_by, names_of, projection_of, read, simple_network
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.projections import is_actor
from graph_loader.graph.sensible import study_of
from graph_loader.model import passages


def composition(graph: ClaimGraph) -> pd.DataFrame:
    """Count entities by label and theatre, claims by type, family, theatre, decade, source and standing.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `dimension, value, of, count, sources, single_sourced`: `of` says whether entities or claims are counted,
        `sources` how many speak of them; `single_sourced` where it is one alone.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    sources: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    coverage = covered_by(graph)
    for node, entity in graph.nodes(data=True):
        values = [("label", entity["label"])]
        if is_actor(entity):
            values.append(("theatre", entity.get("theatre") or "none"))
        for value in values:
            counts[*value, "entities"] += 1
            sources[*value, "entities"] |= coverage.get(node, frozenset())
    for from_, to, claim in graph.edges(data=True):
        for value in _values(graph, from_, to, claim):
            counts[*value, "claims"] += 1
            sources[*value, "claims"] |= passages.sources(claim)
    rows = (
        {
            "dimension": cell[0],
            "value": cell[1],
            "of": cell[2],
            "count": count,
            "sources": len(sources[cell]),
            "single_sourced": len(sources[cell]) == 1,
        }
        for cell, count in sorted(counts.items())
    )
    return tidy(
        rows,
        "dimension value of count sources single_sourced",
        title="Composition of the graph",
        caveats=[caveats.ATTENTION, caveats.SINGLE],
    )


def _values(graph: ClaimGraph, from_: str, to: str, claim: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "family", claim["family"]
    yield "type", claim["type"]
    yield "standing", claim["standing"] or "unknown"
    yield "decade", f"{claim['start'][:3]}0s" if claim.get("start") else "undated or open"
    for source in sorted(passages.sources(claim)):
        yield "source", source
    for theatre in sorted({str(graph.nodes[end]["theatre"]) for end in (from_, to) if graph.nodes[end].get("theatre")}):
        yield "theatre", theatre


def structure(graph: ClaimGraph, *, engine: Engine = MEMORY) -> pd.DataFrame:
    """Describe every projection under every reading of the actors.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    engine : Engine
        What works out degrees and components.

    Returns
    -------
    pandas.DataFrame
        `reading, projection, actors, ties, claims, density, components, largest_component, isolates, mean_degree,
        max_degree`; ties are distinct pairs, density that of the simple undirected network.

    Examples
    --------
    >>> structure(nx.MultiDiGraph())["density"].tolist()
    [0, 0, 0]
    """
    rows = []
    for reading in READINGS:
        seen = read(graph, reading)
        actors = sum(is_actor(entity) for _, entity in seen.nodes(data=True))
        for name in names_of(graph):
            network = simple_network(seen, projection_of(graph, name))
            rows.append({"reading": reading, "projection": name, **_shape(network, actors, engine)})
    columns = "actors ties claims density components largest_component isolates mean_degree max_degree"
    return tidy(
        rows,
        f"reading projection {columns}",
        title="Projections of the graph",
        caveats=[caveats.ATTENTION, caveats.COVERAGE],
    )


def _shape(network: nx.Graph[str], actors: int, engine: Engine) -> dict[str, Any]:
    with engine.on(network) as measures:
        degrees = list(measures.degree().values())
        components = Counter(measures.components().values())
    return {
        "actors": len(network),
        "ties": network.number_of_edges(),
        "claims": len({claim for *_, tie in network.edges(data=True) for claim in tie["claims"]}),
        "density": nx.density(network),
        "components": len(components),
        "largest_component": max(components.values(), default=0),
        "isolates": actors - len(network),
        "mean_degree": sum(degrees) / len(degrees) if degrees else 0.0,
        "max_degree": max(degrees, default=0),
    }


def degrees(graph: ClaimGraph) -> pd.DataFrame:
    """Give the distribution of degrees in every projection, actors as coded.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `projection, degree, actors, share_at_least`.
    """
    rows = []
    for projection in study_of(graph).projections.values():
        network = simple_network(graph, projection)
        counts = Counter(degree for _, degree in network.degree())
        left = len(network)
        for degree in sorted(counts):
            share = left / len(network)
            rows.append(
                {"projection": projection.name, "degree": degree, "actors": counts[degree], "share_at_least": share}
            )
            left -= counts[degree]
    return tidy(
        rows,
        "projection degree actors share_at_least",
        title="Distribution of degrees",
        caveats=[caveats.ATTENTION],
    )
