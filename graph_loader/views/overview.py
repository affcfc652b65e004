"""What a page holds of a graph that is too large for one page: its most tied actors, by the rule of the explorer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph_loader.graph.layout import theatre_above
from graph_loader.graph.network import is_actor
from graph_loader.graph.parts import claims_of, cut, part
from graph_loader.views.payload import directed

if TYPE_CHECKING:
    import networkx as nx

    from graph_loader.graph.network import ClaimGraph

#: A page of more claims than these is larger than 20 MB, and slow to open.
HELD = 250_000
#: So many actors are in the overview, equally many of each theatre; static/network/overview.js follows the same rule.
MOST = 60


def fitting(graph: nx.Graph[Any], focus: str | None) -> nx.Graph[Any]:
    """Return what of a graph fits into one page: all, or else what surrounds the node in focus, or an overview."""
    if graph.number_of_edges() <= HELD or "part" in graph.graph:
        return graph
    claims = directed(graph)
    return overview(claims) if focus is None else part(claims, focus=[focus])


def overview(graph: ClaimGraph) -> ClaimGraph:
    """Take the actors with most claims, equally many of each theatre, and all claims among them.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    networkx.MultiDiGraph
        A part of it, as `graph_loader.graph.parts.part` gives them; its attribute `part` has `each`, how many of a
        theatre there are at most, `all`, out of how many actors, and `chosen`, how many they are.
    """
    chosen, each, of = most_tied(graph)
    return cut(graph, chosen, {"overview": True, "each": each, "all": of, "chosen": len(chosen)})


def most_tied(graph: ClaimGraph, most: int = MOST) -> tuple[list[str], int, int]:
    """Return the ids of those with most claims, how many there are of a theatre at most, and out of how many.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("kgb", "ussr"), ("ussr", "chile"), ("chile", "argentina")])
    >>> nx.set_node_attributes(graph, "State", "label")
    >>> most_tied(graph, most=2)
    (['chile', 'ussr'], 2, 4)
    """
    tied = [node for node, degree in graph.degree if degree]
    actors = [node for node in tied if is_actor(graph.nodes[node])] or tied
    theatres: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for node in actors:
        theatres[theatre_above(node, graph.nodes) or ""].append((-claims_of(graph, node), node))
    each = max(1, most // max(1, len(theatres)))
    chosen = [node for ranked in theatres.values() for _, node in sorted(ranked)[:each]]
    return sorted(chosen), each, len(actors)
