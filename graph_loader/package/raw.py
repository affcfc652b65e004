"""The cells of one table as they stand in its file, by column: what stands in many of them is held once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple, overload

from graph_loader.model.problems import Problem
from graph_loader.package.descriptor import Table


class Record(NamedTuple):
    """One row: the line on which it begins, and its cells by column."""

    row: int
    cells: dict[str, str]


class Records(Sequence[Record]):
    """The rows of a table; each is made when it is asked for, so what is done to one changes nothing."""

    __slots__ = ("_columns", "_lines")

    def __init__(self, lines: Sequence[int], columns: dict[str, list[str]]) -> None:
        self._lines, self._columns = lines, columns

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Record]:
        rows = zip(*self._columns.values(), strict=True)
        cells: Iterator[dict[str, str]] = map(dict, map(zip, repeat(tuple(self._columns)), rows))
        return map(Record._make, zip(self._lines, cells, strict=True))

    @overload
    def __getitem__(self, place: int) -> Record: ...

    @overload
    def __getitem__(self, place: slice) -> Records: ...

    def __getitem__(self, place: int | slice) -> Record | Records:
        if isinstance(place, slice):
            return Records(self._lines[place], {name: column[place] for name, column in self._columns.items()})
        return Record(self._lines[place], {name: column[place] for name, column in self._columns.items()})


@dataclass
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
    lines : sequence of int
        The line on which each sound row begins.
    cells : dict of str to list of str
        The cells of its sound rows by column, those of columns that it lacks empty.
    torn : list of tuple of str
        Rows that have too few or too many cells: what they name exists, though nobody can tell what it is.
    problems : list of Problem
        What is wrong with the file's form.
    """

    table: Table
    columns: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    lines: Sequence[int] = ()
    cells: dict[str, list[str]] = field(default_factory=dict)
    torn: list[tuple[str, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table, records: Iterable[Record] = ()) -> RawTable:
        """Return a whole table of some rows."""
        rows = list(records)
        cells = {name: [cells[name] for _, cells in rows] for name in table.columns}
        return cls(table, table.columns, table.columns, array("L", (line for line, _ in rows)), cells)

    @property
    def is_whole(self) -> bool:
        """Whether the file could be read and no column is missing."""
        return self.columns == self.table.columns

    @property
    def records(self) -> Records:
        """Its sound rows."""
        return Records(self.lines, self.cells)

    def column(self, name: str) -> list[str]:
        """Return the cells of a column, empty ones where the file lacks it."""
        return self.cells[name] if name in self.cells else [""] * len(self.lines)

    def rows(self, *names: str) -> Iterator[tuple[str, ...]]:
        """Yield the cells of some columns row by row."""
        return zip(*(self.cells[name] for name in names), strict=True)

    def pairs(self, name: str, other: str) -> Iterator[tuple[str, str]]:
        """Yield the cells of two columns row by row."""
        return zip(self.cells[name], self.cells[other], strict=True)

    def only(self, places: Sequence[int]) -> RawTable:
        """Return some of its rows, in the order of their places, and no others that might be."""
        cells = {name: [column[place] for place in places] for name, column in self.cells.items()}
        return RawTable(self.table, self.columns, self.header, [self.lines[place] for place in places], cells)

    @property
    def torn_ids(self) -> set[str]:
        """The first cells of torn rows."""
        return set(map(itemgetter(0), self.torn))

    def may_hold(self, *cells: str) -> bool:
        """Whether a torn row has all these cells: then none of them is missing for sure."""
        return bool(set.intersection(*(self._torn_with.get(cell, set()) for cell in cells)))

    @cached_property
    def _torn_with(self) -> dict[str, set[int]]:
        """The places of torn rows by each of their cells."""
        found: dict[str, set[int]] = {}
        for place, cells in enumerate(self.torn):
            for cell in cells:
                found.setdefault(cell, set()).add(place)
        return found

    def add(self, row: int | None, code: str, message: str, column: str = "") -> None:
        """Note a problem of the file."""
        self.problems.append(Problem(self.table.file, row, column, code, message))
