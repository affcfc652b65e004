"""Workbooks as people see them: the cells of a sheet of XLSX or ODS as texts.

python-calamine reads the values. What it does not tell, and a person sees, is read beside it: that a date shows only
its month, or no year; per cents; errors. It also gives no bounds, and a workbook of a kilobyte can ask for more memory
than there is: so a sheet is measured first.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph_loader.imports.reading.archives import column_number, elements, extra, repeated
from graph_loader.imports.reading.sheet_formats import Shown, displayed, months_only, shown_as
from graph_loader.imports.written.questions import TableError

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_CONTENT = 512 * 2**20
MOST_CELLS = 20_000_000
_CHUNK = 2**20
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,20})?")
_ROW = re.compile("[0-9]{1,7}")
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Sheets(NamedTuple):
    """The names of the sheets of a workbook: those that a person sees, and those that are hidden."""

    visible: tuple[str, ...]
    hidden: tuple[str, ...]


def archive_format(path: Path) -> str:
    """Tell what a zip archive is: ``xlsx`` or ``ods``.

    Raises
    ------
    TableError
        If it is something else, is damaged, or unpacks to more than a table holds.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = _kind(names, path)
            _check_size(archive, path)
    except _BROKEN as error:
        raise TableError(f"{path.name}: expected a workbook that is whole, found: {_plain(error)}") from None
    return kind


def _kind(names: set[str], path: Path) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "word/document.xml" not in names:
        return "ods"
    others = {"xl/workbook.bin": "a binary workbook (xlsb)", "word/document.xml": "a text of Word (docx)"}
    what = next((what for name, what in others.items() if name in names), "a zip archive")
    advice = "unpack it first" if what == "a zip archive" else "save its table as XLSX, ODS or CSV"
    raise TableError(f"{path.name}: expected a table, found {what}: {advice}")


def _check_size(archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse what unpacks to too much; reading to the end also finds out an archive that lies about its sizes."""
    told = sum(entry.file_size for entry in archive.infolist())
    if told > LARGEST_CONTENT:
        limit = LARGEST_CONTENT // 2**20
        raise TableError(f"{path.name}: expected at most {limit} MB when unpacked, found {told // 2**20:,} MB")
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while stream.read(_CHUNK):
                pass


def sheets_of(path: Path, kind: str) -> Sheets:
    """Return the names of the sheets."""
    if kind == "ods":  # the library reads all of it at once
        _seen_ods(path)
    with _workbook(path) as workbook:
        visible: list[str] = []
        hidden: list[str] = []
        for sheet in workbook.sheets_metadata:
            (visible if str(sheet.visible).endswith(".Visible") else hidden).append(sheet.name)
    return Sheets(tuple(visible), tuple(hidden))


def cells(path: Path, kind: str, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet with their numbers; what a person sees in each cell.

    Raises
    ------
    TableError
        If the sheet spreads over more cells than a table has, or holds formulas without results.
    """
    seen = _seen_xlsx(path, sheet) if kind == "xlsx" else _seen_ods(path).get(sheet, {})
    with _workbook(path) as workbook:
        try:
            values = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except Exception as error:  # noqa: BLE001 - the library's errors share no class that its types tell
            raise TableError(f"{path.name}: sheet {sheet!r} cannot be read: {_plain(error)}") from None
    for row, found in enumerate(values, start=1):
        yield row, [displayed(value, seen.get((row, column))) for column, value in enumerate(found, start=1)]


def _workbook(path: Path) -> Any:
    load = extra("python_calamine", TableError).load_workbook
    try:
        return load(str(path))
    except Exception as error:  # noqa: BLE001 - the library's errors share no class that its types tell
        raise TableError(f"{path.name}: expected a workbook that is whole, found: {_plain(error)}") from None


def _plain(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _elements(archive: zipfile.ZipFile, part: str, path: Path, *tags: str) -> Iterator[_Element]:
    """Yield the elements of a part; one line where it is no XML."""
    etree = extra("lxml.etree", TableError)
    try:
        yield from elements(archive, part, *tags)
    except etree.XMLSyntaxError as error:
        raise TableError(f"{path.name}: expected a workbook that is whole, found: {_plain(error)}") from None


def _seen_xlsx(path: Path, sheet: str) -> dict[tuple[int, int], Shown]:
    """Measure a sheet of XLSX, and tell which of its cells show something else than their value."""
    seen: dict[tuple[int, int], Shown] = {}
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet, path)
        styles = _styles(archive, path)
        where = f"{path.name}: sheet {sheet!r}"
        row = column = high = wide = 0
        for element in _elements(archive, part, path, "{*}c", "{*}row"):
            if element.tag.endswith("}row"):  # which ends: its cells are forgotten
                continue
            if place := _CELL.fullmatch(element.get("r") or ""):
                column, row = column_number(place[1]), int(place[2])
            else:
                told = next(
                    (int(one.get("r")) for one in element.iterancestors() if _ROW.fullmatch(one.get("r") or "")),
                    row,
                )
                row, column = (told, 1) if told != row else (max(row, 1), column + 1)
            high, wide = max(high, row), max(wide, column)
            _check_extent(high, wide, where)
            if element.get("t") != "s" and (shown := _shown_xlsx(element, styles, path, row)):
                seen[row, column] = shown
    return seen


def _shown_xlsx(element: _Element, styles: dict[str, str], path: Path, row: int) -> Shown | None:
    """Tell what a cell shows that is no shared text."""
    kind = element.get("t")
    value = next((child.text or "" for child in element if child.tag.endswith("}v")), "")
    if not value and kind not in {"str", "inlineStr"} and any(child.tag.endswith("}f") for child in element):
        raise TableError(
            f"{path.name}:{row}: cell {element.get('r')} is a formula without a result: open the workbook in a "
            "spreadsheet program and save it"
        )
    if kind == "e":
        return Shown("text", value)
    shown = styles.get(element.get("s") or "", "")
    return Shown(shown, value) if shown and value and kind in {None, "n"} else None


def _part(archive: zipfile.ZipFile, sheet: str, path: Path) -> str:
    """Return the file of a sheet within the workbook."""
    sheets = _elements(archive, "xl/workbook.xml", path, "{*}sheet")
    ids = {one.get("name"): one.get(_RELATED) or one.get(_STRICT) for one in sheets}
    try:
        relations = _elements(archive, "xl/_rels/workbook.xml.rels", path, "{*}Relationship")
        targets = {one.get("Id"): one.get("Target") for one in relations}
        target = targets[ids[sheet]] or ""
    except KeyError:
        raise TableError(f"{path.name}: expected the sheet {sheet!r}, found no such sheet") from None
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    if part not in archive.namelist():
        raise TableError(f"{path.name}: expected the sheet {sheet!r} in {part}, found no such file")
    return part


def _styles(archive: zipfile.ZipFile, path: Path) -> dict[str, str]:
    """Tell for each style of cells how it shows numbers, where that is not plainly."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    formats: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for element in _elements(archive, "xl/styles.xml", path, "{*}numFmt", "{*}cellXfs"):
        if element.tag.endswith("}numFmt"):
            formats[element.get("numFmtId") or ""] = element.get("formatCode") or ""
            continue
        for number, style in enumerate(element.iterfind("{*}xf")):
            id_ = style.get("numFmtId") or "0"
            kinds[str(number)] = shown_as(id_, formats.get(id_, ""))
    return {number: kind for number, kind in kinds.items() if kind}


def _check_extent(high: int, wide: int, where: str) -> None:
    if high * wide > MOST_CELLS:
        raise TableError(
            f"{where} spreads over {high:,} rows and {wide:,} columns: delete what stands far from the table"
        )


def _seen_ods(path: Path) -> dict[str, dict[tuple[int, int], Shown]]:
    """Measure the sheets of ODS, and tell which of their cells show something else than their value."""
    seen: dict[str, dict[tuple[int, int], Shown]] = {}
    rows: dict[str, int] = {}
    wide: dict[str, int] = {}
    with zipfile.ZipFile(path) as archive:
        for element in _elements(archive, "content.xml", path, f"{_TABLE}table-row"):
            sheet = next((one.get(f"{_TABLE}name") or "" for one in element.iterancestors(f"{_TABLE}table")), "")
            first, times = rows.get(sheet, 0), repeated(element, "rows", _TABLE)
            rows[sheet] = first + times
            for column, width, cell in _filled(element):
                wide[sheet] = max(wide.get(sheet, 0), column + width)
                _check_extent(rows[sheet], wide[sheet], f"{path.name}: sheet {sheet!r}")
                if shown := _shown_ods(cell):
                    places = ((first + 1 + down, column + 1 + right) for down in range(times) for right in range(width))
                    seen.setdefault(sheet, {}).update(dict.fromkeys(places, shown))
    return seen


def _filled(row: _Element) -> Iterator[tuple[int, int, _Element]]:
    """Yield the cells of a row of ODS that hold something: before how many they stand, how often they come."""
    column = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        width = repeated(cell, "columns", _TABLE)
        if cell.get(f"{_OFFICE}value-type") or cell.find(f"{_TEXT}p") is not None:
            yield column, width, cell
        column += width


def _shown_ods(cell: _Element) -> Shown | None:
    kind = cell.get(f"{_OFFICE}value-type")
    text = " ".join("".join(paragraph.itertext()) for paragraph in cell.iterfind(f"{_TEXT}p")).strip()
    if kind == "percentage" and text and _NUMBER.fullmatch(value := cell.get(f"{_OFFICE}value") or ""):
        return Shown("text", f"{float(value) * 100:.12g}%")
    if kind == "date" and text:
        return months_only(text)
    return Shown("text", text) if text.startswith("#") else None
