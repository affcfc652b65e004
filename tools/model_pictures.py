"""Draw the pictures of docs/neo4j-model.md from tools/templates, in the colours of the vocabulary: `make docs`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from graph_loader.database.elements import Node, Relationship
from graph_loader.database.rows import PackageRows
from graph_loader.model import resources
from tools.browser_files import _readable_on
from tools.model_tables import meanings

TEMPLATES = Path(__file__).parent / "templates"
NAMES = ("neo4j-model.svg", "neo4j-claim.svg")
TIES = 2
"""How many types stand for all."""
SHOWN = ("edtf", "standing", "aspect")
"""The properties that stand in the claim's node."""


class End(NamedTuple):
    """A node at the end of a relationship of the claim that is drawn."""

    label: str
    name: str


def pictures() -> dict[str, bytes]:
    """Return every picture by its file's name."""
    rows = PackageRows.read(resources.data_dir())
    context = {
        "labels": [
            {"name": label.name, "colour": label.colour, "text": _readable_on(label.colour)}
            for label in rows.vocabulary.labels.values()
        ],
        "ties": ", ".join(list(rows.vocabulary.types)[:TIES]),
        **_claim(rows, meanings()["drawn"]),
    }
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    return {name: environment.get_template(name).render(context).encode() for name in NAMES}


def _claim(rows: PackageRows, id_: str) -> dict[str, Any]:
    """Return what is drawn of a claim: its properties, and what its relationships lead to."""
    elements, here = list(rows.elements()), ("Claim", id_)
    nodes = {(each.label, each.id): each.properties for each in elements if isinstance(each, Node)}
    links = [each for each in elements if isinstance(each, Relationship)]
    ends = {
        each.type: End(each.to_label, str(nodes[each.to_label, each.to_id].get("name")))
        for each in links
        if (each.from_label, each.from_id) == here
    }
    locator, source = str(nodes[here]["passages"][0]).split("#")[::-1]
    ends["IN"] = End("Source", str(nodes["Source", source]["name"]))
    against, outwards = next(
        (each.to_id, True) if each.from_id == id_ else (each.from_id, False)
        for each in links
        if each.type == "CONTRADICTS" and each.from_label == "Claim" and id_ in (each.from_id, each.to_id)
    )
    lines = [f"Claim {id_}", *(f"{name}: {nodes[here][name]}" for name in SHOWN), "…"]
    drawn = {"ends": ends, "locator": locator, "against": against, "outwards": outwards, "lines": lines}
    return {"claim": nodes[here], **drawn}


def write(folder: Path) -> None:
    """Write all pictures into a folder."""
    for name, content in pictures().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
