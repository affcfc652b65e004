"""Finds the names of the columns in rows of cells, and puts the cells under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from graph_loader.imports.reading.layout import Layout, Row
from graph_loader.imports.written.questions import Question, TableError, few
from graph_loader.model.problems import quoted

_TOP = 20
_DATA_LIKE = re.compile(r"[-+]?[0-9][0-9.,\s]*|[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}")


def under_header(path: Path, lines: list[tuple[int, list[str]]], found: Layout, stated: int | None) -> list[Row]:
    """Return the rows below the names of the columns, and note in the layout what was seen.

    Raises
    ------
    TableError
        If there are none, or cells that belong to no column.
    """
    filled = [(row, cells) for row, cells in lines if any(cells)]
    if not filled:
        raise TableError(f"{path.name}: expected rows, found none")
    found.header = _header_row(path, filled, found) if stated is None else stated
    above = dict(filled)
    if found.header and found.header not in above:
        raise TableError(f"{path.name}:{found.header}: expected the names of the columns, found an empty row")
    below = [(row, cells) for row, cells in filled if row > found.header]
    names = above[found.header] if found.header else []
    if not below:
        raise TableError(f"{path.name}: expected rows below the names of the columns, found none")
    found.columns, places = _columns(names, [cells for _, cells in below], found)
    if found.format == "csv" and found.header:
        _check_widths(path, below, len(names), found)
    return [
        (
            row,
            {
                name: cells[place] if place < len(cells) else ""
                for name, place in zip(found.columns, places, strict=True)
            },
        )
        for row, cells in below
    ]


def _header_row(path: Path, filled: list[tuple[int, list[str]]], found: Layout) -> int:
    """Tell which row holds the names of the columns; a title above them is passed over, and doubt is asked about."""
    top = filled[:_TOP]
    widest = max(sum(map(bool, cells)) for _, cells in top)
    row, cells = next((row, cells) for row, cells in top if sum(map(bool, cells)) * 2 > widest)
    if row != filled[0][0]:
        found.notes += (f"what stands above row {row} is no part of the table",)
    if odd := [cell for cell in cells if _DATA_LIKE.fullmatch(cell)]:
        readings = ((str(row), "the names of the columns"), ("0", "a row of the table, which has no names"))
        found.questions += (Question("header", path.name, f"row {row} with {few(odd)}", readings),)
    return row


def _columns(names: Sequence[str], below: list[list[str]], found: Layout) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Name the columns that hold something, and say where they stand."""
    used: set[int] = set()
    for cells in below:
        used |= {place for place, cell in enumerate(cells) if cell}
    width = max(len(names), max(used) + 1)
    columns: dict[str, int] = {}
    for place in range(width):
        name = names[place] if place < len(names) else ""
        if not name and place not in used:
            continue
        if not name:
            name = letters(place)
            if found.header:
                found.notes += (f"a column without a name is called {name}",)
        if name in columns:
            number = next(number for number in range(2, width + 2) if f"{name} ({number})" not in columns)
            found.notes += (f"a second column called {quoted(name)} is called {quoted(f'{name} ({number})')}",)
            name = f"{name} ({number})"
        columns[name] = place
    if empty := sum(not name and place not in used for place, name in enumerate(names)):
        found.notes += (f"{empty} empty column{'s' if empty > 1 else ''} left out",)
    return tuple(columns), tuple(columns.values())


def letters(place: int) -> str:
    """Name a column as spreadsheets do.

    Examples
    --------
    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _check_widths(path: Path, below: list[tuple[int, list[str]]], width: int, found: Layout) -> None:
    """Refuse rows with cells beyond the names, and rows that a line break tore; others that end early are short."""
    run: list[tuple[int, int]] = []
    short = 0
    for row, cells in [*below, (0, [""] * width)]:
        if any(cells[width:]):
            hint = (
                ": a decimal comma without quotes?" if found.delimiter == "," else f": a {found.delimiter!r} in a text?"
            )
            raise TableError(f"{path.name}:{row}: expected {width} cells, found {len(cells)}{hint}")
        if len(cells) < width:
            run.append((row, len(cells)))
            short += 1
            continue
        if len(run) > 1 and sum(length for _, length in run) == width + len(run) - 1:
            raise TableError(
                f"{path.name}:{run[0][0]}: expected {width} cells, found {run[0][1]}, and the rest on the next line: a "
                "line break in a cell without quotes?"
            )
        run = []
    if short:
        found.notes += (f"{short:,} row{'s end' if short > 1 else ' ends'} early: the missing cells are read as empty",)
