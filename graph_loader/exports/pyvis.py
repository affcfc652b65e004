"""The graph as a PyVis network, for notebooks, and as one offline page of it."""

from __future__ import annotations

import copy
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup, escape
from pyvis.network import Network

from graph_loader.graph import dossier
from graph_loader.graph.layout import arrange, node_size, theatre_above
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.projections import theatre_network
from graph_loader.graph.sensible import study_of
from graph_loader.graph.told import POLARITY
from graph_loader.model.resources import vis_network
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.files import write_text

Legend: TypeAlias = "list[tuple[str, str, str]]"


class Page(NamedTuple):
    """The page of a family's network in a theatre."""

    family: str
    theatre: str
    path: Path


_TEMPLATE = "pyvis.html"
_NO_THEATRE = "#8a8a8a"
# vis-network writes the label into these two and lets them grow with it: they become outlines of a fixed size.
_HOLLOW = {"ellipse": "dot", "box": "square"}
_GLYPHS = {
    "ellipse": "○",
    "box": "□",
    "dot": "●",
    "square": "■",
    "triangle": "▲",
    "triangleDown": "▼",
    "diamond": "◆",
    "hexagon": "⬢",
    "star": "★",
}
# How the lines of denied ties (dotted) and of strained ones (dash and dot) are drawn, and what the legend shows.
_DASHES = {"denied": [1, 6], "strained": [14, 4, 2, 4]}
_MARKS = {"denied": "┈┈", "strained": "─·─"}
# Claims of these standings are dashed, unless their polarity shows.
_DOUBTED = ("reported", "disputed")
_INK = "#1d1d1d"
_LONGEST_LABEL = 40
MOST_CLAIMS = 2000
"""Of more claims a page of a theatre shows those among the actors with most of them: more, nobody could read."""
_WIDEST_CURVE = 0.6


def to_pyvis(
    graph: ClaimGraph,
    *,
    colour: Literal["theatre", "label"] = "theatre",
    heading: str = "",
    height: str = "750px",
    width: str = "100%",
) -> Network:
    """Turn a claim graph, or a part of one, into a PyVis network.

    Every entity is a node and every claim an edge, known by their ids. The places are ours, with a region for each
    theatre, and physics is off; `Network.toggle_physics`, `show_buttons`, `add_node` and the rest of PyVis work as
    usual. `Network.show` and `generate_html` give a page that needs no other file and no server; it has none of
    PyVis's menus.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph as `to_networkx` and the projections that keep claims return it.
    colour : {'theatre', 'label'}
        What the colours of nodes tell, the label where there are no theatres; their shape always tells the label.
    heading : str
        Heading of the page.
    height, width : str
        Size of the frame in a notebook; a page of its own fills the window.

    Returns
    -------
    pyvis.network.Network

    Examples
    --------
    >>> from graph_loader.graph.network import to_networkx
    >>> from graph_loader.graph.projections import ego, family
    >>> from graph_loader.package.dataset import Dataset
    >>> contacts = ego(family(to_networkx(Dataset.load()), "contact"), "fidel-castro")
    >>> network = to_pyvis(contacts, heading="Whom Castro met")
    >>> network.num_nodes() == len(contacts), network.num_edges() == contacts.number_of_edges()
    (True, True)
    >>> network.get_node("fidel-castro")["label"]
    'Fidel Castro'

    In a notebook, ``network.show("castro.html")`` shows it under the cell.
    """
    vocabulary: Vocabulary = graph.graph["vocabulary"]
    mark = " (draft)" if "draft" in graph.graph else ""
    network = Network(height=height, width=width, directed=True, heading=f"{heading}{mark}")
    theatres = _theatres(graph)
    by_label = colour == "label" or not vocabulary.theatres
    network.nodes = list(_nodes(graph, theatres, vocabulary, by_label=by_label))
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.edges = list(_edges(graph, vocabulary))
    network.toggle_physics(False)
    network.options.interaction.hover = True
    network.options.edges.smooth.enabled = False
    network.options.edges.arrows = {"to": {"scaleFactor": 0.5}}
    network.options.nodes = {
        "borderWidth": 1.5,
        "widthConstraint": {"maximum": 120},
        "scaling": {"label": {"drawThreshold": 8}},
    }
    _make_offline(network, _legend(graph, theatres, vocabulary, by_label=by_label))
    return network


def write(network: Network, path: Path) -> None:
    """Write a PyVis network as one HTML file that asks for nothing else, and is whole or not there at all.

    Parameters
    ----------
    network : pyvis.network.Network
        From `to_pyvis`, or any other: its page then becomes one of ours.
    path : pathlib.Path
        The file to make or to replace.

    Raises
    ------
    ColdWarError
        If `path` is a folder.

    Examples
    --------
    >>> import tempfile
    >>> network = Network(heading="Mine & yours")
    >>> network.add_nodes(["ussr", "chile"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(network, Path(folder) / "mine.html")
    ...     page = (Path(folder) / "mine.html").read_text(encoding="utf-8")
    >>> "<h1>Mine &amp; yours</h1>" in page, "cdn" in page
    (True, False)
    """
    if network.path != _TEMPLATE:
        network = copy.copy(network)
        _make_offline(network, [])
    write_text(path, network.generate_html())


def write_theatres(graph: ClaimGraph, folder: Path, families: Iterable[str]) -> list[Page]:
    """Write a page of each family's network in each theatre that has ties of it; return which is where."""
    vocabulary: Vocabulary = graph.graph["vocabulary"]
    written = []
    for family in families:
        for theatre in vocabulary.theatres.values():
            network = theatre_network(graph, theatre.id, family)
            if len(network):
                path = folder / f"{family}-{theatre.id}.html"
                heading = f"{theatre.name}: {vocabulary.families[family].name}"
                shown = most_tied(network, MOST_CLAIMS)
                if len(shown) < len(network):
                    heading += f" ({len(shown):,} actors with most claims, of {len(network):,})"
                write(to_pyvis(shown, heading=heading), path)
                written.append(Page(family, theatre.id, path))
    return written


def most_tied(graph: ClaimGraph, most: int) -> ClaimGraph:
    """Keep the actors with most claims, by turns, for as long as there are no more than `most` claims among them.

    Examples
    --------
    >>> import networkx as nx
    >>> list(most_tied(nx.MultiDiGraph([("ussr", "cuba"), ("cuba", "chile"), ("ussr", "cuba")]), most=2))
    ['ussr', 'cuba']
    """
    if graph.number_of_edges() <= most:
        return graph
    chosen: set[str] = set()
    claims = 0
    for node, _ in sorted(graph.degree(), key=lambda found: (-found[1], found[0])):
        tied = chain(graph.out_edges(node), graph.in_edges(node))
        claims += sum(one != other and {one, other} <= chosen | {node} for one, other in tied)
        claims += graph.number_of_edges(node, node)
        if claims > most:
            break
        chosen.add(node)
    kept: ClaimGraph = graph.__class__(**graph.graph)
    kept.add_nodes_from((node, entity) for node, entity in graph.nodes(data=True) if node in chosen)
    for one, other, key, claim in graph.edges(keys=True, data=True):
        if {one, other} <= chosen:
            kept.add_edge(one, other, key, **claim)
    return kept if kept.number_of_edges() else graph


def _theatres(graph: ClaimGraph) -> dict[str, str | None]:
    """Return each node's theatre: its own, else that of its state, place or whole."""
    entities: dict[str, dict[str, Any]] = {**graph.nodes}
    return {node: theatre_above(node, entities) for node in entities}


def _nodes(
    graph: ClaimGraph, theatres: dict[str, str | None], vocabulary: Vocabulary, *, by_label: bool
) -> Iterator[dict[str, Any]]:
    claims = Counter(end for edge in graph.edges() for end in set(edge))
    sizes = {node: node_size(claims[node]) for node in graph}
    places = arrange(graph, theatres, sizes, study_of(graph).directions).positions
    for node in sorted(graph):
        entity = graph.nodes[node]
        label = vocabulary.labels[entity["label"]]
        theatre = vocabulary.theatres.get(theatres[node] or "")
        colour = label.colour if by_label else theatre.colour if theatre else _NO_THEATRE
        facts = (label.name, theatre.name if theatre else None, f"claims here: {claims[node]}")
        lines = (entity["name"], " · ".join(filter(None, facts)), entity["description"])
        yield {
            "id": node,
            "label": _shortened(entity["name"]),
            "title": "\n".join(filter(None, lines)),
            "shape": _HOLLOW.get(label.shape, label.shape),
            "color": {"background": "#ffffff", "border": colour} if label.shape in _HOLLOW else colour,
            "size": sizes[node],
            "font": {"size": 10 + round(sizes[node] / 3), "strokeWidth": 3, "strokeColor": "#ffffff"},
            "x": places[node][0],
            "y": places[node][1],
        }


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1] + "…"


def _edges(graph: ClaimGraph, vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    """Yield each claim as an edge; those between the same two nodes are fanned out."""
    pairs = defaultdict(list)
    for from_, to, key, claim in graph.edges(keys=True, data=True):
        pairs[min(from_, to), max(from_, to)].append((key, from_, to, claim))
    for pair in sorted(pairs):
        claims = sorted(pairs[pair], key=lambda each: each[0])
        for number, (key, from_, to, claim) in enumerate(claims):
            yield {
                "id": key,
                "from": from_,
                "to": to,
                "title": _told(graph, from_, to, claim),
                "color": vocabulary.families[claim["family"]].colour,
                "width": 1.2,
                "dashes": _DASHES.get(claim.get("polarity") or "", claim["standing"] in _DOUBTED),
                **({} if claim["symmetric"] else {"arrows": "to"}),
                **_apart(number, len(claims), loop=from_ == to, turned=from_ > to),
            }


def _apart(number: int, parallel: int, *, loop: bool, turned: bool) -> dict[str, Any]:
    """Give an edge a curve that none of its parallels has: half of them to either side of the straight line."""
    if loop:
        return {"selfReference": {"size": 16 + 6 * number, "angle": 0.8}}
    step = min(0.15, 2 * _WIDEST_CURVE / max(parallel - 1, 1))
    bend = round((number - (parallel - 1) / 2) * step, 6)
    if not bend:
        return {}
    side = "curvedCW" if (bend > 0) != turned else "curvedCCW"
    return {"smooth": {"enabled": True, "type": side, "roundness": abs(bend)}}


def _told(graph: ClaimGraph, from_: str, to: str, claim: dict[str, Any]) -> str:
    tie = dossier.tie(graph, from_, to, claim)
    voices = f"reported by {', '.join(tie.reported_by)}" if tie.reported_by else None
    standing = None if tie.standing == "stated" or (voices and tie.standing == "reported") else tie.standing
    facts = (tie.role, tie.amount, tie.about and f"about {tie.about}", voices, standing)
    lines = (
        f"{tie.words} · {tie.date_in_words}",
        tie.polarity and POLARITY[tie.polarity],
        " · ".join(filter(None, facts)),
        tie.summary,
        *tie.citations,
        *tie.annotations,
        f"({tie.id})",
    )
    return "\n".join(filter(None, lines))


def _legend(graph: ClaimGraph, theatres: dict[str, str | None], vocabulary: Vocabulary, *, by_label: bool) -> Legend:
    used = {entity["label"] for _, entity in graph.nodes(data=True)}
    labels = [
        (_GLYPHS.get(label.shape, "●"), label.colour if by_label else _NO_THEATRE, label.plural)
        for key, label in vocabulary.labels.items()
        if key in used
    ]
    here = set(theatres.values())
    places = [("⬤", each.colour, each.name) for key, each in vocabulary.theatres.items() if key in here]
    families = {claim["family"] for *_, claim in graph.edges(data=True)}
    ties = [("━", each.colour, each.name) for key, each in vocabulary.families.items() if key in families]
    told = {(claim.get("polarity"), claim["standing"]) for *_, claim in graph.edges(data=True)}
    polarities = {polarity for polarity, _ in told}
    marks = [(_MARKS[key], _INK, words) for key, words in POLARITY.items() if key in polarities]
    doubted = {standing for polarity, standing in told if polarity not in _DASHES}
    dashed = " or ".join(standing for standing in _DOUBTED if standing in doubted)
    return [*([] if by_label else places), *labels, *ties, *([("╌╌", _INK, dashed)] if dashed else []), *marks]


def _make_offline(network: Network, legend: Legend) -> None:
    """Give a network our page instead of PyVis's, which links style sheets and writes markup from names."""
    pages = jinja2.Environment(
        loader=jinja2.PackageLoader("graph_loader", "exports"),
        autoescape=True,
        trim_blocks=True,
        bytecode_cache=_compiled,
    )
    pages.filters["ascii"] = _ascii
    pages.globals |= {"legend": legend, "vis_network": _script()}
    network.templateEnv, network.path = pages, _TEMPLATE
    network.cdn_resources = "in_line"  # or PyVis copies a folder of scripts beside each page
    network.prep_notebook()


class _Compiled(jinja2.BytecodeCache):
    """Our page, compiled once for the networks of a build: each has an environment of its own."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


_compiled = _Compiled()


def _ascii(text: Any) -> Markup:
    """Escape a text for HTML, in ASCII, since PyVis writes files in whatever encoding the machine prefers."""
    return Markup(escape(text).encode("ascii", "xmlcharrefreplace").decode())  # noqa: S704 - escaped


@cache
def _script() -> Markup:
    r"""Return vis-network in ASCII: ``\uXXXX`` means the same in its strings and patterns."""
    text = re.sub(r"[^\x00-\x7f]", lambda match: f"\\u{ord(match[0]):04x}", vis_network())
    return Markup(text)  # noqa: S704 - a script, not a text
