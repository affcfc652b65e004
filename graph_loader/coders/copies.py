"""A copy of a package as rows and files, to be merged with another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from graph_loader.collection.identities import FACTS, IDENTITIES, contract
from graph_loader.model.errors import DatasetError
from graph_loader.package.descriptor import Table, read_descriptor
from graph_loader.package.editing import Draft
from graph_loader.package.reading import read_table

Row = dict[str, str]
LOG = "merges.csv"
"""The file of a package in which merges write what they decided."""
DECISIONS = {Path(each.file).stem: each.file for each in (IDENTITIES, FACTS)}
"""Files that may stand beside the tables: decisions on what is one in the package and in others."""
# Between the parts of a key of several columns, and of a cell that lists ids.
_JOIN, _LIST = "|", "; "


@dataclass(frozen=True)
class Copy:
    """The rows of a package by table, decisions on what is one among them, and its other files by name."""

    name: str
    package: str
    tables: Mapping[str, Table]
    rows: Mapping[str, list[Row]]
    files: Mapping[str, bytes]

    @classmethod
    def of(cls, folder: Path) -> Copy:
        """Read a package, which may be a draft that breaks rules.

        Raises
        ------
        ColdWarError
            If there is no package, or its rows cannot be told.
        """
        draft = Draft.open(folder)
        decided = dict(_decided(folder))
        tables = {**draft.tables, **{name: _table(name) for name in DECISIONS}}
        read = {LOG, *(table.file for table in draft.tables.values()), *(DECISIONS[name] for name in decided)}
        others = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        files = {
            name: path.read_bytes() for path in others if (name := path.relative_to(folder).as_posix()) not in read
        }
        sided = {name: [_in_order(row) for row in found] for name, found in decided.items()}
        rows = {**{name: [] for name in DECISIONS}, **draft.rows, **sided}
        package = str(read_descriptor(folder).get("name", ""))
        return cls(folder.resolve().name, package, tables, rows, files)

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table."""
        return self.tables[table].columns

    def key(self, table: str, row: Row) -> str:
        """Return by what a row of a table is known: its key, or all of its cells where the key is shared."""
        return _JOIN.join(row[column] for column in self._key_columns[table])

    @cached_property
    def _key_columns(self) -> dict[str, tuple[str, ...]]:
        return {name: table.primary_key or table.columns for name, table in self.tables.items()}

    @cached_property
    def _by_key(self) -> dict[str, dict[str, Row]]:
        found: dict[str, dict[str, Row]] = {}
        for table, rows in self.rows.items():
            keyed = found[table] = {}
            seen: Counter[str] = Counter()
            for row in rows:
                # A draft may have two rows of one key, and neither may get lost.
                seen[key := self.key(table, row)] += 1
                keyed[key if seen[key] == 1 else f"{key} ({seen[key]})"] = row
        return found

    def by_key(self, table: str) -> dict[str, Row]:
        """Return the rows of a table by their keys."""
        return self._by_key[table]

    @cached_property
    def entity_tables(self) -> tuple[str, ...]:
        """The tables of entities, without that of sources: whom no claim needs is nobody."""
        return tuple(name for name, table in self.tables.items() if table.label and table.label != "Source")

    @cached_property
    def with_ids(self) -> frozenset[str]:
        """The tables whose rows others refer to."""
        return frozenset(name for name, table in self.tables.items() if table.primary_key == ("id",))

    def references(self, table: str, *, needed: bool = False) -> Iterator[str]:
        """Yield the columns that hold ids of other rows; if `needed`, those without which a row is nothing."""
        one = self.tables[table]
        foreign = {column for key in one.foreign_keys for column in key.fields}
        for column in one.fields:
            if (column.references or column.name in foreign) and (column.required or not needed):
                yield column.name

    def decided_on(self, table: str, row: Row) -> Iterator[str]:
        """Yield the columns in which a decision names ids of this package."""
        if table in DECISIONS:
            yield from (f"id_{side}" for side in "ab" if row[f"package_{side}"] == self.package)

    def ids_in(self, table: str, row: Row, *, needed: bool = False) -> Iterator[str]:
        """Yield the ids of other rows that a row names."""
        yield from (row[column] for column in self.decided_on(table, row))
        for column in self.references(table, needed=needed):
            yield from filter(None, (part.strip() for part in row.get(column, "").split(_LIST.strip())))

    def named(self, rows: Mapping[str, Iterable[Row]] | None = None) -> Iterator[str]:
        """Yield the ids that claims, their evidence and entities name; what is only said of an id does not need it."""
        for table, some in (rows or self.rows).items():
            if table in {"relationships", "evidence"} or self.tables[table].label:
                for row in some:
                    yield from self.ids_in(table, row)

    def told(self, table: str, key: str) -> str:
        """Say in a line what a row is."""
        row = self.by_key(table).get(key, {})
        if table == "relationships":
            date = f"{row['date']}: " if row.get("date") else ""
            said = f"{date}{row.get('from_id')} {row.get('type')} {row.get('to_id')}. {row.get('summary', '')}".strip()
            return f"{said} [{', '.join(self._passages.get(key, ('no evidence',)))}]"
        return row.get("name") or "; ".join(filter(None, row.values()))

    @cached_property
    def _passages(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self.rows["evidence"]:
            found.setdefault(row["relationship_id"], []).append(f"{row['source_id']} {row['locator']}")
        return found

    def renamed(self, ids: Mapping[str, str]) -> Copy:
        """Return the same with other ids, wherever they stand in a table."""
        return replace(self, rows=renamed(self, ids)) if ids else self


def renamed(copy: Copy, ids: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return the rows of a copy with other ids."""
    found = {}
    for table, rows in copy.rows.items():
        columns = {*copy.references(table), *(("id",) if table in copy.with_ids else ())}
        found[table] = [
            {
                column: _renamed(cell, ids) if column in {*columns, *copy.decided_on(table, row)} else cell
                for column, cell in row.items()
            }
            for row in rows
        ]
    return found


def _table(name: str) -> Table:
    return replace(contract(), name=name, file=DECISIONS[name])


def _in_order(row: Row) -> Row:
    """Return a decision with the lesser side first, so that a pair is known by itself in every copy."""
    one, other = ((row[f"package_{side}"], row[f"id_{side}"]) for side in "ab")
    if one <= other:
        return row
    sides = dict(zip(("package_a", "id_a", "package_b", "id_b"), (*other, *one), strict=True))
    return {**row, **sides}


def _decided(folder: Path) -> Iterator[tuple[str, list[Row]]]:
    """Yield the decisions that stand in a folder; a file of other columns is another file."""
    for name, file in DECISIONS.items():
        if (folder / file).is_file():
            raw = read_table(folder, _table(name))
            if raw.header == raw.table.columns:
                if raw.problems:
                    raise DatasetError(raw.problems)
                yield name, [dict(record.cells) for record in raw.records]


def _renamed(cell: str, ids: Mapping[str, str]) -> str:
    parts = [part.strip() for part in cell.split(_LIST.strip())]
    return cell if ids.keys().isdisjoint(parts) else _LIST.join(ids.get(part, part) for part in parts)
