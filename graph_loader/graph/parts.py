"""Parts of a graph that are whole in themselves: what surrounds some entities, and what lies between two."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from graph_loader.graph import connections, projections, wording
from graph_loader.graph.layout import upwards
from graph_loader.graph.network import ClaimGraph
from graph_loader.model.errors import ColdWarError

_NAMING = frozenset({"source", "cites", "reported_by", "part_of"})
"""Columns that name entities, beside those that end in `_id`."""


def part(
    graph: ClaimGraph,
    *,
    focus: Collection[str] = (),
    steps: int = 1,
    path: tuple[str, str] | None = None,
    families: Collection[str] = (),
    between: tuple[str | int, str | int] | None = None,
) -> ClaimGraph:
    """Take the part of a graph around some entities, or between two, with every claim among those that it holds.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    focus : collection of str
        Ids of entities; the part holds what is at most `steps` ties away from any of them, in either direction.
    steps : int
        How far it reaches, from 1.
    path : tuple of str, optional
        Ids of two entities; the part holds what lies on their shortest connections and on those one step longer.
    families : collection of str
        Of what ties these connections are made; all but spatial ones unless told otherwise.
    between : tuple, optional
        EDTF dates: the connections are made of claims that may have fallen into this time.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and claims as in `graph`, with what they cite and belong to. Its attribute `part` says which part it is
        (`focus`, `steps`, `path`, `families`), of how many claims and tied nodes (`claims`, `nodes`), and how many
        claims each node has in all (`ties`). `explorer` writes it on the page.

    Raises
    ------
    ColdWarError
        If an entity is unknown or has no tie, or nothing connects the two.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("kgb", "ussr"), ("ussr", "chile"), ("chile", "argentina")])
    >>> found = part(graph, focus=["ussr"])
    >>> sorted(found), found.graph["part"]["claims"]
    (['chile', 'kgb', 'ussr'], 3)
    """
    held: set[str] = set()
    for node in focus:
        if node not in graph or not graph.degree(node):
            raise ColdWarError(f"{wording.name(graph, node) if node in graph else repr(node)} has no tie to show")
        held |= _within(graph, node, steps)
    if path:
        timely = projections.time_slice(graph, *between) if between else graph
        on_path = connections.lying_between(timely, *path, families=families)
        if not on_path:
            raise ColdWarError(f"nothing connects {' and '.join(wording.name(graph, end) for end in path)} in this way")
        held |= on_path
    about = {"focus": list(focus), "steps": steps, "path": list(path or ()), "families": list(families)}
    return cut(graph, held, about)


def cut(graph: ClaimGraph, held: Collection[str], about: Mapping[str, Any]) -> ClaimGraph:
    """Take some nodes, all claims among them and what these cite and belong to; `about` says which part that is."""
    made: ClaimGraph = graph.subgraph(held).copy()
    named = set(_named(made))
    for node in [*held, *sorted(named)]:
        named.update(above for above, _ in upwards(node, graph.nodes))
    made.add_nodes_from((node, graph.nodes[node]) for node in graph if node in named and node not in made)
    made.graph["part"] = {
        **about,
        "claims": graph.number_of_edges(),
        "nodes": sum(1 for _, degree in graph.degree if degree),
        "ties": {node: claims_of(graph, node) for node in sorted(held)},
    }
    return made


def claims_of(graph: ClaimGraph, node: str) -> int:
    """Count the claims of a node, one with itself once."""
    return int(graph.degree(node)) - graph.number_of_edges(node, node)


def _within(graph: ClaimGraph, start: str, steps: int) -> set[str]:
    """Find the nodes that are at most so many ties away, in either direction."""
    reached, rim = {start}, {start}
    for _ in range(steps):
        rim = {near for node in rim for near in (*graph.succ[node], *graph.pred[node])} - reached
        reached |= rim
    return reached


def _named(graph: ClaimGraph) -> Iterator[str]:
    """Yield the ids that the rows of a graph name."""
    rows = [*(row for _, row in graph.nodes(data=True)), *(row for *_, row in graph.edges(data=True))]
    for row in rows:
        yield from _ids(row)
        for several in ("evidence", "annotations"):
            for each in row.get(several) or ():
                yield from _ids(each)


def _ids(row: Mapping[str, Any]) -> Iterable[str]:
    for column, value in row.items():
        if isinstance(value, str) and (column.endswith("_id") or column in _NAMING):
            yield from re.split(r";\s*", value)
