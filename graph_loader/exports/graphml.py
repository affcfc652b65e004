"""GraphML for Gephi, yEd, Cytoscape, igraph and others."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from graph_loader.exports.flat import flat
from graph_loader.graph.network import ClaimGraph
from graph_loader.package.files import replaced_file


def write(graph: ClaimGraph, path: Path) -> None:
    """Write a graph as GraphML, with claim ids as edge ids.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph with all attributes.
    path : pathlib.Path
        The file to make or to replace.
    """
    with replaced_file(path) as draft:
        # Not write_graphml, which writes otherwise where lxml happens to be installed.
        nx.write_graphml_xml(flat(graph), draft, edge_id_from_attribute="id")
