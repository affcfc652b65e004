"""`coldwar show`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from graph_loader.cli.options import DataOption, DraftOption, JsonOption
from graph_loader.cli.output import console, plain, print_json
from graph_loader.cli.ties import print_tie
from graph_loader.cli.told import told_of

if TYPE_CHECKING:
    from rich.console import Console

    from graph_loader.graph.told import Dossier


def show(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A person, state, party, … under any name, alias or spelling.")
    ],
    data: DataOption = None,
    draft: DraftOption = False,
    json: JsonOption = False,
) -> None:
    """Print the dossier of an entity: who it is, its ties by family in order of date, their evidence.

    Example: coldwar show "Luis Corvalán"
    """
    told = told_of(data, draft=draft)
    found = told.dossier(told.names.resolve(name).id)
    if json:
        print_json(asdict(found))
    else:
        _print(found)


def _print(found: Dossier) -> None:
    screen = console()
    screen.print(plain(found.name), style="bold")
    screen.print(plain(f"{found.label} · {found.id}"), style="dim")
    if found.description:
        screen.print(plain(found.description))
    if found.aliases:
        screen.print(plain(f"also: {', '.join(found.aliases)}"))
    for column, fact in found.facts.items():
        screen.print(plain(f"{column.replace('_', ' ')}: {fact}"))
    for member, said in found.members.items():
        screen.print(plain(f"{member}: {said}"))
    for annotation in found.annotations:
        screen.print(plain(f"! {annotation}"), style="yellow")
    for family, ties in found.ties.items():
        screen.print(f"\n{family.upper()} ({len(ties)})", style="bold")
        for tie in ties:
            print_tie(screen, tie)
    _print_counted(found, screen)
    if found.concerned:
        screen.print(f"\nTIES OF OTHERS THAT CONCERN IT ({len(found.concerned)})", style="bold")
        for tie in found.concerned:
            print_tie(screen, tie)


def _print_counted(found: Dossier, screen: Console) -> None:
    """Say that claims of one fact are counted each for itself, where there are any."""
    together = sum(bool(tie.same_fact) for ties in found.ties.values() for tie in ties)
    if together:
        screen.print(f"\nNumbers count claims; {together} of them tell a fact that another claim tells too.")
