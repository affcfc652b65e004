"""A package goes out as a workbook and comes back: not a byte is lost, and what changed on both sides is told."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from graph_loader.imports.workbooks.form import LISTS, STATE
from graph_loader.package import undo
from graph_loader.package.editing import Draft
from graph_loader.package.validation import validate
from tests.imports.spreadsheet import Spreadsheet
from tests.packages import drop, edit, set_cell
from tools import libreoffice

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "fixtures" / "mini"

Run = Callable[..., subprocess.CompletedProcess[str]]
Content = dict[str, bytes]


def content(folder: Path) -> Content:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.fixture(scope="module")
def written(coldwar: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("written") / "coding.xlsx"
    assert coldwar("workbook", MINI, "-o", file).returncode == 0
    return file


@pytest.fixture
def file(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(written, tmp_path))


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sit at the terminal and answer."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    return lambda answers: monkeypatch.setattr(sys, "stdin", Terminal(answers))


@pytest.fixture(scope="module")
def whole(coldwar: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Our own data, and a workbook of them; neither is changed."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(ROOT / "data", folder / "data")
    assert coldwar("workbook", folder / "data", "-o", folder / "coding.xlsx").returncode == 0
    return folder / "data", folder / "coding.xlsx"


def test_all_our_data_come_back_to_the_byte(coldwar: Run, whole: tuple[Path, Path]) -> None:
    data, file = whole
    outcome = coldwar("workbook", "read", file, "--into", data, "--yes")
    assert outcome.stdout == "no changes; nothing was written\n"
    assert content(data) == content(ROOT / "data")


def test_libreoffice_opens_and_saves_it_and_they_still_do(
    coldwar: Run, whole: tuple[Path, Path], tmp_path: Path, untestable: Callable[[str], NoReturn]
) -> None:
    executable = libreoffice.find() or untestable("workbooks in LibreOffice (no LibreOffice Calc)")
    data, file = whole
    saved = libreoffice.resave(executable, file, tmp_path)
    assert saved.read_bytes() != file.read_bytes()
    assert choices(saved) == choices(file), "the formulas of the lists mean what was written as their results"
    outcome = coldwar("workbook", "read", saved, "--into", data, "--yes")
    assert outcome.stdout == "no changes; nothing was written\n"
    assert content(data) == content(ROOT / "data")
    assert tables(filled_from(coldwar, saved, tmp_path / "empty")) == tables(ROOT / "data")


def choices(file: Path) -> list[list[object]]:
    columns = zip(*Spreadsheet.open(file).sheets[LISTS], strict=True)
    return [[cell for cell in column if cell != ""] for column in columns]


def filled_from(coldwar: Run, file: Path, folder: Path) -> Path:
    """Fill the tables of another package, which has our vocabulary and no row, from a workbook."""
    shutil.copytree(ROOT / "data", folder)
    for table in Draft.open(folder).tables.values():
        header = (folder / table.file).read_text(encoding="utf-8").partition("\n")[0]
        (folder / table.file).write_text(f"{header}\n", encoding="utf-8")
    descriptor = folder / "datapackage.json"
    descriptor.write_text(descriptor.read_text(encoding="utf-8").replace("coldwar-", "another-"), encoding="utf-8")
    assert coldwar("workbook", "read", file, "--into", folder, "--yes").returncode == 0
    return folder


def tables(folder: Path) -> Content:
    return {name: text for name, text in content(folder).items() if name.endswith(".csv")}


def test_two_workbooks_of_one_package_are_equal(coldwar: Run, package: Path, file: Path, tmp_path: Path) -> None:
    first = file.read_bytes()
    assert coldwar("workbook", "write", package, "-o", file).returncode == 0
    assert file.read_bytes() == first


def test_changes_are_shown_written_and_taken_back(coldwar: Run, package: Path, file: Path) -> None:
    before = content(package)
    sheet = Spreadsheet.open(file)
    sheet.set("relationships", "a01-02", "date", "1971-12")
    sheet.add(
        "persons", id="hortensia-bussi", name="Hortensia Bussi", description="Wife of Allende.", theatre="santiago"
    )
    sheet.add("identifiers", entity_id="chile", scheme="iso3166", value="CL")
    sheet.remove("annotations", sheet.sheets["annotations"][1][0])
    sheet.save(file)
    shown = coldwar("workbook", "read", file, "--into", package, "--dry-run")
    assert shown.returncode == 0
    assert content(package) == before
    assert "relationships a01-02: changed\n    date: 1971-11 → 1971-12\n" in shown.stdout
    assert "persons hortensia-bussi: added\n    id: hortensia-bussi\n    name: Hortensia Bussi\n" in shown.stdout
    assert shown.stdout.endswith("2 added, 1 changed, 1 removed; nothing was written\n")
    written = coldwar("workbook", "read", file, "--into", package, "--yes")
    assert "2 added, 1 changed, 1 removed; written: " in written.stdout
    after = content(package)
    assert {name for name in after if after[name] != before.get(name)} == {
        "datapackage.json", "identifiers.csv", "annotations.csv", "relationships.csv", "nodes/persons.csv",
    }  # fmt: skip
    assert after["relationships.csv"] == before["relationships.csv"].replace(
        b"salvador-allende,1971-11,", b"salvador-allende,1971-12,"
    )
    again = coldwar("workbook", "read", file, "--into", package, "--yes")
    assert again.stdout.endswith("no changes; nothing was written\n")
    assert undo.undo(package) == "workbook read coding.xlsx"
    assert content(package) == before


def test_order_and_emptiness_of_a_sheet_mean_nothing(coldwar: Run, package: Path, file: Path) -> None:
    before = content(package)
    sheet = Spreadsheet.open(file)
    for name in ("relationships", "evidence", "persons"):
        header, *rows = sheet.sheets[name]
        sheet.sheets[name] = [
            [*reversed(row), "", " "] for row in (header, [""] * len(header), *reversed(rows), [], [" "])
        ]
    sheet.sheets = dict(reversed(sheet.sheets.items()))
    sheet.sheets["states"][0].append("my remarks")
    sheet.sheets["states"][1].append("look this up")
    sheet.sheets["Tabelle1"] = [["1973"]]
    del sheet.sheets["mentions"]
    outcome = coldwar("workbook", "read", sheet.save(file), "--into", package, "--yes")
    assert outcome.stderr == ""
    assert content(package) == before
    assert "note: sheet states: column 'my remarks' was not read\n" in outcome.stdout
    assert "note: sheet 'Tabelle1' is no table of the package and was not read\n" in outcome.stdout
    assert "note: no sheet mentions: that table stays as it is\n" in outcome.stdout
    assert outcome.stdout.endswith("no changes; nothing was written\n")


def test_what_the_package_alone_changed_stays(coldwar: Run, package: Path, file: Path) -> None:
    set_cell(package, "relationships", "a01-02", "date", "1971-11-12")
    drop(package, "annotations", id=Spreadsheet.open(file).sheets["annotations"][1][0])
    sheet = Spreadsheet.open(file)
    sheet.set("relationships", "a01-03", "date", "1972")
    outcome = coldwar("workbook", "read", sheet.save(file), "--into", package, "--yes")
    assert outcome.returncode == 0
    assert "2 rows changed in the package since, and not in the workbook: kept\n" in outcome.stdout
    dates = {row["id"]: row["date"] for row in Draft.open(package).rows["relationships"]}
    assert (dates["a01-02"], dates["a01-03"]) == ("1971-11-12", "1972")


def test_what_both_changed_is_listed_and_nothing_is_written(coldwar: Run, package: Path, file: Path) -> None:
    sheet = Spreadsheet.open(file)
    sheet.set("relationships", "a01-02", "date", "1971-12")
    sheet.remove("relationships", "a01-03")
    sheet.set("evidence", "a02-01", "locator", "p01")
    sheet.set("states", "chile", "name", "Republic of Chile")
    sheet.save(file)
    set_cell(package, "relationships", "a01-02", "summary", "Castro and Allende met in Santiago in November 1971.")
    set_cell(package, "relationships", "a01-03", "date", "1972")

    def moved(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        first = next(row for row in rows if row["relationship_id"] == "a02-01")
        return [row | {"locator": "n01"} if row is first else row for row in rows]

    edit(package, "evidence", moved)
    before = content(package)
    outcome = coldwar("workbook", "read", file, "--into", package, "--yes")
    assert outcome.returncode == 1
    assert content(package) == before
    assert "conflict: relationships a01-02: changed\n    date: 1971-11 → 1971-12\n" in outcome.stdout
    assert "conflict: relationships a01-03: removed\n" in outcome.stdout
    assert "conflict: evidence a02-01 mini-2001 p01" in outcome.stdout
    assert "3 rows changed both here and in" in outcome.stderr


def test_one_goes_on_in_a_workbook_that_was_read(coldwar: Run, package: Path, file: Path) -> None:
    def read(*, date: str, born: str | None) -> str:
        sheet = Spreadsheet.open(file)
        sheet.set("relationships", "a01-02", "date", date)
        sheet.remove("persons", "ada")
        if born is not None:
            sheet.add("persons", id="ada", name="Ada", description="Somebody.", theatre="moscow", born=born)
        outcome = coldwar("workbook", "read", sheet.save(file), "--into", package, "--yes")
        assert outcome.stderr == ""
        rows = Draft.open(package).rows
        assert next(row["date"] for row in rows["relationships"] if row["id"] == "a01-02") == date
        assert [row["born"] for row in rows["persons"] if row["id"] == "ada"] == ([] if born is None else [born])
        return outcome.stdout

    assert "1 added, 1 changed; written" in read(date="1971-12", born="1950")
    assert "2 changed; written" in read(date="1971~", born="1951")
    undo.undo(package)
    assert "2 changed; written" in read(date="1971~", born="1951"), "what was taken back is read again"
    assert "1 removed; written" in read(date="1971~", born=None)
    set_cell(package, "relationships", "a01-02", "date", "1970")
    sheet = Spreadsheet.open(file)
    sheet.set("relationships", "a01-02", "date", "1972")
    outcome = coldwar("workbook", "read", sheet.save(file), "--into", package, "--yes")
    assert "conflict: relationships a01-02: changed\n    date: 1970 → 1972\n" in outcome.stdout


def test_an_older_copy_of_a_workbook_that_was_read_takes_nothing_back(
    coldwar: Run, package: Path, file: Path, tmp_path: Path
) -> None:
    sheet = Spreadsheet.open(file)
    sheet.save(tmp_path / "copy.xlsx")
    sheet.set("relationships", "a01-02", "date", "1971-12")
    assert coldwar("workbook", "read", sheet.save(file), "--into", package, "--yes").returncode == 0
    sheet.set("relationships", "a01-02", "date", "1971")
    other = coldwar("workbook", "read", sheet.save(tmp_path / "other.xlsx"), "--into", package, "--yes")
    assert "conflict: relationships a01-02" in other.stdout, "a colleague's copy does not know what was read from ours"
    shutil.copy(tmp_path / "copy.xlsx", file)
    older = coldwar("workbook", "read", file, "--into", package, "--yes")
    assert older.stdout.startswith("1 row changed in the package since, and not in the workbook: kept\nno changes")


def test_the_same_change_on_both_sides_is_none(coldwar: Run, package: Path, file: Path) -> None:
    sheet = Spreadsheet.open(file)
    sheet.set("relationships", "a01-02", "date", "1971-12")
    set_cell(package, "relationships", "a01-02", "date", "1971-12")
    outcome = coldwar("workbook", "read", sheet.save(file), "--into", package, "--yes")
    assert outcome.stdout.endswith("no changes; nothing was written\n")


@pytest.mark.parametrize("answers", ["y\ny\n", "y\nn\n", "n\n"])
def test_it_asks_for_an_entity_and_for_all(
    coldwar: Run, package: Path, file: Path, answering: Callable[[str], None], answers: str
) -> None:
    is_written = "n" not in answers
    before = content(package)
    sheet = Spreadsheet.open(file)
    sheet.remove("persons", "fidel-castro")
    answering(answers)
    outcome = coldwar("workbook", "read", sheet.save(file), "--into", package)
    assert "Remove the entity fidel-castro, which " in outcome.stderr
    assert " rows still name?" in outcome.stderr
    assert (content(package) != before) == is_written == (outcome.returncode == 0)
    assert ("faults" in outcome.stdout) == is_written, "what refers to it is now at fault"


def test_it_writes_nothing_where_nobody_can_be_asked(
    coldwar: Run, package: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(package)
    sheet = Spreadsheet.open(file)
    sheet.set("relationships", "a01-02", "date", "1971-12")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    outcome = coldwar("workbook", "read", sheet.save(file), "--into", package)
    assert outcome.returncode == 1
    assert "nothing was written: --yes agrees, --dry-run only shows" in outcome.stderr
    assert content(package) == before


def test_a_workbook_of_another_package_is_refused(coldwar: Run, package: Path, file: Path) -> None:
    descriptor = package / "datapackage.json"
    descriptor.write_text(descriptor.read_text(encoding="utf-8").replace("coldwar-mini", "another"), encoding="utf-8")
    set_cell(package, "nodes/states", "chile", "name", "República de Chile")
    drop(package, "nodes/topics", id=Spreadsheet.open(file).sheets["topics"][1][0])
    refused = coldwar("workbook", "read", file, "--into", package)
    assert refused.returncode == 1
    assert "expected a workbook of 'another', found one of 'coldwar-mini'" in refused.stderr
    clash = coldwar("workbook", "read", file, "--into", package, "--yes")
    assert clash.returncode == 1
    assert "conflict: states chile: changed\n    name: República de Chile → Chile\n" in clash.stdout
    drop(package, "nodes/states", id="chile")
    agreed = coldwar("workbook", "read", file, "--into", package, "--yes")
    assert "2 added; written: " in agreed.stdout


def test_a_workbook_of_nobody_is_refused(coldwar: Run, package: Path, file: Path) -> None:
    sheet = Spreadsheet.open(file)
    del sheet.sheets[STATE]
    outcome = coldwar("workbook", "read", sheet.save(file), "--into", package, "--yes")
    assert outcome.returncode == 1
    assert "expected a workbook that coldwar workbook wrote" in outcome.stderr


def test_faults_of_columns_and_keys_are_named_together(coldwar: Run, package: Path, file: Path) -> None:
    sheet = Spreadsheet.open(file)
    sheet.sheets["states"][0][1] = "Name of it"
    sheet.sheets["topics"][0][2] = "name"
    sheet.sheets["persons"] += [sheet.sheets["persons"][1], ["", "Somebody"]]
    outcome = coldwar("workbook", "read", sheet.save(file), "--into", package, "--yes")
    assert outcome.returncode == 1
    count = len(sheet.sheets["persons"])
    assert [line.partition(": sheet ")[2] for line in outcome.stderr.splitlines()[:-1]] == [
        f"persons: row {count - 1} has the id of row 2: {sheet.sheets['persons'][1][0]!r}",
        f"persons: row {count} has no id",
        "states: expected the column 'name' in the first row, found none: put it back",
        "topics: expected the column 'name' once, found it twice",
        "topics: expected the column 'description' in the first row, found none: put it back",
    ]
    assert outcome.stderr.splitlines()[-1].endswith(
        "5 places to put right in the workbook; nothing was read into the package"
    )


def test_unread_work_is_not_overwritten(coldwar: Run, package: Path, file: Path) -> None:
    sheet = Spreadsheet.open(file)
    sheet.set("relationships", "a01-02", "date", "1971-12")
    edited = sheet.save(file).read_bytes()
    outcome = coldwar("workbook", package, "-o", file)
    assert outcome.returncode == 1
    assert "read it first, choose another name or remove it" in outcome.stderr
    assert file.read_bytes() == edited
    assert coldwar("workbook", "read", file, "--into", package, "--yes").returncode == 0
    assert coldwar("workbook", "-o", file, package).returncode == 0
    sheet = Spreadsheet.open(file)
    sheet.sheets["my remarks"] = [["to be looked up"]]
    sheet.save(file)
    outcome = coldwar("workbook", package, "-o", file)
    assert "sheet 'my remarks' is no table of the package and was not read, and would be lost" in outcome.stderr


def test_one_can_start_from_nothing(coldwar: Run, package: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    document = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    document["resources"] = [each for each in document["resources"] if each["name"] == "persons"]
    document["resources"][0]["schema"]["fields"].append({"name": "code_name", "type": "string"})
    document["format"] = "0.4.0"
    (empty / "datapackage.json").write_text(json.dumps(document), encoding="utf-8")
    (empty / "nodes").mkdir()
    columns = [field["name"] for field in document["resources"][0]["schema"]["fields"]]
    (empty / "nodes" / "persons.csv").write_text(",".join(columns) + "\n", encoding="utf-8")
    for name in ("vocabulary.yaml", "cameo-goldstein.csv"):
        shutil.copy(package / name, empty)
    file = tmp_path / "cards.xlsx"
    assert coldwar("workbook", empty, "-o", file).returncode == 0
    sheet = Spreadsheet.open(file)
    assert len(sheet.sheets) == len(Draft.open(empty).tables) + 3
    person = {"description": "Of the cards.", "theatre": "moscow", "code_name": "=X"}
    sheet.add("persons", id="ada", name="Ada", **person)
    sheet.add("persons", id="bela", name="Béla", **(person | {"code_name": "Ё"}))
    sheet.add(
        "sources",
        id="card",
        name="Card",
        description="A card.",
        kind="other",
        locator_kind="page",
        coverage="selective",
    )
    sheet.add("relationships", id="c-01", type="MET_WITH", from_id="ada", to_id="bela", date=1956,
              summary="Ada met Béla in 1956.", standing="stated")  # fmt: skip
    sheet.add("evidence", relationship_id="c-01", source_id="card", locator="44–46")
    outcome = coldwar("workbook", "read", sheet.save(file), "--into", empty, "--yes")
    assert outcome.returncode == 0
    assert "5 added; written: " in outcome.stdout
    assert [row["code_name"] for row in Draft.open(empty).rows["persons"]] == ["=X", "Ё"]
    faults = [str(problem) for problem in validate(empty) if problem.severity != "note"]
    assert len(faults) == 1
    assert "nodes/persons.csv:2:code_name: formula" in faults[0]
