"""docs/neo4j-model.md and its pictures say what stands in Neo4j; its queries are run in tests/integration."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from graph_loader.database.elements import MODEL_TYPES, Node
from graph_loader.database.rows import PackageRows
from graph_loader.model.resources import data_dir
from tests.conftest import ROOT
from tools import model_pictures, model_tables, neo4j_model

ROWS = PackageRows.read(data_dir())
PAGE = (ROOT / "docs" / "neo4j-model.md").read_text(encoding="utf-8")
PICTURES = model_pictures.pictures()


def test_the_stored_page_is_not_stale() -> None:
    assert neo4j_model.unanswered(PAGE) == neo4j_model.page(), "run `make docs`"


@pytest.mark.parametrize("name", PICTURES)
def test_the_stored_pictures_are_not_stale(name: str) -> None:
    assert (ROOT / "docs" / "images" / name).read_bytes() == PICTURES[name], "run `make docs`"
    assert f"images/{name}" in PAGE


def test_the_picture_shows_every_label_and_every_relationship_of_the_model() -> None:
    shown = {text.strip() for text in ET.fromstring(PICTURES["neo4j-model.svg"]).itertext()}
    assert {*ROWS.labels, "Actor", "DataPackage", *MODEL_TYPES} <= shown


def test_every_property_has_its_meaning() -> None:
    for element in ROWS.elements():
        kind = element.kind if isinstance(element, Node) or element.kind in MODEL_TYPES else model_tables.TIE
        for name in element.properties:
            assert model_tables.meaning(kind, name)


def test_a_property_without_a_meaning_is_refused() -> None:
    with pytest.raises(KeyError, match=r"says nothing of Claim\.weight"):
        model_tables.meaning("Claim", "weight")


def test_no_meaning_is_left_of_what_is_gone() -> None:
    said = model_tables.meanings()
    assert set(said["labels"]) == {*ROWS.labels, "Actor", "DataPackage"}
    assert set(said["relationships"]) == set(MODEL_TYPES)
    there: dict[str, set[str]] = {}
    entities = model_tables.entity_labels()
    for element in ROWS.elements():
        for kind in {element.kind, "entity" if element.kind in entities else element.kind.lower()}:
            there.setdefault(kind, set()).update(element.properties)
    for kind, described in said["properties"].items():
        if kind != model_tables.LOADED:
            assert described.keys() <= there[kind], kind


def test_the_page_has_what_it_promises() -> None:
    titles = re.findall(r"^### (.*)", PAGE, re.MULTILINE)
    assert sum(title[:1].isdigit() for title in titles) == 10
    assert PAGE.count("```cypher\n") == len(neo4j_model.blocks()) == PAGE.count("<!-- answer -->")
    anchors = {
        re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.*)", PAGE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors
