"""What a workbook changes in a package: told apart from what was changed in the package since, and from conflicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph_loader.imports.workbooks.form import Mark, key_of, plain
from graph_loader.imports.workbooks.read import Book
from graph_loader.package.descriptor import DataPackage, Table
from graph_loader.package.editing import Draft, Row


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is added (nothing before), changed, or removed (nothing after)."""

    table: str
    key: tuple[str, ...]
    before: Row | None
    after: Row | None

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """Yield the cells that differ: the column, what it held, what it holds."""
        before, after = self.before or {}, self.after or {}
        for column in dict.fromkeys((*before, *after)):
            was, is_ = before.get(column, ""), after.get(column, "")
            if plain(was) != plain(is_):
                yield column, was, is_


@dataclass(slots=True)
class Changes:
    """What is to be changed, which rows both sides changed, how many the package alone; all rows before and after."""

    rows: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    kept: int = 0
    before: dict[str, list[Row]] = field(default_factory=dict)
    after: dict[str, list[Row]] = field(default_factory=dict)


def compare(draft: Draft, book: Book, base: Mapping[str, Sequence[Mark]]) -> Changes:
    """Compare a workbook with a package, row by row, and both with the state from which the workbook starts.

    A row that one side changed is as that side has it. One that both changed, each in its way, is a conflict. Of a
    workbook of another package nothing is known to have been removed.
    """
    changes = Changes(before=dict(draft.rows), after=dict(draft.rows))
    is_ours = book.package == package_name(draft)
    for name, rows in book.rows.items():
        _Comparison(draft.tables[name], base.get(name, ()) if is_ours else ()).run(draft.rows[name], rows, changes)
    return changes


def package_name(draft: Draft) -> str:
    """Return the name of the package that is open for work."""
    return DataPackage.load(draft.folder).name


def removed_entities(draft: Draft, changes: Changes) -> dict[str, int]:
    """Return the ids of the entities that are to be removed, and how many of the rows that stay still name each."""
    removed = {each.key[0] for each in changes.rows if each.after is None and draft.tables[each.table].label}
    named = dict.fromkeys(sorted(removed), 0)
    for name, rows in changes.after.items():
        table = draft.tables[name]
        keys = {column for key in table.foreign_keys for column in key.fields}
        columns = [each.name for each in table.fields if each.references or each.name in keys]
        for row in rows:
            for id_ in named.keys() & {row.get(column, "") for column in columns}:
                named[id_] += 1
    return named


class _Comparison:
    """The rows of one table, by their keys: in the package, in the workbook, and when the workbook was written."""

    def __init__(self, table: Table, base: Sequence[Mark]) -> None:
        self._table = table
        self._base: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._firsts = {mark.key: mark.first for mark in base}
        for mark in base:
            self._base[mark.key][mark.row] += 1

    def run(self, mine: Sequence[Row], theirs: Sequence[Row], changes: Changes) -> None:
        """Add what differs to the changes."""
        ours, others = self._grouped(mine), self._grouped(theirs)
        both_moved = self._both_moved(ours, others)
        replaced: dict[int, Row | None] = {}
        added: list[Row] = []
        for key in dict.fromkeys((*ours, *others)):
            old, new = ours.get(key, []), others.get(key, [])
            before, after = (Counter(mark.row for mark, _ in rows) for rows in (old, new))
            if after == before:
                continue
            if after == self._base[key]:
                changes.kept += 1
            elif before != self._base[key] or key in both_moved:
                changes.conflicts.append(self._change(old[0][1] if old else None, new[0][1] if new else None))
            elif len(old) == len(new) == 1:
                merged = _merged(old[0][1], new[0][1])
                replaced[id(old[0][1])] = merged
                changes.rows.append(self._change(old[0][1], merged))
            else:
                for row in _without(old, after):
                    replaced[id(row)] = None
                    changes.rows.append(self._change(row, None))
                fresh = _without(new, before)
                added += fresh
                changes.rows += [self._change(None, row) for row in fresh]
        standing = (replaced.get(id(row), row) for row in mine)
        changes.after[self._table.name] = [*(row for row in standing if row is not None), *added]

    def _grouped(self, rows: Iterable[Row]) -> dict[str, list[tuple[Mark, Row]]]:
        groups: defaultdict[str, list[tuple[Mark, Row]]] = defaultdict(list)
        for row in rows:
            mark = Mark.of(row, self._table.primary_key)
            groups[mark.key].append((mark, row))
        return dict(groups)

    def _both_moved(self, *sides: dict[str, list[tuple[Mark, Row]]]) -> set[str]:
        """Return new keys of the workbook that may be a row which the package, too, has given another key.

        Such a row is gone under its old key on both sides, and both have a new one beside it: two pages for one piece
        of evidence. Only keys of several cells can tell, by the first of them.
        """
        if len(self._table.primary_key) == 1:
            return set()
        gone = {first for key, first in self._firsts.items() if not any(key in side for side in sides)}
        mine, theirs = (
            {key: rows[0][0].first for key, rows in side.items() if key not in self._firsts} for side in sides
        )
        moved = {first for key, first in mine.items() if key not in theirs}
        return {key for key, first in theirs.items() if key not in mine and first in gone & moved}

    def _change(self, before: Row | None, after: Row | None) -> Change:
        return Change(self._table.name, key_of(before or after or {}, self._table.primary_key), before, after)


def _merged(mine: Row, theirs: Row) -> Row:
    """Return a row with the cells that the workbook changed; the others stay byte for byte."""
    return {column: cell if plain(cell) == plain(theirs[column]) else theirs[column] for column, cell in mine.items()}


def _without(rows: Iterable[tuple[Mark, Row]], known: Counter[str]) -> list[Row]:
    """Return rows but for those that the other side has as well."""
    left = Counter(known)
    rest = []
    for mark, row in rows:
        if left[mark.row] > 0:
            left[mark.row] -= 1
        else:
            rest.append(row)
    return rest
