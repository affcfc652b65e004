"""`coldwar serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_loader.database.settings import GUIDE_PATH, GUIDE_PORT, Ports
from graph_loader.serving import HOST, server


def serve(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The pages that `coldwar build` wrote.")] = Path(
        "build"
    ),
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            min=1,
            max=65535,
            help="Port of 127.0.0.1.",
            show_default=f"that of the local Neo4j, or {GUIDE_PORT}",
        ),
    ] = None,
) -> None:
    """Serve the pages and the Neo4j guide on this machine, for this machine only, until Ctrl+C.

    Example: coldwar serve --out build
    """
    with server(out, port or _port()) as running:
        address = f"http://{HOST}:{running.server_port}"
        if (out / "index.html").is_file():
            typer.echo(f"Gallery: {address}/")
        else:
            typer.echo(f"No gallery in {out} yet; `coldwar build` writes it")
        typer.echo(f"Guide, in the Neo4j Browser: :play {address}{GUIDE_PATH}")
        typer.echo(f"Saved queries, to be dropped onto the Neo4j Browser: {address}/guide/favourites.zip")
        running.serve_forever()


def _port() -> int:
    """Return the port that the local Neo4j lets its Browser fetch the guide from."""
    from graph_loader.database.server import servers

    chosen = sorted(servers(), key=lambda each: not each.ready)
    return chosen[0].ports.guide if chosen else Ports().guide
