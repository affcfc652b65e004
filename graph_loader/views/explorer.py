"""The explorer: one offline HTML page for a graph, and presets of it."""

from __future__ import annotations

import html
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
import networkx as nx
from markupsafe import Markup

from graph_loader.graph.layout import node_size
from graph_loader.model import numerals
from graph_loader.model.errors import ColdWarError
from graph_loader.model.study import LANGUAGES, in_language
from graph_loader.model.vocabulary import Bloc, Family, RelationshipType, Theatre
from graph_loader.package import files
from graph_loader.views import bundle, columns, overview, study_choices
from graph_loader.views.payload import Row, Scene, region_ellipses, scene
from graph_loader.views.presets import (
    Preset,
    address,
    expect_ties,
    first_sight,
    of_focus,
    of_part,
    presets,
    window_days,
)


@dataclass(frozen=True)
class Page:
    """An HTML page that needs nothing but itself.

    Attributes
    ----------
    html : str
        The whole document.
    """

    html: str = field(repr=False)

    def write(self, path: Path) -> None:
        """Write the page to a file.

        Parameters
        ----------
        path : pathlib.Path
            The file to make or to replace.
        """
        files.write_text(path, self.html)

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame that may run scripts and save files, and nothing else."""
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" sandbox="allow-scripts allow-downloads" '
            'style="width: 100%; height: 720px; border: 1px solid #ccc" title="Network explorer"></iframe>'
        )


def explorer(
    graph: nx.Graph[Any],
    *,
    title: str | None = None,
    preset: str | None = None,
    focus: str | None = None,
    families: Collection[str] = (),
    between: tuple[str | int, str | int] | None = None,
    measures: Mapping[str, Mapping[str, Any]] | None = None,
    language: str = "en",
) -> Page:
    """Make the explorer page of a graph.

    Of a part of a graph (`graph_loader.part`) the page says which part it is, and shows it. Of more than
    `graph_loader.views.overview.HELD` claims it holds the overview alone, or what surrounds the node in focus.

    Parameters
    ----------
    graph : networkx.Graph
        Of any kind, with the attributes of docs/contract.md; what is missing is left out of the page, dates,
        sets and the like become text.
    title : str, optional
        Heading of the page; the title of the study or of the package by default.
    preset : str, optional
        The first view: ``all``, a preset of the study or a family, a theatre or a source; an unknown one is refused
        with those that there are. Without it, and if nothing else limits the page, the families that the study shows
        first; else all.
    focus : str, optional
        Id of a node of which the neighbourhood is shown first.
    families : collection of str
        The families of ties that are shown first; all by default.
    between : tuple, optional
        EDTF dates: only what may have fallen between the first day of the one and the last of the other.
    measures : mapping, optional
        Measures of each node, as `graph_loader.analysis.measures` gives them.
    language : {'en', 'es'}
        Language of the interface; the reader can change it.

    Returns
    -------
    Page

    Raises
    ------
    ColdWarError
        If the preset, the node or the language is unknown, the dates are in the wrong order, or no tie passes them.
    """
    if language not in LANGUAGES:
        raise ColdWarError(f"expected a language of {', '.join(LANGUAGES)}, found {language!r}")
    graph = overview.fitting(graph, focus)
    made = scene(graph, measures)
    choices = _preset(made, preset or "all").choices(made)
    if families:
        hidden = [family for family in made.look["family"] if family not in families]
        choices["-family"] = ",".join(hidden)
    if between:
        choices["y"] = "~".join(window_days(*between))
    expect_ties(made, families, between, [focus] if focus else graph.graph.get("part", {}).get("focus", ()))
    if focus is not None:
        if focus not in made.layout.positions:
            raise ColdWarError(f"{focus!r} has no tie to show")
        choices |= of_focus(focus)
    elif preset is None:
        choices |= of_part(graph.graph.get("part", {}))
    start = first_address(made) if preset is None and not choices and "part" not in graph.graph else address(choices)
    return page_of(made, graph, title=title, start=start, language=language)


def _preset(made: Scene, wanted: str) -> Preset:
    found = {preset.id: preset for preset in presets(made)}
    if wanted not in found:
        raise ColdWarError(f"expected a preset of {', '.join(found)}, found {wanted!r}")
    return found[wanted]


def first_address(made: Scene) -> str:
    """Return the address of what a page shows at first sight; empty for everything."""
    first = first_sight(made)
    choices = first.choices(made) if first else {}
    return address({key: value for key, value in choices.items() if value})


def page_of(
    made: Scene,
    graph: nx.Graph[Any],
    *,
    title: str | None = None,
    start: str = "",
    language: str = "en",
    galleries: Mapping[str, str] | None = None,
) -> Page:
    """Make the explorer page of a scene that is already laid out; `galleries` are the pages it is a part of."""
    words = words_of(made, title)
    data = {
        "title": words[language]["page"]["title"],
        "name": str(graph.graph.get("name") or ""),
        "version": str(graph.graph.get("version") or ""),
        "start": start,
        "galleries": dict(galleries or {}),
        "language": language,
        "look": made.look,
        "nodes": columns.table(made.nodes),
        "claims": columns.table(made.claims),
        "places": made.places,
        "own": graph.graph.get("own_columns", {}),
        "regions": region_ellipses(made.layout),
        "presets": _presets(made, words),
        "land": json.loads(bundle.asset("land.json"))["rings"],
        "drawn": columns.table(_canvas_nodes(made)),
    }
    if created := graph.graph.get("created"):
        data["created"] = str(created)
    if made.draft is not None:
        data["draft"] = made.draft
    if part_ := graph.graph.get("part"):
        data["part"] = part_
    if packages := graph.graph.get("packages"):
        data["packages"] = list(packages.items())
    if made.study.first_year:
        data["years"] = [made.study.first_year, made.study.last_year]
    data |= study_choices.of(made.study, graph)
    if made.study.periods:
        data["periods"] = [
            {"first": each.first, "last": each.last, "begins": dict(each.begins)} for each in made.study.periods
        ]
    return Page(_render(data, words, language, draft_line(made, words[language], language)))


def texts() -> dict[str, Row]:
    """Return the words of the interface in every language."""
    folder = resources.files(__package__) / "text"
    return {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in LANGUAGES}


def words_of(made: Scene, title: str | None = None) -> dict[str, Row]:
    """Return the words of a page in every language: those of the interface, of the vocabulary and of the study."""
    things: dict[str, Mapping[str, Theatre | Bloc | Family | RelationshipType]] = {
        "theatres": made.vocabulary.theatres,
        "blocs": made.vocabulary.blocs,
        "families": made.vocabulary.families,
        "types": made.vocabulary.types,
    }
    found = texts()
    for code, words in found.items():
        for group, named in things.items():
            words[group] = {id_: thing.names[code] for id_, thing in named.items() if code in thing.names}
        said = in_language(made.study.title, code) or made.title or words["page"]["title"]
        words["page"]["title"] = said if title is None else title
        gallery = words["gallery"]
        if made.look["theatre"]:
            gallery["readText"][0] += f" {gallery['regions']}"
        gallery["trustText"] = [text.replace("{sources}", str(len(made.sources))) for text in gallery["trustText"]]
        gallery["trustText"] += [in_language(caveat, code) for caveat in made.study.caveats]
        if made.study.unknown_years is not None:
            bound = words["slider"]["unknownYears"].replace("{years}", str(made.study.unknown_years))
            words["slider"]["possibleHelp"] += f". {bound}"
            gallery["trustText"].append(bound)
        gallery["licence"] = in_language(made.study.licence, code) or gallery["licence"]
    return found


def draft_line(made: Scene, words: Row, language: str) -> str:
    """Say of a draft how many rows it leaves out; nothing of a package without fault."""
    if made.draft is None:
        return ""
    text = str(words["draft"]["one" if made.draft == 1 else "other"])
    return text.replace("{n}", numerals.figure(made.draft, language))


def theatre_name(made: Scene, theatre: str, words: Row) -> str:
    """Return the name of a theatre: that of the language, else that of the vocabulary."""
    return str(words["theatres"].get(theatre) or made.look["theatre"].get(theatre, {}).get("name") or theatre)


def family_name(made: Scene, family: str, words: Row) -> str:
    """Return the name of a family of ties: that of the language, else that of the vocabulary."""
    return str(words["families"].get(family) or made.look["family"].get(family, {}).get("name") or family)


def preset_name(made: Scene, preset: Preset, words: Row, language: str) -> str:
    """Return what a preset is called in the language of `words`."""
    if name := in_language(preset.names, language):
        return name
    if preset.group == "source":
        (source,) = preset.sources
        return next((node["name"] for node in made.nodes if node["id"] == source), source)
    named = [theatre_name(made, theatre, words) for theatre in preset.around]
    named += [family_name(made, family, words) for family in preset.families]
    return ", ".join(named) or str(words["preset"]["all"] if preset.id == "all" else preset.id)


def _presets(made: Scene, words: Mapping[str, Row]) -> list[Row]:
    """List the presets that a page offers: what it shows at first sight stands after the first, which is all."""
    found, first = presets(made), first_sight(made)
    offered = [*found[:1], first, *found[1:]] if first else found
    return [
        {
            "id": preset.id,
            "group": preset.group,
            "state": address(preset.choices(made)),
            "names": {code: preset_name(made, preset, words[code], code) for code in words},
        }
        for preset in offered
    ]


def _canvas_nodes(made: Scene) -> list[Row]:
    """Return where each drawn node lies, how large and of which shape."""
    kinds, places = made.look["kind"], made.layout.positions
    return [
        {
            "id": node["id"],
            "x": places[node["id"]][0],
            "y": places[node["id"]][1],
            "size": node_size(node["degree"]),
            "shape": kinds.get(node["label"], {}).get("shape", "dot"),
        }
        for node in made.nodes
        if node["drawn"]
    ]


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("graph_loader.views"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, *, styles: Sequence[str], scripts: Sequence[str], **values: Any) -> str:
    """Fill a template whose policy allows the given inline styles and scripts, and nothing else."""
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {_sources(scripts)}",
            f"style-src {_sources(styles)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return (
        _environment()
        .get_template(template)
        .render(
            policy=policy,
            styles=[Markup(text) for text in styles],  # noqa: S704 - our own files
            scripts=[Markup(text) for text in scripts],  # noqa: S704 - our own files
            **values,
        )
    )


def _sources(inline: Iterable[str]) -> str:
    return " ".join(bundle.content_hash(text) for text in inline) or "'none'"


def _render(data: Row, words: Mapping[str, Row], language: str, draft: str) -> str:
    return render(
        "explorer.html",
        styles=[bundle.asset("base.css"), bundle.asset("explorer.css")],
        scripts=[bundle.script("app")],
        title=data["title"],
        language=language,
        draft=draft,
        part="part" in data,
        text=words[language],
        data=columns.packed(data),
        texts=Markup(bundle.json_block(words)),  # noqa: S704 - escaped there
    )
