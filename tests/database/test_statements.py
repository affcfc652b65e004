"""Cypher from files: every placeholder is filled, and no name can say more than a name."""

import re

import pytest

from graph_loader.database.elements import ACTOR, CLAIM_LABELS, MODEL_TYPES, VOCABULARY_LABELS
from graph_loader.database.statements import all_of, any_of, schema
from graph_loader.model.errors import ColdWarError
from graph_loader.model.resources import cypher_dir
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.model.vocabulary_file import RESERVED_LABELS, RESERVED_TYPES


def test_every_label_and_type_has_its_key() -> None:
    vocabulary = Vocabulary.load()
    names = schema(vocabulary.types).keys()
    labels = (*vocabulary.labels, ACTOR, *CLAIM_LABELS, *VOCABULARY_LABELS)
    assert {f"{name}_key" for name in (*labels, *MODEL_TYPES, *vocabulary.types)} <= names
    assert {f"{type_}_start" for type_ in vocabulary.types} <= names


def test_no_type_of_a_package_may_bear_the_name_of_one_of_the_model() -> None:
    assert set(MODEL_TYPES) == RESERVED_TYPES
    assert {ACTOR, *CLAIM_LABELS, *VOCABULARY_LABELS} <= RESERVED_LABELS


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
            assert re.search(r"[(\[]\w*:[`\w|]+ \{", keyed), f"{file.name}: {keyed}"
