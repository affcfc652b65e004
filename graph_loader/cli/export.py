"""`coldwar export`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.drafts import read_dataset
from graph_loader.cli.options import DataOption, DraftOption
from graph_loader.cli.output import progress
from graph_loader.database.local import jars
from graph_loader.model.errors import UsageError


def export(
    format_: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="gexf, graphml, json (node-link), pyvis, rdf, parquet, neo4j-admin or dump."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="File to write, .ttl or .jsonld for rdf; a folder for parquet and neo4j-admin.",
            show_default="coldwar.FORMAT, coldwar.html for pyvis, coldwar.ttl for rdf",
        ),
    ] = None,
    data: DataOption = None,
    draft: DraftOption = False,
    version: Annotated[
        str | None,
        typer.Option(
            "--version",
            metavar="VERSION",
            help=f"Neo4j version of a dump: {' or '.join(jars.RELEASES)}.",
            show_default=jars.LONG_TERM,
        ),
    ] = None,
) -> None:
    """Write the graph in the format of another program: Gephi, yEd, Cytoscape, igraph, D3, Neo4j's bulk import.

    Gephi keeps parallel ties of GEXF apart; for GraphML choose "Don't merge" as its edges merge strategy.

    As pyvis it is one page of the whole network, drawn by vis-network, which opens without a server or a network.

    As rdf it is linked data in Turtle or JSON-LD: claims as statements with their evidence, and the vocabulary.

    As parquet it is a folder of typed tables for DuckDB, polars, R or Spark, of a package or of a collection.

    As a dump it is a whole Neo4j database in one file, with keys and indexes, for whoever has a Neo4j of that version
    or a newer one; beside it lies its checksum. No running server is asked or stopped.

    Example: coldwar export gexf --out coldwar.gexf
    """
    if format_ == "dump":
        _export_dump(out or Path("coldwar.dump"), data, version or jars.LONG_TERM, draft=draft)
        return
    if version:
        raise UsageError(f"--version is that of a dump, and {format_} has none")
    if format_ == "neo4j-admin":
        _export_for_bulk_import(out or Path("coldwar-neo4j-admin"), data, draft=draft)
        return
    if format_ == "rdf":
        _export_rdf(out or Path("coldwar.ttl"), data, draft=draft)
        return
    if format_ == "parquet":
        _export_parquet(out or Path("coldwar-parquet"), data, draft=draft)
        return
    from graph_loader import exports
    from graph_loader.graph.network import to_networkx

    if format_ == "pyvis":
        from graph_loader.exports import pyvis

        path = out or Path(f"{exports.NAME}.html")
        graph = to_networkx(read_dataset(data, draft=draft))
        pyvis.write(pyvis.to_pyvis(graph, heading=graph.graph["name"]), path)
        typer.echo(path)
        return
    if format_ not in exports.FORMATS:
        known = ", ".join((*exports.FORMATS, "pyvis", "rdf", "parquet", "neo4j-admin", "dump"))
        raise UsageError(f"expected a format of {known}, found {format_!r}")
    path = out or Path(f"{exports.NAME}.{format_}")
    exports.write(to_networkx(read_dataset(data, draft=draft)), format_, path)
    typer.echo(path)


def _export_rdf(out: Path, data: list[Path] | None, *, draft: bool) -> None:
    from graph_loader.exports import rdf

    rdf.expect_writable(out)
    dataset = read_dataset(data, draft=draft)
    with progress("Writing RDF"):
        rdf.write(dataset, out)
    typer.echo(out)


def _export_parquet(out: Path, data: list[Path] | None, *, draft: bool) -> None:
    from graph_loader.exports import parquet

    dataset = read_dataset(data, draft=draft)
    with progress("writing Parquet"):
        parquet.write(dataset, out)
    typer.echo(out)


def _export_for_bulk_import(out: Path, data: list[Path] | None, *, draft: bool) -> None:
    from graph_loader.cli.database import read
    from graph_loader.exports import neo4j_admin

    rows = read(data, draft=draft)
    with progress("writing files for the bulk import") as say:
        command = neo4j_admin.write(rows, out, say=say)
    typer.echo(out)
    typer.echo(f"With the server stopped, in that folder: {command}")
    typer.echo("Then start it and run `coldwar load`, which makes the keys and indexes.")


def _export_dump(out: Path, data: list[Path] | None, version: str, *, draft: bool) -> None:
    from graph_loader.cli.database import read
    from graph_loader.exports import dump

    jars.release(version)
    rows = read(data, draft=draft)
    with progress("making a dump") as say:
        checksum = dump.write(rows, out, version, say=say)
    typer.echo(out)
    typer.echo(checksum)
    typer.echo(f"Into a stopped Neo4j {version} or newer: {dump.LOADING} < {shlex.quote(str(out))}")
