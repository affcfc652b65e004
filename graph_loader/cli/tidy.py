"""`coldwar tidy` and `coldwar undo`: the files of a data package in form, and as they were before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.output import plain
from graph_loader.model.problems import listed
from graph_loader.package import tidying
from graph_loader.package import undo as changes

PackageArgument = Annotated[Path, typer.Argument(metavar="PACKAGE", help="Folder of a data package.")]


def tidy(
    package: PackageArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
) -> None:
    """Mend what spreadsheets and editors do to files: marks, encodings, line ends, separators, order, empty rows.

    What the cells say stays: no number or date is written anew, no row with any text is dropped. What cannot be mended
    so is named, and gives exit status 1. `coldwar undo` takes it back.

    Example: coldwar tidy data --dry-run
    """
    found = tidying.tidied(package)
    if not dry_run:
        changes.write_all(package, found.files, tidying.WHAT)
    for file, done in found.done.items():
        typer.echo(f"{file}: {'; '.join(done)}")
    for line in listed(found.left):
        typer.echo(f"left as it is: {line}")
    if not (found.files or found.left):
        typer.echo("all files are in form")
    elif dry_run:
        typer.echo("nothing was written")
    if found.left:
        raise typer.Exit(1)


def undo(package: PackageArgument) -> None:
    """Take back the last change that a command made to a data package; a second time brings it back.

    Example: coldwar undo data
    """
    typer.echo(f"taken back: {plain(changes.undo(package))}")
