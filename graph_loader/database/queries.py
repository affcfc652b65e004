"""Runs the named queries in Neo4j and makes their rows what a person or a program reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import neo4j

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
        Its cells are text, numbers, days as ISO text, lists of these, or None; a node is its name, a path the
        names and ties along it.
    """
    records, _, columns = driver.execute_query(
        query.text, query.bound(values), database_=database, routing_=neo4j.RoutingControl.READ
    )
    return Answer(list(columns), [[_cell(value) for value in record.values()] for record in records])


def _cell(value: Any) -> Any:
    match value:
        case neo4j.time.Date():
            return value.iso_format()
        case neo4j.graph.Path():
            return _path(value)
        case neo4j.graph.Node():
            return value.get("name") or value.get("id")
        case neo4j.graph.Relationship():
            return value.type
        case list():
            return [_cell(each) for each in value]
    return value


def _path(path: neo4j.graph.Path) -> str:
    parts = [str(_cell(path.nodes[0]))]
    for start, tie, end in zip(path.nodes, path.relationships, path.nodes[1:], strict=False):
        arrow = f"-{tie.type}->" if tie.start_node == start else f"<-{tie.type}-"
        parts += [arrow, str(_cell(end))]
    return " ".join(parts)
