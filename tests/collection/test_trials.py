"""What went wrong before there were collections, each as a person tried it: on the command line, with two packages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.collection.conftest import Write
from tests.conftest import Run
from tests.packages import rewrite, set_cell

ALLENDE = ("salvador-allende", "salvador-allende", "same")
CHILE = ("chile", "republic-of-chile", "same")
Show = Callable[..., str]


@pytest.fixture
def show(coldwar: Run) -> Show:
    """Return a function that prints all of an entity in packages or a collection."""

    def shown(name: str, *folders: Path) -> str:
        outcome = coldwar("show", name, *(word for folder in folders for word in ("--data", str(folder))))
        assert outcome.returncode == 0, outcome.stderr
        return outcome.stdout

    return shown


def test_equal_ids_are_read_together_and_one_only_when_decided(
    two: tuple[Path, Path], collection: Write, show: Show
) -> None:
    first, second = show("salvador-allende", *two), show("hand:salvador-allende", *two)
    assert "(a05-01, coldwar-mini)" in first
    assert "(hand:a05-01, hand)" in second
    assert "hand:" not in first
    assert "coldwar-mini)" not in second
    decided = show("salvador-allende", collection(ALLENDE))
    assert "(a05-01, coldwar-mini)" in decided
    assert "(hand:a05-01, hand)" in decided


def test_other_ids_of_one_state_are_joined_and_a_path_runs_through_both_packages(
    collection: Write, coldwar: Run
) -> None:
    between = ("path", "argentina", "castro", "--data")
    assert coldwar(*between, str(collection())).stdout.startswith("Nothing connects Argentina and Fidel Castro")
    joined = coldwar(*between, str(collection(CHILE)))
    assert joined.returncode == 0
    assert "coldwar-mini)" in joined.stdout
    assert "hand)" in joined.stdout


def test_packages_that_contradict_each_other_are_heard_both(
    two: tuple[Path, Path], collection: Write, show: Show
) -> None:
    set_cell(two[1], "relationships", "a05-01", "date", "1970-11-04/1973-09-11")
    set_cell(two[1], "nodes/persons", "salvador-allende", "born", "1908-07-26")
    shown = show("salvador-allende", collection(ALLENDE, CHILE))
    assert "26 June 1908" in shown
    assert "hand:salvador-allende: Salvador Allende; born: 26 July 1908\n" in shown
    for day in ("3", "4"):
        assert f"from {day} November 1970 to 11 September 1973: Salvador Allende held office in Chile" in shown


def test_decisions_against_each_other_are_named_by_the_rows_that_they_rest_on(collection: Write, coldwar: Run) -> None:
    folder = collection(CHILE, ("argentina", "republic-of-chile", "same"))
    with (folder / "identities.csv").open("a") as file:
        file.write("coldwar-mini,argentina,coldwar-mini,chile,different,two states,me,2024,\n")
    outcome = coldwar("validate", str(folder))
    assert outcome.returncode == 1
    contradiction = "identities.csv:4:decision: identity-contradiction: expected two that nothing makes one"
    assert f"{contradiction}, found them the same by rows 3, 2 (" in outcome.stdout


def test_a_wrong_decision_changed_in_its_row_leaves_nothing_of_it(
    collection: Write, coldwar: Run, tmp_path: Path
) -> None:
    def graph(out: str) -> bytes:
        assert coldwar("export", "json", "--data", str(tmp_path), "--out", str(tmp_path / out)).returncode == 0
        return (tmp_path / out).read_bytes()

    collection(("cuba", "cuba", "different"))
    before = graph("before.json")
    collection(("cuba", "cuba", "same"))
    assert graph("wrong.json") != before
    rewrite(tmp_path, "identities.csv", ",same,", ",different,")
    assert graph("after.json") == before


def test_a_name_is_told_with_the_package_that_gives_it(two: tuple[Path, Path], collection: Write, show: Show) -> None:
    set_cell(two[1], "nodes/states", "republic-of-chile", "name", "Republic of Chile")
    rewrite(two[1], "datapackage.json", '"name": "hand"', '"name": "by-hand"')
    rewrite(collection(CHILE), "identities.csv", ",hand,", ",by-hand,")
    assert "Republic of Chile (name in by-hand)" in show("chile", two[0].parent)
