"""GEXF for Gephi: ties appear and vanish on its timeline, nodes are coloured by label."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from networkx.readwrite.gexf import GEXFWriter

from graph_loader.exports.flat import flat
from graph_loader.graph.network import ClaimGraph
from graph_loader.package.files import replaced_file


def write(graph: ClaimGraph, path: Path) -> None:
    """Write a graph as GEXF 1.3, by the rules that the explorer's ``tables.js`` follows too.

    A tie with a date carries it as `start` and `end`, the days between which it may have held; an undated tie is
    there at any time. Every edge is directed and says by its attribute `symmetric` whether the tie is: Gephi drops,
    and NetworkX refuses, the undirected edges of a directed graph. Each edge is of a `kind` of its own, its id:
    Gephi adds up parallel edges of one kind.
    """
    plain = flat(graph)
    labels = graph.graph["vocabulary"].labels
    for _, entity in plain.nodes(data=True):
        entity["viz"] = {"color": _rgb(labels[entity["entity"]].colour)}
    writer = GEXFWriter(plain, version="1.3")
    meta = writer.xml.find("meta")
    meta.attrib.pop("lastmodifieddate", None)  # the same data give the same bytes on any day
    for element in writer.xml.iter("graph"):
        element.attrib.pop("name", None)  # in no schema
    for edge in writer.xml.iter("edge"):
        edge.set("kind", edge.get("id"))
    with replaced_file(path) as draft, draft.open("wb") as file:
        writer.write(file)


def _rgb(colour: str) -> dict[str, Any]:
    """Split ``#rrggbb`` into its three numbers."""
    return {band: int(colour[at : at + 2], 16) for band, at in zip("rgb", (1, 3, 5), strict=True)}
