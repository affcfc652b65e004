"""What a page knows: the graph as plain JSON data, nothing else is sent to the browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, cast

import networkx as nx

from graph_loader.graph.layout import Layout, arrange, node_size, upwards
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates, identifiers
from graph_loader.model.plain import plain_row
from graph_loader.model.study import Study
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package import names
from graph_loader.views import lives, suggested
from graph_loader.views.places import Places

Row = dict[str, Any]

#: Labels of nodes with a date of their own, which the timeline shows.
_MOMENTS = {"Agreement", "Event"}
#: Node attributes that the page derives for itself or gets in another form.
_APART = {"acts", "label", "name", "aliases", "annotations", "identifiers", "id", "years", "held", "measures", "life"}
#: Claim attributes that the page derives for itself.
_DERIVED = {"possible", "years", "held"}
_BOUNDS = ("possible_start", "possible_end")


@dataclass(frozen=True)
class Scene:
    """A graph made ready for pages: its data and the place of every node.

    Attributes
    ----------
    nodes, claims : list of dict
        Nodes by id, claims by id.
    layout : Layout
        Where the drawn nodes lie.
    look : dict
        Colours, shapes and names from the vocabulary.
    study : Study
        What its package says of the study, and sensible values for what it does not.
    vocabulary : Vocabulary
    title : str
        That of the package, empty where there is none.
    places : list of dict
        Those that evidence names, in words.
    draft : int or None
        How many rows a draft leaves out; None for a package without fault.
    """

    nodes: list[Row]
    claims: list[Row]
    layout: Layout
    look: Row
    study: Study
    vocabulary: Vocabulary
    title: str = ""
    places: list[dict[str, str]] = field(default_factory=list)
    draft: int | None = None

    @cached_property
    def sources(self) -> list[str]:
        """The ids of the sources that claims rest on, in order."""
        return sorted({row["source"] for claim in self.claims for row in claim["evidence"] if "source" in row})

    def sizes(self) -> dict[str, float]:
        """Return the radius of each drawn node in canvas units."""
        return {node["id"]: node_size(node["degree"]) for node in self.nodes if node["drawn"]}


def scene(
    graph: nx.Graph[Any],
    measures: Mapping[str, Mapping[str, Any]] | None = None,
) -> Scene:
    """Turn a graph into the data of a page.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("ussr", label="State", name="Soviet Union", theatre="moscow")
    >>> graph.add_node("chile", label="State", name="Chile", theatre="santiago")
    >>> _ = graph.add_edge("ussr", "chile", key="y01-01", type="COOPERATED_WITH")
    >>> made = scene(graph)
    >>> made.claims[0]["family"], made.layout.positions["ussr"][1] < made.layout.positions["chile"][1]
    ('diplomacy', True)
    """
    graph = directed(graph)
    vocabulary = graph.graph.get("vocabulary") or Vocabulary.load()
    claims = _claims(graph, vocabulary)
    doubted = suggested.concerned(claims, {str(node): data for node, data in graph.nodes(data=True)})
    _narrow(graph, claims, vocabulary)
    places = Places(graph)
    for claim in claims:
        claim["evidence"] = [places.marked(row) for row in claim["evidence"]]
    nodes = _nodes(graph, claims, measures or {})
    suggested.add(graph, doubted, claims, nodes, lambda made, ids: _followed(made, ids, vocabulary))
    drawn = [node for node in nodes if node["drawn"]]
    shape: nx.MultiDiGraph[Any] = nx.MultiDiGraph(**graph.graph)
    shape.add_nodes_from((node["id"], node) for node in drawn)
    shape.add_edges_from((claim["from"], claim["to"], claim) for claim in claims)
    study = study_of(shape)
    layout = arrange(
        shape,
        {node["id"]: node.get("region") for node in drawn},
        {node["id"]: node_size(node["degree"]) for node in drawn},
        study.directions,
    )
    look = _look(vocabulary, claims, nodes)
    title = str(graph.graph.get("title") or "")
    left_out = graph.graph.get("draft")
    return Scene(nodes, claims, layout, look, study, vocabulary, title, places.rows, left_out)


def _claims(graph: nx.MultiDiGraph[Any], vocabulary: Vocabulary) -> list[Row]:
    return sorted((_claim(*edge, vocabulary) for edge in graph.edges(keys=True, data=True)), key=_by_id)


def _followed(graph: nx.MultiDiGraph[Any], ids: Sequence[str], vocabulary: Vocabulary) -> tuple[list[Row], list[Row]]:
    """Make the rows of a graph in which suggestions are followed: its claims, and the nodes of these ids."""
    claims = _claims(graph, vocabulary)
    _narrow(graph, claims, vocabulary)
    attributes = dict(graph.nodes(data=True))
    return claims, [_node(id_, attributes[id_], 0, None) | _roll_up(id_, attributes) for id_ in ids]


def _by_id(row: Row) -> str:
    return str(row["id"])


def _known(row: Mapping[str, Any], owner: object = "") -> Row:
    """Leave out what is unknown; the rest becomes text and numbers."""
    return {key: value for key, value in plain_row(row, owner).items() if value not in (None, "", [])}


def directed(graph: nx.Graph[Any]) -> nx.MultiDiGraph[Any]:
    """Return any graph as a claim graph; the ties of an undirected one are symmetric."""
    if graph.is_directed() and graph.is_multigraph():
        return cast("nx.MultiDiGraph[Any]", graph)
    made: nx.MultiDiGraph[Any] = nx.MultiDiGraph(**graph.graph)
    made.add_nodes_from(graph.nodes(data=True))
    mutual = {} if graph.is_directed() else {"symmetric": True}
    several: nx.MultiGraph[Any] = nx.MultiGraph(graph) if not graph.is_directed() else nx.MultiDiGraph(graph)
    for source, target, key, attributes in several.edges(keys=True, data=True):
        made.add_edge(source, target, key, **{str(name): value for name, value in attributes.items()} | mutual)
    return made


def _with_days(row: Row) -> Row:
    """Add the first and last days to a dated row that comes without them; a text that is no date is left out."""
    if "date" not in row or "start" in row or "end" in row:
        return row
    try:
        interval = dates.parse(str(row["date"]))
    except dates.DateError:
        return {key: value for key, value in row.items() if key != "date"}
    days = {name: getattr(interval, name) for name in ("start", "start_latest", "end_earliest", "end")}
    return row | {name: day.isoformat() for name, day in days.items() if day}


def _claim(source: Any, target: Any, key: Any, attributes: Mapping[str, Any], vocabulary: Vocabulary) -> Row:
    own = {name: value for name, value in attributes.items() if name not in _DERIVED}
    claim = _with_days(_known(own, f"{source}-{target}-{key}"))
    kind = vocabulary.types.get(claim.setdefault("type", "RELATED_TO"))
    claim.setdefault("family", kind.family if kind else "other")
    claim.setdefault("aspect", kind.aspect if kind else "event")
    claim.setdefault("standing", "stated")
    if kind and kind.symmetric:
        claim["symmetric"] = True
    claim |= {
        "id": str(key if isinstance(key, str) else claim.get("id", f"{source}-{target}-{key}")),
        "from": str(source),
        "to": str(target),
        "evidence": [_known(row) for row in claim.get("evidence", ())],
    }
    if "date" in claim:
        _add_years(claim, claim["aspect"])
    if "annotations" in claim:
        claim["annotations"] = [_known(row) for row in claim["annotations"]]
    return claim


def _add_years(row: Row, aspect: str) -> None:
    """Say which years a date names, and on which days what lasted certainly held: the page need not read dates."""
    try:
        dates.parse(row["date"])
    except dates.DateError:
        return
    if found := lives.years(row["date"], aspect):
        row["years"] = found
    if aspect == "state" and (held := lives.certain_days(row["date"])):
        row["held"] = held


def _narrow(graph: nx.MultiDiGraph[Any], claims: Iterable[Row], vocabulary: Vocabulary) -> None:
    """Say on which days each claim is possible, where that is less than its date leaves open."""
    attributes = {str(node): data for node, data in graph.nodes(data=True)}
    for claim in claims:
        if "date" in claim:
            type_ = vocabulary.types.get(claim["type"])
            ends = attributes[claim["from"]], attributes[claim["to"]]
            possible = lives.possible_days(claim, ends, causal=bool(type_ and type_.causal))
            bounds = [claim.pop(bound, None) for bound in _BOUNDS]
            possible = (
                max(filter(None, (bounds[0], possible[0])), default=None),
                min(filter(None, (bounds[1], possible[1])), default=None),
            )
            if possible != (claim.get("start"), claim.get("end")):
                claim["possible"] = possible


def _nodes(graph: nx.MultiDiGraph[Any], claims: Sequence[Row], measures: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    degree: dict[str, int] = {}
    for claim in claims:
        for end in {claim["from"], claim["to"]}:
            degree[end] = degree.get(end, 0) + 1
    attributes = {str(node): data for node, data in graph.nodes(data=True)}
    nodes = [
        _node(node, data, degree.get(node, 0), measures.get(node)) | _roll_up(node, attributes)
        for node, data in attributes.items()
    ]
    return sorted(nodes, key=_by_id)


def _node(node: str, data: Mapping[str, Any], degree: int, measures: Mapping[str, Any] | None) -> Row:
    row = _with_days(_known({key: value for key, value in data.items() if key not in _APART}, node))
    if data.get("label") in _MOMENTS and "start" in row:
        _add_years(row, "event")
    row |= {
        "id": node,
        "label": data.get("label") or "Topic",
        "name": str(data.get("name") or node),
        "degree": degree,
        # Works cited and historians have no tie of their own: they are in the panel, not in the picture.
        "drawn": degree > 0,
        # Folded here, once: the page only folds what is typed.
        "names": names.spellings(node, data),
    }
    if any(life := lives.life(data)):
        row["life"] = life
    if aliases := data.get("aliases"):
        row["aliases"] = [_known(alias) for alias in aliases]
    if known_as := data.get("identifiers"):
        row["identifiers"] = [_identifier(each) for each in known_as if isinstance(each, Mapping)]
    if annotations := data.get("annotations"):
        row["annotations"] = [_known(note) for note in annotations]
    if measures:
        row["measures"] = _known(measures)
    return row


def _identifier(each: Mapping[str, Any]) -> Row:
    """Add to an id what people read before it, and the address that it leads to, if it leads anywhere."""
    scheme, value = str(each.get("scheme", "")), str(each.get("value", ""))
    known = {"name": identifiers.name(scheme), "link": identifiers.link(scheme, value)}
    return {"scheme": scheme, "value": value} | _known(known)


def _roll_up(node: str, attributes: Mapping[str, Mapping[str, Any]]) -> Row:
    """Region on the canvas, bloc, state and place on the map: a node's own, else what its place or state gives it."""
    found: Row = {}
    for key, row in upwards(node, attributes):
        values = {
            "region": row.get("theatre"),
            "side": row.get("bloc"),
            "state": key if row.get("label") == "State" else None,
            "spot": key if row.get("longitude") is not None and row.get("latitude") is not None else None,
        }
        found = _known(values) | found
    return found


def _look(vocabulary: Vocabulary, claims: Sequence[Row], nodes: Sequence[Row]) -> Row:
    used = {node["label"] for node in nodes}
    types = {claim["type"] for claim in claims}
    sides = {node.get("side") for node in nodes}
    return {
        "theatre": {
            key: {"name": it.name, "colour": it.colour}
            | ({} if it.longitude is None else {"centre": [it.longitude, it.latitude]})
            for key, it in vocabulary.theatres.items()
        },
        # An ellipse holds its label in vis-network; ours stand outside, so it becomes a ring.
        "kind": {
            key: {
                "name": it.plural,
                "colour": it.colour,
                "shape": "dot" if it.shape == "ellipse" else it.shape,
                "hollow": it.shape == "ellipse",
            }
            for key, it in vocabulary.labels.items()
            if key in used
        },
        "family": {
            key: {"name": it.name, "colour": it.colour} | ({"spatial": True} if it.spatial else {})
            for key, it in vocabulary.families.items()
        },
        "bloc": {key: {"name": it.name} for key, it in vocabulary.blocs.items() if key in sides},
        "type": {key: {"verb": it.verb} for key, it in vocabulary.types.items() if key in types},
    }


def region_ellipses(layout: Layout) -> list[Row]:
    """Return the regions as the canvas draws them."""
    return [asdict(region) for region in layout.regions]
