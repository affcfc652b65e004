"""Derive the land outline of the map view from Natural Earth, as the npm package `world-atlas` carries it.

Run `npm pack world-atlas@2.0.2`, unpack it, then
``python tools/land_outline.py package/land-110m.json graph_loader/views/static/land.json``.
Natural Earth is in the public domain; world-atlas has the ISC licence.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

SOUTHERNMOST = -60  # Antarctica takes a fifth of the picture and no part in the story
SMALLEST = 1.0  # islands below this extent, in degrees, cannot be seen at this scale

Ring = list[tuple[float, float]]


def rings(topology: dict[str, Any]) -> list[Ring]:
    """Return the outer rings of the land in degrees, one decimal each."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    polygons = [
        polygon[0]
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in (geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]])
    ]
    found = [_ring(numbers, arcs) for numbers in polygons]
    return sorted(ring for ring in found if _matters(ring))


def _arc(deltas: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    columns = [list(accumulate(column)) for column in zip(*deltas, strict=True)]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    return [(round(x * kx + dx, 1), round(y * ky + dy, 1)) for x, y in zip(*columns, strict=True)]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return _unwrapped([point for place, point in enumerate(points) if place == 0 or point != points[place - 1]])


def _unwrapped(ring: Ring) -> Ring:
    """Let a ring that crosses the date line run on beyond 180 degrees."""
    turns = [0, *accumulate((a[0] - b[0] > 180) - (b[0] - a[0] > 180) for a, b in pairwise(ring))]
    points = [(round(x + 360 * turn, 1), y) for (x, y), turn in zip(ring, turns, strict=True)]
    middle = (min(points)[0] + max(points)[0]) / 2
    shift = -360 if middle > 180 else 360 if middle < -180 else 0
    return [(round(x + shift, 1), y) for x, y in points]


def _matters(ring: Ring) -> bool:
    x, y = zip(*ring, strict=True)
    return max(y) > SOUTHERNMOST and max(max(x) - min(x), max(y) - min(y)) >= SMALLEST


def main(source: str, target: str) -> None:
    outline = [
        [coordinate for point in ring for coordinate in point]
        for ring in rings(json.loads(Path(source).read_text("utf-8")))
    ]
    text = json.dumps({"source": "Natural Earth, public domain", "rings": outline}, separators=(",", ":"))
    Path(target).write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
