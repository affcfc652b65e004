"""Views of the claim graph for analysis: each takes a graph and returns a new one.

Directed projections keep every claim as it is. Weighted ones merge the claims between two nodes into one edge that
carries `weight` (how many) and `claims` (their ids), so that every number can be traced to its sources.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

import networkx as nx

from graph_loader.graph.network import ClaimGraph, is_actor, is_affirmed, keep, revised
from graph_loader.graph.rollup import roll_up
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates
from graph_loader.model.periods import falls

__all__ = [
    "WeightedGraph",
    "actor_agreement",
    "actor_event",
    "actor_network",
    "actors",
    "ego",
    "family",
    "is_actor",
    "roll_up",
    "theatre_network",
    "time_slice",
    "weighted",
]

WeightedGraph: TypeAlias = "nx.Graph[str]"


def actors(graph: ClaimGraph) -> ClaimGraph:
    """Keep the actors and the claims between them.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    networkx.MultiDiGraph
        Persons (without the historians whom the sources cite), states, parties and organizations.

    Examples
    --------
    >>> graph = nx.MultiDiGraph([("chile", "coup-1973", "y40-01")])
    >>> nx.set_node_attributes(graph, {"chile": "State", "coup-1973": "Event"}, "label")
    >>> actors(graph).nodes
    NodeView(('chile',))
    """
    return _copy(graph, [node for node, entity in graph.nodes(data=True) if is_actor(entity)])


def family(graph: ClaimGraph, *families: str) -> ClaimGraph:
    """Keep the claims of some families of ties; all nodes stay.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    *families : str
        For example ``"contact", "influence"``.

    Returns
    -------
    networkx.MultiDiGraph

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("ussr", "chile", "y12-03", family="trade")
    >>> _ = graph.add_edge("kgb", "chile", "y14-01", family="influence")
    >>> list(family(graph, "trade").edges)
    [('ussr', 'chile', 'y12-03')]
    """
    return keep(graph, lambda claim: claim["family"] in families)


def weighted(graph: ClaimGraph) -> WeightedGraph:
    """Merge the claims between each two nodes, in either direction, into one weighted edge.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    networkx.Graph
        Edge attributes `weight` (number of claims) and `claims` (their ids, sorted). A claim that ties a node to
        itself is left out.

    Examples
    --------
    >>> graph = nx.MultiDiGraph([("ussr", "chile", "y12-03"), ("chile", "ussr", "y13-01")])
    >>> weighted(graph).edges["chile", "ussr"]
    {'claims': ['y12-03', 'y13-01'], 'weight': 2}
    """
    return _merge(graph, graph, (edge for edge in graph.edges(keys=True) if edge[0] != edge[1]))


def actor_network(graph: ClaimGraph, *families: str) -> WeightedGraph:
    """Project the graph onto the actors and who is tied to whom by some families of ties, in either direction.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    *families : str
        Families of ties; all without any. Denied ties are left out.

    Returns
    -------
    networkx.Graph
        As `weighted` returns it; actors without such a tie stay as isolated nodes.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from(["luis-corvalan", "cpsu"], label="Party")
    >>> for claim in ("y05-01", "y09-02"):
    ...     _ = graph.add_edge("luis-corvalan", "cpsu", claim, family="contact")
    >>> actor_network(graph, "contact").edges["cpsu", "luis-corvalan"]["weight"]
    2
    """
    among = family(actors(graph), *families) if families else actors(graph)
    return weighted(keep(among, is_affirmed))


def theatre_network(graph: ClaimGraph, theatre: str, *families: str) -> ClaimGraph:
    """Keep the claims of some families that tie an actor of a theatre to any actor, and their ends.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    theatre : str
        Id of the theatre.
    *families : str
        Families of ties.

    Returns
    -------
    networkx.MultiDiGraph
        Without the ties that the partners elsewhere have among each other; empty if the theatre has no such tie.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("chile", label="State", theatre="santiago")
    >>> graph.add_nodes_from(["ussr", "bulgaria", "cuba"], label="State", theatre=None)
    >>> for number, (from_, to) in enumerate([("ussr", "chile"), ("chile", "cuba"), ("cuba", "bulgaria")]):
    ...     _ = graph.add_edge(from_, to, f"y0{number}-01", family="influence")
    >>> list(theatre_network(graph, "santiago", "influence").edges)
    [('chile', 'cuba', 'y01-01'), ('ussr', 'chile', 'y00-01')]
    """
    acting = {node for node, entity in graph.nodes(data=True) if is_actor(entity)}
    here = {node for node in acting if graph.nodes[node].get("theatre") == theatre}

    def wanted(from_: str, to: str, claim: dict[str, Any]) -> tuple[str, str, dict[str, Any]] | None:
        counted = claim["family"] in families and is_affirmed(claim) and acting >= {from_, to} and here & {from_, to}
        return (from_, to, claim) if counted else None

    kept = revised(graph, wanted)
    return _copy(kept, [node for node, ties in kept.degree() if ties])


def actor_event(graph: ClaimGraph) -> WeightedGraph:
    """Project the graph onto the actors and the events in which they took part.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    networkx.Graph
        Bipartite: node attribute `bipartite` is 0 for actors, 1 for events; edges as in `weighted`, from the types
        that the study calls presence only. Events and actors without such a tie are left out.

    Examples
    --------
    >>> from graph_loader.model.study import Study
    >>> study = Study(roles={"presence": frozenset({"PARTICIPATED_IN"})})
    >>> tie = {"type": "PARTICIPATED_IN", "family": "participation"}
    >>> graph = nx.MultiDiGraph([("chile", "unctad-1972", "y20-01", tie)], study=study)
    >>> nx.set_node_attributes(graph, {"chile": "State", "unctad-1972": "Event"}, "label")
    >>> dict(actor_event(graph).nodes("bipartite"))
    {'chile': 0, 'unctad-1972': 1}
    """
    return _two_mode(graph, "Event", "presence")


def actor_agreement(graph: ClaimGraph) -> WeightedGraph:
    """Project the graph onto the actors and the agreements that they concluded.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    networkx.Graph
        As `actor_event`, from the types that the study calls accession.

    Examples
    --------
    >>> from graph_loader.model.study import Study
    >>> study = Study(roles={"accession": frozenset({"SIGNED"})})
    >>> tie = {"type": "SIGNED", "family": "diplomacy"}
    >>> graph = nx.MultiDiGraph([("ussr", "grain-agreement-1980", "t40-01", tie)], study=study)
    >>> nx.set_node_attributes(graph, {"ussr": "State", "grain-agreement-1980": "Agreement"}, "label")
    >>> actor_agreement(graph).edges["ussr", "grain-agreement-1980"]["claims"]
    ['t40-01']
    """
    return _two_mode(graph, "Agreement", "accession")


def time_slice(
    graph: ClaimGraph, from_: str | int | None, to: str | int | None, reading: dates.Reading = "possible"
) -> ClaimGraph:
    """Keep the claims that fall into a window of time; all nodes stay.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    from_, to : str, int or None
        EDTF dates: the window runs from the first day of the one to the last day of the other; None leaves that
        side open.
    reading : {'possible', 'certain'}
        Whether a claim may have fallen into the window, or must have.

    Returns
    -------
    networkx.MultiDiGraph
        Its graph attribute `undated` counts the claims without a date, which are in no window.

    Raises
    ------
    DateError
        If an end of the window is no date, or the window ends before it starts.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("ussr", "chile", "y12-03", date="1970-11/1973-09", aspect="event")
    >>> _ = graph.add_edge("ussr", "chile", "y13-01", date=None, aspect="state")
    >>> window = time_slice(graph, 1973, "1974-05")
    >>> list(window.edges), window.graph["undated"]
    ([('ussr', 'chile', 'y12-03')], 1)
    """
    first, last = dates.window(from_, to)

    def within(claim: dict[str, Any]) -> bool:
        return falls(claim, first, last, reading)

    window = keep(graph, within)
    window.graph["undated"] = sum(claim["date"] is None for *_, claim in graph.edges(data=True))
    return window


def ego(graph: ClaimGraph, node: str, radius: int = 1) -> ClaimGraph:
    """Keep a node, what lies within some steps of it in either direction, and the claims among these.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    node : str
        Id of the node in the middle.
    radius : int
        How many steps to go.

    Returns
    -------
    networkx.MultiDiGraph

    Raises
    ------
    networkx.NodeNotFound
        If the graph has no such node.

    Examples
    --------
    >>> graph = nx.MultiDiGraph([("ussr", "cuba", "y01-01"), ("cuba", "chile", "y02-01")])
    >>> list(ego(graph, "chile").nodes)
    ['cuba', 'chile']
    """
    either_way = graph.to_undirected(as_view=True)
    near = nx.single_source_shortest_path_length(either_way, node, cutoff=radius)
    return _copy(graph, near)


def _two_mode(graph: ClaimGraph, label: str, role: str) -> WeightedGraph:
    types = study_of(graph).roles.get(role, frozenset())

    def is_actor_side(node: str) -> bool:
        return is_actor(graph.nodes[node])

    ties = [
        (from_, to, key)
        for from_, to, key, claim in graph.edges(keys=True, data=True)
        if claim["type"] in types and is_affirmed(claim) and is_actor_side(from_) and graph.nodes[to]["label"] == label
    ]
    projection = _merge(graph, {node for tie in ties for node in tie[:2]}, ties)
    for node, entity in projection.nodes(data=True):
        entity["bipartite"] = 0 if is_actor_side(node) else 1
    return projection


def _merge(graph: ClaimGraph, nodes: Collection[str], edges: Iterable[tuple[str, str, str]]) -> WeightedGraph:
    merged: WeightedGraph = nx.Graph(**graph.graph)
    merged.add_nodes_from((node, entity.copy()) for node, entity in graph.nodes(data=True) if node in nodes)
    for from_, to, key in edges:
        if not merged.has_edge(from_, to):
            merged.add_edge(from_, to, claims=[])
        merged.edges[from_, to]["claims"].append(key)
    for *_, tie in merged.edges(data=True):
        tie["claims"].sort()
        tie["weight"] = len(tie["claims"])
    return merged


def _copy(graph: ClaimGraph, nodes: Collection[str]) -> ClaimGraph:
    return graph.subgraph(nodes).copy()
