"""CSV files for ``neo4j-admin database import full``, which fills an empty database with millions of rows in seconds.

Nodes and relationships are exactly those that `coldwar load` writes. The import makes no keys or indexes: the next
`coldwar load` makes them, and finds nothing else to do.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from neo4j.spatial import WGS84Point

from graph_loader.database.elements import MODEL, Node, Relationship
from graph_loader.database.lock import COMPLETE
from graph_loader.database.properties import Properties, Value
from graph_loader.database.rows import PackageRows
from graph_loader.package.files import replaced_folder

ARGUMENTS = "neo4j-admin.args"
COMMAND = f"neo4j-admin database import full neo4j @{ARGUMENTS}"
# Between the items of a list: no text of the data holds a control character.
_BETWEEN = "\x1f"
_OPTIONS = ("--multiline-fields=true", "--array-delimiter=U+001F", "--id-type=string")
_TYPES: tuple[tuple[type, str], ...] = (
    (WGS84Point, "point{crs:WGS-84}"),
    (list, "string[]"),
    (date, "date"),
    (float, "double"),
    (bool, "boolean"),
    (int, "long"),
)


class _Line(NamedTuple):
    """A row of one of the files: its leading cells, named by the header, and its properties."""

    file: str
    option: str
    header: tuple[str, ...]
    cells: tuple[str, ...]
    properties: dict[str, Value]


def write(rows: PackageRows, out: Path) -> str:
    """Write a data package as files for the bulk import.

    Raises
    ------
    DatasetError
        If the package refers to what it does not hold.
    ColdWarError
        If `out` holds what we did not write.
    """
    with replaced_folder(out) as folder:
        columns, options = _columns(rows)
        with ExitStack() as stack:
            writers: dict[str, Any] = {}
            for line in _lines(rows):
                if line.file not in writers:
                    stream = stack.enter_context((folder / line.file).open("w", encoding="utf-8", newline=""))
                    writers[line.file] = csv.writer(stream, lineterminator="\n")
                    types = columns[line.file]
                    writers[line.file].writerow([*line.header, *(f"{name}:{types[name]}" for name in sorted(types))])
                properties = (_cell(line.properties.get(name)) for name in sorted(columns[line.file]))
                writers[line.file].writerow([*line.cells, *properties])
        (folder / ARGUMENTS).write_text("".join(f"{each}\n" for each in (*_OPTIONS, *options)), encoding="utf-8")
    return COMMAND


def _columns(rows: PackageRows) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return for each file the properties that occur in it, with their types; and the options that name the files."""
    columns: dict[str, dict[str, str]] = {}
    options: dict[str, None] = {}
    for line in _lines(rows):
        options[line.option] = None
        types = columns.setdefault(line.file, {})
        for name, value in line.properties.items():
            if name not in types:
                types[name] = next((text for kind, text in _TYPES if isinstance(value, kind)), "string")
    return columns, sorted(options)


def _lines(rows: PackageRows) -> Iterator[_Line]:
    # The paths begin with "./": neo4j-admin 2026 asks every path for its folder and finds none for a bare name.
    package = rows.name
    for element in rows.elements():
        if isinstance(element, Node):
            file = f"{element.label}.csv"
            option = f"--nodes={':'.join(element.labels)}=./{file}"
            yield _Line(file, option, (f":ID({element.label})",), (element.id,), _marked(element, package))
            continue
        start, end = element.from_label, element.to_label
        file = f"{start}-{end}.csv"
        header = (f":START_ID({start})", f":END_ID({end})", ":TYPE")
        cells = (element.from_id, element.to_id, element.type)
        yield _Line(file, f"--relationships=./{file}", header, cells, _marked(element, package))
    own: dict[str, Value] = {
        "name": package,
        "version": rows.version,
        "model": MODEL,
        "state": COMPLETE,
        "types": list(rows.types),
    }
    if rows.packages:
        own["packages"] = rows.packages
    if rows.left_out:
        own |= {"draft": True, "leftOut": rows.left_out.count}
    yield _Line("DataPackage.csv", "--nodes=DataPackage=./DataPackage.csv", (":ID(DataPackage)",), (package,), own)


def _marked(element: Node | Relationship, package: str) -> Properties:
    return {**element.properties, "package": package, "digest": element.digest}


def _cell(value: Value) -> object:
    match value:
        case WGS84Point():
            return f"{{longitude: {value.longitude}, latitude: {value.latitude}}}"
        case list():
            return _BETWEEN.join(value)
        case bool():
            return str(value).lower()
    return value
