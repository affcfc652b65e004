"""Through whom influence, or what else the study follows, can have run: short paths, cuts and reach.

References
----------
J. Y. Yen, "Finding the k shortest loopless paths in a network", Management Science 17 (1971), 712–716.
T. H. Haveliwala, "Topic-sensitive PageRank" (2002).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from itertools import islice, pairwise
from typing import Any

import networkx as nx
import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.engines import MEMORY, Engine, with_lengths
from graph_loader.analysis.readings import simple_network, tie_network, widest
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph, by_id
from graph_loader.graph.sensible import study_of
from graph_loader.model import passages
from graph_loader.model.study import Projection, Study

PATHS = 5
REACHED = 20
CAVEATS = (caveats.ASSERTED, caveats.COVERAGE)
NO_PATH = "No start and goal of the study are tied in a projection whose paths it follows."
NO_DIRECTION = "No start and goal of the study are tied in a directed projection whose paths it follows."


def shortest(graph: ClaimGraph, *, engine: Engine = MEMORY) -> pd.DataFrame:
    """List the five shortest paths between the starts and goals of the study, in each projection that it follows.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    engine : Engine
        What works them out.

    Returns
    -------
    pandas.DataFrame
        `projection, start, goal, rank, length, steps, path, via, claims, sources`. A step is the shorter the more
        claims carry it (length 1/weight); `via` says `direct` or through which theatres the path runs.
        Directed projections follow the direction of the claims, others go both ways.
    """
    rows, ties = [], by_id(graph)
    for projection in followed(graph):
        network = _network(graph, projection)
        for start, goal, rank, path in _ranked(network, study_of(graph), engine):
            steps = [network.edges[step] for step in pairwise(path)]
            claims = sorted({claim for step in steps for claim in step["claims"]})
            rows.append(
                {
                    "projection": projection.name,
                    "start": start,
                    "goal": goal,
                    "rank": rank,
                    "length": sum(step["length"] for step in steps),
                    "steps": len(steps),
                    "path": " > ".join(path),
                    "via": via(graph, path),
                    "claims": " ".join(claims),
                    "sources": len(passages.sources(*(ties[claim] for claim in claims))),
                }
            )
    return tidy(
        rows,
        "projection start goal rank length steps path via claims sources",
        title="Shortest paths",
        caveats=CAVEATS,
        why=NO_PATH,
    )


def followed(graph: ClaimGraph, *, directed: bool = False) -> list[Projection]:
    """Return the projections in which the study follows paths: those that it names, else the directed ones.

    Where none is directed, the widest; with `directed`, only those that have a direction.
    """
    study = study_of(graph)
    named = [study.projections[name] for name in study.paths.get("projections", ())]
    chosen = named or [each for each in study.projections.values() if each.directed] or [widest(graph)]
    return [each for each in chosen if each.directed or not directed]


def _network(graph: ClaimGraph, projection: Projection) -> nx.DiGraph[str]:
    directed = projection.directed
    return with_lengths(tie_network(graph, projection) if directed else nx.DiGraph(simple_network(graph, projection)))


def shortest_of_all(network: nx.DiGraph[str], starts: Collection[str], goals: Collection[str]) -> Iterator[list[str]]:
    """Yield the shortest of all paths from any of the starts to any other of the goals; several if they are equal."""
    with_lengths(network)
    found = {
        (start, goal): length
        for start in sorted(starts)
        if start in network
        for goal, length in nx.single_source_dijkstra_path_length(network, start, weight="length").items()
        if goal in goals and goal != start
    }
    least = min(found.values(), default=0.0)
    for (start, goal), length in found.items():
        if math.isclose(length, least):
            yield from islice(nx.all_shortest_paths(network, start, goal, weight="length"), PATHS)


def pairs(network: nx.DiGraph[str], study: Study) -> Iterator[tuple[str, str]]:
    """Yield the starts and goals of the study that a network holds."""
    for start in study.paths.get("starts", ()):
        for goal in study.paths.get("goals", ()):
            if start in network and goal in network and start != goal:
                yield start, goal


def _ranked(network: nx.DiGraph[str], study: Study, engine: Engine) -> list[tuple[str, str, int, list[str]]]:
    with engine.on(network) as measures:
        return [
            (start, goal, rank, path)
            for start, goal in pairs(network, study)
            for rank, path in enumerate(measures.paths(start, goal, PATHS), 1)
        ]


def via(graph: ClaimGraph, path: list[str]) -> str:
    """Name the theatres through which a path runs between its ends.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    path : list of str
        Node ids.

    Returns
    -------
    str
        `direct`, or theatres in the order of the path, without those of its ends where others are named too.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("sed", theatre="eastern-europe")
    >>> via(graph, ["cpsu", "pcch"]), via(graph, ["cpsu", "sed", "pcch"])
    ('direct', 'eastern-europe')
    """
    between = list(dict.fromkeys(graph.nodes[node].get("theatre") or "no theatre" for node in path[1:-1]))
    ends = {graph.nodes[node].get("theatre") for node in (path[0], path[-1]) if node in graph}
    third = [theatre for theatre in between if theatre not in ends]
    return " ".join(third or between) or "direct"


def cuts(graph: ClaimGraph) -> pd.DataFrame:
    """Name the fewest claims without which no directed path runs from a start to a goal.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `projection, start, goal, connected, claims, ties, cut`: the weight of the minimum cut in claims, the ties
        cut, and their ends. Nothing to cut is 0.
    """
    rows = []
    for projection in followed(graph, directed=True):
        network = tie_network(graph, projection)
        for start, goal in pairs(network, study_of(graph)):
            value, (near, far) = nx.minimum_cut(network, start, goal, capacity="weight")
            cut = sorted((one, other) for one, other in network.edges() if one in near and other in far)
            rows.append(
                {
                    "projection": projection.name,
                    "start": start,
                    "goal": goal,
                    "connected": nx.has_path(network, start, goal),
                    "claims": float(value),
                    "ties": len(cut),
                    "cut": "; ".join(f"{one} > {other}" for one, other in cut),
                }
            )
    return tidy(
        rows,
        "projection start goal connected claims ties cut",
        title="Minimum cuts",
        caveats=CAVEATS,
        why=NO_DIRECTION,
    )


def reach(graph: ClaimGraph, *, engine: Engine = MEMORY) -> pd.DataFrame:
    """Rank whom each start reaches along directed ties, by personalised PageRank.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    engine : Engine
        What works them out.

    Returns
    -------
    pandas.DataFrame
        `projection, start, rank, id, name, theatre, score`: the twenty actors most often met by a walk that follows
        the ties and returns to its start with probability 0.15 a step; the start itself is left out.
    """
    starts = study_of(graph).paths.get("starts", ())
    rows = [
        {"projection": projection.name, **row}
        for projection in followed(graph, directed=True)
        for row in _reached(tie_network(graph, projection), starts, engine)
    ]
    return tidy(rows, "projection start rank id name theatre score", title="Reach", caveats=CAVEATS, why=NO_DIRECTION)


def _reached(network: nx.DiGraph[str], starts: Collection[str], engine: Engine) -> Iterator[dict[str, Any]]:
    with engine.on(network) as measures:
        scores = {start: measures.pagerank(start) for start in starts if start in network}
    for start, found in scores.items():
        yield from ({"start": start, **row} for row in _nearest(network, start, found))


def _nearest(network: nx.DiGraph[str], start: str, scores: Mapping[str, float]) -> Iterator[dict[str, Any]]:
    reached = sorted((-round(score, 9), node) for node, score in scores.items() if node != start)
    for rank, (score, node) in enumerate((pair for pair in reached[:REACHED] if pair[0]), 1):
        entity = network.nodes[node]
        yield {
            "rank": rank,
            "id": node,
            "name": entity.get("name"),
            "theatre": entity.get("theatre"),
            "score": -score,
        }
