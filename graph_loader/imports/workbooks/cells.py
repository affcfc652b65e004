"""The cells of a workbook (XLSX, ODS) as the texts that a person sees, or as a doubt about what they mean.

python-calamine reads the values. What it does not tell is read beside it: errors, formulas without a result, and how a
number or a date is shown. A sheet is measured before it is unpacked.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

from graph_loader.imports.reading.archives import column_number, elements, extra, repeated
from graph_loader.imports.workbooks.shown import (
    BOOLEAN,
    DAY,
    NUMBER,
    OFFICE,
    TABLE,
    TEXT,
    OdsFormats,
    Shown,
    XlsxFormats,
)
from graph_loader.model.errors import ColdWarError

LARGEST, MOST_CELLS = 512 * 2**20, 40_000_000
"""Bytes of a workbook when it is unpacked, and the cells that a sheet may spread over."""
_EXACT = 10**15
_FIRST_SURE_DAY = date(1900, 3, 1)
_LATEST_DAY_OF_A_MONTH = 31
_ERROR = re.compile(r"#(REF!|N/A|NAME\?|DIV/0!|VALUE!|NULL!|NUM!|SPILL!|CALC!)|Err:[0-9]{3}")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError)
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_RELATION = re.compile(r"\{[^}]*/relationships\}id")

Kind = Literal["text", "number", "date"]


class Cell(NamedTuple):
    """What a cell says, what kind of value it is, and why its text is not certain."""

    text: str
    kind: Kind = "text"
    doubt: str = ""


class Workbook:
    """A workbook open for reading; `names` are its sheets, hidden ones too."""

    def __init__(self, file: Path) -> None:
        self._file = file
        content = file.read_bytes()
        self._archive, self._is_ods = _unpacked(content, file)
        with _whole(file):
            self._shown = _ods_shown(self._archive, file.name) if self._is_ods else {}
            self._formats = None if self._is_ods else XlsxFormats(self._archive)
            self._book = extra("python_calamine").CalamineWorkbook.from_filelike(io.BytesIO(content))
        self.names: list[str] = list(self._book.sheet_names)

    def rows(self, name: str) -> list[list[Cell]]:
        """Return the cells of a sheet, from its first row and column on.

        Raises
        ------
        ColdWarError
            If the sheet is damaged or spreads too far.
        """
        with _whole(self._file):
            shown = self._shown.get(name, {}) if self._formats is None else self._xlsx_shown(name, self._formats)
            rows = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return [
            [_cell(value, shown.get((row, column))) for column, value in enumerate(values)]
            for row, values in enumerate(rows)
        ]

    def _xlsx_shown(self, sheet: str, formats: XlsxFormats) -> dict[tuple[int, int], Shown]:
        """Return how the cells of a sheet that are no texts are shown."""
        shown: dict[tuple[int, int], Shown] = {}
        high = wide = row = 0
        for element in elements(self._archive, _part(self._archive, sheet), "{*}row"):
            row = int(element.get("r") or row + 1)
            column = 0
            for cell in element.iterchildren("{*}c"):
                place = _PLACE.fullmatch(cell.get("r") or "")
                column = column_number(place[1]) if place else column + 1
                high, wide = max(high, row), max(wide, column)
                _check_extent(high, wide, f"{self._file.name}: sheet {sheet}")
                if found := formats.of(cell):
                    shown[row - 1, column - 1] = found
        return shown


class _whole:  # noqa: N801 - reads as a condition
    """Say in one line that a workbook is damaged, whatever library finds it so."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None:
        return

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        libraries = (extra("python_calamine").CalamineError, extra("lxml.etree").LxmlError)
        if isinstance(error, (*_BROKEN, *libraries)) or type(error).__name__ == "PanicException":  # of Rust
            found = " ".join(str(error).split())[:200]
            raise ColdWarError(f"{self._file}: expected a workbook that is whole, found: {found}") from None


def _unpacked(content: bytes, file: Path) -> tuple[zipfile.ZipFile, bool]:
    """Return the archive that a workbook is, and whether it is ODS; refuse what is none or too large."""
    expected = f"{file}: expected a workbook (xlsx, ods), found"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ColdWarError(f"{expected} an old one (xls) or one with a password: save it as xlsx without a password")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise ColdWarError(f"{expected} another file")
    with _whole(file):
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
        if not names & {"xl/workbook.xml", "content.xml"}:
            raise ColdWarError(f"{expected} another file")
        if (size := sum(entry.file_size for entry in archive.infolist())) > LARGEST:
            raise ColdWarError(
                f"{file}: expected at most {LARGEST // 2**20} MB when unpacked, found {size // 2**20:,} MB"
            )
        if torn := archive.testzip():  # a part that is longer than it says is torn, too
            raise ColdWarError(f"{file}: expected a workbook that is whole, found {torn!r} damaged")
    return archive, "xl/workbook.xml" not in names


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return where a sheet of XLSX lies in its archive."""
    ids = {
        each.get("name"): next((value for name, value in each.items() if _RELATION.fullmatch(name)), "")
        for each in elements(archive, "xl/workbook.xml", "{*}sheet")
    }
    relations = elements(archive, "xl/_rels/workbook.xml.rels", "{*}Relationship")
    target = {each.get("Id"): each.get("Target") for each in relations}[ids[sheet]]
    return str(target).removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _check_extent(high: int, wide: int, where: str) -> None:
    if high * wide > MOST_CELLS:
        found = f"{high:,} rows and {wide:,} columns"
        raise ColdWarError(f"{where}: expected a table, found {found}: delete what stands far away from it")


def _ods_shown(archive: zipfile.ZipFile, file: str) -> dict[str, dict[tuple[int, int], Shown]]:
    """Return how the cells of all sheets of ODS that are no texts are shown."""
    shown: dict[str, dict[tuple[int, int], Shown]] = {}
    formats = OdsFormats(archive)
    height: dict[str, int] = {}
    width: dict[str, int] = {}
    for row in elements(archive, "content.xml", f"{TABLE}table-row"):
        sheet = next(row.iterancestors(f"{TABLE}table")).get(f"{TABLE}name")
        first, times, column = height.get(sheet, 0), repeated(row, "rows", TABLE), 0
        height[sheet] = first + times
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            count = repeated(cell, "columns", TABLE)
            if cell.get(f"{OFFICE}value-type") or cell.get(f"{TABLE}formula") or cell.find(f"{TEXT}p") is not None:
                width[sheet] = max(width.get(sheet, 0), column + count)
                _check_extent(height[sheet], width[sheet], f"{file}: sheet {sheet}")
                if found := formats.of(cell):
                    places = ((first + down, column + right) for down in range(times) for right in range(count))
                    shown.setdefault(sheet, {}).update(dict.fromkeys(places, found))
            column += count
    return shown


def _cell(value: object, shown: Shown | None) -> Cell:
    """Return what a person sees in a cell."""
    if isinstance(value, str) and (shown is None or not (shown.error or shown.code)):
        text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        return Cell(text, doubt=f"the error {text}" if _ERROR.fullmatch(text) else "")
    if shown and shown.error:
        return Cell("", doubt=shown.error)
    if isinstance(value, bool) or (shown and shown.kind == BOOLEAN):
        return Cell(str(bool(value)).upper(), doubt=f"the logical value {str(bool(value)).upper()}")
    if isinstance(value, int | float):
        return _of_number(value, shown)
    if isinstance(value, date):
        return _of_date(value, shown)
    what = value.isoformat() if isinstance(value, time) else str(value)
    return Cell(what, doubt=f"the time {what}")


def _of_number(value: float, shown: Shown | None) -> Cell:
    text = format(Decimal(f"{value:.15g}"), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if shown and shown.kind != NUMBER:
        return Cell(text, "number", f"the number {text} shown as {shown.code}")
    if abs(value) >= _EXACT:
        return Cell(text, "number", f"the number {text}, of which a spreadsheet keeps fifteen digits only")
    return Cell(text, "number")


def _of_date(value: date, shown: Shown | None) -> Cell:
    """Return a date in EDTF, if what is shown is all that it holds."""
    when, at = (value.date(), value.time()) if isinstance(value, datetime) else (value, time())
    forms = {DAY: when.isoformat(), "month": when.isoformat()[:7], "year": when.isoformat()[:4]}
    kind = shown.kind if shown else ""
    text = forms.get(kind, when.isoformat())
    spare = {DAY: "", "month": "-01", "year": "-01-01"}
    is_certain = (
        text + spare.get(kind, "?") == when.isoformat()
        and at == time()
        and when >= _FIRST_SURE_DAY
        and not (shown and shown.is_short and when.year % 100 <= _LATEST_DAY_OF_A_MONTH)
    )
    code = f" shown as {shown.code}" if shown else ""
    return Cell(text, "date", "" if is_certain else f"the date {value.isoformat()}{code}")
