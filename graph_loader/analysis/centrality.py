"""Who is central in contact, influence and all ties, and which ranks hold when paragraphs are resampled.

References
----------
L. C. Freeman, "Centrality in social networks", Social Networks 1 (1978), 215–239.
M. Marchiori and V. Latora, "Harmony in the small-world", Physica A 285 (2000), 539–546.
L. Page et al., "The PageRank citation ranking" (1999).
P. Bonacich, "Factoring and weighting approaches to status scores", Journal of Mathematical Sociology 2 (1972).
J. Goldstein, "A conflict-cooperation scale for WEIS events data", Journal of Conflict Resolution 36 (1992).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import caveats, fast, limits, resample, stability
from graph_loader.analysis.engines import MEMORY, Engine
from graph_loader.analysis.readings import (
    READINGS,
    Reading,
    covered_by,
    names_of,
    projection_of,
    read,
    simple_network,
    tie_network,
)
from graph_loader.analysis.table import DIGITS, joined, tidy
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.once import once
from graph_loader.model.study import Projection

Floats = npt.NDArray[np.float64]
TOLERANCE = 1e-10
COLUMNS = (
    "reading projection id name label theatre sources degree in_degree out_degree strength in_strength out_strength "
    f"goldstein_strength dyad_years betweenness {stability.columns()} harmonic pagerank eigenvector"
)


def centrality(graph: ClaimGraph, draws: int = resample.DRAWS, *, engine: Engine = MEMORY) -> pd.DataFrame:
    """Measure the centrality of every actor under three readings, in three projections.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    draws : int
        Bootstrap samples for the intervals of the ranks.
    engine : Engine
        What works out degrees, betweenness, harmonic closeness and PageRank; ranks and the rest are made in memory.

    Returns
    -------
    pandas.DataFrame
        One row for each reading, projection and tied actor, by rank of betweenness. Strength is the sum of
        `weight`; `goldstein_strength` the sum of Goldstein values without their sign, a check of sensitivity
        only; `dyad_years` the distinct pairs of partner and year. Direction counts in the influence projection
        and in the columns `in_` and `out_`. `_rank` and `_rank_last` are the best and the worst place that ties
        allow, from 1; `_rank_low` and `_rank_high` hold them, and what 95 % of the resamplings of paragraphs give
        besides; `_first` and `_first_five` are how often these have the actor first and among the first five. An
        actor whose measure is 0 has no rank: it lies between no two (see `stability`). Among more than
        `limits.REDRAWN` actors betweenness is not resampled, and these are unknown; among more than `limits.WHOLE`
        it is estimated, and so are its ranks. The caveat says which.
    """
    tables = [
        centrality_of(graph, reading, name, draws, engine=engine) for reading in READINGS for name in names_of(graph)
    ]
    return joined(tables)


@once
def centrality_of(
    graph: ClaimGraph, reading: Reading, projection: str, draws: int = resample.DRAWS, *, engine: Engine = MEMORY
) -> pd.DataFrame:
    """Measure the centrality of every actor under one reading, in one projection.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    reading : {'coded', 'states', 'persons'}
        Who the actors are.
    projection : {'contact', 'influence', 'all'}
        What the ties are.
    draws : int
        Bootstrap samples for the intervals of the ranks.
    engine : Engine
        As `centrality` takes it.

    Returns
    -------
    pandas.DataFrame
        As `centrality`.
    """
    claims, weights = resample.claim_weights(graph, draws)
    chosen = projection_of(graph, projection)
    rows = list(_measures(read(graph, reading), chosen, claims, weights, engine))
    return tidy(
        ({"reading": reading, "projection": projection, **row} for row in rows),
        COLUMNS,
        title="Centrality of the actors",
        caveats=[
            *(caveats.ATTENTION, caveats.COVERAGE, caveats.PARAGRAPHS, caveats.STABLE, caveats.ABSENCE),
            *stability.said_of(len(rows)),
        ],
    )


def leading_broker(graph: ClaimGraph, projection: str) -> str | None:
    """Return who lies most between the others, actors as coded; None if nobody does, or betweenness is estimated.

    It is the first row of `centrality_of`, without the rest of that table.
    """
    network = _followed(graph, projection)
    if not network or len(network) > limits.WHOLE:
        return None
    between = {actor: round(value, 12) for actor, value in fast.betweenness(network).items()}
    first = min(between, key=lambda actor: (-between[actor], actor))
    return first if round(between[first], DIGITS) else None


def standard_errors(graph: ClaimGraph, projection: str) -> dict[str, float]:
    """Return the standard errors of betweenness in a projection, actors as coded: 0 where it is not estimated."""
    network = _followed(graph, projection)
    if len(network) <= limits.WHOLE:
        return dict.fromkeys(network, 0.0)
    return dict(zip(network, fast.estimated(network).errors.tolist(), strict=True))


def _followed(graph: ClaimGraph, projection: str) -> nx.Graph[str]:
    chosen = projection_of(graph, projection)
    return tie_network(graph, chosen) if chosen.directed else simple_network(graph, chosen)


def _measures(
    seen: ClaimGraph, projection: Projection, claims: list[str], weights: Floats, engine: Engine
) -> Iterator[dict[str, Any]]:
    directed = tie_network(seen, projection)
    if not directed:
        return
    simple = simple_network(seen, projection)
    sample = stability.sample_of(seen, projection, directed, claims)
    with engine.on(directed) as one_way, engine.on(simple) as either_way:
        chosen = one_way if projection.directed else either_way
        columns: dict[str, dict[str, Any]] = {
            "degree": either_way.degree(),
            "in_degree": one_way.degree("in"),
            "out_degree": one_way.degree("out"),
            "strength": either_way.degree(weighted=True),
            "in_strength": one_way.degree("in", weighted=True),
            "out_strength": one_way.degree("out", weighted=True),
            "betweenness": chosen.betweenness(),
            "harmonic": chosen.harmonic(),
            "pagerank": chosen.pagerank(),
        }
    columns |= {
        "eigenvector": eigenvector(simple),
        **_goldstein_and_years(seen, directed),
        **stability.rank_columns(sample, weights),
    }
    coverage = covered_by(seen)
    between = columns["betweenness"]
    for actor in sorted(directed, key=lambda actor: (-round(between[actor], 12), actor)):
        entity = seen.nodes[actor]
        yield {
            "id": actor,
            "name": entity.get("name"),
            "label": entity["label"],
            "theatre": entity.get("theatre"),
            "sources": len(coverage.get(actor, ())),
            **{name: values[actor] for name, values in columns.items()},
        }


def eigenvector(network: nx.Graph[str]) -> dict[str, float]:
    """Compute eigenvector centrality in the largest component; the others, being cut off from it, have none.

    Parameters
    ----------
    network : networkx.Graph
        A weighted network.

    Returns
    -------
    dict of str to float
        Of unit length over the largest component; of several equally large the one with the first id.

    Examples
    --------
    >>> eigenvector(nx.Graph([("chile", "ussr")]))["chile"].__round__(6)
    0.707107
    """
    if not network:
        return {}
    component = min(nx.connected_components(network), key=lambda nodes: (-len(nodes), min(nodes)))
    position = {node: number for number, node in enumerate(node for node in network if node in component)}
    ties = [
        (position[tie[0]], position[tie[1]], tie[2].get("weight", 1.0)) for tie in network.edges(component, data=True)
    ]
    one, other = np.array([tie[:2] for tie in ties], dtype=np.intp).T
    weights = np.array([tie[2] for tie in ties])
    values, before = np.full(len(position), 1 / np.sqrt(len(position))), np.zeros(len(position))
    while np.abs(values - before).sum() > TOLERANCE * len(position):
        before = values
        # The network plus the unit matrix has the same vector and no twin of the opposite sign.
        values = before + np.bincount(one, weights * before[other], len(position))
        values += np.bincount(other, weights * before[one], len(position))
        values /= np.linalg.norm(values)
    return {node: float(values[position[node]]) if node in position else 0.0 for node in network}


def _goldstein_and_years(seen: ClaimGraph, network: nx.DiGraph[str]) -> dict[str, dict[str, float]]:
    strength: defaultdict[str, float] = defaultdict(float)
    years: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    claims = {claim: (from_, to, tie) for from_, to, claim, tie in seen.edges(keys=True, data=True)}
    counted: set[tuple[str, str]] = set()
    for one, other, tied in network.edges(data=True):
        for claim in tied["claims"]:
            tie = claims[claim][2]
            for actor, partner in ((one, other), (other, one)):
                years[actor].update((partner, year) for year in _years(tie))
                direct = {actor, partner} == {*claims[claim][:2]}
                if direct and tie.get("goldstein") is not None and (actor, claim) not in counted:
                    counted.add((actor, claim))
                    strength[actor] += abs(tie["goldstein"])
    return {
        "goldstein_strength": {actor: strength[actor] for actor in network},
        "dyad_years": {actor: float(len(years[actor])) for actor in network},
    }


def _years(tie: dict[str, Any]) -> Iterator[str]:
    """Name the years of a claim: all of a state with both ends, the first of anything else, none if undated."""
    start, end = tie.get("start"), tie.get("end")
    if start and end and tie["aspect"] == "state":
        yield from map(str, range(int(start[:4]), int(end[:4]) + 1))
    elif start or end:
        yield str(start or end)[:4]
