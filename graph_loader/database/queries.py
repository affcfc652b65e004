"""The query library: the named Cypher queries under ``cypher/queries/<theme>/``.

Each file starts with a header, which is YAML behind ``//``: title, question, parameters with type, default and
example, and the columns of the result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import neo4j
import yaml

from graph_loader.database.parameters import Parameter, literal
from graph_loader.model.errors import ColdWarError, UsageError
from graph_loader.model.resources import cypher_dir

_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Query:
    """A named query.

    Attributes
    ----------
    name, theme : str
        The names of its file and folder.
    title, question : str
        What it shows, and what it answers in plain words.
    parameters : tuple of Parameter
        What may be chosen.
    columns : dict of str to str
        The columns of its result, with what they hold.
    text : str
        The Cypher, without the header.
    """

    name: str
    theme: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    text: str

    def defaults(self) -> dict[str, Any]:
        """Return the value of each parameter that holds where nothing else is said."""
        return {parameter.name: parameter.default_value() for parameter in self.parameters}

    def with_values(self, values: Mapping[str, Any]) -> str:
        """Return the Cypher with values in the place of the parameters, to be run in the Neo4j Browser.

        Parameters
        ----------
        values : mapping of str to object
            The value of every parameter.

        Returns
        -------
        str

        Examples
        --------
        >>> print(library()["neighbourhood"].with_values({"actor": "kgb"}).splitlines()[0])
        MATCH path = (:Actor {id: 'kgb'})-[r]-(:Actor)
        """
        return _PARAMETER.sub(lambda match: literal(values[match[1]]), self.text)


class Answer(NamedTuple):
    """The rows of a query under the names of their columns."""

    columns: list[str]
    rows: list[list[Any]]


@cache
def library(folder: Path | None = None) -> Mapping[str, Query]:
    """Return all queries by their names, one theme after the other.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Where the themes are; ``cypher/queries`` of the installation by default.

    Returns
    -------
    mapping of str to Query

    Raises
    ------
    ColdWarError
        If a file's header cannot be read.

    Examples
    --------
    >>> library()["contacts-of"].theme
    'contact'
    """
    files = sorted((folder or cypher_dir() / "queries").glob("*/*.cypher"))
    return MappingProxyType({file.stem: _read(file) for file in files})


def named(name: str) -> Query:
    """Return the query of a name.

    Parameters
    ----------
    name : str
        As `library` has it.

    Returns
    -------
    Query

    Raises
    ------
    UsageError
        If there is none.
    """
    if name not in library():
        raise UsageError(f"there is no query {name!r}; `coldwar queries` lists them")
    return library()[name]


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
        query.text, dict(values), database_=database, routing_=neo4j.RoutingControl.READ
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


def _read(file: Path) -> Query:
    lines = file.read_text(encoding="utf-8").splitlines()
    length = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    try:
        header = yaml.safe_load("\n".join(line.removeprefix("//") for line in lines[:length]))
        return Query(
            name=file.stem,
            theme=file.parent.name,
            title=header["title"],
            question=header["question"],
            parameters=tuple(Parameter.of(name, rest) for name, rest in (header.get("parameters") or {}).items()),
            columns=MappingProxyType(dict(header["columns"])),
            text="\n".join(lines[length:]).strip(),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise ColdWarError(
            f"{file.parent.name}/{file.name}: expected a header, found a broken one: {reason}"
        ) from error
