"""The workbook itself: texts only, choices, notes, colours by problem, and the limits of a spreadsheet."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from graph_loader.imports.workbooks import write as workbook_write
from graph_loader.imports.workbooks.form import HELP, LISTS, STATE
from graph_loader.imports.workbooks.write import write_workbook
from graph_loader.model.errors import ColdWarError
from graph_loader.package.editing import Draft
from graph_loader.package.validation import validate
from tests.imports.spreadsheet import Spreadsheet
from tests.packages import edit, set_cell

MINI = Path(__file__).parents[1] / "fixtures" / "mini"
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.org")', "{=1}", "http://x.org", "mailto:a@b.c", "1E5")

Part = Callable[[str, str], etree._Element]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


def parts(file: Path) -> dict[str, etree._Element]:
    """Return the sheets by name, and the styles and comments by file."""
    with zipfile.ZipFile(file) as archive:
        read = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
    names = [sheet.get("name") for sheet in read["xl/workbook.xml"].iterfind(".//{*}sheet")]
    return read | {name: read[f"xl/worksheets/sheet{number}.xml"] for number, name in enumerate(names, start=1)}


def write(package: Path) -> dict[str, etree._Element]:
    file = package.parent / "coding.xlsx"
    write_workbook(package, file)
    return parts(file)


def test_every_cell_is_a_text_whatever_it_looks_like(package: Path) -> None:
    hostile = [
        {"id": f"z{place}", "name": text, "description": text, "kind": text} for place, text in enumerate(HOSTILE)
    ]
    edit(package, "nodes/topics", lambda rows: [*rows, *hostile])
    read = write(package)
    sheets = {name: read[name] for name in Draft.open(package).tables}
    formats = {style.get("numFmtId") for style in read["xl/styles.xml"].iterfind(".//{*}cellXfs/{*}xf")}
    plain = read["xl/styles.xml"].findall(".//{*}cellXfs/{*}xf")
    for sheet in sheets.values():
        assert not sheet.findall(".//{*}f")
        assert not sheet.findall(".//{*}hyperlink")
        cells = sheet.findall(".//{*}c")
        assert {cell.get("t", "") for cell in cells} <= {"s", ""}
        assert all(cell.get("t") == "s" or cell.find("{*}v") is None for cell in cells)
        styles = [each.get("s") or each.get("style") for each in (*cells, *sheet.iterfind(".//{*}col"))]
        assert {plain[int(style)].get("numFmtId") for style in styles} == {"49"}, (
            "the format of texts, for new cells too"
        )
    assert formats <= {"0", "49"}
    topics = Spreadsheet.open(package.parent / "coding.xlsx").sheets["topics"]
    assert [row[1] for row in topics[-len(HOSTILE) :]] == list(HOSTILE)


def test_choices_are_offered_by_reference_to_cells(package: Path) -> None:
    read = write(package)
    lists = Spreadsheet.open(package.parent / "coding.xlsx").sheets[LISTS]
    offered = {}
    for name, table in Draft.open(package).tables.items():
        for rule in read[name].iterfind(".//{*}dataValidation"):
            place = ord(rule.get("sqref")[0]) - ord("A")
            formula = rule.findtext("{*}formula1")
            assert len(formula) <= 255
            assert rule.get("sqref").endswith("2:" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] + "1048576")
            offered[name, table.columns[place]] = formula

    def choices(table: str, column: str) -> list[str]:
        found = re.fullmatch(rf"'{LISTS}'!\$([A-Z])\$2:\$\1\$([0-9]+)", offered[table, column])
        assert found
        place = ord(found[1]) - ord("A")
        return [row[place] for row in lists[1 : int(found[2])]]

    assert choices("relationships", "standing") == ["stated", "reported", "inferred", "disputed"]
    assert choices("relationships", "polarity") == ["denied", "strained"]
    assert "MET_WITH" in choices("relationships", "type")
    assert choices("persons", "theatre")[0] == "moscow"

    def ids(table: str, column: str) -> list[str]:
        found = re.fullmatch(
            rf"OFFSET\('{LISTS}'!\$([A-Z])\$2,0,0,MAX\(1,'{LISTS}'!\$\1\$1\),1\)", offered[table, column]
        )
        assert found
        place = ord(found[1]) - ord("A")
        return [row[place] for row in lists[1 : int(lists[0][place]) + 1]]

    rows = Draft.open(package).rows
    labels = {table.label: name for name, table in Draft.open(package).tables.items() if table.label}
    actors, nodes = (
        [row["id"] for name in names for row in rows[name]]
        for names in (("persons", "states", "parties", "organizations"), labels.values())
    )
    assert ids("relationships", "from_id") == nodes
    assert ids("evidence", "reported_by") == actors
    assert ids("annotations", "target_id") == nodes + [row["id"] for row in rows["relationships"]]
    assert ids("events", "place_id") == [row["id"] for name in ("states", "places") for row in rows[name]]
    assert offered["evidence", "relationship_id"].startswith("OFFSET('relationships'!$A$2,0,0,")
    assert offered["persons", "state_id"].startswith("OFFSET('states'!$A$2,0,0,")
    for name, table in Draft.open(package).tables.items():
        bound = {field.name for field in table.fields if field.enum or field.vocabulary or field.references}
        bound |= {column for key in table.foreign_keys for column in key.fields}
        offers = {column for sheet, column in offered if sheet == name}
        assert offers == bound, name


def test_sheets_headers_and_notes(package: Path) -> None:
    read = write(package)
    sheet = Spreadsheet.open(package.parent / "coding.xlsx")
    tables = Draft.open(package).tables
    assert list(sheet.sheets) == [HELP, *tables, LISTS, STATE]
    assert sheet.hidden == {LISTS, STATE}
    assert "coldwar workbook read coding.xlsx --into PACKAGE" in sheet.sheets[HELP][-1][0]
    assert tuple(sheet.sheets["identifiers"][0]) == tables["identifiers"].columns
    for name in tables:
        assert read[name].find(".//{*}pane").get("ySplit") == "1"
        assert read[name].find(".//{*}autoFilter") is not None
    comments = [
        "".join(each.itertext())
        for name, part in read.items()
        if "comments" in name
        for each in part.iter("{*}comment")
    ]
    for table in tables.values():
        for field in table.fields:
            assert any(comment.startswith(field.description) for comment in comments)


def test_problems_colour_their_rows_and_say_why(package: Path) -> None:
    set_cell(package, "relationships", "a01-02", "date", "1973-13")
    set_cell(package, "relationships", "a01-02", "summary", "Somebody met somebody.")
    set_cell(package, "nodes/states", "chile", "theatre", "")
    read = write(package)
    styles = read["xl/styles.xml"]
    fills = [fill.find(".//{*}fgColor") for fill in styles.iterfind(".//{*}fills/{*}fill")]
    looks = styles.findall(".//{*}cellXfs/{*}xf")

    def colour(sheet: str, place: str) -> str:
        cell = next(each for each in read[sheet].iter("{*}c") if each.get("r") == place)
        fill = fills[int(looks[int(cell.get("s"))].get("fillId"))]
        return "" if fill is None else fill.get("rgb")

    row = Spreadsheet.open(package.parent / "coding.xlsx").place("relationships", "a01-02", "date")[0] + 1
    colours = {colour("relationships", f"{column}{row}") for column in "ABCDEFGHIJKLMNO"}
    assert colours == {"FFF8D7D3", "FFE88B80", "FFF5D76E"}, "the row, the error, the warning beside it"
    assert colour("relationships", f"E{row}") == "FFE88B80"
    assert colour("relationships", f"A{row - 1}") == ""
    notes = {
        (each.get("ref"), "".join(each.itertext()))
        for name, part in read.items()
        if "comments" in name
        for each in part.iter("{*}comment")
    }
    problems = [problem for problem in validate(package) if problem.row and problem.row > 1]
    assert len(problems) >= 3
    assert all(any(problem.message in text for _, text in notes) for problem in problems)
    assert any(place == f"E{row}" and "expected a day of the calendar" in text for place, text in notes)


def test_a_cell_and_a_table_that_a_sheet_cannot_hold_are_one_line(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_cell(package, "nodes/states", "chile", "description", "😀" * 16_384)
    with pytest.raises(
        ColdWarError, match=r"^nodes/states.csv:\d+:description: expected at most 32,767 .* found 32,768$"
    ):
        write(package)
    set_cell(package, "nodes/states", "chile", "description", "😀" * 16_383)
    write(package)
    monkeypatch.setattr(workbook_write, "MOST_ROWS", 3)
    with pytest.raises(ColdWarError, match=r"^nodes/persons.csv: expected at most 2 rows, .* found \d+$"):
        write(package)
    assert not list(package.parent.glob(".coldwar-*"))


def test_a_package_whose_rows_cannot_be_told_is_refused(package: Path) -> None:
    (package / "aliases.csv").write_text("entity_id;name\n", encoding="utf-8")
    with pytest.raises(ColdWarError):
        write(package)
    assert not (package.parent / "coding.xlsx").exists()
