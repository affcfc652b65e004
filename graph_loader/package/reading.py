"""Reads one CSV file of the data package as text cells, and says where it is no such file."""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, islice
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from graph_loader.model.problems import Problem, did_you_mean, quoted
from graph_loader.package.descriptor import Table
from graph_loader.package.form import is_text
from graph_loader.package.raw import RawTable

LARGEST_FILE = 64 * 2**20
"""Bytes of a table whose rows become objects: entities and claims, or a draft that is edited."""
LARGEST_CHECKED = 512 * 2**20
"""Bytes of a table of which only the cells are held, to check them."""

_MORE = "larger ones are for validate, load, verify and export neo4j-admin"
_BLOCK = 4096
"""Rows that are taken at once."""
_MOST_LOST = 100_000
"""Rows that are none, after which a file is no table."""
_DECIMAL, _NUMBER = re.compile("-?[0-9]+,[0-9]+"), re.compile(r"(-?[0-9]+([.,][0-9]+)?)?")
_LINE_END = re.compile(r"\r\n|\r|\n")
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def read_table(folder: Path, table: Table, changed: bytes | None = None, largest: int = LARGEST_FILE) -> RawTable:
    """Read one table of a data package, or what its file is to become; one that is not described may be missing.

    A file of more bytes than `largest` is not read.
    """
    file = folder / table.file
    if changed is None and not table.described and not file.exists():
        return RawTable.of(table)
    raw = RawTable(table)
    try:
        if changed is not None:
            _read(io.BytesIO(changed), raw)
        elif _is_file(file, raw, largest):
            with file.open("rb") as stream:
                _read(stream, raw)
    except OSError as error:
        raw.add(None, "unreadable", f"expected a CSV file that can be read, found: {error.strerror}")
        raw.columns = ()
    return raw


def _is_file(file: Path, raw: RawTable, largest: int) -> bool:
    """Tell whether there is a file of a size that makes sense."""
    if not file.exists():
        raw.add(None, "missing-file", "expected a CSV file, found none")
    elif not file.is_file():
        raw.add(None, "not-a-file", "expected a CSV file, found a folder or a device")
    elif found := too_large(file, raw.table, largest):
        raw.problems.append(found)
    else:
        return True
    return False


def too_large(file: Path, table: Table, largest: int = LARGEST_FILE) -> Problem | None:
    """Return the problem of a file that has more bytes than are to be read."""
    if not file.is_file() or (size := file.stat().st_size) <= largest:
        return None
    more = f": {_MORE}, which take up to {LARGEST_CHECKED // 2**20} MB" if largest < LARGEST_CHECKED else ""
    message = f"expected at most {largest // 2**20} MB, found {size // 2**20} MB{more}"
    return Problem(table.file, None, "", "file-too-large", message)


def _read(stream: BinaryIO, raw: RawTable) -> None:
    if is_text(stream, raw):
        stream.seek(0)
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        _read_rows(text, raw)
        text.detach()


def separator_of(text: str, table: Table) -> str:
    """Return the sign that parts the columns of a table: the one by which the header has most of its columns."""
    header = text.partition("\n")[0].strip("\r")

    def columns(sign: str) -> int:
        return len({cell.strip(' "') for cell in header.split(sign)} & set(table.columns))

    best = max(SEPARATORS, key=columns)
    return best if columns(best) > max(1, columns(",")) else ","


def _read_rows(lines: Iterator[str], raw: RawTable) -> None:
    first = next(lines, "")
    separator = SEPARATORS.get(separator_of(first, raw.table), "")
    if first[:4].lower() == "sep=":
        separator = "a line that tells Excel the separator"
    if separator:
        raw.problems.clear()  # a mark and other line ends are of the same program
        raw.add(1, "separator", f"expected cells parted by commas, found {separator}: save it as CSV parted by commas")
        return
    blocks = _blocks(chain([first], lines), raw)
    header = next(blocks, None)
    if header is None:
        return
    names = header[1][0]
    _check_header(names, raw)
    columns = _Columns(names, raw)
    for begun, block in blocks:
        columns.add(begun, block)
        if len(raw.problems) > _MOST_LOST:
            raw.add(None, "not-csv", f"expected rows of {len(names)} cells, found {_MOST_LOST:,} others")
            raw.columns = ()
            break


def _blocks(lines: Iterable[str], raw: RawTable) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """Yield the header and then blocks of rows of cells, each with the lines on which they begin."""
    reader = csv.reader(lines, strict=True)
    size, fault = 1, ""
    while not fault:
        line = reader.line_num + 1
        block: list[list[str]] = []
        try:
            block.extend(islice(reader, size))
        except csv.Error as error:  # the rows before it are there
            fault = str(error)
        begun: Sequence[int] = range(line, line + len(block))
        if fault or reader.line_num >= line + len(block):
            *begun, line = _begun(line, block)
        if block:
            yield begun, block
        elif not fault:
            return
        size = _BLOCK
    raw.add(line, "quoting", f"expected quotes that close and cells of a sensible length, found: {fault}")
    raw.columns = ()


def _begun(line: int, block: list[list[str]]) -> Iterator[int]:
    """Yield the lines on which rows begin that have line ends in their cells, and the one behind them."""
    for cells in block:
        yield line
        line += 1 + sum(len(_LINE_END.findall(cell)) for cell in cells)
    yield line


class _Columns:
    """Gathers the cells of rows by column."""

    def __init__(self, header: list[str], raw: RawTable) -> None:
        self._header, self._raw = header, raw
        self._lines = raw.lines = array("L")
        self._columns: list[list[str]] = [[] for _ in header]
        self._known: list[dict[str, str] | None] = [{} for _ in header]
        raw.cells = dict(zip(header, self._columns, strict=True))
        self._absent = [raw.cells.setdefault(name, []) for name in raw.table.dispensable.difference(header)]

    def add(self, begun: Sequence[int], block: list[list[str]]) -> None:
        """Add rows; those that are none become problems."""
        if set(map(len, block)) != {len(self._header)} or not all(map(str.strip, map(itemgetter(0), block))):
            sound = list(self._sound(begun, block))
            begun, block = [line for line, _ in sound], [cells for _, cells in sound]
        self._lines.extend(begun)
        for place, cells in enumerate(zip(*block, strict=True)):
            column, known = self._columns[place], self._known[place]
            if known is None:
                column.extend(cells)
                continue
            column.extend(map(known.setdefault, cells, cells))  # what stands in many rows is held once
            if len(known) > max(_BLOCK, len(column)) / 2:
                self._known[place] = None
        for column in self._absent:
            column.extend([""] * len(block))

    def _sound(self, begun: Iterable[int], block: list[list[str]]) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that are some, numbers with decimal commas mended."""
        header, raw = self._header, self._raw
        for line, cells in zip(begun, block, strict=True):
            if not cells:
                raw.add(line, "blank-row", "expected a row of cells, found a blank line")
            elif not cells[0].strip() and not any(map(str.strip, cells)):
                raw.add(line, "blank-row", "expected a row of cells, found one of empty cells")
            elif len(cells) == len(header):
                yield line, cells
            elif len(mended := _decimal_commas(raw.table, header, cells)) == 1:
                yield line, mended[0]
            else:
                hint = ": decimal commas? write points" if mended else ""
                raw.add(line, "cell-count", f"expected {len(header)} cells, found {len(cells)}{hint}")
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
