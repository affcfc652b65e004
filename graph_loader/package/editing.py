"""A data package as rows that are changed and written back, whole or not at all, and can be taken back.

What commands that add to a package share. A package that is open for work may break rules: rows are read as text, as
they stand, and only what cannot be read as rows at all stops the work.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph_loader.model.errors import DatasetError
from graph_loader.model.resources import data_dir
from graph_loader.package import undo
from graph_loader.package.descriptor import DESCRIPTOR, DataPackage, read_descriptor
from graph_loader.package.raw import RawTable
from graph_loader.package.reading import read_table

Row = dict[str, str]
_MENDABLE = frozenset({"byte-order-mark", "line-ending", "final-newline", "blank-row", "empty-file", "missing-file"})


class Draft:
    """A data package open for work.

    Attributes
    ----------
    folder : pathlib.Path
    tables : dict of str to Table
        The contract's tables, with the columns and kinds that the package adds.
    rows : dict of str to list of dict
        The cells of every table, by the table's name; lists may be changed in place.

    Examples
    --------
    >>> draft = Draft.open("tests/fixtures/mini")
    >>> draft.rows["states"][0]["id"], draft.rows["identifiers"]
    ('argentina', [])
    """

    def __init__(self, folder: Path, raw: Mapping[str, RawTable], read: Mapping[str, str]) -> None:
        self.folder = folder
        self._read = read
        self.tables = {name: one.table for name, one in raw.items()}
        self.rows: dict[str, list[Row]] = {
            name: [dict(record.cells) for record in one.records] for name, one in raw.items()
        }
        self._headers = {name: one.header for name, one in raw.items()}

    @classmethod
    def open(cls, folder: Path | str) -> Draft:
        """Read the rows of a package.

        Raises
        ------
        FileError
            If there is no package.
        DatasetError
            If the rows of a file cannot be told: another format, another encoding, missing columns, torn rows.
        """
        folder = Path(folder)
        tables = DataPackage.load(folder).tables
        read = {name: undo.digest(folder / name) for name in (DESCRIPTOR, *(each.file for each in tables.values()))}
        raw = {name: read_table(folder, table) for name, table in tables.items()}
        if faults := [each for one in raw.values() for each in one.problems if each.code not in _MENDABLE]:
            raise DatasetError(faults)
        return cls(folder, raw, read)

    def ids(self) -> set[str]:
        """Return the ids of all nodes, claims and annotations."""
        return {row["id"] for rows in self.rows.values() for row in rows if row.get("id")}

    def text(self, name: str) -> str:
        """Return a table as the text of its file: rows by the first column of its key, others as they come.

        A column that a later format brought, and that the file lacks, is left out while it is empty.
        """
        table, rows, header = self.tables[name], self.rows[name], self._headers[name]
        spare = table.dispensable.difference(header) if header else frozenset[str]()
        columns = [each for each in table.columns if each not in spare or any(row.get(each) for row in rows)]
        return csv_text(columns, sorted(rows, key=lambda row: row[table.primary_key[0]]))

    def changes(self) -> dict[str, bytes]:
        """Return the files that differ from those on the disk; a table that is new is added to the descriptor."""
        changed = {}
        for name, table in self.tables.items():
            file = self.folder / table.file
            if self.rows[name] or file.exists():
                content = self.text(name).encode()
                if not file.exists() or file.read_bytes() != content:
                    changed[table.file] = content
        new = [name for name, table in self.tables.items() if not table.described and self.rows[name]]
        if new:
            changed[DESCRIPTOR] = _with_resources(self.folder, new).encode()
        return changed

    def save(self, what: str, more: Mapping[str, bytes] | None = None) -> tuple[str, ...]:
        """Write what changed, all of it or nothing, and return the names of the files; `coldwar undo` takes it back.

        Parameters
        ----------
        what : str
            The change in a few words.
        more : mapping of str to bytes, optional
            Further files of the change, by their names within the folder.

        Raises
        ------
        ColdWarError
            If somebody else changed the package since it was opened.
        """
        changed = {**self.changes(), **(more or {})}
        undo.write_all(self.folder, changed, what, self._read)
        return tuple(changed)


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    r"""Return rows as the text of a table: commas, LF, quotes only where they are needed.

    Examples
    --------
    >>> csv_text(["id", "name"], [{"id": "ussr", "name": "Union, Soviet"}])
    'id,name\nussr,"Union, Soviet"\n'
    """
    text = io.StringIO()
    columns = list(columns)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue()


def resources_of(names: Iterable[str]) -> list[dict[str, object]]:
    """Return how the contract describes tables, for the descriptor of a package that has them."""
    wanted = set(names)
    return [resource for resource in read_descriptor(data_dir())["resources"] if resource["name"] in wanted]


def _with_resources(folder: Path, names: Iterable[str]) -> str:
    """Return a package's descriptor with tables that it did not describe, in the contract's order."""
    document = read_descriptor(folder)
    ours = read_descriptor(data_dir())
    order = [resource["name"] for resource in ours["resources"]]
    document["resources"] = sorted(
        [*document["resources"], *resources_of(names)], key=lambda resource: order.index(resource["name"])
    )
    document["format"] = ours["format"]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
