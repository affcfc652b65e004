"""What of a study a reader can choose in the explorer: its groups and contrasts, so far as the graph holds them."""

from __future__ import annotations

from typing import Any

import networkx as nx

from graph_loader.graph.groups import members
from graph_loader.graph.network import ClaimGraph
from graph_loader.model.study import Side, Study

Row = dict[str, Any]


def of(study: Study, graph: nx.Graph[Any]) -> dict[str, list[Row]]:
    """Return `groups` with their members, and `contrasts` with whom and when each side is; none that is empty.

    Examples
    --------
    >>> from graph_loader.model.study import Group
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("ruritania", label="State", theatre="north")
    >>> of(Study(groups={"north": Group("north", {"en": "North"}, theatres=("north",))}), graph)["groups"]
    [{'id': 'north', 'names': {'en': 'North'}, 'members': ['ruritania']}]
    """
    if not isinstance(graph, nx.MultiDiGraph):
        return {}
    claims: ClaimGraph = graph
    found = {group: sorted(map(str, members(claims, said))) for group, said in study.groups.items()}
    groups = [
        {"id": group, "names": dict(study.groups[group].name), "members": ids} for group, ids in found.items() if ids
    ]
    contrasts = []
    for contrast in study.contrasts.values():
        sides = [_side(side, found, graph) for side in contrast.sides]
        if all(side["whom"] for side in sides) and found.get(contrast.partner):
            contrasts.append({"names": dict(contrast.title), "partner": contrast.partner, "sides": sides})
    return {"groups": groups, "contrasts": contrasts}


def _side(side: Side, groups: dict[str, list[str]], graph: nx.Graph[Any]) -> Row:
    whom = groups.get(side.group, []) if side.group else [each for each in (side.regime, side.state) if each in graph]
    days = {"from": side.first, "to": side.last}
    return {"whom": whom} | {name: day.isoformat() for name, day in days.items() if day}
