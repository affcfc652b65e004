"""What a spreadsheet program does to cells is undone where it is certain, and asked about where it is not."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graph_loader.imports.workbooks import cells as workbook_cells
from graph_loader.imports.workbooks.form import STATE
from graph_loader.imports.workbooks.read import WorkbookError, read_workbook
from graph_loader.imports.workbooks.write import write_workbook
from graph_loader.model import extras
from graph_loader.model.errors import ColdWarError
from graph_loader.package.editing import Draft
from tests.imports.spreadsheet import Formula, Shown, Spreadsheet

MINI = Path(__file__).parents[1] / "fixtures" / "mini"
CLAIM = "a01-03"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("workbook") / "coding.xlsx"
    write_workbook(MINI, file)
    return file


def read_cell(written: Path, folder: Path, column: str, value: Any) -> str:
    sheet = Spreadsheet.open(written)
    sheet.set("relationships", CLAIM, column, value)
    book = read_workbook(sheet.save(folder / "changed.xlsx"), Draft.open(MINI).tables)
    return next(row[column] for row in book.rows["relationships"] if row["id"] == CLAIM)


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("date", 1973, "1973"),
        ("amount", 1500.0, "1500"),
        ("amount", 0.1 + 0.2, "0.3"),
        ("amount", -1e-7, "-0.0000001"),
        ("amount", 98_500_000, "98500000"),
        ("amount", Shown(1500000, "0.00E+00"), "1500000"),
        ("amount", Shown(1500, "#,##0 [$€-407]"), "1500"),
        ("date", Shown(dt.date(1973, 9, 11), "dd.mm.yyyy"), "1973-09-11"),
        ("date", Shown(dt.date(1973, 9, 11), "m/d/yy"), "1973-09-11"),
        ("date", Shown(dt.date(1973, 9, 1), "mmm-yy"), "1973-09"),
        ("date", Shown(dt.date(1973, 9, 1), "mmmm yyyy"), "1973-09"),
        ("date", Shown(dt.date(1973, 9, 1), "yyyy-mm-dd"), "1973-09-01"),
        ("date", Shown(dt.date(1973, 9, 1), "yyyy-mm-dd h:mm:ss"), "1973-09-01"),
        ("date", Shown(dt.date(1973, 1, 1), "yyyy"), "1973"),
        ("role", Formula('="env"&"oy"', "envoy"), "envoy"),
        ("role", "  envoy\u00a0", "envoy"),
        ("role", "“en\u00a0voy”", "“en\u00a0voy”"),
        ("role", "=1+1", "=1+1"),
        ("role", "007", "007"),
        ("role", "_x0041_", "_x0041_"),
        ("role", "one\r\ntwo", "one\ntwo"),
    ],
    ids=str,
)
def test_a_cell_says_what_a_person_sees(written: Path, tmp_path: Path, column: str, value: Any, text: str) -> None:
    assert read_cell(written, tmp_path, column, value) == text


@pytest.mark.parametrize(
    ("column", "value", "doubt"),
    [
        ("date", Shown(dt.date(2026, 6, 5), "d-mmm"), "the date 2026-06-05 shown as d-mmm"),
        ("date", Shown(dt.date(2011, 9, 1), "mmm-yy"), "the date 2011-09-01 shown as mmm-yy"),
        ("date", Shown(dt.date(1973, 9, 11), "mmm-yy"), "the date 1973-09-11 shown as mmm-yy"),
        ("date", Shown(26918.5, "yyyy-mm-dd hh:mm"), "the date 1973-09-11T12:00:00"),
        ("date", Shown(dt.date(2029, 9, 11), "dd.mm.yy"), "the date 2029-09-11 shown as dd.mm.yy"),
        ("date", 26918, "the number 26918"),
        ("date", 1973.5, "the number 1973.5"),
        ("role", Shown(dt.date(1973, 9, 11), "yyyy-mm-dd"), "the date 1973-09-11"),
        ("role", Shown(dt.time(1, 2, 13), "hh:mm:ss"), "the time 01:02:13"),
        ("amount", Shown(0.5, "0%"), "the number 0.5 shown as 0%"),
        ("amount", Shown(0.5, "# ?/?"), "the number 0.5 shown as # ?/?"),
        ("amount", 1e15, "the number 1000000000000000, of which a spreadsheet keeps fifteen digits only"),
        ("role", True, "the logical value TRUE"),
        ("role", Formula("=#REF!", "#REF!"), "the error #REF!"),
        ("amount", Formula("=1/0", "#DIV/0!"), "the error #DIV/0!"),
        ("role", "#NAME?", "the error #NAME?"),
    ],
    ids=str,
)
def test_a_cell_that_may_mean_two_things_is_named(
    written: Path, tmp_path: Path, column: str, value: Any, doubt: str
) -> None:
    with pytest.raises(WorkbookError) as refused:
        read_cell(written, tmp_path, column, value)
    row, place = Spreadsheet.open(written).place("relationships", CLAIM, column)
    (problem,) = map(str, refused.value.problems)
    assert f"sheet relationships: cell {'ABCDEFGHIJKLMNOP'[place]}{row + 1} ({column}): expected " in problem
    assert f"found {doubt}" in problem


def test_a_formula_that_was_never_worked_out_is_named(written: Path, tmp_path: Path) -> None:
    sheet = Spreadsheet.open(written)
    sheet.set("relationships", CLAIM, "amount", Formula("=1+1", 77.25))
    file = rewritten(sheet.save(tmp_path / "full.xlsx"), tmp_path / "hollow.xlsx", b"<v>77.25</v>", b"")
    with pytest.raises(WorkbookError) as refused:
        read_workbook(file, Draft.open(MINI).tables)
    assert "found a formula without its result" in str(refused.value.problems[0])


def rewritten(file: Path, out: Path, old: bytes, new: bytes, **parts: bytes) -> Path:
    """Copy a workbook with a text in its parts replaced."""
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name).replace(old, new))
        for name, content in parts.items():
            copy.writestr(name, content)
    return out


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:automatic-styles>
<number:date-style style:name="N1"><number:month number:textual="true"/><number:text>-</number:text>
<number:year/></number:date-style><style:style style:name="month" style:family="table-cell"
 style:data-style-name="N1"/></office:automatic-styles>
<office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>"""


def ods(file: Path, **sheets: str) -> Path:
    tables = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in {**sheets, STATE: ""}.items()
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS % tables)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return file


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text: str, kind: str = "string", **more: str) -> str:
    names = {
        "value": "office:value",
        "date": "office:date-value",
        "style": "table:style-name",
        "error": "calcext:value-type",
    }
    names["times"] = "table:number-columns-repeated"
    told = " ".join(f'{names[name]}="{value}"' for name, value in more.items())
    return f'<table:table-cell office:value-type="{kind}" {told}><text:p>{text}</text:p></table:table-cell>'


def test_ods_is_read_likewise(tmp_path: Path) -> None:
    header = row(*map(cell, ("agent", "born", "died", "age", "spare")))
    born, died = cell("Sep-73", "date", date="1973-09-01", style="month"), cell("11.09.73", "date", date="1973-09-11")
    sound = row(cell(" name"), born, died, cell("47.0", "float", value="47"))
    doubtful = row(
        cell("TRUE", "boolean"), cell("50%", "percentage", value="0.5"), cell("#N/A", "float", value="0", error="error")
    )
    file = ods(tmp_path / "book.ods", people=header + sound + doubtful + row("<table:table-cell/>", times=1_000_000))
    rows = workbook_cells.Workbook(file).rows("people")
    assert [each.text for each in rows[1]] == ["name", "1973-09", "1973-09-11", "47", ""]
    assert [each.doubt for each in rows[2]][1:3] == ["the number 0.5 shown as 0%", "the error #N/A"]
    assert "logical value" in rows[2][0].doubt


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_sheet_without_end_is_refused_unread(written: Path, tmp_path: Path, suffix: str) -> None:
    if suffix == "ods":
        file = ods(tmp_path / "far.ods", states=row(cell("x", times="16384"), times=1_048_576))
    else:
        sheet = Spreadsheet.open(written)
        sheet.sheets["states"] += [[""]] * 9_000 + [["x"]]
        sheet.sheets["states"][0] += [""] * 16_000 + ["far"]
        file = sheet.save(tmp_path / "far.xlsx")
    with pytest.raises(ColdWarError, match=r"sheet states: expected a table, found .* delete what stands far away"):
        read_workbook(file, Draft.open(MINI).tables)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"id;name\n1;x\n", "expected a workbook (xlsx, ods), found another file"),
        (b"", "expected a workbook (xlsx, ods), found another file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "found an old one (xls) or one with a password"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, found: str) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(content)
    with pytest.raises(ColdWarError) as refused:
        read_workbook(file, {})
    assert found in refused.value.message


def test_a_bomb_is_refused(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_cells, "LARGEST", 2**20)
    bomb = rewritten(written, tmp_path / "bomb.xlsx", b"\0", b"\0", bomb=b"\0" * 2**21)
    with pytest.raises(ColdWarError, match="expected at most 1 MB when unpacked, found 2 MB"):
        read_workbook(bomb, {})


@pytest.mark.parametrize(("old", "new"), [(b"</worksheet>", b""), (b"<sheetData>", b"<sheetData><row r='x'/>")])
def test_a_damaged_workbook_is_one_line(written: Path, tmp_path: Path, old: bytes, new: bytes) -> None:
    with pytest.raises(ColdWarError, match="expected a workbook that is whole, found"):
        read_workbook(rewritten(written, tmp_path / "torn.xlsx", old, new), Draft.open(MINI).tables)


def test_a_torn_archive_is_one_line(written: Path, tmp_path: Path) -> None:
    content = bytearray(written.read_bytes())
    content[200:300] = bytes(100)
    (tmp_path / "torn.xlsx").write_bytes(content)
    with pytest.raises(ColdWarError, match="expected a workbook that is whole, found"):
        read_workbook(tmp_path / "torn.xlsx", {})


def test_entities_are_not_resolved(written: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("of somebody else")
    doctype = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><worksheet '.encode()
    evil = rewritten(written, tmp_path / "evil.xlsx", b"<worksheet ", doctype)
    evil = rewritten(evil, tmp_path / "worse.xlsx", b"<v>0</v>", b"<v>&x;</v>")
    try:
        book = read_workbook(evil, Draft.open(MINI).tables)
    except ColdWarError:
        return
    assert "of somebody else" not in str(book.rows)


def test_without_the_extra_it_names_it(monkeypatch: pytest.MonkeyPatch, written: Path) -> None:
    monkeypatch.setattr(extras.importlib, "import_module", missing)
    with pytest.raises(ColdWarError, match=r'pip install "coldwar-graph\[imports\]"'):
        read_workbook(written, {})
    with pytest.raises(ColdWarError, match=r'pip install "coldwar-graph\[imports\]"'):
        write_workbook(MINI, written.with_name("other.xlsx"))


def missing(name: str) -> None:
    raise ImportError(name)


def test_a_library_that_reads_another_suffix_does_not_matter(written: Path, tmp_path: Path) -> None:
    renamed = shutil.copy(written, tmp_path / "coding.ods")
    assert read_workbook(Path(renamed), Draft.open(MINI).tables).package == "coldwar-mini"
