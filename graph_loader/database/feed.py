"""The tables of a data package as bytes, row by row, read without understanding more of a row than its first cells.

It is for telling what changed since the last load: whatever cannot be told for sure, `UnsureError` says.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import Protocol, TypeAlias

from graph_loader.model.errors import ColdWarError
from graph_loader.package import keeping
from graph_loader.package.content import Content
from graph_loader.package.descriptor import Table
from graph_loader.package.raw import Record


class UnsureError(ColdWarError):
    """What changed in a package cannot be told from its files; it has to be compared row by row."""


_BYTES_OF_A_ROW = 50
Bare: TypeAlias = tuple[Sequence[bytes], bytes]
"""A row: some of its cells, perhaps followed by others, and all of it."""


class Feed(Protocol):
    """Where the rows of tables come from."""

    def size(self) -> int:
        """Return about how many rows there are."""

    def state(self) -> object:
        """Return what is the same as long as nobody writes the tables."""

    def form(self) -> object:
        """Return all on which the meaning of a row's bytes depends."""

    def rows(self, table: Table, columns: Sequence[str]) -> Iterator[Bare]:
        """Yield every row of a table with the cells of some columns."""

    def records(self, table: Table, columns: Sequence[str], wanted: Callable[..., bool]) -> Iterator[Record]:
        """Yield those rows in full whose cells of some columns, as bytes, are wanted."""


class Files:
    """The tables as they lie in a folder, for packages of any size.

    Parameters
    ----------
    folder : pathlib.Path
        Of the package.
    tables : sequence of Table
        All its tables.
    """

    def __init__(self, folder: Path, tables: Sequence[Table]) -> None:
        self._folder = folder
        self._tables = tables

    def size(self) -> int:
        """Return about how many rows there are, by the sizes of the files."""
        files = [self._folder / table.file for table in self._tables]
        return sum(file.stat().st_size for file in files if file.is_file()) // _BYTES_OF_A_ROW

    def state(self) -> object:
        """Return where every file lies, its size and time."""
        return keeping.state(self._folder)

    def form(self) -> object:
        """Return the columns of every file."""
        return ["files", *(self._columns(table) for table in self._tables)]

    def rows(self, table: Table, columns: Sequence[str]) -> Iterator[Bare]:
        """Yield the lines of a file; what is quoted is read as CSV, all else is only cut at its first commas."""
        names = self._columns(table)
        if not names:
            return
        many = len(columns)
        is_plain = tuple(columns) == names[:many] and many < len(names)
        places = [names.index(column) if column in names else None for column in columns]
        with (self._folder / table.file).open("rb") as stream:
            careful = _Careful(stream, table, len(names))
            if b"\r" in next(stream).removesuffix(b"\n").removesuffix(b"\r"):
                raise UnsureError(f"{table.file}: other ends of lines")
            for line in stream:
                if is_plain and b"\r" not in line and (b'"' not in line or _is_late(line, many)):
                    cells = line.split(b",", many)
                    if len(cells) <= many:
                        raise UnsureError(f"{table.file}: a row is too short")
                    yield cells, line
                else:
                    found, whole = careful.row(line)
                    yield [b"" if place is None else found[place].encode() for place in places], whole

    def records(self, table: Table, columns: Sequence[str], wanted: Callable[..., bool]) -> Iterator[Record]:
        """Yield wanted rows; they are numbered 0, for nobody knows on which line they begin."""
        absent = dict.fromkeys(table.columns, "")
        names = self._columns(table)
        for cells, whole in self.rows(table, columns):
            if wanted(*cells[: len(columns)]):
                try:
                    (found,) = csv.reader([whole.decode()], strict=True)
                    yield Record(0, absent | dict(zip(names, found, strict=True)))
                except (csv.Error, ValueError):
                    raise UnsureError(f"{table.file}: no CSV in UTF-8") from None

    def _columns(self, table: Table) -> tuple[str, ...]:
        """Return the columns that a file has; none where there is no file and need not be one."""
        try:
            with (self._folder / table.file).open(encoding="utf-8", newline="") as stream:
                header = next(csv.reader(stream, strict=True), [])
        except FileNotFoundError:
            header = []
            if not table.described:
                return ()
        except (ValueError, csv.Error):
            header = []
        columns = tuple(name for name in table.columns if name in header or name not in table.dispensable)
        if tuple(header) != columns:
            raise UnsureError(f"{table.file}: other columns")
        return columns


class _Careful:
    """Reads single rows of a stream as CSV, over several lines where they go over several."""

    def __init__(self, stream: BufferedReader, table: Table, width: int) -> None:
        self._stream = stream
        self._table = table
        self._width = width
        self._waiting = b""
        self._read: list[bytes] = []
        self._reader = csv.reader(self._texts(), strict=True)

    def row(self, line: bytes) -> tuple[list[str], bytes]:
        """Return the cells of the row that begins with a line, and its bytes."""
        self._waiting, self._read = line, []
        try:
            cells = next(self._reader)
        except (csv.Error, ValueError, StopIteration):
            raise UnsureError(f"{self._table.file}: no CSV in UTF-8") from None
        if len(cells) != self._width:
            raise UnsureError(f"{self._table.file}: a row of another width")
        return cells, b"".join(self._read)

    def _texts(self) -> Iterator[str]:
        while line := self._waiting or next(self._stream, b""):
            self._waiting = b""
            self._read.append(line)
            yield line.decode()


class Records:
    """The tables of a package or collection that was read and checked.

    Parameters
    ----------
    content : Content
        What was read.
    """

    def __init__(self, content: Content) -> None:
        self._content = content

    def size(self) -> int:
        """Return how many rows there are."""
        return sum(len(raw.records) for raw in self._content.tables.values())

    def state(self) -> object:
        """Return nothing: what was read does not change."""

    def form(self) -> object:
        """Return nothing but that rows are not lines of files."""
        return "records"

    def rows(self, table: Table, columns: Sequence[str]) -> Iterator[Bare]:
        """Yield the rows of a table."""
        for record in self._content.records(table.name):
            cells = record.cells
            yield [cells[column].encode() for column in columns], _ENCODE([*cells.values()]).encode()

    def records(self, table: Table, columns: Sequence[str], wanted: Callable[..., bool]) -> Iterator[Record]:
        """Yield wanted rows."""
        for record in self._content.records(table.name):
            if wanted(*(record.cells[column].encode() for column in columns)):
                yield record


def _is_late(line: bytes, many: int) -> bool:
    """Whether the one quoted cell of a line, well formed, comes after some others."""
    before, *quoted, after = line.split(b'"')
    return len(quoted) == 1 and before.endswith(b",") and before.count(b",") >= many and after[:1] in {b",", b"\n"}


_ENCODE = json.JSONEncoder(check_circular=False).encode
