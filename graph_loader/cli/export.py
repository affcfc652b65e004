"""`coldwar export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.options import DataOption


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="gexf, graphml or json (node-link).")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="File to write.", show_default="coldwar.FORMAT"),
    ] = None,
    data: DataOption = None,
) -> None:
    """Write the graph in the format of another program: Gephi, yEd, Cytoscape, igraph, D3.

    Example: coldwar export gexf --out coldwar.gexf
    """
    from graph_loader import exports
    from graph_loader.dataset import Dataset
    from graph_loader.network import to_networkx

    path = out or Path(f"{exports.NAME}.{format_}")
    exports.write(to_networkx(Dataset.load(data)), format_, path)
    typer.echo(path)
