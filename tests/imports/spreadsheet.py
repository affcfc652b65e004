"""A spreadsheet program for tests: opens a workbook, changes cells, and saves it in its own way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import python_calamine
import xlsxwriter


class Shown(NamedTuple):
    """A number or a date in a number format."""

    value: float | dt.date | dt.time
    code: str


class Formula(NamedTuple):
    """A formula and what it shows."""

    text: str
    result: str | float


@dataclass
class Spreadsheet:
    """The sheets of a workbook, as rows of values; they may be changed in place."""

    sheets: dict[str, list[list[Any]]]
    hidden: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, file: Path) -> Spreadsheet:
        with python_calamine.CalamineWorkbook.from_path(str(file)) as book:
            sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
            hidden = {each.name for each in book.sheets_metadata if not str(each.visible).endswith(".Visible")}
        return cls(sheets, hidden)

    def place(self, sheet: str, key: str, column: str) -> tuple[int, int]:
        """Return where the cell of a column stands in the row that begins with a key."""
        rows = self.sheets[sheet]
        return next(i for i, row in enumerate(rows) if row[0] == key), rows[0].index(column)

    def set(self, sheet: str, key: str, column: str, value: Any) -> None:
        row, place = self.place(sheet, key, column)
        self.sheets[sheet][row][place] = value

    def add(self, sheet: str, **cells: Any) -> None:
        rows = self.sheets[sheet]
        rows.append([cells.pop(column, "") for column in rows[0]])
        assert not cells

    def remove(self, sheet: str, key: str) -> None:
        self.sheets[sheet] = [row for row in self.sheets[sheet] if row[0] != key]

    def save(self, file: Path) -> Path:
        with xlsxwriter.Workbook(str(file)) as book:
            for name, rows in self.sheets.items():
                sheet = book.add_worksheet(name)
                if name in self.hidden:
                    sheet.hide()
                for number, row in enumerate(rows):
                    for place, value in enumerate(row):
                        _write(book, sheet, number, place, value)
        return file


def _write(book: Any, sheet: Any, row: int, column: int, value: Any) -> None:
    match value:
        case Formula(text, result):
            sheet.write_formula(row, column, text, None, result)
        case Shown(dt.date() | dt.time(), code):
            sheet.write_datetime(row, column, value.value, book.add_format({"num_format": code}))
        case Shown(_, code):
            sheet.write_number(row, column, value.value, book.add_format({"num_format": code}))
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float():
            sheet.write_number(row, column, value)
        case str() if value:
            sheet.write_string(row, column, value)
