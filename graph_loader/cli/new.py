"""`coldwar new`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from graph_loader.model.errors import ColdWarError, UsageError

if TYPE_CHECKING:
    from graph_loader.package.creation import Plan

T = TypeVar("T")


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to make; it must not hold files.")],
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the package is about.", show_default="asked for")
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Who makes it; may be repeated.", show_default="asked for")
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option(
            metavar="LICENCE", help="An SPDX id such as CC-BY-4.0, or a web address.", show_default="asked for"
        ),
    ] = None,
    theatre: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=NAME",
            help="A theatre, for which one acts; may be repeated; none for none.",
            show_default="none, or those of --from",
        ),
    ] = None,
    years: Annotated[
        tuple[int, int] | None,
        typer.Option(
            metavar="FIRST LAST", help="First and last year of the study.", show_default="those of the claims"
        ),
    ] = None,
    from_: Annotated[
        Literal["coldwar"] | None,
        typer.Option("--from", help="Start from the vocabulary that is installed, not from a small general one."),
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="Fill it with a few invented claims.")] = False,
) -> None:
    """Begin a data package of your own: a folder that validates, and waits for rows.

    What is not said is asked for at a terminal.

    Example: coldwar new letters --title "Letters across the shore" --person "Anna Muster" --licence CC-BY-4.0
    """
    from graph_loader.package import creation
    from graph_loader.package.files import expect_empty

    if example and (theatre or from_):
        raise UsageError("expected --example without --theatre and --from: its invented actors have no theatre")
    expect_empty(folder)
    plan = creation.example() if example else _asked(title, person, licence, theatre, whole=from_ is not None)
    plan = replace(
        plan,
        title=title or plan.title,
        persons=tuple(person or plan.persons),
        licence=licence or plan.licence,
        years=years or plan.years,
    )
    name = creation.create(folder, plan)
    typer.echo(f"{folder} is a data package now, {name}. Its README.md names the next three steps; the first check:")
    typer.echo(f"coldwar validate {shlex.quote(str(folder))}")


def _asked(
    title: str | None, persons: list[str] | None, licence: str | None, theatres: list[str] | None, *, whole: bool
) -> Plan:
    """Ask for what was not said."""
    from graph_loader.package import creation

    def known(text: str) -> str:
        creation.licence_of(text)
        return text

    told = creation.theatres_of(theatres or [])
    plan = creation.Plan(
        title=title or _ask("Title", "--title", lambda text: creation.one_line(text, "title")),
        persons=tuple(persons or _ask("Who makes it, parted by semicolons", "--person", _parted)),
        licence=licence or _ask("Licence", "--licence", known, "CC-BY-4.0"),
        theatres=told,
        whole=whole,
    )
    if told is not None or whole or (title and persons and licence) or not sys.stdin.isatty():
        return plan
    question = "Theatres, for which one acts, as north=The North; south=The South"
    return replace(plan, theatres=_ask(question, "--theatre", lambda text: creation.theatres_of(_parted(text)), "none"))


def _ask(question: str, option: str, read: Callable[[str], T], default: str | None = None) -> T:
    """Ask whoever sits at the terminal until the answer will do."""
    if not sys.stdin.isatty():
        raise UsageError(f"expected {option}: there is no terminal at which to ask for it")

    def checked(answer: str) -> T:
        try:
            return read(answer)
        except ColdWarError as error:
            raise typer.BadParameter(str(error)) from None

    answer: T = typer.prompt(question, default=default, value_proc=checked, err=True)
    return answer


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
