"""`coldwar packages` and `coldwar unload`: the data packages that a database holds."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Annotated

import typer

from graph_loader.cli.database import agree, print_summary
from graph_loader.cli.options import DatabaseOption, JsonOption, UriOption, UserOption
from graph_loader.cli.output import print_json, print_table, progress
from graph_loader.database.ahead import unless
from graph_loader.database.connection import Target, connect, full_disk_at
from graph_loader.database.packages import Loaded, loaded, the_one
from graph_loader.database.packages import unload as unload_package
from graph_loader.database.whence import recall
from graph_loader.model.numerals import counted

_DRAFT = {True: "yes", False: "no", None: None}


def packages(
    uri: UriOption = None, username: UserOption = None, database: DatabaseOption = None, json: JsonOption = False
) -> None:
    """List the data packages and collections that Neo4j holds.

    From where they were loaded is known on the machine that loaded them.

    The password comes from NEO4J_PASSWORD; that of the local server is known.

    Example: coldwar packages
    """
    target = Target.of(uri, username, None, database)
    with progress("asking Neo4j"), connect(target) as driver:
        found = loaded(driver, target.database)
    if json:
        print_json([asdict(each) | {"folder": _folder(each)} for each in found])
    elif not found:
        typer.echo(f"{target.uri} holds no data package")
    else:
        columns = ("package", "version", "state", "claims", "nodes", "loaded from", "draft")
        rows = [
            (
                each.name,
                each.version,
                each.state,
                each.claims,
                each.nodes,
                _folder(each),
                _DRAFT[each.draft],
            )
            for each in found
        ]
        print_table(columns, rows)


def unload(
    name: Annotated[str, typer.Argument(help="As `coldwar packages` lists it.")],
    uri: UriOption = None,
    username: UserOption = None,
    database: DatabaseOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Remove it without asking.")] = False,
    json: JsonOption = False,
) -> None:
    """Remove a data package or collection from Neo4j; no folder is touched.

    What others attached something to stays, no longer ours.

    The password comes from NEO4J_PASSWORD; that of the local server is known.

    Example: coldwar unload letters-across-the-shore
    """
    target = Target.of(uri, username, None, database)
    with connect(target) as driver:
        package = the_one(loaded(driver, target.database), name)
        if not yes:
            what = f"this removes {package.name} {package.version} from {target.uri}"
            claims, nodes = counted(package.claims, "claim"), counted(package.nodes, "node")
            agree(f"{what}: its {claims} and {nodes} in all", "--yes agrees")
        with progress("removing") as say:
            summary = unless(
                lambda: full_disk_at(target), partial(unload_package, driver, target.database, package.name, say=say)
            )
    if json:
        print_json(summary.as_dict())
    else:
        print_summary(summary, target)


def _folder(package: Loaded) -> str | None:
    return ", ".join(map(str, recall(package.folder))) or None
