"""Ids, dates and cells as a package takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_loader.imports.values import RowError
from graph_loader.model import dates
from graph_loader.package.descriptor import Field
from graph_loader.package.schema_rules import NUMBERS, cell_form, number_form


def span(text: str) -> str:
    """Return a date: one day for a span that begins and ends with it, none for a span without ends."""
    start, slash, end = (each.strip() for each in text.partition("/"))
    if not slash:
        return start
    if not start and not end:
        return ""
    if start == end:
        return start
    try:
        first, last = dates.parse(start), dates.parse(end)
    except dates.DateError:
        return f"{start}/{end}"
    if first.start and last.end and first.start > last.end:
        raise RowError("date: expected an end after the beginning", text)
    return f"{start}/{end}"


def cell_fault(column: Field, cell: str) -> str:
    """Say what was expected where a cell is not what its column admits; empty where it is."""
    if not cell:
        return f"expected a {column.name}" if column.required else ""
    return next(_faults(column, cell), "")


def _faults(column: Field, cell: str) -> Iterator[str]:
    is_number = column.type in NUMBERS
    if found := number_form(cell, column.type) if is_number else cell_form(cell):
        yield found[1].rpartition(", found ")[0]
    if column.format == "uri" and not re.fullmatch(r"https?://[^\s/]+\.\S+", cell):
        yield "expected a web address"
    if column.enum and cell not in column.enum:
        yield f"expected one of {', '.join(column.enum)}"
    if column.pattern and not re.fullmatch(column.pattern, cell):
        yield f"expected {column.name} in its form"
    if column.is_date:
        try:
            dates.parse(cell)
        except dates.DateError:
            yield "expected a date"
