"""Seeded positions in which every theatre has its own region of the canvas."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph_loader.package.kept import kept

#: Distance at which two nodes leave each other alone, before the stretching.
SPACING = 60.0
#: Labels are wider than high, and screens too: everything is stretched sideways at the end.
ASPECT = 1.3
#: How often forces act, and how often those that overlap are pushed apart; of many nodes less is seen: less often.
ITERATIONS = 160
SEPARATIONS = 150
MANY = 2000
TOLERANCE = 0.5

Points = NDArray[np.float64]
Rows = NDArray[np.int_]


@dataclass(frozen=True)
class Region:
    """The ellipse of the canvas that holds the nodes of one theatre."""

    theatre: str
    x: float
    y: float
    rx: float
    ry: float


@dataclass(frozen=True)
class Layout:
    """Positions in canvas units and the regions they fall into."""

    positions: dict[str, tuple[float, float]]
    regions: tuple[Region, ...]


def arrange(
    graph: nx.MultiDiGraph[Any],
    theatre_of: Mapping[str, str | None],
    sizes: Mapping[str, float] | None = None,
    directions: Mapping[str, tuple[float, float]] | None = None,
    seed: int = 1917,
) -> Layout:
    """Place every node: theatres as regions, a force layout inside them.

    A node without a theatre (a topic, a treaty) settles between the regions
    that its ties lead to.

    Examples
    --------
    >>> graph = nx.MultiDiGraph([("ussr", "chile")])
    >>> theatres = {"ussr": "moscow", "chile": "santiago"}
    >>> layout = arrange(graph, theatres, directions={"moscow": (0.9, -0.6), "santiago": (-0.3, 0.7)})
    >>> layout.positions["ussr"][1] < layout.positions["chile"][1]
    True
    >>> [region.theatre for region in layout.regions]
    ['moscow', 'santiago']
    """
    nodes = sorted(graph.nodes)
    if not nodes:
        return Layout({}, ())
    names = sorted({theatre for node in nodes if (theatre := theatre_of.get(node))})
    index = {name: number for number, name in enumerate(names)}
    member = np.array([index.get(theatre_of.get(node) or "", -1) for node in nodes])
    radii = np.array([float((sizes or {}).get(node, 10.0)) for node in nodes])
    regions = _Regions.of(_placed(names, directions or {}), member, radii)
    points = _points(regions, radii, _links(graph, nodes), seed)
    places = np.round(points * [ASPECT, 1.0]).tolist()
    return Layout(
        {node: (x, y) for node, (x, y) in zip(nodes, places, strict=True)},
        tuple(regions.fitted(name, points) for name in names),
    )


@kept
def _points(regions: _Regions, radii: Points, links: Rows, seed: int) -> Points:
    points = _start(regions, links, seed)
    points = _settle(points, regions, links)
    return _separate(points, radii, regions)


def node_size(degree: int) -> float:
    """Return a node's radius: its area grows with the number of its claims.

    Examples
    --------
    >>> node_size(0) < node_size(10) < node_size(1000) <= 56
    True
    """
    return min(56.0, round(8.0 + 3.6 * math.sqrt(degree), 1))


def upwards(node: str, attributes: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Yield the node, then its state or place, and so on; each once."""
    seen: set[str] = set()
    queue = [node]
    while queue:
        current = queue.pop(0)
        if current in seen or current not in attributes:
            continue
        seen.add(current)
        row = attributes[current]
        yield current, row
        queue += [row[field] for field in ("state_id", "place_id", "parent_id", "part_of") if row.get(field)]


def theatre_above(node: str, attributes: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the theatre of a node, else that of its state, place or whole."""
    return next((row["theatre"] for _, row in upwards(node, attributes) if row.get("theatre")), None)


@dataclass(frozen=True)
class _Regions:
    """The theatres' discs before the stretching, and which node belongs to which (-1: to none)."""

    names: list[str]
    member: Rows
    centres: Points
    radii: Points

    @classmethod
    def of(cls, places: Mapping[str, tuple[float, float]], member: Rows, sizes: Points) -> _Regions:
        names = list(places)
        room = 1.35 * (sizes + 0.32 * SPACING) ** 2
        needed = np.array([room[member == number].sum() for number in range(len(names))])
        radii = np.sqrt(np.maximum(needed, SPACING**2)) + 0.4 * SPACING
        spread = 0.95 * float(np.sqrt((radii**2).sum()))
        # The tiny shift keeps two theatres from lying on the very same spot.
        shifted = [np.add(place, number * 0.01) for number, place in enumerate(places.values())]
        centres = spread * np.array(shifted, dtype=float).reshape(-1, 2)
        return cls(names, member, _apart(centres, radii), radii)

    @property
    def home(self) -> NDArray[np.bool_]:
        return self.member >= 0

    def fitted(self, name: str, points: Points) -> Region:
        """Return the ellipse that holds a theatre's nodes where they ended up."""
        number = self.names.index(name)
        x, y = self.centres[number]
        reach = np.hypot(*(points[self.member == number] - self.centres[number]).T)
        radius = min(self.radii[number], float(reach.max())) + 0.55 * SPACING
        return Region(name, *(float(round(value)) for value in (x * ASPECT, y, radius * ASPECT, radius)))

    def confine(self, points: Points) -> Points:
        """Put back whoever left the own region or entered a foreign one."""
        points = points.copy()
        at_home, loose = np.flatnonzero(self.home), np.flatnonzero(~self.home)
        centre, radius = self.centres[self.member[at_home]], self.radii[self.member[at_home]]
        gap = points[at_home] - centre
        distance = np.maximum(np.hypot(*gap.T), 1e-6)
        left = distance > radius
        points[at_home[left]] = centre[left] + gap[left] * (radius / distance)[left, None]
        for centre, limit in zip(self.centres, self.radii + 0.9 * SPACING, strict=True) if len(loose) else ():
            gap = points[loose] - centre
            distance = np.maximum(np.hypot(*gap.T), 1e-6)
            entered = distance < limit
            points[loose[entered]] = centre + gap[entered] * (limit / distance)[entered, None]
        return points


def _placed(names: list[str], directions: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Give every theatre a place: its own, or the middle of the widest gap around the circle."""
    placed = {name: place for name in names if (place := directions.get(name))}
    for name in names:
        if name not in placed:
            taken = sorted(math.atan2(y, x) for x, y in placed.values()) or [math.pi / 2]
            ends = [*taken[1:], taken[0] + 2 * math.pi]
            start, end = max(zip(taken, ends, strict=True), key=lambda gap: round(gap[1] - gap[0], 6))
            middle = (start + end) / 2
            placed[name] = (round(math.cos(middle), 2), round(math.sin(middle), 2))
    return {name: placed[name] for name in names}


def _apart(centres: Points, radii: Points) -> Points:
    """Push discs apart until they are disjoint, with an alley for the nodes of no theatre between them."""
    for _ in range(400):
        gap = centres[None, :, :] - centres[:, None, :]
        distance = np.hypot(gap[..., 0], gap[..., 1]) + np.eye(len(centres))
        overlap = np.maximum(radii[:, None] + radii[None, :] + 2.4 * SPACING - distance, 0)
        np.fill_diagonal(overlap, 0)
        if overlap.max(initial=0) < 1:
            break
        centres = centres - (gap / distance[..., None] * overlap[..., None] * 0.3).sum(axis=1)
    return centres


def _links(graph: nx.MultiDiGraph[Any], nodes: list[str]) -> Rows:
    """List the pairs of row numbers with a tie, each once."""
    row = {node: number for number, node in enumerate(nodes)}
    pairs = {(min(row[a], row[b]), max(row[a], row[b])) for a, b in graph.edges() if a != b}
    return np.array(sorted(pairs), dtype=int).reshape(-1, 2)


def _start(regions: _Regions, links: Rows, seed: int) -> Points:
    """Scatter nodes over their region; nodes without one begin amid their neighbours."""
    random = np.random.default_rng(seed)
    home, member = regions.home, regions.member
    angle = random.uniform(0, 2 * math.pi, len(member))
    share = np.sqrt(random.uniform(0, 1, len(member)))
    unit = np.column_stack([np.cos(angle), np.sin(angle)]) * share[:, None]
    points = unit * 4 * SPACING
    points[home] = regions.centres[member[home]] + unit[home] * regions.radii[member[home], None]
    total, count = np.zeros_like(points), np.zeros(len(points))
    for one, other in ((0, 1), (1, 0)):
        known = home[links[:, other]]
        np.add.at(total, links[known, one], points[links[known, other]])
        np.add.at(count, links[known, one], 1)
    loose = ~home & (count > 0)
    points[loose] += total[loose] / count[loose, None]
    return points


def _settle(points: Points, regions: _Regions, links: Rows) -> Points:
    """Let ties attract, neighbours repel and regions hold their nodes, ever more gently."""
    home, member = regions.home, regions.member
    degree = np.bincount(links.ravel(), minlength=len(points)).astype(float)
    share = (1.0 / np.sqrt(np.maximum(degree, 1)))[:, None]
    same = (member[links[:, 0]] == member[links[:, 1]]) | ~home[links].all(axis=1)
    steps = _times(ITERATIONS, len(points))
    for step in range(steps):
        heat = SPACING * (1 - step / steps) + 1.0
        force = _repulsion(points)
        gap = points[links[:, 1]] - points[links[:, 0]]
        length = np.maximum(np.hypot(*gap.T), 1e-6)
        # A tie to another theatre turns a node to that side, however far it is.
        pull = gap * np.where(same, 0.06, 5.0 / length)[:, None]
        force += _summed(links, pull * share[links[:, 0]], -pull * share[links[:, 1]], len(points))
        # The well connected keep to the middle of their region.
        weight = 0.02 * (1 + np.sqrt(degree[home]))[:, None]
        force[home] += (regions.centres[member[home]] - points[home]) * weight
        reach = np.maximum(np.hypot(*force.T), 1e-9)
        points = regions.confine(points + force * (np.minimum(reach, heat) / reach)[:, None])
    return points


def _times(most: int, number: int) -> int:
    """Return how often to do what takes longer the more nodes there are: at least a quarter of `most` times."""
    return max(most // 4, round(most * min(1.0, MANY / number)))


def _close(points: Points, reach: float) -> Rows:
    """List the pairs that are no farther apart than that."""
    from scipy.spatial import cKDTree  # noqa: PLC0415 - a layout that is kept needs none

    pairs: Rows = cKDTree(points).query_pairs(reach, output_type="ndarray")
    return pairs


def _repulsion(points: Points) -> Points:
    pairs = _close(points, 2.4 * SPACING)
    gap = points[pairs[:, 1]] - points[pairs[:, 0]]
    distance = np.maximum(np.hypot(*gap.T), 1e-3)
    push = gap / distance[:, None] * ((2.4 * SPACING - distance) * 0.35)[:, None]
    return _summed(pairs, -push, push, len(points))


def _summed(pairs: Rows, first: Points, second: Points, number: int) -> Points:
    """Add up for each node what it gets as the first and as the second of pairs; many times as fast as `np.add.at`."""
    rows, values = pairs.T.ravel(), np.concatenate([first, second])
    return np.column_stack([np.bincount(rows, values[:, axis], number) for axis in (0, 1)]).astype(float)


def _separate(points: Points, radii: Points, regions: _Regions) -> Points:
    """Push nodes apart until none overlap; labels get the room between them."""
    reach = 2 * float(radii.max()) + SPACING * 0.55
    for _ in range(_times(SEPARATIONS, len(points))):
        pairs = _close(points, reach)
        gap = points[pairs[:, 1]] - points[pairs[:, 0]]
        distance = np.hypot(*gap.T)
        wanted = radii[pairs[:, 0]] + radii[pairs[:, 1]] + SPACING * 0.5
        close = distance < wanted - TOLERANCE
        if not close.any():
            break
        pairs, gap, distance, wanted = pairs[close], gap[close], distance[close], wanted[close]
        # Two nodes on the very same spot part along a direction of their own.
        spot = distance < TOLERANCE
        gap[spot] = np.column_stack([np.cos(pairs[spot, 0]), np.sin(pairs[spot, 0])])
        length = np.where(spot, 1.0, distance)
        push = gap / length[:, None] * ((wanted - distance) * 0.3)[:, None]
        points = regions.confine(points + _summed(pairs, -push, push, len(points)))
    return points
