"""`coldwar serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.serving import FAVOURITES_PATH, server
from graph_loader.database.local.settings import GUIDE_PATH, GUIDE_PORT, HOST


def serve(
    folder: Annotated[Path, typer.Argument(help="The pages that `coldwar build` wrote.")] = Path("build"),
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=1, max=65535, help="Port.", show_default=f"that of the local Neo4j, or {GUIDE_PORT}"
        ),
    ] = None,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; another address only inside a container.")
    ] = HOST,
) -> None:
    """Serve the pages and the Neo4j guide for this machine only, until Ctrl+C.

    Example: coldwar serve build
    """
    with server(folder, port or _usual_port(), host) as running:
        address = f"http://{HOST}:{running.server_port}"
        if (folder / "index.html").is_file():
            typer.echo(f"Gallery:       {address}/")
        else:
            typer.echo(f"Gallery:       none in {folder} yet; `coldwar build` writes it")
        typer.echo(f"Guide:         :play {address}{GUIDE_PATH} in the Neo4j Browser")
        typer.echo(f"Saved queries: drop {address}{FAVOURITES_PATH} onto the Neo4j Browser")
        running.serve_forever()


def _usual_port() -> int:
    """Return the port from which the local Neo4j lets its Browser fetch the guide."""
    from graph_loader.database.local.server import servers

    return next((found.ports.guide for found in servers()), GUIDE_PORT)
