"""Reads two copies of a package, merges them, and writes what comes of it: a new package, or the first one changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from graph_loader.coders.choices import Answer, Place
from graph_loader.coders.copies import DECISIONS, LOG, Copy
from graph_loader.coders.matching import matched
from graph_loader.coders.merging import LOG_COLUMNS, Merge, merge
from graph_loader.collection.identities import contract
from graph_loader.imports.reading.tables import rows
from graph_loader.model.errors import ColdWarError
from graph_loader.package.editing import Draft, csv_text
from graph_loader.package.files import new_folder

_HEAD = ("merged_on", "copies", *LOG_COLUMNS)


def read_copies(first: Path, second: Path, base: Path | None) -> tuple[Copy, Copy, Copy | None]:
    """Read the copies of a package.

    Raises
    ------
    ColdWarError
        If one cannot be read, or they have other columns.
    """
    read = [Copy.of(path) for path in (first, second, *filter(None, [base]))]
    for other in read[1:]:
        for table in read[0].tables:
            if other.columns(table) != read[0].columns(table):
                odd = sorted({*other.columns(table)} ^ {*read[0].columns(table)})
                raise ColdWarError(
                    f"{table}: expected the same columns in all copies, found {', '.join(odd)} in one only: "
                    "describe it in the datapackage.json of each"
                )
    for name, file in DECISIONS.items():
        if any(file in copy.files for copy in read) and any(copy.rows[name] for copy in read):
            raise ColdWarError(
                f"{file}: expected the columns {', '.join(contract().columns)}, found others in one copy"
            )
    return read[0], read[1], read[2] if base else None


def merged(copies: tuple[Copy, Copy, Copy | None], answers: Mapping[Place, Answer]) -> Merge:
    """Merge copies by the answers that were given; what is still to be decided stands in its questions."""
    first, second, base = copies
    return merge(first, second, matched(first, second, base, answers), base, answers)


def write(made: Merge, first: Path, second: Path, into: Path) -> None:
    """Write a merged package: into a new folder, or into the first package, from which `coldwar undo` takes it back.

    Raises
    ------
    ColdWarError
        If there is another package, or somebody changed the first meanwhile.
    """
    what = f"merge of {second.resolve().name} into {first.resolve().name}"
    draft = Draft.open(first)
    draft.rows = made.rows
    files = {**dict(_decisions(made, first)), **made.files}
    if lines := _log(made, first, second, what):
        files[LOG] = csv_text(_HEAD, lines).encode()
    if into.resolve() == first.resolve():
        changed = {name: content for name, content in files.items() if _differs(first / name, content)}
        draft.save(what, changed)
        return
    with new_folder(into) as fresh:
        tables = {table.file: first / table.file for table in draft.tables.values()}
        files |= {name: path.read_bytes() for name, path in tables.items() if path.is_file()}
        _put(fresh, files)
        # Opened anew: which tables the descriptor knows depends on whose it is.
        there = Draft.open(fresh)
        there.rows = made.rows
        _put(fresh, there.changes())


def _decisions(made: Merge, first: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of decisions on what is one, in the order of their keys."""
    columns = contract().columns
    for name, file in DECISIONS.items():
        if made.rows[name] or (first / file).is_file():
            rows = sorted(made.rows[name], key=lambda row: [row[column] for column in columns])
            yield file, csv_text(columns, rows).encode()


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def in_place(first: Path, into: Path) -> bool:
    """Whether a merge changes the first package instead of making a new one."""
    return into.resolve() == first.resolve()


def _log(made: Merge, first: Path, second: Path, what: str) -> list[dict[str, str]]:
    """Return the log with what earlier merges of either copy left in theirs."""
    known = [dict(row) for folder in (first, second) if (folder / LOG).is_file() for _, row in rows(folder / LOG)]
    earlier = [{column: row.get(column) or "" for column in _HEAD} for row in known]
    today = date.today().isoformat()  # noqa: DTZ011 - a day
    fresh = [{"merged_on": today, "copies": what, **line} for line in made.log]
    return [*{tuple(row.items()): row for row in earlier}.values(), *fresh]


def _differs(file: Path, content: bytes) -> bool:
    return not file.is_file() or file.read_bytes() != content
