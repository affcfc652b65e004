from pathlib import Path

import pytest

from graph_loader.cli import import_ as command
from tests.imports.fresh import fresh, rows

EDGES = """\
Source,Target,Type,Date,Citation,Page
Anna Bo,Cid Do,met with,1973-09-11,Smith 1990,44
Anna Bo,Anna Bo,met with,,,
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return fresh(tmp_path / "package")


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    file = tmp_path / "edges.csv"
    file.write_text(EDGES, encoding="utf-8")
    return file


def state(package: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in package.rglob("*") if file.is_file()}


def test_a_dry_run_shows_what_would_come_and_writes_nothing(coldwar, package, edges):
    before = state(package)
    done = coldwar("import", edges, "--into", package, "--recipe", "edges", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "2 rows, 1 new claim\n  new: 2 persons, 1 source\n" in done.stdout
    assert "left out: 1 row: to_id: expected two entities, found one twice: edges.csv:3 'anna-bo'" in done.stdout
    assert state(package) == before


def test_an_import_keeps_its_recipe_and_a_second_one_by_it_changes_nothing(coldwar, package, edges):
    assert coldwar("import", edges, "--into", package, "--recipe", "edges", "--yes").returncode == 0
    assert rows(package, "relationships.csv")[0]["provenance"] == "edges:edges.csv:2"
    before = state(package)
    assert package / "recipes" / "edges.yaml" in before
    again = coldwar("import", edges, "--into", package)  # by the recipe of the file's name
    assert again.returncode == 0, again.stderr
    assert "nothing to write" in again.stdout
    assert state(package) == before
    assert coldwar("validate", package).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "failure"),
    [
        (["none.csv", "--recipe", "edges"], (1, "expected a file, found no none.csv")),
        (["edges.csv", "--recipe", "egdes"], (1, "did you mean 'edges'?")),
        (["edges.csv", "--recipe", "visits"], (1, "edges.csv: expected XML, found")),
        (["edges.csv", "--recipe", "edges", "--date-order", "dmy"], (2, "expected --recipe without --date-order")),
        (["empty", "--recipe", "edges"], (1, "expected files with rows in empty, found none")),
        (["other.xml", "--recipe", "visits"], (1, "expected rows for the recipe visits, found none in other.xml")),
    ],
)
def test_a_failure_is_one_line_and_writes_nothing(coldwar, package, edges, arguments, failure):
    (edges.parent / "empty").mkdir()
    (edges.parent / "other.xml").write_text("<all/>", encoding="utf-8")
    before = state(package)
    status, message = failure
    done = coldwar("import", *arguments, "--into", package, cwd=edges.parent)
    assert done.returncode == status
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert state(package) == before


def test_files_with_names_in_other_scripts_have_a_recipe_each(coldwar, package, edges):
    for name in ("Письма 1973.csv", "Встречи 1973.csv"):
        file = edges.with_name(name)
        file.write_text("Source,Target,Type,Date\nA,B,met with,11/09/1973\n", encoding="utf-8")
    assert (
        coldwar("import", edges.with_name("Письма 1973.csv"), "--into", package, "--date-order", "dmy").returncode == 0
    )
    other = coldwar("import", file, "--into", package, "--yes")
    assert "say which with --date-order" in other.stderr, "the date order of one file is no other's"


def test_a_recipe_that_was_edited_is_not_replaced_by_a_proposal(coldwar, package, edges):
    edges.write_text("Source,Target,Type,Date\nA,B,met with,11/09/1973\n", encoding="utf-8")
    options = ("import", edges, "--into", package, "--date-order", "dmy")
    assert [coldwar(*options).returncode for _ in range(2)] == [0, 0]
    recipe = package / "recipes" / "edges.yaml"
    recipe.write_text(recipe.read_text(encoding="utf-8").replace("label:", "label: # mine"), encoding="utf-8")
    before = state(package)
    refused = coldwar(*options)
    assert refused.returncode == 2
    assert "edges.yaml says otherwise, and would be lost" in refused.stderr
    assert state(package) == before


def test_no_package_no_import(coldwar, edges):
    done = coldwar("import", edges, "--into", edges.parent / "nowhere", "--recipe", "edges")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert not (edges.parent / "nowhere").exists()


def test_at_a_terminal_it_asks_who_is_meant_and_keeps_the_answer(coldwar, package, edges, monkeypatch):
    assert coldwar("import", edges, "--into", package, "--recipe", "edges", "--yes").returncode == 0
    edges.write_text('Source,Target,Date\n"Bo, Anna M.",Cid Do,1980\n', encoding="utf-8")
    questions = []
    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    monkeypatch.setattr(command, "_ask", lambda question, choices: questions.append((question, list(choices))) or "1")
    done = coldwar("import", edges, "--into", package, "--recipe", "edges")
    assert done.returncode == 0, done.stderr
    assert questions == [("Which", ["0", "1", "-"])]
    assert {row["from_id"] for row in rows(package, "relationships.csv")} == {"anna-bo"}
    assert rows(package, "recipes/decisions.csv")[0]["entity_id"] == "anna-bo"
    coldwar("import", edges, "--into", package, "--recipe", "edges")
    assert len(questions) == 1


def test_an_import_of_which_every_row_is_left_out_fails(coldwar, package, edges):
    edges.write_text("Source,Target\nAnna Bo,Anna Bo\n", encoding="utf-8")
    before = state(package)
    done = coldwar("import", edges, "--into", package, "--recipe", "edges")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "left out: 1 row" in done.stdout
    assert state(package) == before


@pytest.mark.parametrize("is_agreed", [True, False])
def test_what_is_proposed_is_written_only_if_whoever_sits_there_agrees(coldwar, package, edges, monkeypatch, is_agreed):
    before = state(package)
    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    monkeypatch.setattr(command.typer, "confirm", lambda *_, **__: is_agreed)
    done = coldwar("import", edges, "--into", package)
    assert done.returncode == 0, done.stderr
    assert (state(package) == before) is not is_agreed
    assert (package / "recipes" / "edges.yaml").exists() is is_agreed


def test_a_semicolon_workbook_of_another_country_needs_one_option(coldwar, package, tmp_path):
    file = tmp_path / "briefe.csv"
    text = "Absender;Empfänger;Datum;Seite\nJosé Bo;Çid Do;11/09/1973;44\nJosé Bo;Eva Fo;12/09/1973;05-jun\n"
    file.write_bytes(text.replace("\n", "\r\n").encode("cp1252"))
    asked = coldwar("import", file, "--into", package)
    assert (asked.returncode, asked.stderr.count("\n")) == (2, 1)
    assert "--date-order" in asked.stderr
    done = coldwar("import", file, "--into", package, "--date-order", "dmy", "--encoding", "windows-1252")
    assert done.returncode == 0, done.stderr
    assert {row["date"] for row in rows(package, "relationships.csv")} == {"1973-09-11", "1973-09-12"}
    assert {row["locator"] for row in rows(package, "evidence.csv")} == {"44", "5–6"}
    assert {row["name"] for row in rows(package, "nodes/persons.csv")} == {"José Bo", "Çid Do", "Eva Fo"}
