"""The gallery: the page that says what the graph holds and leads to its views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph_loader import files
from graph_loader.views import bundle
from graph_loader.views.explorer import page_of, render, texts
from graph_loader.views.payload import Row, Scene, scene
from graph_loader.vocabulary import ACTOR_LABELS

if TYPE_CHECKING:
    from graph_loader.dataset import Dataset

TITLE = "Cold War relationships"


def write_views(
    graph: nx.MultiDiGraph[Any],
    dataset: Dataset | None,
    out: Path,
    *,
    measures: Mapping[str, Mapping[str, Any]] | None = None,
    findings: Iterable[Row] = (),
) -> list[Path]:
    """Write the gallery and the explorer of a graph.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        With the attributes of docs/architecture.md.
    dataset : Dataset or None
        The package that the graph was built from; names the data in the gallery.
    out : pathlib.Path
        The folder to write to.
    measures : mapping, optional
        Measures of each node, see `explorer`.
    findings : iterable of dict, optional
        ``id, title, text, view_hash`` of each finding.

    Returns
    -------
    list of pathlib.Path
        The files written: ``index.html`` and ``network.html``.
    """
    made = scene(graph, measures)
    index, network = out / "index.html", out / "network.html"
    page_of(made, graph, title=TITLE).write(network)
    files.write_text(index, _gallery(made, graph, dataset, list(findings)))
    return [index, network]


def _gallery(made: Scene, graph: nx.MultiDiGraph[Any], dataset: Dataset | None, findings: list[Row]) -> str:
    return render(
        "index.html",
        styles=[bundle.asset("base.css"), bundle.asset("gallery.css")],
        scripts=[],
        title=TITLE,
        text=texts()["en"],
        version=str(getattr(dataset, "version", "") or graph.graph.get("version") or ""),
        figures=figures(made),
        actors=leading_actors(made),
        findings=findings,
        totals={"nodes": len(made.nodes), "claims": len(made.claims)},
    )


def figures(made: Scene) -> list[Row]:
    """Count the graph by kind, family, theatre, decade and source.

    Parameters
    ----------
    made : Scene
        The data of the page.

    Returns
    -------
    list of dict
        ``title`` and ``rows`` of ``(name, number)`` of each table.
    """
    look = made.look
    names = {node["id"]: node["name"] for node in made.nodes}
    kinds = Counter(look["kind"].get(node["label"], {}).get("name", node["label"]) for node in made.nodes)
    families = Counter(look["family"].get(claim["family"], {}).get("name", claim["family"]) for claim in made.claims)
    theatres = Counter(
        look["theatre"].get(node["region"], {}).get("name", node["region"])
        for node in made.nodes
        if node["drawn"] and node.get("region")
    )
    decades = Counter(f"{claim['start'][:3]}0s" if "start" in claim else "undated" for claim in made.claims)
    sources = Counter(
        names.get(source, source) for claim in made.claims for source in {row["source"] for row in claim["evidence"]}
    )
    return [
        _figure("Nodes by kind", kinds.most_common()),
        _figure("Claims by family", families.most_common()),
        _figure("Nodes by theatre", theatres.most_common()),
        _figure("Claims by decade", sorted(decades.items())),
        _figure("Claims by source", sources.most_common()),
    ]


def _figure(title: str, rows: list[tuple[str, int]]) -> Row:
    most = max((number for _, number in rows), default=1)
    return {"title": title, "rows": [{"name": n, "number": x, "share": round(100 * x / most)} for n, x in rows]}


def leading_actors(made: Scene, most: int = 5) -> list[Row]:
    """List the actors with most claims in each theatre.

    Parameters
    ----------
    made : Scene
        The data of the page.
    most : int
        How many per theatre.

    Returns
    -------
    list of dict
        ``theatre`` and ``actors`` (nodes, most claims first).
    """
    found = []
    for theatre, look in made.look["theatre"].items():
        actors = [
            node
            for node in made.nodes
            if node.get("region") == theatre and node["drawn"] and node["label"] in ACTOR_LABELS
        ]
        actors.sort(key=lambda node: (-node["degree"], node["id"]))
        if actors:
            found.append({"theatre": look["name"], "colour": look["colour"], "actors": actors[:most]})
    return found
