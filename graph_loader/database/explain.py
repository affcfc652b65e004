"""Asks Neo4j for the plan of a query without running it; refuses what does more than read, and says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j.exceptions import BrokenRecordError, Neo4jError

from graph_loader.database.errors import DatabaseError
from graph_loader.database.library import Query
from graph_loader.database.plan import Plan
from graph_loader.model.problems import did_you_mean

_EXPLAIN = "EXPLAIN "
_OF_QUERY = ("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.")
_PLACE = re.compile(r" \(line (\d+), column (\d+)")
_INVALID = re.compile(r"Invalid input '(.*?)': expected (.*)", re.DOTALL)
_FEW = 5


def explain(driver: neo4j.Driver, database: str, query: Query, values: Mapping[str, Any]) -> Plan:
    """Return the plan of a query that only reads.

    Raises
    ------
    DatabaseError
        If the query is not valid, does more than read, or has other columns than its header says.
    """
    with (
        driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session,
        placed(query.name, shift=len(_EXPLAIN)),
    ):
        result = session.run(_EXPLAIN + query.text, query.bound(values))
        plan = Plan.of(result.keys(), result.consume())
    if fault := plan.more_than_reading():
        raise DatabaseError(f"{query.name}: expected a query that only reads, found {fault}")
    if not plan.columns:
        raise DatabaseError(f"{query.name}: expected a query that returns something, found one that returns nothing")
    if query.columns and list(query.columns) != plan.columns:
        expected, found = ", ".join(query.columns), ", ".join(plan.columns)
        raise DatabaseError(f"{query.name}: expected the columns of its header, {expected}, found {found}")
    return plan


@contextmanager
def placed(name: str, *, shift: int = 0) -> Iterator[None]:
    """Say where in a query what Neo4j finds wrong is; other failures pass.

    Parameters
    ----------
    name : str
        Of the query.
    shift : int
        How many signs were put before its first line.

    Raises
    ------
    DatabaseError
        In place of the driver's exception.
    """
    try:
        yield
    except BrokenRecordError as error:
        column = re.search(r"'(.*)'", str(error))
        where = f"the column {column[1]}" if column else "a column"
        raise DatabaseError(
            f"{name}: {where} has a value that cannot be read here, such as a day outside the years 1 to 9999: "
            "return it with toString()"
        ) from error
    except Neo4jError as error:
        if not (error.code or "").startswith(_OF_QUERY):
            raise
        raise DatabaseError(name + _said(error.message or "", shift)) from error


def _said(message: str, shift: int) -> str:
    r"""Return the place and what is wrong there, on one line; of what might stand there instead, what is most alike.

    Examples
    --------
    >>> _said("Invalid input 'FOO' (line 1, column 15 (offset: 14))\n\"EXPLAIN RETURN FOO\"", 8)
    ":1:7: Invalid input 'FOO'"
    """
    place = _PLACE.search(message)
    text = " ".join((message[: place.start()] if place else message).split())
    if invalid := _INVALID.fullmatch(text):
        choices = re.findall(r"'([A-Z][A-Z ]*)'", invalid[2])
        if len(choices) > _FEW:
            text = f"Invalid input {invalid[1]!r}{did_you_mean(invalid[1].upper(), choices)}"
    if not place:
        return f": {text}"
    line, column = int(place[1]), int(place[2])
    return f":{line}:{column - shift if line == 1 else column}: {text}"
