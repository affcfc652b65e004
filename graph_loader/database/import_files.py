"""CSV files for ``neo4j-admin database import full``: one for each label, one for the relationships of each two labels.

Their first line names and types the columns. They are written in one walk: a property that turns up late gets a column
at the end, and the rows before it an empty cell there.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from neo4j.spatial import WGS84Point

from graph_loader.database.elements import Node, Relationship
from graph_loader.database.properties import Properties, Value

ARGUMENTS = "neo4j-admin.args"
"""The file with the options of the import; their paths are those of the folder in which it lies."""
_BATCH = 1_000
# Between the items of a list: no text of the data holds a control character.
_BETWEEN = "\x1f"
_OPTIONS = ("--multiline-fields=true", "--array-delimiter=U+001F", "--id-type=string")
_OURS = ("package:string", "digest:string")
_Cells: TypeAlias = tuple[str, ...]


class _Type(NamedTuple):
    """How values of a kind are named in a header, and written where that is not how Python writes them."""

    kind: type
    name: str
    write: Callable[[Any], object] | None = None


_TYPES = (
    _Type(WGS84Point, "point{crs:WGS-84}", lambda each: f"{{longitude: {each.longitude}, latitude: {each.latitude}}}"),
    _Type(list, "string[]", _BETWEEN.join),
    _Type(date, "date"),
    _Type(float, "double"),
    _Type(bool, "boolean", lambda each: str(each).lower()),
    _Type(int, "long"),
    _Type(str, "string"),
)


class ImportFiles:
    """The files of a data package in a folder, which is empty before.

    Parameters
    ----------
    folder : pathlib.Path
        Where to write.
    package : str
        The package's name, which everything bears.
    """

    def __init__(self, folder: Path, package: str) -> None:
        self._folder, self._package = folder, package
        self._files: dict[str | tuple[str, str], _File] = {}

    def add(self, element: Node | Relationship, digest: str) -> None:
        """Take a node or a relationship, and its digest."""
        ours = (self._package, digest)
        if isinstance(element, Node):
            if (file := self._files.get(element.label)) is None:
                file = self._files[element.label] = _of_nodes(self._folder, element)
            file.add((element.id, *ours), element.properties)
            return
        ends = (element.from_label, element.to_label)
        if (file := self._files.get(ends)) is None:
            file = self._files[ends] = _of_relationships(self._folder, element)
        file.add((element.from_id, element.to_id, element.type, *ours), element.properties)

    def finish(self, own: Properties) -> None:
        """Write what waits, the package's own node and the options of the import."""
        last = _File(self._folder / "DataPackage.csv", "--nodes=DataPackage=", (":ID(DataPackage)",))
        last.add((self._package,), own)
        files = [*self._files.values(), last]
        for file in files:
            file.flush()
        # The paths begin with "./": neo4j-admin 2026 asks every path for its folder and finds none for a bare name.
        options = sorted(f"{file.option}./{file.path.name}" for file in files)
        text = "".join(f"{each}\n" for each in (*_OPTIONS, *options))
        (self._folder / ARGUMENTS).write_text(text, encoding="utf-8")


def _of_nodes(folder: Path, node: Node) -> _File:
    header = (f":ID({node.label})", *_OURS)
    return _File(folder / f"{node.label}.csv", f"--nodes={':'.join(node.labels)}=", header)


def _of_relationships(folder: Path, relationship: Relationship) -> _File:
    start, end = relationship.from_label, relationship.to_label
    header = (f":START_ID({start})", f":END_ID({end})", ":TYPE", *_OURS)
    return _File(folder / f"{start}-{end}.csv", "--relationships=", header)


class _File:
    """One of the files; rows wait until there are many, and the file is open only while they are written."""

    def __init__(self, path: Path, option: str, header: _Cells) -> None:
        self.path, self.option = path, option
        self._header = header
        self._waiting: list[tuple[_Cells, Properties]] = []
        self._columns: dict[str, _Type] = {}
        self._has_begun = False

    def add(self, cells: _Cells, properties: Properties) -> None:
        """Take a row: its first cells, which the header names, and its properties."""
        self._waiting.append((cells, properties))
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
