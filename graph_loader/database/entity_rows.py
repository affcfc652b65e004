"""What an entity carries in Neo4j: its columns, and in a collection what each package says of it."""

from __future__ import annotations

from collections.abc import Sequence

from graph_loader.database import claim_rows
from graph_loader.database.properties import Properties, camel_case, known, point
from graph_loader.database.streams import Row
from graph_loader.model.claims import Member
from graph_loader.package.descriptor import Table

_DATED = ("Agreement", "Event")


def columns(table: Table, row: Row) -> Properties:
    """Return what the columns of a row say."""
    return known({camel_case(field.name): row.value(field.name, field.type) for field in table.fields})


def properties(table: Table, row: Row) -> Properties:
    """Return the columns of an entity; the date of an event or agreement as days too, a place as a point."""
    said = columns(table, row)
    if table.label in _DATED and said.pop("date", None):
        said |= known(claim_rows.days(row.interval("date")))
    if table.label == "Place":
        said |= known({"location": point(*(_number(row, column) for column in ("longitude", "latitude")))})
    return said


def _number(row: Row, column: str) -> float | None:
    value = row.value(column, "number")
    return value if isinstance(value, float) else None


def said_by(row: Row, members: Sequence[Member]) -> Properties:
    """Return what an entity of a collection stands for: its ids, their packages, and what these say otherwise."""
    if not members:
        return {}
    others = [
        f"{column}: {cell} ({member.key.written})"
        for member in members
        for column, cell in (("name", member.name), *member.columns.items())
        if cell != row.cells[column]
    ]
    packages = list(dict.fromkeys(member.key.package for member in members))
    return known({"members": [member.key.written for member in members], "packages": packages, "otherwise": others})
