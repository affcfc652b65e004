"""`coldwar server`: the local Neo4j."""

from __future__ import annotations

from typing import Annotated

import typer

from graph_loader.cli.options import GdsOption, JsonOption
from graph_loader.cli.output import print_json, progress
from graph_loader.database.local import gds as data_science
from graph_loader.database.local import jars
from graph_loader.database.local import server as local
from graph_loader.database.local.home import USER
from graph_loader.model.errors import ColdWarError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Start, stop and inspect the local Neo4j.\n\nExample: coldwar server start",
)

VersionOption = Annotated[
    str | None, typer.Option("--version", metavar="VERSION", help=f"Neo4j version: {' or '.join(jars.RELEASES)}.")
]


@app.command()
def start(
    version: Annotated[
        str, typer.Option("--version", metavar="VERSION", help=f"Neo4j version: {' or '.join(jars.RELEASES)}.")
    ] = jars.LONG_TERM,
    bolt_port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port for drivers.")] = None,
    http_port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port of the Neo4j Browser.")] = None,
    guide_port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port of `coldwar serve`.")] = None,
    gds: GdsOption = False,
) -> None:
    """Start Neo4j on this machine, for this machine only; without network once its jars are in the cache.

    --gds puts Neo4j Graph Data Science beside it, for `coldwar analyse --engine gds`. It is under the GPL, version 3,
    no part of this package, and comes from Maven Central the first time; the next start without --gds is without it.

    Example: coldwar server start
    """
    with progress("starting Neo4j") as say:
        started = local.start(
            version, bolt_port=bolt_port, http_port=http_port, guide_port=guide_port, gds=gds, say=say
        )
    beside = f" with {data_science.title(version)}" if data_science.stands_beside(started.home) else ""
    typer.echo(f"Neo4j {version} runs{beside}: {started.ports.bolt_uri}, Browser at {started.ports.browser_url}")
    typer.echo("`coldwar server status` shows the password")


@app.command()
def stop(version: VersionOption = None) -> None:
    """Stop the local Neo4j; its data stay.

    Example: coldwar server stop
    """
    for each in _chosen(version):
        if local.stop(each):
            typer.echo(f"Neo4j {each} is stopped")
        elif version:
            typer.echo(f"Neo4j {each} did not run")


@app.command()
def status(version: VersionOption = None, json: JsonOption = False) -> None:
    """Show where the local Neo4j is, whether it runs, and its password; exit status 1 if none runs.

    Example: coldwar server status
    """
    found = [server for server in local.servers() if version in (None, server.home.version)]
    if json:
        print_json([_described(server) for server in found])
    for server in () if json else found:
        for name, value in _described(server).items():
            typer.echo(f"{name + ':':10}{value}")
        typer.echo()
    for server in found:
        if server.trouble:
            raise ColdWarError(f"Neo4j {server.home.version} runs but cannot go on: {server.trouble}")
    if not any(server.ready for server in found):
        raise ColdWarError("no local Neo4j runs; `coldwar server start` starts one")


@app.command()
def logs(
    version: VersionOption = None,
    lines: Annotated[int, typer.Option("--lines", "-n", min=1, help="How many lines, counted from the end.")] = 50,
) -> None:
    """Print the end of the local Neo4j's log.

    Example: coldwar server logs -n 20
    """
    found = [server for server in local.servers() if version in (None, server.home.version)]
    if not found:
        raise ColdWarError("no local Neo4j was ever started here")
    for line in found[0].home.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]:
        typer.echo(line)


@app.command(hidden=True)
def lock() -> None:
    """Write the lock files of the jars anew, after a change of the versions in `graph_loader/database/local/`.

    Example: coldwar server lock
    """
    for each in (jars, data_science):
        each.write_lock()
        typer.echo(f"wrote {each.LOCK_FILE}")


def _chosen(version: str | None) -> list[str]:
    return [jars.release(version).version] if version else list(jars.RELEASES)


def _described(server: local.LocalServer) -> dict[str, object]:
    return {
        "version": server.home.version,
        "state": server.state,
        "bolt": server.ports.bolt_uri,
        "browser": server.ports.browser_url,
        "guide": server.ports.guide_url,
        "user": USER,
        "password": server.home.password(),
        "folder": str(server.home.path),
        "process": server.pid or None,
    }
