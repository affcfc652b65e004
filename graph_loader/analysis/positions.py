"""Where every actor stands by the plain algorithms, one run each: what two engines can be compared by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from graph_loader.analysis import caveats, limits
from graph_loader.analysis.engines import MEMORY, Engine
from graph_loader.analysis.readings import names_of, projection_of, simple_network, tie_network, widest
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph
from graph_loader.model.study import Projection


def positions(graph: ClaimGraph, *, engine: Engine = MEMORY) -> pd.DataFrame:
    """Give degree, betweenness, closeness, PageRank, component and community of every actor, one run each.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    engine : Engine
        What works them out.

    Returns
    -------
    pandas.DataFrame
        `projection, id, name, label, theatre, degree, betweenness, closeness, harmonic, pagerank, component, louvain,
        leiden`, actors as coded. Direction counts for betweenness, closeness, harmonic closeness and PageRank in a
        directed projection, and for nothing else. Components and communities have numbers from 1, the largest first;
        the communities are those of one run, by Louvain and by Leiden: `communities` says how firmly they hold.
    """
    rows = [
        {"projection": name, **row}
        for name in names_of(graph)
        for row in _positions(graph, projection_of(graph, name), engine)
    ]
    most = simple_network(graph, widest(graph))
    return tidy(
        rows,
        "projection id name label theatre degree betweenness closeness harmonic pagerank component louvain leiden",
        title="Positions of the actors, algorithm by algorithm",
        caveats=[
            *(caveats.ATTENTION, caveats.COVERAGE, caveats.ABSENCE),
            *[caveats.ESTIMATED] * (engine is MEMORY and len(most) > limits.WHOLE),
        ],
    )


def _positions(graph: ClaimGraph, projection: Projection, engine: Engine) -> Iterator[dict[str, Any]]:
    simple = simple_network(graph, projection)
    if not simple:
        return
    columns: dict[str, dict[str, Any]] = {}
    with engine.on(tie_network(graph, projection) if projection.directed else simple) as measures:
        columns["betweenness"] = measures.betweenness()
        columns["closeness"] = measures.closeness()
        columns["harmonic"] = measures.harmonic()
        columns["pagerank"] = measures.pagerank()
    with engine.on(simple) as measures:
        columns["degree"] = measures.degree()
        columns["component"] = measures.components()
        columns["louvain"] = measures.louvain()
        columns["leiden"] = measures.leiden()
    for actor, entity in simple.nodes(data=True):
        yield {
            "id": actor,
            **{name: entity.get(name) for name in ("name", "label", "theatre")},
            **{name: values[actor] for name, values in columns.items()},
        }
