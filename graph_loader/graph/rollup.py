"""The graph as if only states and independent bodies acted: everyone else's claims are theirs."""

from __future__ import annotations

from typing import Any

from graph_loader.graph.network import ClaimGraph, revised
from graph_loader.model.vocabulary import ACTOR_LABELS


def roll_up(graph: ClaimGraph) -> ClaimGraph:
    """Let states act for the persons, parties and organizations that belong to them.

    An entity is merged into its state (`state_id`), else into the body that it is part of (`parent_id`) and so on
    upwards: a department of a ministry ends in the state, a commission of the United Nations in the United Nations.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("kgb", "chile", "y14-01"), ("kgb", "ussr", "y14-02")])
    >>> nx.set_node_attributes(graph, {"kgb": "Organization", "chile": "State", "ussr": "State"}, "label")
    >>> graph.nodes["kgb"]["state_id"] = "ussr"
    >>> list(roll_up(graph).edges)
    [('ussr', 'chile', 'y14-01')]
    """
    whole = {node: _whole(graph, node) for node in graph}

    def lifted(from_: str, to: str, claim: dict[str, Any]) -> tuple[str, str, dict[str, Any]] | None:
        return (whole[from_], whole[to], claim) if whole[from_] != whole[to] else None

    return revised(graph, lifted, [node for node in graph if whole[node] == node])


def _whole(graph: ClaimGraph, node: str) -> str:
    """Follow `state_id`, else `parent_id`, to the largest whole that the node belongs to."""
    path = [node]
    while above := _belongs_to(graph, path[-1]):
        if above in path:  # bodies that are parts of each other are wholes of their own
            return node
        path.append(above)
    return path[-1]


def _belongs_to(graph: ClaimGraph, node: str) -> str | None:
    entity = graph.nodes[node]
    if entity["label"] not in ACTOR_LABELS:
        return None
    return entity.get("state_id") or entity.get("parent_id")
