"""GraphML for Gephi, yEd, Cytoscape, igraph and others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from networkx.readwrite.graphml import GraphMLWriter

from graph_loader.exports.flat import flat
from graph_loader.graph.network import ClaimGraph
from graph_loader.package.files import replaced_file


def write(graph: ClaimGraph, path: Path) -> None:
    """Write a graph as GraphML, with claim ids as edge ids.

    The format has no word for parallel edges: in Gephi choose "Don't merge" as edges merge strategy when importing,
    or use GEXF, which needs no such choice.
    """
    writer = _Writer(edge_id_from_attribute="id", prettyprint=True)
    writer.add_graph_element(flat(graph))
    with replaced_file(path) as draft, draft.open("wb") as file:
        writer.dump(file)


class _Writer(GraphMLWriter):
    """NetworkX's writer with truth values as xsd:boolean spells them; rustworkx refuses Python's ``True``."""

    def add_data(self, name: str, element_type: type, value: str, *scope_and_default: Any, **more: Any) -> Any:
        element = super().add_data(name, element_type, value, *scope_and_default, **more)
        if element_type is bool:
            element.text = value.lower()
        return element
