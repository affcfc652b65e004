"""The gallery: the page that says what the graph holds and leads to its views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
from markupsafe import Markup

from graph_loader.model import numerals
from graph_loader.model.study import LANGUAGES, in_language
from graph_loader.model.vocabulary import ACTOR_LABELS
from graph_loader.package import files
from graph_loader.views import bundle, thumbnails
from graph_loader.views.explorer import (
    draft_line,
    family_name,
    first_address,
    page_of,
    preset_name,
    render,
    theatre_name,
    words_of,
)
from graph_loader.views.payload import Row, Scene, scene
from graph_loader.views.presets import Preset, address, presets

if TYPE_CHECKING:
    from graph_loader.package.dataset import Dataset


def write_views(
    graph: nx.MultiDiGraph[Any],
    dataset: Dataset | None,
    out: Path,
    *,
    measures: Mapping[str, Mapping[str, Any]] | None = None,
    findings: Mapping[str, Iterable[Mapping[str, Any]]] | None = None,
    networks: Iterable[tuple[str, str, str]] = (),
) -> list[Path]:
    """Write the gallery, in every language, and the explorer of a graph.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        With the attributes of docs/contract.md.
    dataset : Dataset or None
        The package that the graph was built from; its version is named in the gallery.
    out : pathlib.Path
        The folder to write to.
    measures : mapping, optional
        Measures of each node, as `graph_loader.analysis.measures` gives them.
    findings : mapping of str to iterable of mapping, optional
        By language, of each finding ``title``, ``text``, ``view_hash`` (a state of the explorer, or empty) and
        ``view_note``.
    networks : iterable of tuple of str
        Family, theatre and address of the other pages of networks that the gallery lists.

    Returns
    -------
    list of pathlib.Path
        The files written: ``network.html``, ``index.html`` (English) and ``index.es.html`` (Spanish).
    """
    made = scene(graph, measures)
    network = out / "network.html"
    galleries = {code: _page(code) for code in LANGUAGES}
    page_of(made, graph, start=first_address(made), galleries=galleries).write(network)
    version = str(getattr(dataset, "version", "") or graph.graph.get("version") or "")
    views = _views(made)
    written = [network]
    for language in LANGUAGES:
        written.append(out / _page(language))
        told = list((findings or {}).get(language, ()))
        files.write_text(written[-1], _gallery(made, views, version, told, list(networks), language=language))
    return written


class _View(NamedTuple):
    """What a preset shows: how many claims, and as a picture."""

    preset: Preset
    claims: int
    picture: Markup


def _views(made: Scene) -> list[_View]:
    """Draw the presets, the whole first."""
    shown = [(preset, preset.claims(made)) for preset in presets(made)]
    pictures = thumbnails.drawn(made, (claims for _, claims in shown))
    return [
        _View(preset, len(claims), Markup(picture))  # noqa: S704 - numbers and our own colours
        for (preset, claims), picture in zip(shown, pictures, strict=True)
    ]


def _page(language: str) -> str:
    return "index.html" if language == "en" else f"index.{language}.html"


def _gallery(
    made: Scene,
    views: list[_View],
    version: str,
    findings: list[Mapping[str, Any]],
    networks: list[tuple[str, str, str]],
    *,
    language: str,
) -> str:
    words = words_of(made)[language]
    return render(
        "index.html",
        styles=[bundle.asset("base.css"), bundle.asset("gallery.css")],
        scripts=[],
        title=words["page"]["title"],
        lead=in_language(made.study.lead, language),
        draft=draft_line(made, words, language),
        language=language,
        languages=[(code, words["language"][code], _page(code)) for code in LANGUAGES],
        text=words["gallery"],
        grouped=partial(numerals.figure, language=language),
        version=version,
        empty=not made.claims,
        partial=thumbnails.is_partial(made.claims) and numerals.figure(thumbnails.MOST_PAIRS, language),
        picture=views[0].picture,
        views=[_view(made, view, words, language) for view in views],
        figures=figures(made, words),
        actors=leading_actors(made, words),
        findings=findings,
        networks=[
            {"family": family_name(made, family, words), "theatre": theatre_name(made, theatre, words), "address": file}
            for family, theatre, file in networks
        ],
        totals={
            "nodes": numerals.figure(sum(node["drawn"] for node in made.nodes), language),
            "claims": _of_claims(len(made.claims), words, language),
        },
        enter="" if language == "en" else "&".join(filter(None, [first_address(made), f"lang={language}"])),
        suffix="" if language == "en" else f"&lang={language}",
    )


def _of_claims(number: int, words: Row, language: str) -> str:
    form = "one" if number == 1 else "other"
    return str(words["unit"]["claim"][form].format(n=numerals.figure(number, language)))


def _view(made: Scene, view: _View, words: Row, language: str) -> Row:
    choices = view.preset.choices(made) | ({"lang": language} if language != "en" else {})
    # An empty address is that of the first sight.
    choices = choices or ({"p": "all"} if first_address(made) else {})
    return {
        "name": preset_name(made, view.preset, words, language),
        "address": address(choices),
        "number": _of_claims(view.claims, words, language),
        "picture": view.picture,
    }


def figures(made: Scene, words: Row) -> list[Row]:
    """Count the graph by kind, family, theatre, decade and source.

    Parameters
    ----------
    made : Scene
        The data of the page.
    words : dict
        The words of the interface.

    Returns
    -------
    list of dict
        ``title`` and ``rows`` of each table; a row has ``name``, ``number`` and ``share`` (percent of the largest).
    """
    text = words["gallery"]
    names = {str(node["id"]): str(node["name"]) for node in made.nodes}
    kinds = Counter(words["kinds"]["plural"].get(node["label"], node["label"]) for node in made.nodes)
    theatres = Counter(
        theatre_name(made, node["region"], words) for node in made.nodes if node["drawn"] and "region" in node
    )
    decades = Counter(f"{claim['start'][:3]}0–{claim['start'][2]}9" for claim in made.claims if "start" in claim)
    undated = sum("date" not in claim for claim in made.claims)
    open_start = len(made.claims) - decades.total() - undated
    by_family = Counter(family_name(made, claim["family"], words) for claim in made.claims)
    used: Counter[str] = Counter()
    for claim in made.claims:
        used.update({row["source"] for row in claim["evidence"] if "source" in row})
    found = [
        _figure(text["kindFigure"], kinds.most_common()),
        _figure(text["familyFigure"], by_family.most_common()),
        _figure(text["theatreFigure"], theatres.most_common()),
        _figure(
            text["decadeFigure"],
            [*sorted(decades.items()), (text["openStart"], open_start), (text["undated"], undated)],
        ),
        _figure(text["sourceFigure"], [(names.get(source, source), number) for source, number in used.most_common()]),
    ]
    return [figure for figure in found if figure["rows"]]


def _figure(title: str, rows: list[tuple[str, int]]) -> Row:
    most = max((number for _, number in rows), default=0) or 1
    return {"title": title, "rows": [{"name": n, "number": x, "share": round(100 * x / most)} for n, x in rows if x]}


def leading_actors(made: Scene, words: Row, most: int = 5) -> list[Row]:
    """List the actors with most claims in each theatre; where there are no theatres, of all.

    Parameters
    ----------
    made : Scene
        The data of the page.
    words : dict
        The words of the interface.
    most : int
        How many per theatre.

    Returns
    -------
    list of dict
        ``theatre`` (empty for all) and ``actors`` (nodes, most claims first).
    """
    everybody = [node for node in made.nodes if node["drawn"] and node["label"] in ACTOR_LABELS]
    everybody.sort(key=lambda node: (-node["degree"], node["id"]))
    if not made.look["theatre"] and everybody:
        return [{"theatre": "", "actors": everybody[: 2 * most]}]
    return [
        {"theatre": theatre_name(made, theatre, words), "actors": actors[:most]}
        for theatre in made.look["theatre"]
        if (actors := [node for node in everybody if node.get("region") == theatre])
    ]
