"""Runs the named queries in Neo4j and makes their rows what a person or a program reads."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import neo4j

from graph_loader.database.cells import cell
from graph_loader.database.explain import placed
from graph_loader.database.library import Query


class Answer(NamedTuple):
    """The rows of a query under the names of their columns."""

    columns: list[str]
    rows: list[list[Any]]


def run(driver: neo4j.Driver, database: str, query: Query, values: Mapping[str, Any]) -> Answer:
    """Run a query in a read transaction.

    Parameters
    ----------
    driver : neo4j.Driver
        Open.
    database : str
        Its name.
    query : Query
        What to run.
    values : mapping of str to object
        The value of every parameter.

    Returns
    -------
    Answer
        Its cells are as `cells.cell` makes them: a node is its name, a path the names and ties along it.
    """
    records, _, columns = driver.execute_query(
        query.text, query.bound(values), database_=database, routing_=neo4j.RoutingControl.READ
    )
    return Answer(list(columns), [[cell(value) for value in record.values()] for record in records])


@contextmanager
def answering(
    driver: neo4j.Driver, database: str, query: Query, values: Mapping[str, Any]
) -> Iterator[tuple[list[str], Iterator[list[Any]]]]:
    """Run a query in a read transaction and give its rows as they come, however many there are.

    Yields
    ------
    tuple
        The columns, and the rows as in an `Answer`, which can be read within the block.

    Raises
    ------
    DatabaseError
        If Neo4j finds something wrong with the query, then or at one of its rows.
    """
    with placed(query.name), _reading(driver, database) as transaction:
        result = transaction.run(query.text, query.bound(values))
        yield list(result.keys()), ([cell(value) for value in record.values()] for record in result)


@contextmanager
def _reading(driver: neo4j.Driver, database: str) -> Iterator[neo4j.Transaction]:
    """Open a read transaction; one that is interrupted is cut off, so that the server does not go on with it."""
    try:
        with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
            try:
                yield session.begin_transaction()
            except KeyboardInterrupt as interrupt:
                # For this a session closes its connection; for others it first waits until the query has ended.
                raise asyncio.CancelledError from interrupt
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
