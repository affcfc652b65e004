"""Names in any spelling find one entity, or say which it might be."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_loader.dataset import Dataset
from graph_loader.errors import AmbiguousNameError, UnknownNameError
from graph_loader.names import Entity, NameIndex, fold

MINI = Path(__file__).parent / "fixtures" / "mini"


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(Dataset.load(MINI))


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
    assert index.resolve("USSR") == Entity("ussr", "State", "Soviet Union")


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


@pytest.mark.parametrize(
    ("left", "right"),
    [("Łódź", "lodz"), ("Straße", "STRASSE"), ("Ødegård", "odegard"), ("Čierna", "cierna"), ("U.S.A.", "usa")],
)
def test_folding_forgets_accents_case_and_dots(left: str, right: str) -> None:
    assert fold(left) == fold(right)


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
