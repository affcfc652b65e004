"""Results are kept by everything that they were made from, and by nothing less."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graph_loader.analysis.readings import simple_network
from graph_loader.graph.network import to_networkx
from graph_loader.model.folders import CACHE
from graph_loader.package import kept
from graph_loader.package.dataset import Dataset


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """An empty cache, and a list of what was worked out."""
    monkeypatch.setenv(CACHE, str(tmp_path))
    return []


def test_the_same_numbers_are_worked_out_once_and_others_anew(calls: list[float]) -> None:
    @kept.kept
    def total(values: np.ndarray, *, scale: float) -> float:
        calls.append(scale)
        return float(values.sum() * scale)

    assert [total(np.arange(3), scale=scale) for scale in (1.0, 1.0, 2.0)] == [3.0, 3.0, 6.0]
    assert total(np.arange(4), scale=1.0) == 6.0
    assert calls == [1.0, 2.0, 1.0]


def test_other_code_works_everything_out_anew(calls: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    @kept.kept
    def one() -> float:
        calls.append(1)
        return 1.0

    one()
    monkeypatch.setattr(kept, "software", lambda: "another version")
    one()
    assert len(calls) == 2


def test_a_damaged_result_is_worked_out_again(calls: list[float], tmp_path: Path) -> None:
    @kept.kept
    def one() -> float:
        calls.append(1)
        return 1.0

    one()
    for file in (tmp_path / "results").iterdir():
        file.write_bytes(b"torn")
    assert one() == 1.0
    assert len(calls) == 2


def test_only_a_frozen_graph_keeps_its_networks(mini: Dataset) -> None:
    graph = to_networkx(mini)
    projection = next(iter(graph.graph["study"].projections.values()))
    assert simple_network(graph, projection) is not simple_network(graph, projection)
    network = simple_network(nx.freeze(graph), projection)
    assert network is simple_network(graph, projection)
    assert nx.is_frozen(network)
