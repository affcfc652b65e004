"""A data package that keeps its rules and is odd otherwise, for tests of what must not depend on plain content."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

from graph_loader.model.resources import data_dir
from graph_loader.package.descriptor import DESCRIPTOR, read_descriptor
from tests.conftest import MINI
from tests.packages import Rows

BASE = "https://example.org/two-shores/"
ODD = 'He said "no \\"""" <b>&amp;</b> {x} ^^xsd:int @en \\u0041 \u2028 \u202eעברית العربية 😀 \\'
NAMES = ('"', "\\", "a/b#c?d=e%20f", "..", "-", "Алжир", "\u202eשלום", "<script>", "{}|^`", "x" * 300)
OWN: dict[str, list[dict[str, object]]] = {
    "persons": [{"name": "ally", "type": "string", "references": ["State"]}, {"name": "rank", "type": "integer"}],
    "states": [
        {"name": "first_seen", "type": "string", "rdfType": "http://id.loc.gov/datatypes/edtf/EDTF-level1"},
        {"name": "area", "type": "number", "title": ODD, "description": 'Line one.\nLine two\x00 ends so: \\"'},
    ],
    "relationships": [
        {"name": "remark", "type": "string"},
        {"name": "rival", "type": "string", "references": ["Relationship"]},
    ],
}
OWN_COLUMNS = [field["name"] for fields in OWN.values() for field in fields]


def make_odd(package: Path) -> Path:
    """Make a package that keeps its rules and is odd otherwise: own columns, texts, names and places of every kind."""
    shutil.copytree(MINI, package)
    document = read_descriptor(data_dir()) | {"name": "coldwar-odd", "baseUri": BASE, "title": f"{ODD}\ud800\nZeile"}
    document |= {"licenses": [{"name": "All rights reserved"}, 7], "contributors": "me"}
    for resource in document["resources"]:
        resource["schema"]["fields"] += OWN.get(resource["name"], [])
    (package / DESCRIPTOR).write_text(json.dumps(document), encoding="utf-8")
    _write_table(package, "nodes/persons", lambda all_: [row | {"ally": "chile", "rank": "007"} for row in all_])
    _write_table(
        package, "nodes/states", lambda all_: [row | {"first_seen": "181X", "area": "0.000001"} for row in all_]
    )
    _write_table(package, "nodes/topics", lambda all_: [row | {"description": ODD} for row in all_])
    _write_table(package, "relationships", lambda all_: [row | {"remark": ODD, "rival": "a05-03"} for row in all_])
    names = [{"entity_id": "chile", "name": name, "kind": "misspelling", "script": "Hebr"} for name in NAMES]
    _write_table(package, "aliases", lambda all_: sorted([*names, *all_], key=itemgetter("entity_id")))
    letter = {"id": "1973-letter", "name": "A letter", "description": "Cited by places of any form.", "kind": "other"}
    letter |= {"locator_kind": "text", "coverage": "selective", "doi": "10.1000/<a>(b)", "url": 'https://a.b/{x}|"y'}
    _write_table(package, "nodes/sources", lambda all_: sorted([letter, *all_], key=itemgetter("id")))
    places = [place for place in NAMES if "#" not in place and len(place) <= 200]
    cited = [{"relationship_id": "a01-01", "source_id": "1973-letter", "locator": place} for place in places]
    _write_table(package, "evidence", lambda all_: sorted([*cited, *all_], key=itemgetter("relationship_id")))
    known = [
        {"entity_id": "chile", "scheme": "geonames", "value": "3895114"},
        {"entity_id": "chile", "scheme": "wikidata", "value": "Q298"},
        {"entity_id": "kgb", "scheme": "lcnaf", "value": "n79065033"},
        {"entity_id": "kgb", "scheme": "our-list", "value": ODD},
    ]
    (package / "identifiers.csv").write_text("entity_id,scheme,value,source_id\n", encoding="utf-8")
    _write_table(package, "identifiers", lambda _: [row | {"source_id": "mini-2001"} for row in known])
    return package


def _write_table(package: Path, table: str, change: Callable[[Rows], Rows]) -> None:
    """Replace the rows of a table by what `change` makes of them, with whatever columns they then have."""
    file = package / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        found = change(list(csv.DictReader(stream)))
    known = [field["name"] for field in _fields(table)]
    columns = sorted(dict.fromkeys(column for row in found for column in row), key=[*known, *OWN_COLUMNS].index)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def _fields(table: str) -> list[dict[str, str]]:
    return next(
        each["schema"]["fields"] for each in read_descriptor(data_dir())["resources"] if each["path"] == f"{table}.csv"
    )
