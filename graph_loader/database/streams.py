"""The tables of a data package row by row, for packages of any size."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graph_loader.database.properties import Value, property_value
from graph_loader.model import dates
from graph_loader.model.errors import DatasetError
from graph_loader.model.problems import Problem
from graph_loader.package.descriptor import Table
from graph_loader.package.schema_rules import NUMBERS, number_form


class Row(NamedTuple):
    """One row of a table: its file, the line on which it begins (the header is 1) and its cells by column."""

    file: str
    number: int
    cells: dict[str, str]

    def problem(self, column: str, code: str, message: str) -> DatasetError:
        """Return the error that says what is wrong with a cell."""
        return DatasetError([Problem(self.file, self.number, column, code, message)])

    def value(self, column: str, kind: str) -> Value:
        """Return a cell as a value of its Frictionless type, None for an empty one."""
        cell = self.cells[column]
        if cell and kind in NUMBERS and (found := _form(cell, kind)):
            raise self.problem(column, *found)
        return property_value(cell, kind)

    def interval(self, column: str) -> dates.DateInterval:
        """Return a cell as the days of an EDTF date."""
        try:
            return dates.parse(self.cells[column])
        except dates.DateError as error:
            raise self.problem(column, "date", error.message) from None


def rows(folder: Path, table: Table) -> Iterator[Row]:
    """Read a table of a data package, one row at a time.

    Raises
    ------
    DatasetError
        If there is no file of a table that the package describes, or it is not CSV with the expected columns.

    Examples
    --------
    >>> from graph_loader.package.descriptor import contract
    >>> next(rows(Path("tests/fixtures/mini"), contract().tables["passages"])).cells["locator"]
    'n01'
    """
    try:
        with (folder / table.file).open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            columns, absent = _header(table, next(reader, []))
            number = reader.line_num + 1
            for cells in reader:
                if len(cells) != len(columns):
                    message = f"expected {len(columns)} cells, found {len(cells)}"
                    raise DatasetError([Problem(table.file, number, "", "cell-count", message)])
                named = dict(zip(columns, cells, strict=True))
                yield Row(table.file, number, named | absent if absent else named)
                number = reader.line_num + 1
    except FileNotFoundError:
        if not table.described:
            return
        raise _fault(table, "missing-file", "expected a CSV file, found none") from None
    except (ValueError, csv.Error) as error:
        raise _fault(table, "csv", f"expected CSV in UTF-8 with the table's columns, found {error}") from None


def in_order(records: Iterator[Row], column: str, *, unique: bool) -> Iterator[Row]:
    """Pass rows on while they are in the order of a column.

    Raises
    ------
    DatasetError
        At the first row that is out of order.
    """
    last = ""
    for row in records:
        key = row.cells[column]
        if key < last or (unique and key == last):
            raise row.problem(column, "order", f"expected a value after {last!r}, found {key!r}")
        last = key
        yield row


_form = lru_cache(10_000)(number_form)


def _header(table: Table, header: list[str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the columns of a file, and empty cells for those that it may lack and does."""
    absent = dict.fromkeys(table.dispensable.difference(header), "")
    columns = tuple(column for column in table.columns if column not in absent)
    if tuple(header) != columns:
        raise _fault(table, "header", f"expected {','.join(columns)}, found {','.join(header)}")
    return columns, absent


def _fault(table: Table, code: str, message: str) -> DatasetError:
    return DatasetError([Problem(table.file, None, "", code, message)])
