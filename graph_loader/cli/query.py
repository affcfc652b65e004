"""`coldwar queries` and `coldwar query`: the query library."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import neo4j
import typer

from graph_loader.cli.answers import print_answer, print_plan
from graph_loader.cli.asking import Asked, Question
from graph_loader.cli.options import DatabaseOption, DataOption, JsonOption, UriOption, UserOption
from graph_loader.cli.output import print_csv, print_json, print_table, progress
from graph_loader.database.connection import Target, connect
from graph_loader.database.library import Query, of_package
from graph_loader.database.migration import check_current
from graph_loader.database.packages import loaded, the_one
from graph_loader.database.parameters import Parameter
from graph_loader.model.errors import UsageError
from graph_loader.model.resources import data_dir

CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
ExcelOption = Annotated[
    bool, typer.Option("--excel", help="With --csv: begin with the mark by which Excel on Windows knows UTF-8.")
]


def queries(
    theme: Annotated[str | None, typer.Argument(help="Only this theme.", show_default="all")] = None,
    data: DataOption = None,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List the named Cypher queries: the questions that they answer, their parameters with types and defaults.

    Defaults are those of the data package's study.yaml.

    Example: coldwar queries influence
    """
    _check_options(json=json, csv=csv)
    library = of_package(data or [data_dir()])
    themes = dict.fromkeys(query.theme for query in library.values())
    if theme is not None and theme not in themes:
        raise UsageError(f"expected a theme of {', '.join(themes)}, found {theme!r}")
    shown = [query for query in library.values() if theme in {None, query.theme}]
    if json:
        print_json([_described(query) for query in shown])
        return
    rows = [
        (query.theme, query.name, query.question, ", ".join(map(_with_default, query.parameters))) for query in shown
    ]
    (print_csv if csv else print_table)(("theme", "query", "question", "parameters"), rows)


def query(
    name: Annotated[
        str | None, typer.Argument(help="As `coldwar queries` lists it.", show_default="that of --file")
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--file",
            "-f",
            metavar="FILE",
            help="Your own query, which may only read, instead of NAME; - is standard input.",
        ),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "-p",
            metavar="NAME=VALUE",
            help="A parameter; may be repeated. Entities go by any name, alias or spelling. "
            "NAME:TYPE=VALUE for a file without a header.",
            show_default="those of the study",
        ),
    ] = None,
    data: Annotated[
        list[Path] | None,
        typer.Option(
            "--data",
            metavar="FOLDER",
            help="Data package or collection to ask about, with its names and defaults.",
            show_default="the folder from which it was loaded",
        ),
    ] = None,
    package: Annotated[
        str | None,
        typer.Option(
            "--package",
            metavar="NAME",
            help="Data package or collection to ask about, as `coldwar packages` lists it.",
            show_default="the only one that is loaded",
        ),
    ] = None,
    uri: UriOption = None,
    username: UserOption = None,
    database: DatabaseOption = None,
    cypher: Annotated[
        bool, typer.Option("--cypher", help="Print the Cypher with its parameters put in, for the Neo4j Browser.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print Neo4j's plan for it in plain words; nothing is run.")
    ] = False,
    json: JsonOption = False,
    csv: CsvOption = False,
    excel: ExcelOption = False,
) -> None:
    """Run a named Cypher query in Neo4j, or your own, and print its rows: those of one data package.

    Your own file names the package with $package and may begin with a header like those in cypher/queries, each line
    behind //: title, parameters with their types, columns. A node is printed as its name, a path as the names along
    it; return properties(n) for all that it holds.

    The password comes from NEO4J_PASSWORD; that of the local server is known.

    Example: coldwar query contacts-of --param actor="Salvador Allende"

    Example: coldwar query contacts-of --explain

    Example: coldwar query --file my.cypher --param who:actor=Allende --param "since:first day=1970-11" --csv
    """
    _check_options(json=json, csv=csv, excel=excel, cypher=cypher, explain=explain)
    question = Question.of(name, file, _pairs(param or []))
    if not question.of_package and (data or package is not None):
        raise UsageError(f"{file} does not use $package, so that --package and --data would change nothing")
    if not data and cypher and package is None and question.of_package:
        data = [data_dir()]
    asked = question.of_folders(data) if data else None
    if not question.of_package:
        asked = question.plain()
    if asked and package not in {None, asked.query.package}:
        raise UsageError(f"expected the package of --data, {asked.query.package}, found --package {package}")
    if asked and cypher:
        typer.echo(asked.query.with_values(asked.values))
        return
    target = Target.of(uri, username, None, database)
    with connect(target) as driver:
        with progress("asking Neo4j"):
            asked = _of_database(driver, target.database, question, asked, package)
        if cypher:
            typer.echo(asked.query.with_values(asked.values))
        elif explain:
            print_plan(driver, target.database, asked, json=json, csv=csv, excel=excel)
        else:
            print_answer(driver, target.database, asked, json=json, csv=csv, excel=excel)


def _of_database(
    driver: neo4j.Driver, database: str, question: Question, asked: Asked | None, package: str | None
) -> Asked:
    """Return a question for a data package that is loaded, unless it is for the database as a whole."""
    if asked is not None and not question.of_package:
        return asked
    found = the_one(loaded(driver, database), asked.query.package if asked else package)
    check_current(found.name, found.state, found.model)
    return asked or question.of_loaded(found)


def _check_options(*, json: bool, csv: bool, excel: bool = False, cypher: bool = False, explain: bool = False) -> None:
    for one, other, both in (("--json", "--csv", json and csv), ("--cypher", "--explain", cypher and explain)):
        if both:
            raise UsageError(f"expected {one} or {other}, found both")
    if excel and not csv:
        raise UsageError("expected --csv with --excel")


def _pairs(texts: Iterable[str]) -> dict[str, str]:
    """Return the values that were given by the names of their parameters, each of which has one."""
    given: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"expected --param NAME=VALUE, found {text!r}")
        if name in given:
            raise UsageError(f"expected one value of {name!r}, found two")
        given[name] = value
    return given


def _with_default(parameter: Parameter) -> str:
    default = "" if parameter.default is None else f" = {parameter.default}"
    return f"{parameter.name}: {parameter.type}{default}"


def _described(query: Query) -> dict[str, object]:
    return {
        "name": query.name,
        "theme": query.theme,
        "title": query.title,
        "question": query.question,
        "parameters": {
            parameter.name: {"type": parameter.type, "default": parameter.default} for parameter in query.parameters
        },
        "columns": dict(query.columns),
    }
