"""Small pictures of the network as SVG, made from the layout: no browser is needed for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from graph_loader.graph.layout import node_size
from graph_loader.graph.network import is_affirmed

if TYPE_CHECKING:
    from graph_loader.views.payload import Row, Scene

MOST_PAIRS = 2000
"""Pairs of nodes that a picture draws: of more, those with most claims. Beyond, a picture is black."""
WIDTH, HEIGHT, MARGIN = 640.0, 400.0, 12.0
# As in the explorer (look/appearance.js): hues tell families of ties and nothing else.
PLAIN, PAPER = "#5b564e", "#fdfcf9"


def drawn(made: Scene, views: Iterable[Sequence[Row]]) -> Iterator[str]:
    """Draw the claims of each view and the nodes they tie; of very many, the pairs with most claims."""
    frame = _Frame(made)
    regions = _regions(made, frame)
    for view in views:
        claims = _shown(view)
        shown = {claim[end] for claim in claims for end in ("from", "to")}
        parts = [*regions, *_ties(made, claims, frame), *_nodes(made, shown, frame)]
        yield f'<svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" aria-hidden="true">{"".join(parts)}</svg>'


def is_partial(claims: Sequence[Row]) -> bool:
    """Tell whether a picture of these claims leaves pairs out."""
    return len({_pair(claim) for claim in claims}) > MOST_PAIRS


def _shown(claims: Sequence[Row]) -> Sequence[Row]:
    counts = Counter(_pair(claim) for claim in claims)
    if len(counts) <= MOST_PAIRS:
        return claims
    most = set(sorted(counts, key=lambda pair: (-counts[pair], pair))[:MOST_PAIRS])
    return [claim for claim in claims if _pair(claim) in most]


def _pair(claim: Row) -> tuple[str, str]:
    return min(claim["from"], claim["to"]), max(claim["from"], claim["to"])


class _Frame:
    """The canvas scaled into the picture."""

    def __init__(self, made: Scene) -> None:
        sizes = made.sizes()
        boxes = [(r.x - r.rx, r.y - r.ry, r.x + r.rx, r.y + r.ry) for r in made.layout.regions]
        for node, (x, y) in made.layout.positions.items():
            radius = sizes.get(node, 0.0)
            boxes.append((x - radius, y - radius, x + radius, y + radius))
        left, top, right, bottom = zip(*boxes, strict=True) if boxes else ((0.0,), (0.0,), (1.0,), (1.0,))
        wide, high = max(right) - min(left) or 1, max(bottom) - min(top) or 1
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
        self.left = min(left) - (WIDTH / self.scale - wide) / 2
        self.top = min(top) - (HEIGHT / self.scale - high) / 2

    def point(self, place: tuple[float, float]) -> str:
        return f"{(place[0] - self.left) * self.scale:.1f} {(place[1] - self.top) * self.scale:.1f}"


def _regions(made: Scene, frame: _Frame) -> list[str]:
    drawn = []
    for region in made.layout.regions:
        x, y = frame.point((region.x, region.y)).split()
        rx, ry = (f"{radius * frame.scale:.1f}" for radius in (region.rx, region.ry))
        drawn.append(f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" fill="{PLAIN}" fill-opacity=".07"/>')
    return drawn


def _ties(made: Scene, claims: Sequence[Row], frame: _Frame) -> list[str]:
    """One path per family, and a dotted one for what it was not; a pair of nodes is drawn once in each."""
    pairs: dict[tuple[str, bool], set[tuple[str, str]]] = defaultdict(set)
    for claim in claims:
        pairs[claim["family"], not is_affirmed(claim)].add(_pair(claim))
    positions = made.layout.positions
    opacity = max(0.12, min(0.6, 6 / max(1, sum(map(len, pairs.values()))) ** 0.5))
    drawn = []
    for (family, denied), found in sorted(pairs.items()):
        dots = ' stroke-dasharray="1 3"' if denied else ""
        colour = made.look["family"].get(family, {}).get("colour", "#888888")
        path = "".join(f"M{frame.point(positions[a])}L{frame.point(positions[b])}" for a, b in sorted(found))
        drawn.append(f'<path d="{path}" stroke="{colour}" stroke-opacity="{opacity:.2f}" fill="none"{dots}/>')
    return drawn


def _nodes(made: Scene, shown: Collection[str], frame: _Frame) -> list[str]:
    """One path per kind, each node a dot: at this size shapes cannot be told apart."""
    dots: dict[str, list[str]] = defaultdict(list)
    for node in made.nodes:
        if node["id"] in shown:
            x, y = frame.point(made.layout.positions[node["id"]]).split()
            r = max(1.6, node_size(node["degree"]) * frame.scale)
            dots[node["label"]].append(
                f"M{float(x) - r:.1f} {y}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0"
            )
    return [f'<path d="{"".join(paths)}" {_paint(made, label)}/>' for label, paths in sorted(dots.items())]


def _paint(made: Scene, label: str) -> str:
    hollow = made.look["kind"].get(label, {}).get("hollow")
    return f'fill="{PAPER}" stroke="{PLAIN}"' if hollow else f'fill="{PLAIN}"'
