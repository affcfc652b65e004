"""Writes a data package as a workbook in which it can be coded: one sheet a table, and every cell a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from graph_loader.imports.reading.archives import extra
from graph_loader.imports.workbooks.form import HELP, LISTS, PACKAGE, STATE, Mark
from graph_loader.imports.workbooks.lists import Lists
from graph_loader.model.errors import ColdWarError, DatasetError
from graph_loader.model.problems import Problem
from graph_loader.package.content import Content
from graph_loader.package.descriptor import Field
from graph_loader.package.editing import Draft
from graph_loader.package.files import replaced_file
from graph_loader.package.raw import RawTable
from graph_loader.package.validation import check_package

LONGEST, MOST_ROWS = 32_767, 1_048_576
"""The characters of a cell and the rows of a sheet that a spreadsheet holds."""
_COLOURS = {"fault": ("#F8D7D3", "#E88B80"), "note": ("#FDF3D0", "#F5D76E")}
"""The colours of a row and of its faulty cell."""
_LONGEST_NOTE, _NOTE_LINE, _WIDEST = 2000, 46, 44
_TEXT_FORMAT = 49
"""The number of the format of texts, which every spreadsheet program knows."""
_UNSTORABLE = ("\ufffe", "\uffff")
_TEXTS = """\
Every sheet is a table of the package, every row an entry. The notes on the headers say what belongs into a column.
All cells are text: write 1973-09, 44-46 or 007 as they are, and the program will leave them alone.
Cells that hold a word of a list or an id of another row offer the choices, also ids that you have just typed.
Rows that break a rule are red, doubtful ones are yellow; a note on the cell says why.
You may sort, filter, hide and move rows and columns. Columns and sheets of your own are not read.
To rename an id, change it wherever it stands. To remove an entry, delete its row.
When you have saved it:   coldwar workbook read {file} --into PACKAGE   shows what you changed and asks before it \
writes.\
"""


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of cells: a row's and its faulty cell's by severity; every one of them is a text format."""

    text: Any
    head: Any
    fault: Mapping[str, tuple[Any, Any]]


def write_workbook(folder: Path, file: Path) -> None:
    """Write a package, as it stands and whatever rules it breaks, as an XLSX workbook.

    Raises
    ------
    DatasetError
        If the rows of the package cannot be told.
    ColdWarError
        If a table does not fit into a sheet, or the extra ``imports`` is not installed.
    """
    xlsxwriter = extra("xlsxwriter")
    Draft.open(folder)  # refuses a package whose rows cannot be told
    checked = check_package(folder)
    content = checked.content
    if content is None:
        raise DatasetError(checked.problems)
    for raw in content.tables.values():
        _check_size(raw)
    try:
        with replaced_file(file) as draft, xlsxwriter.Workbook(str(draft)) as book:
            _fill(book, content, checked.problems, file.name)
    except extra("xlsxwriter.exceptions").FileCreateError as error:
        raise ColdWarError(f"{file}: {error}") from None


def _fill(book: Any, content: Content, problems: Iterable[Problem], name: str) -> None:
    book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC), "title": content.title})
    look = _looks(book)
    _write_help(book, content, name)
    lists = Lists(content)
    for raw in content.tables.values():
        faults = [problem for problem in problems if problem.file == raw.table.file and problem.row]
        _write_table(book.add_worksheet(raw.table.name), raw, look, lists, faults)
    lists.write(book.add_worksheet(LISTS))
    _write_state(book.add_worksheet(STATE), content)


def _check_size(raw: RawTable) -> None:
    """Refuse a table that a spreadsheet cannot hold whole."""
    if len(raw.records) >= MOST_ROWS:
        raise ColdWarError(
            f"{raw.table.file}: expected at most {MOST_ROWS - 1:,} rows, for a sheet holds no more, "
            f"found {len(raw.records):,}"
        )
    for row, cells in raw.records:
        for column, cell in cells.items():
            if (length := len(cell.encode("utf-16-le")) // 2) > LONGEST:
                message = f"expected at most {LONGEST:,} characters, for a cell holds no more, found {length:,}"
                raise ColdWarError(f"{raw.table.file}:{row}:{column}: {message}")
            if any(sign in cell for sign in _UNSTORABLE):
                raise ColdWarError(f"{raw.table.file}:{row}:{column}: expected text, found U+FFFE or U+FFFF")


def _looks(book: Any) -> _Looks:
    def look(**more: object) -> Any:
        return book.add_format({"num_format": _TEXT_FORMAT, "valign": "top"} | more)

    fault = {severity: (look(bg_color=row), look(bg_color=cell)) for severity, (row, cell) in _COLOURS.items()}
    return _Looks(look(), look(bold=True, bg_color="#DDE5EE", bottom=1), fault)


def _write_help(book: Any, content: Content, file: str) -> None:
    sheet = book.add_worksheet(HELP)
    wrapped = book.add_format({"num_format": _TEXT_FORMAT, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 110, wrapped)
    sheet.write_string(0, 0, content.title or content.name, book.add_format({"bold": True, "num_format": _TEXT_FORMAT}))
    for row, line in enumerate(_TEXTS.format(file=file).splitlines(), start=1):
        sheet.write_string(row, 0, line, wrapped)
    sheet.hide_gridlines(2)


def _write_table(sheet: Any, raw: RawTable, look: _Looks, lists: Lists, faults: list[Problem]) -> None:
    fields = raw.table.fields
    severities, notes = _faults(raw, faults)
    for place, field in enumerate(fields):
        widest = max(chain([len(field.name) + 4], (len(record.cells[field.name]) for record in raw.records)))
        sheet.set_column(place, place, min(widest + 1, _WIDEST), look.text)
        sheet.write_string(0, place, field.name, look.head)
        _write_note(sheet, 0, place, _explained(field))
        if choices := lists.choices(raw.table, field):
            sheet.data_validation(1, place, MOST_ROWS - 1, place, choices)
    for number, (row, cells) in enumerate(raw.records, start=1):
        row_look = look.fault[severities[row]][0] if row in severities else look.text
        for place, field in enumerate(fields):
            messages = notes.get((row, field.name), [])
            worst = "note" if all(problem.severity == "note" for problem in messages) else "fault"
            cell_look = look.fault[worst][1] if messages else row_look
            if cells[field.name]:
                sheet.write_string(number, place, cells[field.name], cell_look)
            elif cell_look is not look.text:
                sheet.write_blank(number, place, None, cell_look)
            if messages:
                _write_note(sheet, number, place, "\n".join(problem.message for problem in messages))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(raw.records), len(fields) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})


def _faults(raw: RawTable, faults: list[Problem]) -> tuple[dict[int, str], dict[tuple[int, str], list[Problem]]]:
    """Return the severity of each faulty row, and what is said about each of its cells: of all the row, the first."""
    severities: dict[int, str] = {}
    notes: defaultdict[tuple[int, str], list[Problem]] = defaultdict(list)
    for problem in faults:
        row = problem.row or 0
        degree = "note" if problem.severity == "note" else "fault"
        severities[row] = "fault" if "fault" in (degree, severities.get(row)) else degree
        column = problem.column if problem.column in raw.table.columns else raw.table.columns[0]
        notes[row, column].append(problem)
    return severities, notes


def _explained(field: Field) -> str:
    """Return the note on a header: what the data dictionary says of the column."""
    lines = [field.description or "A column of the package's own."]
    lines += ["Must not be empty."] if field.required else []
    lines += ["For example 1973-09-11, 1973-09, 1973, 1973~ (about), 1970/1973."] if field.is_date else []
    lines += [f"An id of kind {' or '.join(field.references)}."] if field.references else []
    return "\n".join(lines)


def _write_note(sheet: Any, row: int, column: int, text: str) -> None:
    text = text[:_LONGEST_NOTE]
    lines = sum(len(line) // _NOTE_LINE + 1 for line in text.splitlines())
    sheet.write_comment(row, column, text, {"width": 300, "height": 18 * lines + 10})


def _write_state(sheet: Any, content: Content) -> None:
    """Write on a hidden sheet of which package the workbook is, and the state of each row."""
    for row, text in enumerate((PACKAGE, content.name)):
        sheet.write_string(row, 0, text)
    for place, (name, raw) in enumerate(content.tables.items(), start=1):
        sheet.write_string(0, place, name)
        for row, record in enumerate(raw.records, start=1):
            sheet.write_string(row, place, str(Mark.of(record.cells, raw.table.primary_key)))
    sheet.hide()
