"""`coldwar validate`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.options import JsonOption
from graph_loader.cli.output import print_json
from graph_loader.model.problems import listed
from graph_loader.package import validation


def validate(
    path: Annotated[
        Path | None,
        typer.Argument(metavar="PATH", help="Folder of a data package.", show_default="the one that is installed"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a data package and list every problem as file:row:column: code: message.

    Errors give exit status 1; warnings are listed and give 0.

    Example: coldwar validate data
    """
    problems = validation.validate(path)
    errors = sum(problem.severity == "error" for problem in problems)
    if as_json:
        print_json([asdict(problem) for problem in problems])
    else:
        for line in listed(problems):
            typer.echo(line)
        typer.echo(f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}")
    raise typer.Exit(1 if errors else 0)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number:,} {what}s"
