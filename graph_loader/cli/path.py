"""`coldwar path`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from graph_loader.cli.options import BetweenOption, DataOption, DraftOption, FamilyOption, JsonOption, check_families
from graph_loader.cli.output import console, plain, print_json
from graph_loader.cli.ties import print_tie
from graph_loader.cli.told import told_of

if TYPE_CHECKING:
    from graph_loader.graph.told import Connection


def path(
    start: Annotated[str, typer.Argument(metavar="A", help="One entity, under any name, alias or spelling.")],
    goal: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    family: FamilyOption = None,
    between: BetweenOption = None,
    through_everything: Annotated[
        bool,
        typer.Option("--through-everything", help="Also go through places, topics, collectives and ties of location."),
    ] = False,
    with_denied: Annotated[
        bool, typer.Option("--with-denied", help="Also take ties as steps of which the source says that they were not.")
    ] = False,
    limit: Annotated[int, typer.Option("--max", metavar="N", min=1, help="How many connections to show.")] = 3,
    data: DataOption = None,
    draft: DraftOption = False,
    json: JsonOption = False,
) -> None:
    """Show the shortest connections of two entities through actors, events and agreements, with their evidence.

    The best documented come first. Connections through places, topics and collectives such as the Eastern bloc
    would tie anything to anything, so they are left out unless asked for; so are ties that the sources deny.

    Example: coldwar path KGB "Salvador Allende" --family contact --family influence --between 1970 1973
    """
    told = told_of(data, draft=draft)
    check_families(family or [], told.families)
    ends = told.names.resolve(start), told.names.resolve(goal)
    found = told.connections(
        ends[0].id,
        ends[1].id,
        between=between,
        families=family or (),
        through_everything=through_everything,
        with_denied=with_denied,
        limit=limit,
    )
    if json:
        undated = told.undated if between else None
        chains = [asdict(connection) for connection in found]
        print_json({"from": ends[0].id, "to": ends[1].id, "undated": undated, "connections": chains})
        return
    if not found:
        typer.echo(f"Nothing connects {plain(ends[0].name)} and {plain(ends[1].name)} in this way.")
    for number, connection in enumerate(found, 1):
        _print(number, connection)
    if between:
        typer.echo(f"Claims without a date, left out: {told.undated}")


def _print(number: int, connection: Connection) -> None:
    screen = console()
    chain = [connection.steps[0].from_name, *(step.to_name for step in connection.steps)]
    screen.print(plain(f"{number}. {' — '.join(chain)}"), style="bold")
    for step in connection.steps:
        screen.print(plain(f"\n  {step.from_name} — {step.to_name}"), style="underline")
        for tie in step.ties:
            print_tie(screen, tie)
    screen.print()
