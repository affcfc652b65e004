"""`coldwar analyse`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from graph_loader.cli.drafts import read_dataset
from graph_loader.cli.options import (
    BetweenOption,
    ClusterOption,
    DatabaseOption,
    DataOption,
    DraftOption,
    FamilyOption,
    JsonOption,
    UriOption,
    UserOption,
    check_families,
)
from graph_loader.cli.output import console, plain, print_csv, print_json, print_table, progress
from graph_loader.model.errors import UsageError

if TYPE_CHECKING:
    from graph_loader.analysis.engines import Engine
    from graph_loader.graph.network import ClaimGraph

ENGINES = ("memory", "gds")


class _Selection(NamedTuple):
    """Which claims to analyse."""

    families: list[str]
    between: tuple[str, str] | None
    drop_source: str | None
    drop_package: str | None
    drop_reported: bool
    as_suggested: bool
    draft: bool


class _Worker(NamedTuple):
    """What works out the algorithms; no engine where none was asked for."""

    engine: str | None
    uri: str | None
    username: str | None
    database: str | None


def analyse(
    name: Annotated[str | None, typer.Argument(help="Which table.", show_default="list them")] = None,
    family: FamilyOption = None,
    between: BetweenOption = None,
    drop_source: Annotated[
        str | None, typer.Option("--drop-source", metavar="SOURCE", help="Without the evidence of this source.")
    ] = None,
    drop_package: Annotated[
        str | None, typer.Option("--drop-package", metavar="PACKAGE", help="Without what this package of several says.")
    ] = None,
    drop_reported: Annotated[
        bool, typer.Option("--drop-reported", help="Without claims that are only reported, or disputed.")
    ] = False,
    as_suggested: Annotated[
        bool, typer.Option("--as-suggested", help="With the values that the annotations suggest.")
    ] = False,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            metavar="ENGINE",
            help="What works out the algorithms: memory, or gds, a Neo4j with Graph Data Science.",
            show_default="memory",
        ),
    ] = None,
    uri: UriOption = None,
    username: UserOption = None,
    database: DatabaseOption = None,
    data: DataOption = None,
    draft: DraftOption = False,
    cluster: ClusterOption = None,
    json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Print one analysis as a table, with its caveat; without a name, list them all.

    --engine gds runs the algorithms of structure, centrality, positions, paths and reach in the Neo4j of --uri, or the
    local one after `coldwar server start --gds`, from the same ties; nothing is written to its database. CSV that was
    made with --engine has a column that names it.

    Example: coldwar analyse brokerage --between 1970 1973 --drop-source forbidden-tango-2013
    """
    if json and csv:
        raise UsageError("expected --json or --csv, found both")
    if engine not in (None, *ENGINES):
        raise UsageError(f"expected an engine of {', '.join(ENGINES)}, found {engine!r}")
    if engine != "gds" and (uri or username or database):
        raise UsageError("expected --engine gds where a server is named")
    if name is None:
        _list(json=json, csv=csv)
    else:
        worker = _Worker(engine, uri, username, database)
        selection = _Selection(family or [], between, drop_source, drop_package, drop_reported, as_suggested, draft)
        _print(name, data, selection, worker, cluster, json=json, csv=csv)


def _list(*, json: bool, csv: bool) -> None:
    from graph_loader.analysis import ANALYSES

    shown = {name: (function.__doc__ or "").partition("\n")[0] for name, function in ANALYSES.items()}
    if json:
        print_json(shown)
    else:
        (print_csv if csv else print_table)(("name", "shows"), shown.items())


def _print(
    name: str,
    data: list[Path] | None,
    selection: _Selection,
    worker: _Worker,
    cluster: str | None,
    *,
    json: bool,
    csv: bool,
) -> None:
    with progress("analysing"):
        from graph_loader.analysis import ANALYSES, BY_ENGINE, analyse
        from graph_loader.analysis.table import records
        from graph_loader.package.cluster import on_cluster

        if name not in ANALYSES:  # before the data are read
            raise UsageError(f"expected one of the analyses {', '.join(ANALYSES)}, found {name!r}")
        if worker.engine == "gds" and name not in BY_ENGINE:
            raise UsageError(f"expected, with --engine gds, one of {', '.join(BY_ENGINE)}, found {name!r}")
        graph = _graph(data, selection)
        with on_cluster(cluster), _engine(worker) as engine:
            table = analyse(graph, name, engine)
        if csv and worker.engine:
            table["engine"] = engine.name
        rows = records(table)
    if json:
        print_json({"name": name, **table.attrs, "undated": graph.graph.get("undated"), "rows": rows})
        return
    if not rows:
        typer.echo(plain(table.attrs["why"]), err=True)
    cells = [tuple(row.values()) for row in rows]
    if csv:
        print_csv(list(table.columns), cells)
    else:
        print_table(list(table.columns), cells, title=table.attrs["title"])
        console().print(plain(table.attrs["caveat"]), style="dim")
        if worker.engine:
            console().print(f"Engine: {plain(table.attrs['engine'])}", style="dim")


@contextmanager
def _engine(worker: _Worker) -> Iterator[Engine]:
    from graph_loader.analysis.engines import MEMORY

    if worker.engine != "gds":
        yield MEMORY
        return
    from graph_loader.analysis.gds import engine_at
    from graph_loader.database.connection import Target

    with engine_at(Target.of(worker.uri, worker.username, None, worker.database)) as engine:
        yield engine


def _graph(data: list[Path] | None, selection: _Selection) -> ClaimGraph:
    from graph_loader.graph import projections, variants
    from graph_loader.graph.network import to_networkx
    from graph_loader.package.names import NameIndex

    dataset = read_dataset(data, draft=selection.draft)
    check_families(selection.families, dataset.vocabulary.families)
    graph = to_networkx(dataset)
    if selection.as_suggested:
        graph = variants.as_suggested(graph)
        for note, reason in graph.graph["unusable"].items():
            typer.echo(f"Not followed: {plain(note)}: {plain(reason)}", err=True)
    if selection.drop_source:
        source = NameIndex(dataset).resolve(selection.drop_source, labels=["Source"]).id
        graph = variants.without_source(graph, source)
    if package := selection.drop_package:
        if package not in (titles := dataset.package_titles):
            known = ", ".join(titles) or "a collection, which has some"
            raise UsageError(f"expected a package of {known}, found {package!r}")
        graph = variants.without_package(graph, package)
    if selection.drop_reported:
        graph = variants.without_reported(graph)
    if selection.families:
        graph = projections.family(graph, *selection.families)
    if selection.between:
        graph = projections.time_slice(graph, *selection.between)
    return graph
