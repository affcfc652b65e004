"""A package with sources of every kind of locator, ids of others, and columns and kinds of its own, for tests."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from graph_loader.package.editing import Draft

MINI = Path(__file__).parent / "fixtures" / "mini"
PLACES = {
    "page": ("44-46", "pp. 44–46", "pp. 44–46"),
    "folio": ("12r", "fol. 12r", "f. 12r"),
    "document": ("d8", "doc. 8", "doc. 8"),
    "part-page": ("2:44", "pt. 2, p. 44", "parte 2, p. 44"),
    "timestamp": ("1:02:13", "at 1:02:13", "en 1:02:13"),
    "text": ("box 7, <b>third</b> sheet", "box 7, <b>third</b> sheet", "box 7, <b>third</b> sheet"),
}
"""A locator of each kind, in English and in Spanish words."""
OWN = {
    "persons": [("rank", "string", "Rank & file"), ("year_joined", "integer", "")],
    "relationships": [("box", "integer", "Archive box")],
}


def make(folder: Path) -> Path:
    """Make the package in a folder."""
    shutil.copytree(MINI, folder)
    _describe(folder)
    draft = Draft.open(folder)
    columns = draft.tables["sources"].columns
    for kind, (place, *_) in PLACES.items():
        source = dict.fromkeys(columns, "") | {
            "id": f"by-{kind}",
            "name": f"Source by {kind}",
            "description": f"Source that is cited by {kind}.",
            "kind": "interview" if kind == "timestamp" else "archival-document",
            "locator_kind": kind,
            "coverage": "selective",
            "archive": "PA AA",
            "reference": "MfAA C 3338",
        }
        draft.rows["sources"].append(source)
        draft.rows["evidence"].append(
            dict.fromkeys(draft.tables["evidence"].columns, "")
            | {
                "relationship_id": "a01-01",
                "source_id": source["id"],
                "locator": place,
                "footnote": "3" * (kind == "page"),
            }
        )
    draft.rows["identifiers"] += [
        {"entity_id": "fidel-castro", "scheme": "house-file", "value": "x <i> 7", "source_id": ""},
        {"entity_id": "fidel-castro", "scheme": "viaf", "value": "97104893", "source_id": ""},
        {"entity_id": "fidel-castro", "scheme": "wikidata", "value": "Q11256", "source_id": "by-page"},
    ]
    for row in draft.rows["persons"]:
        if row["id"] == "fidel-castro":
            row |= {"rank": "<b>Comandante</b>", "year_joined": "1956"}
    for row in draft.rows["relationships"]:
        if row["id"] == "a01-01":
            row["box"] = "7"
    draft.save("sources of every kind")
    return folder


def _describe(folder: Path) -> None:
    """Add columns and a kind to the descriptor, and empty cells to the tables."""
    file = folder / "datapackage.json"
    descriptor: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        fields = resource["schema"]["fields"]
        if resource["name"] == "sources":
            kind = next(field for field in fields if field["name"] == "kind")
            kind.setdefault("constraints", {}).setdefault("enum", []).append("interview")
        for name, type_, title in OWN.get(resource["name"], ()):
            fields.append({"name": name, "type": type_} | ({"title": title} if title else {}))
            table = folder / resource["path"]
            head, *rows = table.read_text(encoding="utf-8").splitlines()
            table.write_text("\n".join([f"{head},{name}", *(f"{row}," for row in rows)]) + "\n", encoding="utf-8")
    file.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
