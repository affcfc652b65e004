"""Reads one CSV file of the data package as text cells, and says where it is no such file."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from graph_loader.model.problems import Problem, did_you_mean, quoted
from graph_loader.package.descriptor import Table
from graph_loader.package.encodings import wide

LARGEST_FILE = 64 * 2**20
"""Bytes; a table of claims that were read one by one is never larger."""


_OTHER_FORMATS = {
    b"PK\x03\x04": "a spreadsheet (xlsx, ods) or another zip archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet (xls)",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
    b"<": "a web page or XML",
    b"{\\rtf": "a word processor's file",
}
_DECIMAL, _NUMBER = re.compile("-?[0-9]+,[0-9]+"), re.compile(r"(-?[0-9]+([.,][0-9]+)?)?")
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


class Record(NamedTuple):
    """One row: the line on which it begins, and its cells by column."""

    row: int
    cells: dict[str, str]


@dataclass(slots=True)
class RawTable:
    """The cells of a file as they stand there.

    Attributes
    ----------
    table : Table
        What the file should be.
    columns : tuple of str
        The expected columns that it has, or may lack.
    header : tuple of str
        The columns as the file has them.
    records : list of Record
        Its sound rows.
    torn : list of tuple of str
        Rows that have too few or too many cells: what they name exists, though nobody can tell what it is.
    problems : list of Problem
        What is wrong with the file's form.
    """

    table: Table
    columns: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    records: list[Record] = field(default_factory=list)
    torn: list[tuple[str, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether the file could be read and no column is missing."""
        return self.columns == self.table.columns

    @property
    def torn_ids(self) -> set[str]:
        """The first cells of torn rows."""
        return {cells[0] for cells in self.torn}

    def may_hold(self, *cells: str) -> bool:
        """Whether a torn row has all these cells: then none of them is missing for sure."""
        return any(set(cells).issubset(torn) for torn in self.torn)

    def add(self, row: int | None, code: str, message: str, column: str = "") -> None:
        """Note a problem of the file."""
        self.problems.append(Problem(self.table.file, row, column, code, message))


def read_table(folder: Path, table: Table, changed: bytes | None = None) -> RawTable:
    """Read one table of a data package, or what its file is to become; one that is not described may be missing."""
    raw = RawTable(table)
    if changed is None and not table.described and not (folder / table.file).exists():
        raw.columns = table.columns
        return raw
    content = _content(folder / table.file, raw) if changed is None else changed
    text = _text(content, raw) if content is not None else None
    if text is not None:
        _read_rows(text, raw)
    return raw


def _content(file: Path, raw: RawTable) -> bytes | None:
    """Return the file's bytes, if it is a file of a size that makes sense."""
    try:
        if not file.exists():
            raw.add(None, "missing-file", "expected a CSV file, found none")
        elif not file.is_file():
            raw.add(None, "not-a-file", "expected a CSV file, found a folder or a device")
        elif (size := file.stat().st_size) > LARGEST_FILE:
            limit = LARGEST_FILE // 2**20
            raw.add(None, "file-too-large", f"expected at most {limit} MB, found {size // 2**20} MB")
        else:
            return file.read_bytes()
    except OSError as error:
        raw.add(None, "unreadable", f"expected a CSV file that can be read, found: {error.strerror}")
    return None


def _text(content: bytes, raw: RawTable) -> str | None:
    """Decode the file; UTF-8, LF and a final newline are the package's form."""

    def line_of(position: int) -> int:
        return content.count(b"\n", 0, position) + 1

    if not content.strip():
        raw.add(None, "empty-file", f"expected a header {','.join(raw.table.columns)}, found an empty file")
        return None
    if what := other_format(content):
        raw.add(None, "not-csv", f"expected CSV, found {what}: save it as CSV in UTF-8, parted by commas")
        return None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or wide(content):
        raw.add(1, "encoding", "expected UTF-8, found UTF-16 or UTF-32: save it as CSV in UTF-8")
        return None
    if (nul := content.find(b"\0")) >= 0:
        raw.add(line_of(nul), "nul-byte", "expected text, found a NUL byte")
        return None
    if content.startswith(codecs.BOM_UTF8):
        raw.add(1, "byte-order-mark", "expected UTF-8 without a byte order mark, found one")
        content = content[len(codecs.BOM_UTF8) :]
    if (carriage_return := content.find(b"\r")) >= 0:
        raw.add(line_of(carriage_return), "line-ending", "expected lines that end with LF, found a CR")
    if not content.endswith(b"\n"):
        raw.add(line_of(len(content)), "final-newline", "expected a newline at the end of the file, found none")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte 0x{content[error.start]:02x}: save it as CSV in UTF-8, not in a code page such as Windows-1252"
        raw.add(line_of(error.start), "encoding", f"expected UTF-8, found {found}")
        return None


def other_format(content: bytes) -> str:
    """Return what a file is that is no text of a table; empty where it may be one."""
    return next((what for start, what in _OTHER_FORMATS.items() if content.startswith(start)), "")


def separator_of(text: str, table: Table) -> str:
    """Return the sign that parts the columns of a table: the one by which the header has most of its columns."""
    header = text.partition("\n")[0].strip("\r")

    def columns(sign: str) -> int:
        return len({cell.strip(' "') for cell in header.split(sign)} & set(table.columns))

    best = max(SEPARATORS, key=columns)
    return best if columns(best) > max(1, columns(",")) else ","


def _read_rows(text: str, raw: RawTable) -> None:
    separator = SEPARATORS.get(separator_of(text, raw.table), "")
    if text[:4].lower() == "sep=":
        separator = "a line that tells Excel the separator"
    if separator:
        raw.problems.clear()  # a mark and other line ends are of the same program
        raw.add(1, "separator", f"expected cells parted by commas, found {separator}: save it as CSV parted by commas")
        return
    rows = _rows(text, raw)
    _, header = next(rows, (1, None))
    if header is None:
        return
    _check_header(header, raw)
    absent = dict.fromkeys(raw.table.dispensable.difference(header), "")
    width = len(header)
    same = {cell: cell for cell in header}.setdefault  # what stands in many rows is held once
    for row, cells in rows:
        if not cells:
            raw.add(row, "blank-row", "expected a row of cells, found a blank line")
        elif not cells[0].strip() and not any(map(str.strip, cells)):
            raw.add(row, "blank-row", "expected a row of cells, found one of empty cells")
        elif len(cells) == width:
            known = dict(zip(header, map(same, cells, cells), strict=True))
            raw.records.append(Record(row, known | absent if absent else known))
        elif len(mended := _decimal_commas(raw.table, header, cells)) == 1:
            raw.records.append(Record(row, dict(zip(header, mended[0], strict=True)) | absent))
        else:
            hint = ": decimal commas? write points" if mended else ""
            raw.add(row, "cell-count", f"expected {len(header)} cells, found {len(cells)}{hint}")
            raw.torn.append(tuple(cells))


def _decimal_commas(table: Table, header: list[str], cells: list[str]) -> list[list[str]]:
    """Return every way to read a row that is too long as one in which numbers have decimal commas."""
    surplus = len(cells) - len(header)
    numbers = {field.name for field in table.fields if field.type == "number"}
    places = [place for place, column in enumerate(header) if column in numbers]
    if not 0 < surplus <= len(places):
        return []
    ways = []
    for split in combinations(places, surplus):
        rest = iter(cells)
        made = [f"{next(rest)},{next(rest)}" if place in split else next(rest) for place in range(len(header))]
        if all((_DECIMAL if place in split else _NUMBER).fullmatch(made[place]) for place in places):
            ways.append(made)
    return ways


def _rows(text: str, raw: RawTable) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of cells with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    row = 1
    try:
        for cells in reader:
            yield row, cells
            row = reader.line_num + 1
    except csv.Error as error:
        raw.add(row, "quoting", f"expected quotes that close and cells of a sensible length, found: {error}")
        raw.columns = ()


def _check_header(header: list[str], raw: RawTable) -> None:
    raw.header = tuple(header)
    absent = raw.table.dispensable.difference(header)
    expected = tuple(column for column in raw.table.columns if column not in absent)
    for column in (column for column in expected if column not in header):
        hint = did_you_mean(column, [name for name in header if name not in expected])
        raw.add(1, "missing-column", f"expected a column {column!r}, found none{hint}", column)
    for column in dict.fromkeys(column for column in header if column not in expected):
        raw.add(1, "extra-column", f"expected no column {quoted(column)}, found it{did_you_mean(column, expected)}")
    for column in sorted({column for column in expected if header.count(column) > 1}):
        raw.add(1, "duplicate-column", f"expected the column {column!r} once, found it twice", column)
    found = [column for column in header if column in expected]
    if sorted(found) == sorted(expected) and tuple(found) != expected:
        raw.add(1, "column-order", f"expected the columns {','.join(expected)}, found {','.join(found)}")
    raw.columns = tuple(column for column in raw.table.columns if column in header or column in absent)
