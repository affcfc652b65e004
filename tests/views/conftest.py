"""What the tests of the views share."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from graph_loader.graph.network import to_networkx
from graph_loader.package.dataset import Dataset


@pytest.fixture(scope="session")
def real() -> nx.MultiDiGraph[Any]:
    """Return the graph of the project's data."""
    return to_networkx(Dataset.load())
