"""`coldwar build`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.drafts import pointing_to_drafts, say_draft
from graph_loader.cli.options import ClusterOption, DataOption, DraftOption
from graph_loader.cli.output import progress
from graph_loader.model.numerals import counted


def build(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder to write to.")] = Path("build"),
    data: DataOption = None,
    draft: DraftOption = False,
    excel: Annotated[
        bool,
        typer.Option(
            "--excel", help="Write the CSV files also into excel/, so that Excel on Windows reads their UTF-8."
        ),
    ] = False,
    cluster: ClusterOption = None,
) -> None:
    """Check the data and write pages, tables and exports; nothing is written if a rule is broken.

    As a draft it is written without the rows that break one, and every page says so.

    Example: coldwar build --out build
    """
    with progress("loading the libraries") as say:
        from graph_loader.build import build as build_all
        from graph_loader.package.cluster import on_cluster

        with pointing_to_drafts(), on_cluster(cluster):
            graph = build_all(out, data, say, draft=draft, excel=excel)
    if "draft" in graph.graph:
        say_draft(graph.graph["draft"])
    entities = counted(graph.number_of_nodes(), "entity", "entities")
    claims = counted(graph.number_of_edges(), "claim")
    typer.echo(f"{entities} and {claims} in {out}")
    typer.echo(f"Open {out / 'index.html'} in a browser; tables and exports are beside it.")
