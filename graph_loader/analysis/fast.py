"""The two measures that need speed, with NetworkX graphs going in and NetworkX's own numbers coming out.

Betweenness runs in rustworkx, some thirty times faster than NetworkX at 5,000 actors (docs/benchmarks.md). Leiden
would need igraph, which is GPL.

References
----------
L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977), 35–41.
U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001), 163–177.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import numpy.typing as npt
import rustworkx as rx

Node = TypeVar("Node", bound=Hashable)
Pairs = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
THREADED = 1000  # actors; with fewer, threads take more time than they save


def betweenness(graph: nx.Graph[Node], *, normalized: bool = True) -> dict[Node, float]:
    """Compute what `networkx.betweenness_centrality` computes, faster.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Weights are ignored: a tie is one step.
    normalized : bool
        Divide by the number of pairs of the others.

    Returns
    -------
    dict
        Share (or number) of the shortest paths between others that run through each node.

    Examples
    --------
    >>> betweenness(nx.path_graph(["moscow", "prague", "santiago"]))
    {'moscow': 0.0, 'prague': 1.0, 'santiago': 0.0}
    """
    position = {node: number for number, node in enumerate(graph)}
    pairs = np.array([(position[one], position[other]) for one, other in graph.edges()], dtype=np.intp).reshape(-1, 2)
    scores = betweenness_of_pairs(pairs, len(position), directed=graph.is_directed(), normalized=normalized)
    return dict(zip(position, scores.tolist(), strict=True))


def betweenness_of_pairs(pairs: Pairs, nodes: int, *, directed: bool, normalized: bool = True) -> Floats:
    """Compute betweenness from numbered pairs, without a graph in between.

    Parameters
    ----------
    pairs : numpy.ndarray of int, shape (ties, 2)
        Distinct pairs of numbers below `nodes`.
    nodes : int
        How many nodes.
    directed : bool
        Whether a tie leads one way only.
    normalized : bool
        As in `betweenness`.

    Returns
    -------
    numpy.ndarray of float, shape (nodes,)

    Examples
    --------
    >>> betweenness_of_pairs(np.array([[0, 1], [1, 2]]), 3, directed=False).tolist()
    [0.0, 1.0, 0.0]
    """
    graph: Any = rx.PyDiGraph() if directed else rx.PyGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from_no_data([tuple(pair) for pair in pairs.tolist()])
    scores = rx.betweenness_centrality(graph, normalized=normalized and nodes > 2, parallel_threshold=THREADED)  # noqa: PLR2004
    return np.array([scores[node] for node in range(nodes)], dtype=float)
