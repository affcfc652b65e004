"""Names in any spelling find one entity, or say which it might be."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graph_loader.model.claims import Alias, Entity, Key
from graph_loader.model.errors import AmbiguousNameError, UnknownNameError
from graph_loader.package.dataset import Dataset
from graph_loader.package.names import NameIndex, fold

MINI = Path(__file__).parent / "fixtures" / "mini"
# The same table as in tests/js/fold.test.js.
SPELLINGS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "fixtures" / "spellings.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(Dataset.load(MINI))


@pytest.fixture(scope="module")
def few() -> NameIndex:
    """Return the names of the table of spellings."""
    entities = [
        Entity(
            Key("few", node["id"]),
            node["label"],
            node["name"],
            {column: node.get(column) for column in ("name_original", "acronym")},
            tuple(Alias(alias["name"], alias["kind"]) for alias in node.get("aliases", ())),
        )
        for node in SPELLINGS["nodes"]
    ]
    return NameIndex(SimpleNamespace(entities=entities))


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("fidel-castro", "fidel-castro"),
        ("Fidel Castro", "fidel-castro"),
        ("FIDEL  CASTRO", "fidel-castro"),
        ("Castro, Fidel", "fidel-castro"),
        ("Castro", "fidel-castro"),
        ("fidel", "fidel-castro"),
        ("Леонид Ильич Брежнев", "leonid-brezhnev"),
        ("brezhnyev", "leonid-brezhnev"),
        ("P.C.Ch.", "pcch"),
        ("cpch", "pcch"),
        ("Partido Comunista de Chile", "pcch"),
        ("сссР", "ussr"),
        ("Soviet–Argentine grain agreement", "grain-agreement-1980"),
        ("soviet argentine grain agreement", "grain-agreement-1980"),
        ("Komitet", None),
    ],
)
def test_a_spelling_finds_its_entity(index: NameIndex, text: str, id_: str | None) -> None:
    if id_ is None:
        with pytest.raises(UnknownNameError):
            index.resolve(text)
    else:
        assert index.resolve(text).id == id_


def test_an_entity_has_id_label_and_name(index: NameIndex) -> None:
    found = index.resolve("USSR")
    assert (found.id, found.label, found.name) == ("ussr", "State", "Soviet Union")


def test_a_metonym_comes_after_every_proper_name(index: NameIndex) -> None:
    assert index.resolve("Moscow").id == "moscow-city"
    assert index.resolve("Moscow", labels=["State", "Person"]).id == "ussr"


def test_labels_narrow_the_search(index: NameIndex) -> None:
    with pytest.raises(UnknownNameError):
        index.resolve("Fidel Castro", labels=["State"])
    with pytest.raises(UnknownNameError):
        index.resolve("fidel-castro", labels=["State"])


def test_an_unknown_name_brings_suggestions(index: NameIndex) -> None:
    with pytest.raises(UnknownNameError) as error:
        index.resolve("Fiddel Kastro")
    assert error.value.suggestions[0] == "Fidel Castro"


@pytest.mark.parametrize("text", ["", "   ", "?!", "\0", "x" * 100_000])
def test_nothing_is_called_nothing(index: NameIndex, text: str) -> None:
    with pytest.raises(UnknownNameError):
        index.resolve(text)


def test_an_ambiguous_name_lists_its_candidates(tmp_path: Path) -> None:
    for file in MINI.rglob("*.*"):
        target = tmp_path / file.relative_to(MINI)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(file.read_bytes())
    aliases = tmp_path / "aliases.csv"
    aliases.write_text(aliases.read_text().replace("fidel-castro,Fidel,", "fidel-castro,PCCh,"))
    with pytest.raises(AmbiguousNameError) as error:
        NameIndex(Dataset.load(tmp_path)).resolve("pcch.")
    assert error.value.suggestions == ("fidel-castro", "pcch")


@pytest.mark.parametrize(("written", "folded"), SPELLINGS["fold"])
def test_folding_forgets_accents_case_and_punctuation_as_the_page_does(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("query", "ids"), SPELLINGS["search"])
def test_a_whole_name_finds_whom_the_page_finds(few: NameIndex, query: str, ids: list[str]) -> None:
    try:
        found = [few.resolve(query).id]
    except AmbiguousNameError as error:
        found = list(error.suggestions)
    except UnknownNameError:
        found = []
    assert found == ids


@pytest.mark.parametrize("text", ["../../etc", "=cmd()", "Łódź"])
def test_what_is_like_nothing_brings_no_suggestions(text: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        NameIndex(Dataset.load()).resolve(text)
    assert error.value.suggestions == ()


@pytest.mark.parametrize("text", ["military-strength", "Sukarno"])
def test_a_name_unlike_all_others_brings_no_suggestion(text: str) -> None:
    with pytest.raises(UnknownNameError) as failure:
        NameIndex(Dataset.load(MINI)).resolve(text)
    assert failure.value.suggestions == ()
