"""`coldwar up` and `coldwar down`: everything at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.build import build
from graph_loader.cli.database import YesOption, load_after_question, print_report, read
from graph_loader.cli.options import ClusterOption, DataOption, DraftOption, GdsOption
from graph_loader.cli.output import progress
from graph_loader.cli.serving import FAVOURITES_PATH
from graph_loader.database.connection import Target, connect
from graph_loader.database.errors import ServerError
from graph_loader.database.local import server, web
from graph_loader.database.local.home import USER
from graph_loader.database.local.jars import LONG_TERM, RELEASES
from graph_loader.database.local.server import LocalServer
from graph_loader.database.local.settings import GUIDE_PORT, HOST
from graph_loader.database.verify import verify


def up(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder to build.")] = Path("build"),
    data: DataOption = None,
    draft: DraftOption = False,
    version: Annotated[
        str, typer.Option("--version", metavar="VERSION", help=f"Neo4j version: {' or '.join(RELEASES)}.")
    ] = LONG_TERM,
    gds: GdsOption = False,
    cluster: ClusterOption = None,
    yes: YesOption = False,
) -> None:
    """Build everything, start Neo4j, load and verify the data, serve gallery and guide; `coldwar down` stops it all.

    Where Neo4j cannot be had, the rest is delivered all the same.

    Example: coldwar up
    """
    build(out, data, draft, cluster=cluster)
    try:
        with progress("starting Neo4j") as say:
            started = server.start(version, guide_port=_guide_port(version), gds=gds, say=say)
    except ServerError as error:
        typer.echo(f"Without Neo4j: {error}")
        return
    _load(started, data, draft=draft, yes=yes)
    web.start(out, started.ports.guide)
    typer.echo(f"Gallery:       http://{HOST}:{started.ports.guide}/")
    typer.echo(f"Neo4j Browser: {started.ports.browser_url}")
    typer.echo(f"Guide:         :play {started.ports.guide_url} in the Neo4j Browser")
    favourites = f"http://{HOST}:{started.ports.guide}{FAVOURITES_PATH}"
    typer.echo(f"Favourites:    {favourites}, to be dropped into the Browser; its model: docs/neo4j-model.md")
    typer.echo(f"Log in as:     {USER}, with the password in {started.home.password_file}")


def down() -> None:
    """Stop the local Neo4j and the servers of gallery and guide; data stay.

    Example: coldwar down
    """
    stopped = [f"Neo4j {version}" for version in RELEASES if server.stop(version)]
    stopped += ["the gallery and the guide"] if web.stop() else []
    typer.echo(f"stopped: {', '.join(stopped) or 'nothing ran'}")


def _guide_port(version: str) -> int:
    """Return the port for the guide; a server that runs already knows it, and its Browser asks no other."""
    running = server.status(version)
    if running and running.pid:
        return running.ports.guide
    return web.choose_port(running.ports.guide if running else GUIDE_PORT)


def _load(started: LocalServer, data: list[Path] | None, *, draft: bool, yes: bool) -> None:
    rows = read(data, draft=draft)
    target = Target(started.ports.bolt_uri, USER, started.home.password())
    report = load_after_question(target, rows, yes=yes).report
    if not report:
        with progress("verifying") as say, connect(target) as driver:
            report = verify(driver, target.database, rows, say=say)
    print_report(report)
    if not report.is_equal:
        raise typer.Exit(1)
