"""What Neo4j answers as what a person or a program reads: text, numbers, lists and maps, whatever a query returns."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
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
    ('1973-09-11', ['NaN', None], 'point({srid: 7203, x: 1.0, y: 2.5})')
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
    write = next((write for kind, write in _WRITERS if isinstance(value, kind)), str)
    return write(value)


def text(value: Any) -> Any:
    """Return a cell as a table and CSV show it: lists in a row, what is nested as JSON.

    Examples
    --------
    >>> text(["a", 1, None]), text({"a": [1, None]}), text([[1], [2]]), text(0.5)
    ('a, 1, ', '{"a": [1, null]}', '[[1], [2]]', 0.5)
    """
    nested = isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(each, list | dict) for each in value)
    )
    if nested:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    if isinstance(value, list):
        return ", ".join("" if each is None else str(each) for each in value)
    return value


_FRACTION = re.compile(r"\.\d+")
_NOT_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def _node(node: neo4j.graph.Node) -> Any:
    name = next((node[key] for key in ("name", "id") if node.get(key)), None)
    return f"({''.join(f':{label}' for label in sorted(node.labels))})" if name is None else cell(name)


def _moment(value: Any) -> str:
    """Write a time, or a day and a time, with the name of its zone behind the offset, as Neo4j does."""
    zone = getattr(value.tzinfo, "zone", None) or getattr(value.tzinfo, "key", None)
    text = _FRACTION.sub(lambda match: match[0].rstrip("0").rstrip("."), value.iso_format())
    return text + (f"[{zone}]" if zone and "/" in zone else "")


def _point(value: neo4j.spatial.Point) -> str:
    parts = zip(("srid", "x", "y", "z"), (value.srid, *value), strict=False)
    return f"point({{{', '.join(f'{name}: {part}' for name, part in parts)}}})"


def _path(path: neo4j.graph.Path) -> str:
    parts = [str(cell(path.nodes[0]))]
    for start, tie, end in zip(path.nodes, path.relationships, path.nodes[1:], strict=False):
        arrow = f"-{tie.type}->" if tie.start_node == start else f"<-{tie.type}-"
        parts += [arrow, str(cell(end))]
    return " ".join(parts)


_WRITERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (neo4j.graph.Path, _path),
    (neo4j.graph.Node, _node),
    (neo4j.graph.Relationship, lambda tie: tie.type),
    ((neo4j.time.DateTime, neo4j.time.Time), _moment),
    ((neo4j.time.Date, neo4j.time.Duration), lambda value: value.iso_format()),
    (neo4j.spatial.Point, _point),
    ((bytes, bytearray), lambda value: value.hex()),
)
