"""Reads a workbook that `workbook_write` wrote and a person, or another program, has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph_loader.imports.workbooks.cells import Cell, Workbook
from graph_loader.imports.workbooks.form import HELP, LISTS, PACKAGE, STATE, Mark, key_of
from graph_loader.model.errors import ColdWarError, DatasetError
from graph_loader.model.numerals import counted
from graph_loader.model.problems import Problem, did_you_mean, quoted
from graph_loader.package.descriptor import Field, Table
from graph_loader.package.editing import Row

_YEAR_DIGITS = 4


class WorkbookError(DatasetError):
    """Cells of a workbook that mean nothing for certain."""

    def __init__(self, file: Path, problems: list[Problem]) -> None:
        super().__init__(problems)
        count = counted(len(problems), "place")
        self.message = f"{file}: {count} to put right in the workbook; nothing was read into the package"
        self.args = (self.message,)


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook says.

    Attributes
    ----------
    package : str
        The name of the package that it was written from.
    rows : dict of str to list of dict
        The rows of each table that it has a sheet of.
    base : dict of str to list of Mark
        The rows of each table when it was written.
    absent : list of str
        The tables that it has no sheet of.
    unread : list of str
        Sheets and columns of the user's own, which are not read, in words.
    """

    package: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    base: dict[str, list[Mark]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_workbook(file: Path, tables: Mapping[str, Table]) -> Book:
    """Read the tables of a workbook.

    Raises
    ------
    WorkbookError
        If cells, columns or keys are not what they must be.
    ColdWarError
        If the file is no workbook, or none that was written from a package.
    """
    workbook = Workbook(file)
    if STATE not in workbook.names:
        raise ColdWarError(
            f"{file}: expected a workbook that coldwar workbook wrote, found no sheet {STATE!r}: "
            "tables of others come in with coldwar import"
        )
    book = _with_state(workbook)
    problems: list[Problem] = []
    for name, table in tables.items():
        if name in workbook.names:
            sheet = _Sheet(file.name, table, workbook.rows(name))
            book.rows[name] = list(sheet.rows(Counter(mark.key for mark in book.base.get(name, ()))))
            book.unread.extend(sheet.unread)
            problems += sheet.problems
        else:
            book.absent.append(name)
    known = {*tables, HELP, LISTS, STATE}
    for name in (name for name in workbook.names if name not in known):
        hint = did_you_mean(name, tables)
        book.unread.append(f"sheet {quoted(name)} is no table of the package and was not read{hint}")
    if problems:
        raise WorkbookError(file, problems)
    return book


def _with_state(workbook: Workbook) -> Book:
    """Read the hidden sheet that tells of which package the workbook is, and how its rows were."""
    header, *rows = workbook.rows(STATE) or [[]]
    columns = {cell.text: [row[place].text for row in rows if len(row) > place] for place, cell in enumerate(header)}
    name = next(iter(columns.pop(PACKAGE, [])), "")
    book = Book(name)
    for table, cells in columns.items():
        book.base[table] = [mark for cell in cells if (mark := Mark.read(cell))]
    return book


class _Sheet:
    """A sheet that is a table: its rows, and what is wrong with them."""

    def __init__(self, file: str, table: Table, cells: list[list[Cell]]) -> None:
        self.unread: list[str] = []
        self.problems: list[Problem] = []
        self._file, self._table = file, table
        self._cells = cells[1:]
        self._places = self._read_header(cells[0] if cells else [])

    def _read_header(self, header: list[Cell]) -> dict[str, int]:
        """Return where each column of the table stands; others are named and not read."""
        places: dict[str, int] = {}
        for place, cell in enumerate(header):
            if cell.text in places:
                self._complain("column", f"expected the column {quoted(cell.text)} once, found it twice")
            elif cell.text in self._table.columns:
                places[cell.text] = place
            elif cell.text or any(len(row) > place and row[place].text for row in self._cells):
                what = quoted(cell.text) if cell.text else f"{_letter(place)} without a name"
                hint = did_you_mean(cell.text, self._table.columns)
                self.unread.append(f"sheet {self._table.name}: column {what} was not read{hint}")
        for column in self._table.columns:
            if column not in places:
                self._complain("column", f"expected the column {column!r} in the first row, found none: put it back")
        return places

    def rows(self, base: Counter[str]) -> Iterator[Row]:
        """Yield the rows that are not empty.

        A row without the first cell of its key, or with the key of another one, is wrong unless the package had it so.
        """
        seen: dict[str, int] = {}
        counts: Counter[str] = Counter()
        key = self._table.primary_key
        fields = [(each, self._places[each.name]) for each in self._table.fields if each.name in self._places]
        empty = Cell("")
        for number, cells in enumerate(self._cells, start=2):
            row = {each.name: cells[place] if len(cells) > place else empty for each, place in fields}
            if not any(cell.text or cell.doubt for cell in row.values()):
                continue
            for each, place in fields:
                if doubt := _doubt(row[each.name], each):
                    expected = "a date in EDTF" if each.is_date else "text"
                    found = f"expected {expected}, found {doubt}: write what is meant as text"
                    self._complain("cell", f"cell {_letter(place)}{number} ({each.name}): {found}")
            texts = {column: cell.text for column, cell in row.items()}
            known = Mark.of(texts, key).key
            counts[known] += 1
            if counts[known] > base[known]:
                if known in seen:
                    what = quoted(" ".join(filter(None, key_of(texts, key))))
                    self._complain("key", f"row {number} has the {', '.join(key)} of row {seen[known]}: {what}")
                elif not texts.get(key[0]):
                    self._complain("key", f"row {number} has no {key[0]}")
            seen.setdefault(known, number)
            yield texts

    def _complain(self, code: str, message: str) -> None:
        self.problems.append(Problem(self._file, None, "", code, f"sheet {self._table.name}: {message}"))


def _doubt(cell: Cell, field_: Field) -> str:
    """Say what is uncertain about a cell of a column; empty for nothing."""
    if not cell.doubt and cell.kind == "date" and not field_.is_date:
        return f"the date {cell.text}"
    if not cell.doubt and cell.kind == "number" and field_.is_date and not _is_year(cell.text):
        return f"the number {cell.text}"
    return cell.doubt


def _is_year(text: str) -> bool:
    return len(text) == _YEAR_DIGITS and text.isdecimal()


def _letter(place: int) -> str:
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters = chr(ord("A") + rest) + letters
        place -= 1
    return letters
