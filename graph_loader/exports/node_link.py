"""Node-link JSON for D3 and other programs, with nothing left out: `networkx.node_link_graph` reads it back."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx

from graph_loader.graph.network import PACKAGE_ATTRIBUTES, ClaimGraph
from graph_loader.model.plain import plain_row
from graph_loader.package.files import write_text


def write(graph: ClaimGraph, path: Path) -> None:
    """Write a graph as node-link JSON; of the graph's own attributes all but the vocabulary and the study."""
    document = nx.node_link_data(graph, edges="edges")
    document["nodes"] = [plain_row(node, node["id"]) for node in document["nodes"]]
    document["edges"] = [plain_row(edge, edge["key"]) for edge in document["edges"]]
    document["graph"] = {name: value for name, value in graph.graph.items() if name not in PACKAGE_ATTRIBUTES}
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
