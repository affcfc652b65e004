"""What Neo4j answers as what a person or a program reads: text, numbers, lists and maps, whatever a query returns."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import neo4j
import neo4j.graph
import neo4j.spatial
import neo4j.time


def cell(value: Any) -> Any:
    """Return a value as text, a number, True or False, None, or a list or a map of these.

    A node is its name, a tie its type, a path the names and ties along it; days, times and durations are ISO text, and
    points, bytes and numbers that JSON does not have are text as well.

    Examples
    --------
    >>> cell(neo4j.time.Date(1973, 9, 11)), cell([float("nan"), None]), cell(neo4j.spatial.CartesianPoint((1, 2.5)))
    ('1973-09-11', ['NaN', None], 'point({srid: 7203, x: 1, y: 2.5})')
    """
    match value:
        case None | str() | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else _NOT_FINITE[str(value)]
        case list():
            return [cell(each) for each in value]
        case dict():
            return {str(key): cell(each) for key, each in value.items()}
        case neo4j.graph.Path():
            return _path(value)
        case neo4j.graph.Node():
            return _node(value)
        case neo4j.graph.Relationship():
            return value.type
        case neo4j.time.DateTime() | neo4j.time.Time():
            return _FRACTION.sub(_without_idle_zeros, value.iso_format()) + _zone(value)
        case neo4j.time.Date() | neo4j.time.Duration():
            return value.iso_format()
        case neo4j.spatial.Point():
            parts = zip(("srid", "x", "y", "z"), (value.srid, *value), strict=False)
            return f"point({{{', '.join(f'{name}: {part}' for name, part in parts)}}})"
        case bytes() | bytearray():
            return value.hex()
    return str(value)


def text(value: Any) -> Any:
    """Return a cell as a table and CSV show it: lists in a row, what is nested as JSON.

    Examples
    --------
    >>> text(["a", 1, None]), text({"a": [1, None]}), text([[1], [2]]), text(0.5)
    ('a, 1, ', '{"a": [1, null]}', '[[1], [2]]', 0.5)
    """
    nested = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, list | dict) for each in value))
    if nested:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    if isinstance(value, list):
        return ", ".join("" if each is None else str(each) for each in value)
    return value


_FRACTION = re.compile(r"\.\d+")
_NOT_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def _without_idle_zeros(fraction: re.Match[str]) -> str:
    return fraction[0].rstrip("0").rstrip(".")


def _node(node: neo4j.graph.Node) -> Any:
    name = next((node[key] for key in ("name", "id") if node.get(key)), None)
    return f"({''.join(f':{label}' for label in sorted(node.labels))})" if name is None else cell(name)


def _zone(moment: neo4j.time.DateTime | neo4j.time.Time) -> str:
    """Return the name of a time zone as Neo4j writes it behind the offset."""
    zone = getattr(moment.tzinfo, "zone", None) or getattr(moment.tzinfo, "key", None)
    return f"[{zone}]" if zone and "/" in zone else ""


def _path(path: neo4j.graph.Path) -> str:
    parts = [str(cell(path.nodes[0]))]
    for start, tie, end in zip(path.nodes, path.relationships, path.nodes[1:], strict=False):
        arrow = f"-{tie.type}->" if tie.start_node == start else f"<-{tie.type}-"
        parts += [arrow, str(cell(end))]
    return " ".join(parts)
