"""GEXF for Gephi: ties appear and vanish on its timeline, nodes are coloured by label."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from networkx.readwrite.gexf import GEXFWriter

from graph_loader.exports.flat import flat
from graph_loader.graph.network import ClaimGraph
from graph_loader.package.files import replaced_file


def write(graph: ClaimGraph, path: Path) -> None:
    """Write a graph as GEXF 1.2.

    A tie with a date carries it as `start` and `end`, the days between which it may have held; an undated tie is
    there at any time. Edge ids are claim ids, so that parallel ties stay apart.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph with all attributes.
    path : pathlib.Path
        The file to make or to replace.
    """
    plain = flat(graph)
    labels = graph.graph["vocabulary"].labels
    for _, entity in plain.nodes(data=True):
        entity["viz"] = {"color": _rgb(labels[entity["entity"]].colour)}
    writer = GEXFWriter(plain)
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]  # the same data give the same bytes on any day
    with replaced_file(path) as draft, draft.open("wb") as file:
        writer.write(file)


def _rgb(colour: str) -> dict[str, Any]:
    """Split ``#rrggbb`` into its three numbers."""
    return {band: int(colour[at : at + 2], 16) for band, at in zip("rgb", (1, 3, 5), strict=True)}
