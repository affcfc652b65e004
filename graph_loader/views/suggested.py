"""What claims and nodes would say if the values that annotations suggest were followed: the page can read them so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import networkx as nx

from graph_loader.graph.sensible import study_of
from graph_loader.graph.variants import as_suggested
from graph_loader.model import dates

Row = dict[str, Any]
#: Makes rows of the claims of a graph, and of some of its nodes.
Maker = Callable[["nx.MultiDiGraph[Any]", Sequence[str]], tuple[list[Row], list[Row]]]

#: What no suggestion changes, or what is worked out from all claims.
_APART = {"id", "evidence", "annotations", "aliases", "identifiers", "degree", "drawn", "measures", "names"}
_BOUNDS = ("start", "start_latest", "end_earliest", "end")


def concerned(claims: Sequence[Row], attributes: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    """Return copies of the claims that a suggestion concerns, whether it is made on them or on one of their ends."""
    doubted = {node for node, data in attributes.items() if _suggests(data)}
    return [dict(row) for row in claims if _suggests(row) or row["from"] in doubted or row["to"] in doubted]


def add(graph: nx.Graph[Any], before: Sequence[Row], claims: Sequence[Row], nodes: Sequence[Row], make: Maker) -> None:
    """Add `suggested` to the rows that would differ, and `unusable` to the annotations that cannot be followed.

    Parameters
    ----------
    graph : networkx.Graph
        What the rows were made of; its own attributes count here.
    before : sequence of dict
        The claims that are concerned, as they were before lives narrowed their days.
    claims, nodes : sequence of dict
        The rows of the page. `suggested` holds the values that differ, None for those that are gone.
    make : callable
        Makes such rows of a graph, of the claims and of the nodes with the given ids.
    """
    doubted = [row for row in nodes if _suggests(row)]
    if not before and not doubted:
        return
    notes: dict[str, Row] = {}
    said: nx.MultiDiGraph[Any] = nx.MultiDiGraph(**graph.graph)
    said.add_nodes_from((row["id"], _numbered(row, notes)) for row in nodes)
    for row in before:
        edge = {key: value for key, value in row.items() if key not in ("id", "from", "to")}
        said.add_edge(row["from"], row["to"], row["id"], **_numbered(edge, notes))
    followed = as_suggested(said)
    _bound(said, followed)
    for rows, made in zip((claims, nodes), make(followed, [row["id"] for row in doubted]), strict=True):
        known = {row["id"]: row for row in rows}
        for row in made:
            if differing := _differences(known[row["id"]], row):
                known[row["id"]]["suggested"] = differing
    for number, reason in followed.graph["unusable"].items():
        notes[number]["unusable"] = reason


def _suggests(row: Mapping[str, Any]) -> bool:
    return any(note.get("suggested") for note in row.get("annotations") or ())


def _numbered(row: Row, notes: dict[str, Row]) -> Row:
    """Copy a row with an id of our own on each of its notes, since a graph may have notes without any."""
    copies = []
    for note in row.get("annotations") or ():
        number = str(len(notes))
        notes[number] = note
        copies.append(note | {"id": number})
    return row | {"annotations": copies}


def _bound(said: nx.MultiDiGraph[Any], followed: nx.MultiDiGraph[Any]) -> None:
    """Bound anew, as the study says, what has another date; the days of nodes are read from their dates."""
    years = study_of(said).unknown_years
    before = {key: row for *_, key, row in said.edges(keys=True, data=True)}
    for *_, key, row in followed.edges(keys=True, data=True):
        if row.get("date") == before[key].get("date") or not row.get("date"):
            continue
        interval = dates.parse(row["date"])
        first, last = dates.possible_days(interval, row["aspect"], years)
        row["possible_start"] = first.isoformat() if first and first != interval.start else None
        row["possible_end"] = last.isoformat() if last and last != interval.end else None
    for node, row in followed.nodes(data=True):
        if row.get("date") != said.nodes[node].get("date"):
            for bound in _BOUNDS:
                row.pop(bound, None)


def _differences(said: Row, suggested: Row) -> Row:
    keys = dict.fromkeys([*said, *suggested])
    return {key: suggested.get(key) for key in keys if key not in _APART and said.get(key) != suggested.get(key)}
