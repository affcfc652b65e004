"""`coldwar queries` and `coldwar query`: the query library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_loader.cli.database import DatabaseOption, UriOption, UserOption
from graph_loader.cli.options import DataOption, JsonOption
from graph_loader.cli.output import print_csv, print_json, print_table, progress
from graph_loader.database.connection import Target, connect
from graph_loader.database.library import Query, named, of_package
from graph_loader.database.lock import COMPLETE
from graph_loader.database.migration import check_current
from graph_loader.database.packages import Loaded, loaded, the_one
from graph_loader.database.parameters import Meaning, Parameter, values
from graph_loader.database.queries import run
from graph_loader.database.whence import recall
from graph_loader.model.errors import ColdWarError, UsageError
from graph_loader.model.resources import data_dir
from graph_loader.package.descriptor import DataPackage

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
    _one_format(json=json, csv=csv)
    library = of_package(data or data_dir())
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
    name: Annotated[str, typer.Argument(help="As `coldwar queries` lists it.")],
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "-p",
            metavar="NAME=VALUE",
            help="A parameter; may be repeated. Entities go by any name, alias or spelling.",
            show_default="those of the study",
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="FOLDER",
            help="Data package to ask about, with its names and defaults.",
            show_default="the folder from which it was loaded",
        ),
    ] = None,
    package: Annotated[
        str | None,
        typer.Option(
            "--package",
            metavar="NAME",
            help="Data package to ask about, as `coldwar packages` lists it.",
            show_default="the only one that is loaded",
        ),
    ] = None,
    uri: UriOption = None,
    username: UserOption = None,
    database: DatabaseOption = None,
    cypher: Annotated[
        bool, typer.Option("--cypher", help="Print the Cypher with its parameters put in, for the Neo4j Browser.")
    ] = False,
    json: JsonOption = False,
    csv: CsvOption = False,
    excel: ExcelOption = False,
) -> None:
    """Run a named Cypher query in Neo4j and print its rows: those of one data package.

    The password comes from NEO4J_PASSWORD; that of the local server is known.

    Example: coldwar query contacts-of --param actor="Salvador Allende"
    """
    _one_format(json=json, csv=csv)
    if excel and not csv:
        raise UsageError("expected --csv with --excel")
    named(name)
    given = dict(_pair(text) for text in param or [])
    if data is None and cypher and package is None:
        data = data_dir()
    prepared = _prepared(name, data, given) if data is not None else None
    if prepared and package not in {None, prepared[0].package}:
        raise UsageError(f"expected the package of --data, {prepared[0].package}, found --package {package}")
    if prepared and cypher:
        typer.echo(prepared[0].with_values(prepared[1]))
        return
    target = Target.of(uri, username, None, database)
    with connect(target) as driver:
        with progress("asking Neo4j"):
            found = the_one(loaded(driver, target.database), prepared[0].package if prepared else package)
        if found.state == COMPLETE:
            check_current(found.name, found.model)
        chosen, arguments = prepared or _prepared(name, _folder_of(found), given, found.name)
        if cypher:
            typer.echo(chosen.with_values(arguments))
            return
        with progress("asking Neo4j"):
            answer = run(driver, target.database, chosen, arguments)
    if json:
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        print_json({"name": chosen.name, "parameters": arguments, "rows": rows})
        return
    cells = [[_joined(cell) for cell in row] for row in answer.rows]
    if csv:
        print_csv(answer.columns, cells, excel=excel)
    else:
        print_table(answer.columns, cells, title=chosen.title)


def _prepared(
    name: str, folder: Path | None, given: Mapping[str, str], package: str = ""
) -> tuple[Query, dict[str, Any]]:
    """Return a query for a data package, and the values of its parameters, which only its folder can tell."""
    if folder is not None:
        query = named(name, of_package(folder))
        return query, values(query.parameters, given, Meaning(folder))
    query = replace(named(name), package=package)
    if any(parameter.default is None for parameter in query.parameters):
        raise ColdWarError(f"this machine does not know the folder of {package}: name it with --data FOLDER")
    return query, values(query.parameters, given, Meaning(data_dir()))


def _folder_of(package: Loaded) -> Path | None:
    """Return the folder from which a package was loaded, or that of the installation if it bears its name."""
    installed = data_dir()
    return recall(package.folder) or (installed if DataPackage.load(installed).name == package.name else None)


def _one_format(*, json: bool, csv: bool) -> None:
    if json and csv:
        raise UsageError("expected --json or --csv, found both")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"expected --param NAME=VALUE, found {text!r}")
    return name, value


def _joined(cell: object) -> object:
    return ", ".join(map(str, cell)) if isinstance(cell, list) else cell


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
