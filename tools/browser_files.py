"""Write the files of the Neo4j Browser: its style, the guide in two forms, the saved queries: `make docs`.

Colours come from data/vocabulary.yaml, the guide from data/guide.yaml, the queries from cypher/queries.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup, escape

from graph_loader.database.library import Query, of_package
from graph_loader.model import resources
from graph_loader.model.vocabulary import RelationshipType, Vocabulary
from tools import asciidoc

FOLDER = "Cold War"
# Wide enough for names of three or four words, which are cut where they do not fit.
DIAMETERS = {"Person": "65px", "State": "90px"}
USUAL_DIAMETER = "80px"
# The words that the data are coded in are pale beside what they describe.
VOCABULARY = {"Type": "#DCE6F2", "Family": "#B9CDE5", "Theatre": "#CFE8D5", "Bloc": "#E8D5EA", "Period": "#F3DCC3"}
WORD_DIAMETER = "65px"
# The Browser keeps two tied nodes 90 pixels apart: the arrow's head takes 8 of them, the space around its caption 2.
ARROW = 80
LETTER = 0.58
"""How wide a small letter of a wide typeface is, as a part of its size."""
USUAL_SIZE = 8
GRASS_SIGNS = frozenset("'{}<>:;")
OLDEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def files() -> dict[str, bytes]:
    """Return the content of every file by its path under ``cypher/``."""
    vocabulary = Vocabulary.load(resources.data_dir())
    guide = read_guide(resources.data_dir() / "guide.yaml")
    return {
        "style.grass": _render("style.grass", **_looks(vocabulary)),
        **{f"guide/{name}": content for name, content in guide_files(guide).items()},
        "favourites.zip": _favourites(),
    }


def guide_files(guide: dict[str, Any]) -> dict[str, bytes]:
    """Return a guide for both Browsers."""
    return {name: _render(name, **guide) for name in ("guide.html", "guide.adoc")}


def read_guide(file: Path) -> dict[str, Any]:
    """Return the guide with the Cypher of its queries."""
    queries = of_package(resources.data_dir())
    guide: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for slide in guide["slides"]:
        for entry in slide["queries"]:
            query = queries[entry["query"]]
            chosen = {parameter.name: parameter.default for parameter in query.parameters} | entry.get("parameters", {})
            entry["cypher"] = query.with_values(
                {each.name: replace(each, default=chosen[each.name]).default_value() for each in query.parameters}
            )
    return guide


def _looks(vocabulary: Vocabulary) -> dict[str, Any]:
    labels = [
        _look(each.name, each.colour, DIAMETERS.get(each.name, USUAL_DIAMETER)) for each in vocabulary.labels.values()
    ]
    labels += [_look(name, colour, WORD_DIAMETER) for name, colour in VOCABULARY.items()]
    colours = {family.id: family.colour for family in vocabulary.families.values()}
    types = [
        {
            "name": type_.name,
            "colour": colours[type_.family],
            "text": _readable_on(colours[type_.family]),
            "caption": _caption(type_),
            "size": _size(_caption(type_)),
        }
        for type_ in vocabulary.types.values()
    ]
    return {"labels": labels, "types": types}


def _look(name: str, colour: str, diameter: str) -> dict[str, str]:
    return {
        "name": name,
        "colour": colour,
        "border": _darker(colour),
        "text": _readable_on(colour),
        "diameter": diameter,
    }


def _caption(type_: RelationshipType) -> str:
    """Return the type in words, which are shorter than capitals; where words would break the style, as its name."""
    return "<type>" if set(type_.verb) & GRASS_SIGNS else type_.verb


def _size(caption: str) -> str:
    """Return the size of letters with which a caption fits the arrow between two nodes that nothing draws together."""
    return f"{min(USUAL_SIZE, ARROW / (LETTER * len(caption))):.1f}px"


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(part * 0.7):02X}" for part in bytes.fromhex(colour[1:]))


def _readable_on(colour: str) -> str:
    """Return black or white, whichever has the higher contrast by WCAG 2 (they are equal at a luminance of 0.179)."""
    red, green, blue = (_linear(part / 255) for part in bytes.fromhex(colour[1:]))
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#FFFFFF"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _favourites() -> bytes:
    """Return the saved queries as the Browser takes them: a ZIP file, a folder for each theme."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for query in of_package(resources.data_dir()).values():
            # Neither the date nor a compression that differs between versions of zlib.
            entry = zipfile.ZipInfo(f"{FOLDER} - {query.theme}/{query.name}.cypher", OLDEST_ZIP_DATE)
            archive.writestr(entry, "\n".join(_favourite(query)))
    return packed.getvalue()


def _favourite(query: Query) -> Iterator[str]:
    yield f"// {query.title}"
    yield f"// {query.question}"
    yield query.with_values(query.defaults())


def _render(template: str, **context: Any) -> bytes:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=template.endswith(".html"),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"html": _html, "plain": asciidoc.plain, "marked": asciidoc.marked}
    return environment.get_template(template).render(context).encode()


def _html(text: object) -> Markup:
    return Markup(asciidoc.MARKED.sub(_element, str(escape(text))))


def _element(match: re.Match[str]) -> str:
    return f"<strong>{match['bold']}</strong>" if match["bold"] else f"<code>{match['code']}</code>"


def write(folder: Path) -> None:
    """Write all files under a folder."""
    for name, content in files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
