"""Cypher from files: every placeholder is filled, and no name can say more than a name."""

import re

import pytest

from graph_loader.database.statements import all_of, any_of, schema
from graph_loader.model.errors import ColdWarError
from graph_loader.model.resources import cypher_dir
from graph_loader.model.vocabulary import Vocabulary


def test_every_label_and_type_has_its_key() -> None:
    vocabulary = Vocabulary.load()
    names = schema(vocabulary.types).keys()
    assert {f"{label}_id" for label in (*vocabulary.labels, "Actor", "Claim", "Passage", "Annotation")} <= names
    assert {f"{type_}_{kind}" for type_ in vocabulary.types for kind in ("id", "start")} <= names


def test_the_schema_can_be_repeated() -> None:
    assert all("IF NOT EXISTS" in text for text in schema(["VISITED"]).values())


@pytest.mark.parametrize("name", ["VISITED`]-() DETACH DELETE r //", "", "A B", "1ST", "ÉTAT"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    for build in (any_of, all_of, schema):
        with pytest.raises(ColdWarError, match="expected a label or relationship type"):
            build([name])


def test_every_match_on_a_key_names_a_label_or_type() -> None:
    for file in sorted((cypher_dir() / "load").glob("*.cypher")):
        text = file.read_text(encoding="utf-8")
        for keyed in re.findall(r"MATCH .*\{\w+: .*", text):
            assert re.search(r"[(\[]\w*:[`\w]+ \{", keyed), f"{file.name}: {keyed}"
