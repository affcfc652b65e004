"""Who counts as an actor, and what counts as a tie between two of them.

Three readings of the actors (as coded, rolled up to states, persons only), and the projections of the study. Places
and topics are in none of them: they would make a broker of whoever sits in the same city. Those who were in one event,
or concluded one agreement, are tied through it; with k of them each pair weighs 1/(k - 1), so that everyone brings one
unit to the event (Newman 2001).

References
----------
M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64 (2001), 016132.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Any, Literal, TypeAlias, TypeVar

import networkx as nx
import pandas as pd

from graph_loader.graph import projections
from graph_loader.graph.network import ClaimGraph, is_affirmed
from graph_loader.graph.once import once
from graph_loader.graph.sensible import ALL, study_of
from graph_loader.model.errors import ColdWarError, UsageError
from graph_loader.model.study import Projection

Network = TypeVar("Network", bound="nx.Graph[str]")
Reading: TypeAlias = Literal["coded", "states", "persons"]
READINGS: tuple[Reading, ...] = ("coded", "states", "persons")
TIE_COLUMNS = ("from_id", "to_id", "claim", "with_claim", "weight", "mutual")


def projection_of(graph: ClaimGraph, name: str) -> Projection:
    """Return a projection of the study by its name.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    name : str
        The projection's name in the study.

    Returns
    -------
    Projection

    Raises
    ------
    UsageError
        If the study has no such projection.
    """
    known = study_of(graph).projections
    if not known:
        return Projection(name, ())
    if name not in known:
        raise UsageError(f"expected one of the projections {', '.join(known)}, found {name!r}")
    return known[name]


def names_of(graph: ClaimGraph) -> tuple[str, ...]:
    """Return the names of the study's projections; one that ties nobody where the data have no family of ties."""
    return tuple(study_of(graph).projections) or (ALL,)


def widest(graph: ClaimGraph) -> Projection:
    """Return the projection of the study with most families; without any, one that ties nobody."""
    return study_of(graph).widest


@once
def read(graph: ClaimGraph, reading: Reading) -> ClaimGraph:
    """Return the graph under one reading of who the actors are.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    reading : {'coded', 'states', 'persons'}
        As coded; states acting for whoever belongs to them; or without all actors that are no persons.

    Returns
    -------
    networkx.MultiDiGraph

    Raises
    ------
    ColdWarError
        If there is no such reading.

    Examples
    --------
    >>> graph = nx.MultiDiGraph([("kgb", "chile", "y14-01")])
    >>> graph.nodes["kgb"].update(label="Organization", state_id="ussr")
    >>> graph.nodes["chile"].update(label="State")
    >>> graph.add_node("ussr", label="State")
    >>> list(read(graph, "states").edges)
    [('ussr', 'chile', 'y14-01')]
    """
    match reading:
        case "coded":
            return graph
        case "states":
            return projections.roll_up(graph)
        case "persons":
            others = [
                node
                for node, entity in graph.nodes(data=True)
                if projections.is_actor(entity) and entity["label"] != "Person"
            ]
            kept: ClaimGraph = graph.copy()
            kept.remove_nodes_from(others)
            return kept
    raise ColdWarError(f"expected one of the readings {', '.join(READINGS)}, found {reading!r}")


@once
def ties(graph: ClaimGraph, projection: Projection) -> pd.DataFrame:
    """List the ties between actors, one row for each claim that makes one.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph, under any reading.
    projection : Projection
        Which ties; denied ones are none.

    Returns
    -------
    pandas.DataFrame
        `from_id`, `to_id`; `claim` and `with_claim`, which differ where two claims put the two at the same event
        or agreement; `weight` (1, or 1/(k - 1) among k); `mutual` for ties without a direction.

    Examples
    --------
    >>> from graph_loader.model.study import Study
    >>> graph = nx.MultiDiGraph(study=Study(roles={"presence": frozenset({"PARTICIPATED_IN"})}))
    >>> graph.add_nodes_from(["chile", "cuba", "ussr"], label="State")
    >>> graph.add_node("unctad-1972", label="Event")
    >>> for number, state in enumerate(["chile", "cuba", "ussr"]):
    ...     _ = graph.add_edge(state, "unctad-1972", f"y20-0{number}", type="PARTICIPATED_IN", family="participation")
    >>> ties(graph, Projection("contact", ("contact",), presence=True))[["from_id", "to_id", "weight"]].values.tolist()
    [['chile', 'cuba', 0.5], ['chile', 'ussr', 0.5], ['cuba', 'ussr', 0.5]]
    """
    rows = list(_direct(graph, projection))
    if projection.presence:
        rows += _together(projections.actor_event(graph), projection.apart)
        rows += _together(projections.actor_agreement(graph))
    return pd.DataFrame(rows, columns=list(TIE_COLUMNS))


def _direct(graph: ClaimGraph, projection: Projection) -> Iterator[tuple[Any, ...]]:
    for from_, to, claim, tie in graph.edges(keys=True, data=True):
        if tie["family"] not in projection.families or from_ == to or not is_affirmed(tie):
            continue
        if projections.is_actor(graph.nodes[from_]) and projections.is_actor(graph.nodes[to]):
            yield from_, to, claim, claim, 1.0, bool(tie.get("symmetric"))


def _together(two_mode: projections.WeightedGraph, apart: frozenset[str] = frozenset()) -> Iterator[tuple[Any, ...]]:
    occasions = {node: entity.get("kind") for node, entity in two_mode.nodes(data=True) if entity["bipartite"]}
    for occasion in sorted(node for node, kind in occasions.items() if kind not in apart):
        present = sorted(two_mode[occasion])
        for one, other in combinations(present, 2):
            claims = (two_mode.edges[actor, occasion]["claims"][0] for actor in (one, other))
            yield one, other, *claims, 1 / (len(present) - 1), True


@once
def tie_network(graph: ClaimGraph, projection: Projection) -> nx.DiGraph[str]:
    """Merge the ties of a projection into a weighted network of actors.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph, under any reading.
    projection : Projection
        Which ties.

    Returns
    -------
    networkx.DiGraph
        Actors with at least one tie, in order of their ids, with the attributes that they have in the graph; ties
        with `weight` and `claims`. Ties without a direction go both ways.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from(["chile", "ussr"], label="State")
    >>> _ = graph.add_edge("ussr", "chile", "y12-03", family="influence")
    >>> dict(tie_network(graph, Projection("influence", ("influence",))).edges)
    {('ussr', 'chile'): {'weight': 1.0, 'claims': ['y12-03']}}
    """
    table = ties(graph, projection)
    network: nx.DiGraph[str] = nx.DiGraph()
    _add_actors(network, graph, table)
    for from_, to, claim, with_claim, weight, mutual in table.itertuples(index=False):
        for one, other in ((from_, to), (to, from_)) if mutual else ((from_, to),):
            _add(network, one, other, weight, claim, with_claim)
    return _sorted(network)


@once
def simple_network(graph: ClaimGraph, projection: Projection) -> nx.Graph[str]:
    """Merge the ties of a projection into a weighted network without directions.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph, under any reading.
    projection : Projection
        Which ties.

    Returns
    -------
    networkx.Graph
        As `tie_network`; every tie counts once.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from(["chile", "ussr"], label="State")
    >>> _ = graph.add_edge("ussr", "chile", "y12-03", type="TRADED_WITH", family="trade", symmetric=True)
    >>> _ = graph.add_edge("chile", "ussr", "y13-01", type="ADVISED", family="influence")
    >>> simple_network(graph, Projection("all", ("trade", "influence"))).edges["chile", "ussr"]
    {'weight': 2.0, 'claims': ['y12-03', 'y13-01']}
    """
    table = ties(graph, projection)
    network: nx.Graph[str] = nx.Graph()
    _add_actors(network, graph, table)
    for from_, to, claim, with_claim, weight, _ in table.itertuples(index=False):
        _add(network, from_, to, weight, claim, with_claim)
    return _sorted(network)


def among(network: Network, actors: Collection[str]) -> Network:
    """Keep some actors and the ties among them, in the network's order.

    NetworkX's own `subgraph` goes through a set, whose order changes with the hash seed.

    Parameters
    ----------
    network : networkx.Graph or networkx.DiGraph
        A network.
    actors : collection of str
        Some of its nodes.

    Returns
    -------
    networkx.Graph or networkx.DiGraph

    Examples
    --------
    >>> list(among(nx.path_graph(["chile", "cuba", "ussr"]), {"ussr", "cuba"}).edges)
    [('cuba', 'ussr')]
    """
    kept = network.__class__()
    kept.add_nodes_from((node, entity) for node, entity in network.nodes(data=True) if node in actors)
    kept.add_edges_from(
        (one, other, tie) for one, other, tie in network.edges(data=True) if one in actors and other in actors
    )
    return kept


def _add_actors(network: nx.Graph[str], graph: ClaimGraph, table: pd.DataFrame) -> None:
    tied = sorted(set(table["from_id"]) | set(table["to_id"]))
    network.add_nodes_from((actor, dict(graph.nodes[actor])) for actor in tied)


def _add(network: nx.Graph[str], from_: str, to: str, weight: float, *claims: str) -> None:
    if not network.has_edge(from_, to):
        network.add_edge(from_, to, weight=0.0, claims=set())
    tie = network.edges[from_, to]
    tie["weight"] += weight
    tie["claims"].update(claims)


def _sorted(network: Network) -> Network:
    for *_, tie in network.edges(data=True):
        tie["claims"] = sorted(tie["claims"])
    return network


@once
def covered_by(graph: ClaimGraph) -> dict[str, frozenset[str]]:
    """Tell which sources speak of each entity, as an end of a claim, its matter, its place or its voice.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    dict of str to frozenset of str
        Source ids by node id; entities of which no claim speaks are missing.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("ussr", "chile", "y12-03", evidence=[{"source": "yordanov-2019"}])
    >>> sorted(covered_by(graph)["chile"])
    ['yordanov-2019']
    """
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for from_, to, claim in graph.edges(data=True):
        for piece in claim["evidence"]:
            voices = (from_, to, claim.get("about_id"), claim.get("place_id"), piece.get("reported_by"))
            for entity in filter(None, voices):
                sources[entity].add(piece["source"])
    return {entity: frozenset(speaking) for entity, speaking in sources.items()}


def bloc_of(graph: ClaimGraph, node: str) -> str | None:
    """Return the formal alliance of an actor or of its state.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    node : str
        Id of an actor.

    Returns
    -------
    str or None

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("kgb", label="Organization", state_id="ussr")
    >>> graph.add_node("ussr", label="State", bloc="warsaw-pact")
    >>> bloc_of(graph, "kgb")
    'warsaw-pact'
    """
    entity = graph.nodes[node]
    state = graph.nodes[entity["state_id"]] if entity.get("state_id") in graph else {}
    bloc: str | None = entity.get("bloc") or state.get("bloc")
    return bloc
