"""What a package has taken from a workbook before, so that one can go on in the same workbook after it was read.

The hidden sheet of a workbook tells how the package was when it was written. What was read from it since is noted
beside the package, by the place of the workbook.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graph_loader.imports.workbooks.changes import Changes
from graph_loader.imports.workbooks.form import Mark
from graph_loader.imports.workbooks.read import Book
from graph_loader.package import undo
from graph_loader.package.editing import Draft, Row
from graph_loader.package.files import write_text

Marks = dict[str, list[Mark]]
"""The marks of rows by the table and the digest of their key: ``relationships 0123…``."""


def recalled(draft: Draft, book: Book, file: Path) -> dict[str, list[Mark]]:
    """Return how the rows were that a workbook starts from: when it was written, or when it was last read.

    An older copy of the workbook, in which nothing of what was read stands, starts from where it was written.
    """
    base, note = _grouped(draft, book.base), _note(draft.folder, file, book)
    mine, theirs = (_grouped(draft, _marks(draft, rows)) for rows in (draft.rows, book.rows))
    was_undone = all(_same(mine.get(key, []), marks) for key, marks in note["before"].items())
    taken = note["read"] | note["before"] if was_undone else note["read"]
    if all(_same(theirs.get(key, []), base.get(key, [])) for key in note["read"]):
        taken = {}
    state: dict[str, list[Mark]] = {}
    for key, marks in (base | taken).items():
        state.setdefault(key.split()[0], []).extend(marks)
    return state


def remember(draft: Draft, changes: Changes, book: Book, file: Path) -> None:
    """Note what was read from a workbook."""
    note = _note(draft.folder, file, book)
    before, after = (_grouped(draft, _marks(draft, rows)) for rows in (changes.before, changes.after))
    keys = {
        f"{each.table} {Mark.of(each.after or each.before or {}, draft.tables[each.table].primary_key).key}"
        for each in changes.rows
    }
    note["read"] |= {key: after.get(key, []) for key in sorted(keys)}
    note["before"] = {key: before.get(key, []) for key in sorted(keys)}
    stored = {"base": _digest(book), **{what: _texts(marks) for what, marks in note.items()}}
    write_text(_place(draft.folder), json.dumps(_stored(draft.folder) | {str(file.resolve()): stored}))


def _note(folder: Path, file: Path, book: Book) -> dict[str, Marks]:
    """Return what was read from a workbook so far, and how the package was before it was last read."""
    stored = _stored(folder).get(str(file.resolve()), {})
    known = stored if stored.get("base") == _digest(book) else {}
    return {
        what: {key: [Mark(*text.split()) for text in texts] for key, texts in known.get(what, {}).items()}
        for what in ("read", "before")
    }


def _place(folder: Path) -> Path:
    return undo.place(folder) / "workbooks.json"


def _stored(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(_place(folder).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}  # then rows that were read before and changed again are conflicts


def _digest(book: Book) -> str:
    """Return by what a workbook that was written anew is known."""
    marks = {name: list(map(str, marks)) for name, marks in book.base.items()}
    return hashlib.sha256(json.dumps([book.package, marks]).encode()).hexdigest()


def _marks(draft: Draft, tables: Mapping[str, Iterable[Row]]) -> dict[str, list[Mark]]:
    return {name: [Mark.of(row, draft.tables[name].primary_key) for row in rows] for name, rows in tables.items()}


def _grouped(draft: Draft, tables: Mapping[str, Iterable[Mark]]) -> Marks:
    groups: Marks = {}
    for name in draft.tables:
        for mark in tables.get(name, ()):
            groups.setdefault(f"{name} {mark.key}", []).append(mark)
    return groups


def _texts(marks: Marks) -> dict[str, list[str]]:
    return {key: list(map(str, group)) for key, group in marks.items()}


def _same(one: Iterable[Mark], other: Iterable[Mark]) -> bool:
    return Counter(mark.row for mark in one) == Counter(mark.row for mark in other)
