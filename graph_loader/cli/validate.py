"""`coldwar validate`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_loader.cli.options import JsonOption
from graph_loader.cli.output import print_json
from graph_loader.collection import collection
from graph_loader.database import library
from graph_loader.model.numerals import counted
from graph_loader.model.problems import OF_FORM, TIDY, FileError, Problem, listed
from graph_loader.model.resources import data_dir
from graph_loader.model.study import FILE
from graph_loader.model.study_file import read_study
from graph_loader.package import validation
from graph_loader.package.descriptor import collection_file


def validate(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH", help="Folder of a data package or a collection.", show_default="the one that is installed"
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a data package or a collection and list every problem as file:row:column: code: message.

    What is unreadable stops everything; faults stop a release, and --draft works on the rest; both give exit status 1.
    Notes are worth a look and give 0.

    Example: coldwar validate data
    """
    if path and collection_file(path):
        problems = list(collection.validate(path))
    else:
        problems = [*validation.validate(path), *_of_queries(path or data_dir())]
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.severity] += problem.times
    if as_json:
        print_json([_cells(problem) for problem in problems])
    else:
        for line in listed(problems):
            typer.echo(line)
        typer.echo(_summary(counts))
        if any(problem.code in OF_FORM for problem in problems):
            typer.echo(TIDY)
    raise typer.Exit(1 if counts["unreadable"] or counts["fault"] else 0)


def _cells(problem: Problem) -> dict[str, Any]:
    """Return a problem for programs; how many others it stands for is said where there are any."""
    return {name: value for name, value in asdict(problem).items() if name != "times" or problem.times > 1}


def _of_queries(folder: Path) -> Iterator[Problem]:
    """Warn of default parameters of named queries that no query takes."""
    with suppress(FileError):  # which the rules tell
        study = read_study(folder)
        for fault in library.faults(study) if study else ():
            yield Problem(FILE, None, "", "query-default", fault)


def _summary(counts: Counter[str]) -> str:
    """Say how many problems of each degree there are."""
    unreadable = [f"{counts['unreadable']:,} unreadable"] if counts["unreadable"] else []
    return ", ".join([*unreadable, counted(counts["fault"], "fault"), counted(counts["note"], "note")])
