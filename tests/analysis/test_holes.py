"""Constraint and effective size, worked out some actors at a time, are NetworkX's, which follow the definitions."""

import networkx as nx
import numpy as np
import pytest

from graph_loader.analysis.holes import AT_ONCE, holes

NETWORKS = {
    "a single tie": nx.path_graph(2),
    "a ring": nx.cycle_graph(5),
    "all tied": nx.complete_graph(6),
    "two stars that meet": nx.Graph([(0, 1), *((0, end) for end in range(2, 7)), *((1, end) for end in range(5, 10))]),
    "a club": nx.karate_club_graph(),
    "more than are taken at once": nx.barabasi_albert_graph(AT_ONCE + 44, 3, seed=7),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_holes_are_those_of_networkx(name: str) -> None:
    network = nx.Graph(NETWORKS[name].edges())
    dice = np.random.default_rng(1962)
    for _, _, tie in network.edges(data=True):
        tie["weight"] = float(dice.integers(1, 9))
    constraint, size = holes(network)
    # Actors by name: so NetworkX goes through the ties one by one and holds no matrices.
    wanted = nx.constraint(network, list(network), weight="weight"), nx.effective_size(network, list(network))
    assert dict(zip(network, constraint.tolist(), strict=True)) == pytest.approx(wanted[0], abs=1e-12)
    assert dict(zip(network, size.tolist(), strict=True)) == pytest.approx(wanted[1], abs=1e-12)
