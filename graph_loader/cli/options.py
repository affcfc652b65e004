"""Options that several commands share, so that they are called and explained alike."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from graph_loader.model.errors import UsageError


def _check_between(between: tuple[str, str] | None) -> tuple[str, str] | None:
    """Refuse a `--between` whose ends are no dates or stand in the wrong order."""
    if between is None:
        return None
    from graph_loader.model import dates

    try:
        dates.window(*between)
    except dates.DateError as error:
        raise UsageError(f"--between: {error.message}") from None
    return between


DataOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        help="Data package or collection to read; several packages are read as one.",
        show_default="the one that is installed",
    ),
]
DraftOption = Annotated[
    bool, typer.Option("--draft", help="Leave out the rows that break a rule, instead of giving up.")
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        envvar="COLDWAR_CLUSTER",
        help="Dask scheduler whose workers do what repeats, e.g. tcp://127.0.0.1:8786.",
        show_default="the processors of this machine",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
FamilyOption = Annotated[
    list[str] | None,
    typer.Option("--family", metavar="FAMILY", help="Only ties of this family; may be repeated.", show_default="all"),
]
BetweenOption = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--between",
        metavar="FROM TO",
        callback=_check_between,
        help="Only ties that may fall between two dates, e.g. 1970 1973.",
    ),
]
UriOption = Annotated[
    str | None,
    typer.Option("--uri", metavar="URI", help="Neo4j server (or NEO4J_URI).", show_default="the local server"),
]
UserOption = Annotated[
    str | None, typer.Option("--username", metavar="NAME", help="User (or NEO4J_USERNAME).", show_default="neo4j")
]
DatabaseOption = Annotated[
    str | None, typer.Option("--database", metavar="NAME", help="Database (or NEO4J_DATABASE).", show_default="neo4j")
]
GdsOption = Annotated[
    bool, typer.Option("--gds", help="Put Neo4j Graph Data Science (GPL-3) beside the server; never by default.")
]


def the_package(data: list[Path] | None) -> Path | None:
    """Return the folder of the one package that a command takes; refuse several."""
    from graph_loader.package.descriptor import collection_file

    if data and (len(data) > 1 or collection_file(data[0])):
        raise UsageError(f"expected one data package, found {'a collection' if len(data) == 1 else len(data)}")
    return data[0] if data else None


def check_families(families: list[str], known: Collection[str]) -> None:
    """Refuse a `--family` that the vocabulary does not have."""
    for family in families:
        if family not in known:
            raise UsageError(f"expected a family of {', '.join(known)}, found {family!r}")
