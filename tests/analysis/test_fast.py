"""Betweenness in many draws at once is NetworkX's, whatever the shape of the network."""

import networkx as nx
import numpy as np
import pytest

from graph_loader.analysis import fast

NETWORKS = {
    "no tie": nx.empty_graph(3),
    "a single tie": nx.path_graph(2),
    "a star": nx.star_graph(30),
    "two stars that meet": nx.Graph([(0, 1), *((0, end) for end in range(2, 7)), *((1, end) for end in range(7, 10))]),
    "a tree": nx.balanced_tree(3, 3),
    "a ring whose paths are long": nx.cycle_graph(2 * fast.LONG + 9),
    "sparse": nx.gnm_random_graph(60, 70, seed=1),
    "denser, with actors of one tie": nx.barabasi_albert_graph(40, 2, seed=2, initial_graph=nx.star_graph(8)),
    "larger than one block": nx.gnm_random_graph(int(1.3 * fast.AT_ONCE**0.5), 500, seed=3),
}


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("kind", ["undirected", "one way", "both ways"])
def test_betweenness_in_draws_is_that_of_networkx(name: str, kind: str) -> None:
    dice = np.random.default_rng(1945)
    nodes = len(NETWORKS[name])
    pairs = np.array(NETWORKS[name].edges(), dtype=np.intp).reshape(-1, 2)
    if kind != "undirected":
        back = pairs if kind == "both ways" else pairs[::3]
        turned = np.where(dice.random((len(pairs), 1)) < 0.5, pairs, pairs[:, ::-1])
        pairs = np.unique(np.concatenate([turned, back, back[:, ::-1]]), axis=0)
    held = dice.random((4, len(pairs))) < np.array([[1.0], [0.9], [0.6], [0.0]])
    found = fast.betweenness_of_draws(pairs, held, nodes, directed=kind != "undirected")
    for draw, scores in zip(held, found, strict=True):
        graph: nx.Graph[int] = nx.Graph() if kind == "undirected" else nx.DiGraph()
        graph.add_nodes_from(range(nodes))
        graph.add_edges_from(pairs[draw].tolist())
        assert dict(enumerate(scores.tolist())) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-12)


def test_no_draws_are_no_scores() -> None:
    assert fast.betweenness_of_draws(np.array([[0, 1]]), np.empty((0, 1), dtype=bool), 2, directed=False).shape == (
        0,
        2,
    )
