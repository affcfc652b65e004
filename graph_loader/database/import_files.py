"""CSV files for ``neo4j-admin database import full``: one for each label, one for the relationships of each two labels.

Their first line names and types the columns. They are written in one walk: a property that turns up late gets a column
at the end, and the rows before it an empty cell there.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from graph_loader.database.elements import Node, Relationship
from graph_loader.database.properties import Point, Properties, Value

ARGUMENTS = "neo4j-admin.args"
"""The file with the options of the import; their paths are those of the folder in which it lies."""
_BATCH = 1_000
# Between the items of a list: no text of the data holds a control character.
_BETWEEN = "\x1f"
_OPTIONS = ("--multiline-fields=true", "--array-delimiter=U+001F", "--id-type=string")
_OURS = ("package:string", "digest:string")
_BUFFER = (1 << 16, 1 << 22)
"""Bytes that neo4j-admin may read of a file at once: the fewest, and those that it sets aside if nobody says."""
_Cells: TypeAlias = tuple[str, ...]
Place: TypeAlias = str | tuple[str, str]
"""What a file holds: nodes of a label, or relationships between those of two labels."""
Row: TypeAlias = tuple[_Cells, Properties]
"""The first cells of a row, which the header names, the digest last; and its properties."""


class _Type(NamedTuple):
    """How values of a kind are named in a header, and written where that is not how Python writes them."""

    kind: type
    name: str
    write: Callable[[Any], object] | None = None


_TYPES = (
    _Type(Point, "point{crs:WGS-84}", lambda each: f"{{longitude: {each.longitude}, latitude: {each.latitude}}}"),
    _Type(list, "string[]", _BETWEEN.join),
    _Type(date, "date"),
    _Type(float, "double"),
    _Type(bool, "boolean", lambda each: str(each).lower()),
    _Type(int, "long"),
    _Type(str, "string"),
)


def placed(elements: Iterable[Node | Relationship], package: str) -> dict[Place, list[Row]]:
    """Return nodes and relationships of a package as rows, by the file in which they stand."""
    rows: defaultdict[Place, list[Row]] = defaultdict(list)
    for each in elements:
        if isinstance(each, Node):
            rows[each.label].append(((each.id, package, each.digest), each.properties))
        else:
            cells = (each.from_id, each.to_id, each.type, package, each.digest)
            rows[each.from_label, each.to_label].append((cells, each.properties))
    return dict(rows)


class ImportFiles:
    """The files of a data package in a folder, which is empty before.

    Parameters
    ----------
    folder : pathlib.Path
        Where to write.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[Place, _File] = {}

    def add(self, rows: Mapping[Place, list[Row]]) -> None:
        """Take rows by their files."""
        for place, each in rows.items():
            if place not in self._files:
                self._files[place] = _of(place, self._folder)
            self._files[place].add(each)

    def finish(self, own: Properties) -> None:
        """Write what waits, the package's own node and the options of the import."""
        last = _File(self._folder / "DataPackage.csv", "--nodes=DataPackage=", (":ID(DataPackage)",))
        last.add([((str(own["name"]),), own)])
        files = [*self._files.values(), last]
        for file in files:
            file.flush()
        # The paths begin with "./": neo4j-admin 2026 asks every path for its folder and finds none for a bare name.
        options = sorted(f"{file.option}./{file.path.name}" for file in files)
        buffer = f"--read-buffer-size={_buffer(file.path.stat().st_size for file in files)}"
        text = "".join(f"{each}\n" for each in (*_OPTIONS, buffer, *options))
        (self._folder / ARGUMENTS).write_text(text, encoding="utf-8")


def _buffer(sizes: Iterable[int]) -> int:
    """Return how many bytes may be read at once: a value must fit in, and no more is set aside for each small file."""
    least, usual = _BUFFER
    return min(max(least, *sizes), usual)


def _of(place: Place, folder: Path) -> _File:
    if isinstance(place, str):
        labels = Node(place, "", {}).labels
        return _File(folder / f"{place}.csv", f"--nodes={':'.join(labels)}=", (f":ID({place})", *_OURS))
    start, end = place
    header = (f":START_ID({start})", f":END_ID({end})", ":TYPE", *_OURS)
    return _File(folder / f"{start}-{end}.csv", "--relationships=", header)


class _File:
    """One of the files; rows wait until there are many, and the file is open only while they are written."""

    def __init__(self, path: Path, option: str, header: _Cells) -> None:
        self.path, self.option = path, option
        self._header = header
        self._waiting: list[Row] = []
        self._columns: dict[str, _Type] = {}
        self._has_begun = False

    def add(self, rows: list[Row]) -> None:
        """Take rows."""
        self._waiting += rows
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the rows that wait."""
        new = _new_columns(self._columns, (properties for _, properties in self._waiting))
        if new or not self._has_begun:
            self._widen(new)
        rows: list[list[Any]] = [[*cells, *map(properties.get, self._columns)] for cells, properties in self._waiting]
        for position, column in enumerate(self._columns.values(), len(self._header)):
            if column.write:
                for row in rows:
                    if row[position] is not None:
                        row[position] = column.write(row[position])
        with self.path.open("a", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)
        self._waiting.clear()

    def _widen(self, new: dict[str, _Type]) -> None:
        """Write the first line, or write anew what is there, with columns that it did not have."""
        self._columns |= new
        header = [*self._header, *(f"{name}:{column.name}" for name, column in self._columns.items())]
        narrow = self.path.with_suffix(".narrow")
        if self._has_begun:
            self.path.replace(narrow)
        with self.path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(header)
            if self._has_begun:
                with narrow.open(encoding="utf-8", newline="") as before:
                    old = islice(csv.reader(before), 1, None)
                    writer.writerows([*cells, *[""] * len(new)] for cells in old)
                narrow.unlink()
        self._has_begun = True


def _new_columns(known: Iterable[str], rows: Iterable[Properties]) -> dict[str, _Type]:
    """Return the properties that have no column yet, with their types, by the alphabet."""
    seen = set(known)
    new: dict[str, Value] = {}
    for properties in rows:
        if not properties.keys() <= seen:
            new |= {name: value for name, value in properties.items() if name not in seen}
            seen.update(new)
    return {name: next(each for each in _TYPES if isinstance(new[name], each.kind)) for name in sorted(new)}
