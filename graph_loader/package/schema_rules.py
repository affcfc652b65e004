"""The rules that datapackage.json states: cells, keys and references of every table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from graph_loader.model import dates
from graph_loader.model.problems import Problem, did_you_mean, quoted
from graph_loader.package.content import Content
from graph_loader.package.descriptor import Field, ForeignKey
from graph_loader.package.reading import RawTable, Record

LONGEST_CELL = 4000
"""Characters; a summary is one sentence."""

_NUMBERS = {
    "number": ("a number such as 12 or -3.5", re.compile(r"-?[0-9]+(\.[0-9]+)?")),
    "integer": ("a whole number", re.compile(r"-?[0-9]+")),
}

Message = tuple[str, str]
"""The code of a rule and what it has to say."""


def check_schema(content: Content) -> Iterator[Problem]:
    """Check every table against its description.

    Parameters
    ----------
    content : Content

    Yields
    ------
    Problem
    """
    for raw in content.tables.values():
        for field in raw.table.fields:
            if field.name in raw.columns:
                yield from _check_column(content, raw, field)
        yield from _check_primary_key(raw)
        yield from _check_order(raw)
        for key in raw.table.foreign_keys:
            yield from _check_foreign_key(content, raw, key)


def _check_column(content: Content, raw: RawTable, field: Field) -> Iterator[Problem]:
    check = cell_check(content, field)
    seen: dict[str, int] = {}
    for row, cells in raw.records:
        cell = cells[field.name]
        if not cell:
            if field.required:
                yield Problem(raw.table.file, row, field.name, "required", "expected a value, found an empty cell")
            continue
        found = _form(cell) or check(cell)
        if found:
            yield Problem(raw.table.file, row, field.name, *found)
        elif field.unique and seen.setdefault(cell, row) != row:
            message = f"expected a value that no other row has, found {quoted(cell)} of row {seen[cell]}"
            yield Problem(raw.table.file, row, field.name, "unique", message)


def _form(cell: str) -> Message | None:
    """Check what holds for any cell."""
    if cell != cell.strip():
        return "space", f"expected no space at the ends of the cell, found {quoted(cell)}"
    if cell.startswith(("=", "+", "@")):  # a spreadsheet would run it
        return "formula", f"expected text, found what a spreadsheet takes for a formula: {quoted(cell)}"
    if len(cell) > LONGEST_CELL:
        return "cell-too-long", f"expected at most {LONGEST_CELL} characters, found {len(cell)}"
    if not cell.isascii() and not unicodedata.is_normalized("NFC", cell):
        return "normalization", f"expected composed characters (NFC), found decomposed ones in {quoted(cell)}"
    if not cell.isprintable() and any(unicodedata.category(character) == "Cc" for character in cell):
        return "control-character", f"expected one line of text, found a control character in {quoted(cell)}"
    return None


def cell_check(content: Content, field: Field) -> Callable[[str], Message | None]:
    """Return the check of a cell that a field's description asks for.

    Parameters
    ----------
    content : Content
        Where the ids stand that the cell may name.
    field : Field

    Returns
    -------
    callable
        From the cell's text to a code and a message, or None where nothing is wrong.
    """
    if field.is_date:
        return _check_date
    if field.type in _NUMBERS:
        return _number_check(field)
    if field.enum:
        return _choice_check("enum", field.enum)
    if field.vocabulary:
        return _choice_check("vocabulary", tuple(getattr(content.vocabulary, field.vocabulary)))
    reference = _reference_check(content, field)
    pattern = re.compile(field.pattern or ".*", re.DOTALL)

    def check(cell: str) -> Message | None:
        if not pattern.fullmatch(cell):
            return "pattern", f"expected the pattern {field.pattern}, found {quoted(cell)}"
        if field.format == "uri" and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", cell):
            return "format", f"expected a web address, found {quoted(cell)}"
        return reference(cell)

    return check


def _check_date(cell: str) -> Message | None:
    try:
        dates.parse(cell)
    except dates.DateError as error:
        return "date", str(error)
    return None


def _number_check(field: Field) -> Callable[[str], Message | None]:
    kind, pattern = _NUMBERS[field.type]

    def check(cell: str) -> Message | None:
        if not pattern.fullmatch(cell):
            return "type", f"expected {kind}, found {quoted(cell)}"
        if field.minimum is not None and float(cell) < field.minimum:
            return "minimum", f"expected at least {field.minimum:g}, found {quoted(cell)}"
        if field.maximum is not None and float(cell) > field.maximum:
            return "maximum", f"expected at most {field.maximum:g}, found {quoted(cell)}"
        return None

    return check


def _choice_check(code: str, choices: tuple[str, ...]) -> Callable[[str], Message | None]:
    admitted = frozenset(choices)
    few = 12

    def check(cell: str) -> Message | None:
        if cell in admitted:
            return None
        listed = ", ".join(choices[:few]) + (", …" if len(choices) > few else "")
        return code, f"expected one of {listed}, found {quoted(cell)}{did_you_mean(cell, choices)}"

    return check


def _reference_check(content: Content, field: Field) -> Callable[[str], Message | None]:
    """Return the check of ids that may stand in several tables."""
    sound = content.is_whole(*(("relationships",) if "Relationship" in field.references else ()), "nodes")
    if not field.references or not sound:
        return _anything
    ids = set().union(*(content.ids(kind) for kind in field.references))
    kinds = " or ".join(field.references)

    def check(cell: str) -> Message | None:
        if cell in ids:
            return None
        found = f"the {content.labels[cell]} {quoted(cell)}" if cell in content.labels else quoted(cell)
        return "reference", f"expected an id of kind {kinds}, found {found}{did_you_mean(cell, ids)}"

    return check


def _anything(_cell: str) -> Message | None:
    return None


def _check_primary_key(raw: RawTable) -> Iterator[Problem]:
    key = raw.table.primary_key
    if len(key) == 1 or not raw.is_whole:
        return  # a single column is checked as unique
    seen: dict[tuple[str, ...], int] = {}
    for record in raw.records:
        values = _values(record, key)
        if seen.setdefault(values, record.row) != record.row:
            found = f"found the {quoted(' '.join(filter(None, values)))} of row {seen[values]} again"
            message = f"expected {', '.join(key)} to be unique together, {found}"
            yield Problem(raw.table.file, record.row, key[0], "primary-key", message)


def _check_order(raw: RawTable) -> Iterator[Problem]:
    column = raw.table.primary_key[0]
    if column not in raw.columns:
        return
    last = ""
    for row, cells in raw.records:
        if cells[column] < last:
            message = f"expected rows sorted by {column}, found {quoted(cells[column])} after {quoted(last)}"
            yield Problem(raw.table.file, row, column, "order", message)
        last = max(last, cells[column])


def _check_foreign_key(content: Content, raw: RawTable, key: ForeignKey) -> Iterator[Problem]:
    target = content.tables[key.table]
    if not (raw.is_whole and target.is_whole):
        return
    torn = target.torn if len(key.fields) == 1 else set()
    known = {_values(record, key.table_fields) for record in target.records} | {(id_,) for id_ in torn}
    for record in raw.records:
        values = _values(record, key.fields)
        if any(values) and values not in known:
            choices = (value[-1] for value in known if value[:-1] == values[:-1])
            found = f"found {quoted(' '.join(values))}{did_you_mean(values[-1], choices)}"
            message = f"expected {' and '.join(key.table_fields)} of a row of {target.table.file}, {found}"
            yield Problem(raw.table.file, record.row, key.fields[-1], "foreign-key", message)


def _values(record: Record, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(record.cells[column] for column in columns)
