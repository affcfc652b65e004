"""Recipes that are proposed: what is understood of a table, and what has to be asked."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml

from graph_loader.imports.proposing.propose import Proposal, propose
from graph_loader.imports.recipe_reading import read_text
from graph_loader.model.errors import UsageError
from graph_loader.package.editing import Draft
from tests.conftest import MINI, Run

LETTERS = (
    "Absender;Empfänger;Art;Datum;Fundstelle;Seite;Betrag;Einheit;Ort;Nr\r\n"
    "Fidel Castro;Salvador Allende;met with;{};Doe 2000;05-jun;{};USD;Moscow;00123\r\n"
    "Salvador Allende;Fidel Castro;MET_WITH;{};Doe 2000;S. 44-46;{};USD;;10123\r\n"
)


def letters(folder: Path, *cells: str) -> Path:
    path = folder / "letters.csv"
    path.write_bytes(LETTERS.format(*cells).encode("cp1252"))
    return path


def proposed(path: Path, *, asked: dict[str, str] | None = None, **answers: str) -> tuple[Any, Proposal]:
    """Propose; what is asked must be what `asked` expects, by a word of the question."""
    left = dict(asked or {})

    def ask(question: str, choices: Sequence[str]) -> str:
        word = next(word for word in left if word in question)
        assert not choices or left[word] in choices
        return left.pop(word)

    given = {key.replace("_", "-"): value for key, value in answers.items()}
    found = propose([path], Draft.open(MINI), ask if asked is not None else None, given)
    assert not left
    read_text(found.recipe, "proposed")
    return yaml.safe_load(found.recipe), found


def test_a_german_table_is_understood(tmp_path: Path) -> None:
    path = letters(tmp_path, "23.09.1973", "23.000", "5.6.1972", "1.250,50")
    recipe, found = proposed(path)
    assert recipe["rows"] == {"format": "csv", "encoding": "cp1252", "delimiter": ";", "header": 1}
    fields = recipe["fields"]
    assert {name: field.get("column") for name, field in fields.items() if "column" in field} == {
        "from_name": "Absender",
        "to_name": "Empfänger",
        "date": "Datum",
        "type": "Art",
        "page": "Seite",
        "citation": "Fundstelle",
        "amount": "Betrag",
        "unit": "Einheit",
        "place": "Ort",
    }
    assert (fields["date"]["date"], fields["amount"]["number"]) == ("dmy", "comma")
    assert fields["type"]["lookup"] == {"met with": "MET_WITH", "MET_WITH": "MET_WITH"}
    assert recipe["claims"][0] == {
        "type": "{type}",
        "from": "from_name",
        "to": "to_name",
        "locator": "{page}",
        "place": "place",
        "date": "{date}",
        "amount": "{amount}",
        "unit": "{unit}",
    }
    text = "\n".join(found.understood)
    for said in (
        "semicolons",
        "cp1252",
        "read as dmy",
        "decimal comma",
        "'05-jun' is 5–6",
        "not read: 'Nr'",
        "1972-06-05",
    ):
        assert said in text


def test_what_cannot_be_known_is_asked_and_only_that(tmp_path: Path) -> None:
    path = letters(tmp_path, "11/09/73", "23.000", "5/6/72", "1.500")
    recipe, _ = proposed(path, asked={"1973-09-11 (dmy)": "mdy", "(19)": "19", "23000 (comma)": "point"})
    assert (recipe["fields"]["date"]["date"], recipe["fields"]["amount"]["number"]) == ("mdy 19", "point")
    again, _ = proposed(path, date_order="mdy", century="19", number="point")
    assert again == recipe


@pytest.mark.parametrize(
    ("answers", "option"),
    [({}, "--date-order"), ({"date_order": "dmy"}, "--century"), ({"date_order": "dmy", "century": "19"}, "--number")],
)
def test_nobody_to_ask_gives_one_line_that_names_the_option(
    tmp_path: Path, answers: dict[str, str], option: str
) -> None:
    path = letters(tmp_path, "11/09/73", "23.000", "5/6/72", "1.500")
    with pytest.raises(UsageError, match=option) as error:
        proposed(path, **answers)
    assert "\n" not in error.value.message


def test_an_answer_that_the_column_excludes_is_refused(tmp_path: Path) -> None:
    path = letters(tmp_path, "23.09.1973", "23.000", "5.6.1972", "1.250,50")
    for answers, said in (({"date_order": "mdy"}, "can only be dmy"), ({"number": "point"}, "can only be comma")):
        with pytest.raises(UsageError, match=said):
            proposed(path, **answers)


def csv(folder: Path, text: str) -> Path:
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_ends_and_types_that_no_column_names_are_asked(tmp_path: Path) -> None:
    path = csv(tmp_path, "A-side,B-side\nCastro,Allende\n")
    with pytest.raises(UsageError, match="call the columns Source and Target"):
        proposed(path)
    recipe, _ = proposed(path, asked={"from whom": "B-side", "to whom": "A-side", "type": "MET_WITH"})
    assert recipe["fields"]["from_name"] == {"column": "B-side"}
    assert recipe["claims"][0]["type"] == "MET_WITH"
    assert recipe["source"]["name"] == "{work}"
    assert recipe["fields"]["work"] == {"text": "{file}"}


def test_a_column_that_holds_types_is_that_of_the_types_whatever_it_is_called(tmp_path: Path) -> None:
    text = "from,to,remark,what\nA,B,met with joy,met with\nC,D,visited late,visited\nE,F,visited,embraced\n"
    recipe, _ = proposed(csv(tmp_path, text), asked={"embraced": "MET_WITH"})
    assert recipe["fields"]["type"]["column"] == "what"
    assert recipe["claims"][0]["type"] == "{type}"


def test_types_that_the_vocabulary_lacks_are_asked(tmp_path: Path) -> None:
    path = csv(tmp_path, "Source,Target,Relation\nCastro,Allende,friends {{of}}\n")
    with pytest.raises(UsageError, match="expected types of the package's vocabulary"):
        proposed(path)
    recipe, _ = proposed(path, asked={"friends": "MET_WITH"})
    assert recipe["fields"]["type"]["lookup"] == {"friends {{of}}": "MET_WITH"}


def test_the_word_source_means_what_the_table_needs(tmp_path: Path) -> None:
    recipe, _ = proposed(csv(tmp_path, "From,To,Source,Relation\nA,B,Doe 1999,MET_WITH\n"))
    assert recipe["fields"]["citation"]["column"] == "Source"
    recipe, _ = proposed(
        csv(tmp_path, "Source,Target,Source Label,Target Label,Type,Label\n1,2,A,B,Directed,MET_WITH\n")
    )
    assert recipe["fields"]["from_name"]["column"] == "Source Label"
    assert "citation" not in recipe["fields"]
    assert recipe["fields"]["type"]["column"] == "Label"


def test_spellings_with_the_same_words_are_pointed_out(tmp_path: Path) -> None:
    path = csv(
        tmp_path, 'From,To,Relation\nPablo Neruda,"Castro, F.",MET_WITH\n"Neruda, Pablo",PABLO NERUDA,MET_WITH\n'
    )
    noted = [line for line in proposed(path)[1].understood if line.startswith("kept apart")]
    assert noted == ["kept apart, though they may be one: 'Pablo Neruda' and 'Neruda, Pablo' and 'PABLO NERUDA'"]


def test_amounts_need_a_unit(tmp_path: Path) -> None:
    text = "From,To,Relation,Amount\nA,B,MET_WITH,{}\n"
    with pytest.raises(UsageError, match="--unit"):
        proposed(csv(tmp_path, text.format("5")))
    assert proposed(csv(tmp_path, text.format("5")), unit="persons")[0]["claims"][0]["unit"] == "persons"
    signed, _ = proposed(csv(tmp_path, text.format("€ 7.25")))
    assert (signed["claims"][0]["unit"], signed["fields"]["amount"]["number"]) == ("EUR", "point €")


def test_dates_that_a_spreadsheet_spoilt_are_told(tmp_path: Path) -> None:
    path = csv(tmp_path, "From,To,Relation,Date\nA,B,MET_WITH,26918\nA,C,MET_WITH,05-jun\nA,D,MET_WITH,1973\n")
    recipe, found = proposed(path, asked={"1973-09-11 (1900)": "1900"})
    assert recipe["fields"]["date"]["date"] == "ymd serial-1900"
    assert any("left out: '05-jun'" in line for line in found.understood)


def test_a_workbook_with_two_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Old", "New"):
            book.add_worksheet(name).write_column("A1", ["Source", name])
        for sheet in book.worksheets():
            sheet.write_column("B1", ["Target", "B"])
    with pytest.raises(UsageError, match="--sheet"):
        proposed(path)
    recipe, _ = proposed(path, asked={"sheet": "New", "type": "MET_WITH"})
    assert recipe["rows"] == {"format": "xlsx", "sheet": "New", "header": 1}


def test_files_of_other_forms_do_not_go_together(tmp_path: Path) -> None:
    one, two = csv(tmp_path, "Source,Target\nA,B\n"), tmp_path / "b.csv"
    two.write_text("Source;Target\nA;B\n", encoding="utf-8")
    with pytest.raises(UsageError, match="laid out differently"):
        propose([one, two], Draft.open(MINI), None)
    (tmp_path / "a.xml").write_text("<a/>", encoding="utf-8")
    with pytest.raises(UsageError, match="--recipe"):
        propose([tmp_path / "a.xml"], Draft.open(MINI), None)


def test_a_proposed_recipe_is_kept_and_a_second_import_changes_nothing(tmp_path: Path, coldwar: Run) -> None:
    package = tmp_path / "package"
    shutil.copytree(MINI, package)
    path = letters(tmp_path, "23.09.1973", "23.000", "5.6.1972", "1.250,50")
    refused = coldwar(
        "import", letters(tmp_path, "3.9.1973", "23.000", "5.6.1972", "1.500"), "--into", package, "--yes"
    )
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    path = letters(tmp_path, "23.09.1973", "23.000", "5.6.1972", "1.250,50")
    done = coldwar("import", path, "--into", package)
    assert done.returncode == 0, done.stderr
    claims = [row for row in Draft.open(package).rows["relationships"] if "letters" in row.get("provenance", "")]
    assert sorted((row["date"], row["amount"]) for row in claims) == [
        ("1972-06-05", "1250.50"),
        ("1973-09-23", "23000"),
    ]
    locators = {row["locator"] for row in Draft.open(package).rows["evidence"] if row["source_id"] == "doe-2000"}
    assert {"5–6", "44–46"} <= locators
    files = {file: file.read_bytes() for file in package.rglob("*") if file.is_file()}
    again = coldwar("import", path, "--into", package)
    assert again.returncode == 0, again.stderr
    assert {file: file.read_bytes() for file in package.rglob("*") if file.is_file()} == files


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("b.xls", b"<html><table></table></html>"),
        ("a.csv", b"Source,Target\nA,\x00\n"),
        ("b.csv", b"Source,Target\n"),
        ("c.csv", b'Source,Target\n"A,B\n'),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.json", b"{"),
    ],
)
def test_a_bad_file_gets_one_line_and_nothing_is_written(
    tmp_path: Path, coldwar: Run, name: str, content: bytes
) -> None:
    package = tmp_path / "package"
    shutil.copytree(MINI, package)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    (tmp_path / name).write_bytes(content)
    done = coldwar("import", tmp_path / name, "--into", package)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert name in done.stderr
    assert {file: file.read_bytes() for file in before} == before
    assert not (package / "recipes").exists()
