"""`coldwar load` and `coldwar verify`: the data package in Neo4j."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.drafts import pointing_to_drafts, say_left_out
from graph_loader.cli.options import DatabaseOption, DataOption, DraftOption, JsonOption, UriOption, UserOption
from graph_loader.cli.output import plain, print_json, progress
from graph_loader.database import bulk as in_bulk
from graph_loader.database.ahead import unless
from graph_loader.database.blocks import cut_ahead
from graph_loader.database.connection import Target, connect, full_disk_at
from graph_loader.database.errors import DatabaseError, LoadError, RemovalError
from graph_loader.database.load import Summary
from graph_loader.database.load import load as load_package
from graph_loader.database.local.server import servers
from graph_loader.database.rows import PackageRows, nothing
from graph_loader.database.verify import Report
from graph_loader.database.verify import verify as verify_package
from graph_loader.database.whence import remember
from graph_loader.model.errors import UsageError
from graph_loader.model.numerals import counted
from graph_loader.model.resources import data_dir

DropOption = Annotated[
    str | None, typer.Option("--drop-package", metavar="PACKAGE", help="Without this package of a collection.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Remove a large part without asking.")]
BulkOption = Annotated[
    bool | None,
    typer.Option(
        "--bulk/--no-bulk",
        help="Import into the empty database of the local server, which is stopped for a moment; or never do.",
        show_default="by the size of the package",
    ),
]
_LISTED = 50


def load(
    data: DataOption = None,
    draft: DraftOption = False,
    drop_package: DropOption = None,
    uri: UriOption = None,
    username: UserOption = None,
    database: DatabaseOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Also undo changes made by hand in the database.")] = False,
    bulk: BulkOption = None,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Load the data package into Neo4j: what is new, changed or gone is written, the rest left alone.

    A collection is loaded as one graph under its own name: one node for each entity, claims with their package.

    It asks before it removes more than a tenth of what is loaded under the package's name, or changes what was
    loaded from another folder.

    A large package goes into an empty database of the local server in bulk, several times faster. The server is stopped
    and started again for that, once all is ready; whatever interrupts it, the empty database or the full one is there.
    At the end all of it is compared with the package; exit status 1 if they differ.

    The password comes from NEO4J_PASSWORD; that of the local server is known.

    Example: NEO4J_PASSWORD=… coldwar load --uri neo4j+s://abc.databases.neo4j.io
    """
    target = Target.of(uri, username, None, database)
    rows = read(data, draft=draft, without=drop_package, meanwhile=cut_ahead)
    summary = load_after_question(target, rows, yes=yes, dry_run=dry_run, repair=repair, bulk=bulk)
    if json:
        print_json(summary.as_dict())
    else:
        print_summary(summary, target, dry_run=dry_run)
        if summary.report:
            print_report(summary.report)
    if summary.report and not summary.report.is_equal:
        raise typer.Exit(1)


def verify(
    data: DataOption = None,
    draft: DraftOption = False,
    drop_package: DropOption = None,
    uri: UriOption = None,
    username: UserOption = None,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Compare Neo4j with the data package, element by element; exit status 1 if they differ.

    The password comes from NEO4J_PASSWORD; that of the local server is known.

    Example: coldwar verify
    """
    target = Target.of(uri, username, None, database)
    rows = read(data, draft=draft, without=drop_package)
    with progress("comparing") as say, connect(target) as driver:
        report = verify_package(driver, target.database, rows, say=say)
    if json:
        print_json(report.as_dict())
    else:
        print_report(report)
    if not report.is_equal:
        raise typer.Exit(1)


def read(
    data: Sequence[Path] | None,
    *,
    draft: bool = False,
    without: str | None = None,
    meanwhile: Callable[[PackageRows], None] = nothing,
) -> PackageRows:
    """Read and check a data package or collection, and say that this goes on."""
    with progress("validating"), pointing_to_drafts():
        rows = PackageRows.read(data or [data_dir()], draft=draft, without=without, meanwhile=meanwhile)
    say_left_out(rows.left_out)
    return rows


def load_after_question(
    target: Target,
    rows: PackageRows,
    *,
    yes: bool,
    dry_run: bool = False,
    repair: bool = False,
    bulk: bool | None = None,
) -> Summary:
    """Load; where it would remove a large part, ask whoever sits at the terminal, and refuse without one."""
    # A server on a full disk still answers, but may let the load wait for ever.
    for server in servers():
        if server.ports.bolt_uri == target.uri and server.trouble:
            raise DatabaseError(f"Neo4j at {target.uri} cannot write: {server.trouble}")
    summary = None if dry_run or bulk is False else _load_in_bulk(target, rows, is_wanted=bool(bulk))
    if summary is None:
        summary = _load_row_by_row(target, rows, yes=yes, dry_run=dry_run, repair=repair)
    if not dry_run:
        remember(rows.folders)
    return summary


def _load_in_bulk(target: Target, rows: PackageRows, *, is_wanted: bool) -> Summary | None:
    """Load in bulk where that can be done and is wanted, or faster; None where it has not been done."""
    with progress("looking at the database"):
        server = in_bulk.local_server(target)
        with connect(target) as driver:
            is_empty = in_bulk.is_empty(driver, target.database)
        if not is_wanted and not (is_empty and in_bulk.is_large(rows)):
            return None
    if not server:
        hint = "`coldwar export neo4j-admin` writes the files for that and names the command"
        if is_wanted:
            raise UsageError(f"--bulk: expected the local server, found {target.uri}; {hint}")
        typer.echo(f"A package of this size is faster imported in bulk into an empty Neo4j: {hint}", err=True)
        return None
    if not is_empty:
        raise LoadError(f"--bulk: expected an empty database, found one that holds something at {target.uri}")
    with progress("loading in bulk") as say:
        summary = in_bulk.load(target, rows, server, say=say)
    if summary is None:
        typer.echo("Somebody else wrote to the database meanwhile: it is not loaded in bulk, but row by row", err=True)
    return summary


def _load_row_by_row(target: Target, rows: PackageRows, *, yes: bool, dry_run: bool, repair: bool) -> Summary:
    with connect(target) as driver:
        load = partial(load_package, driver, target.database, rows, dry_run=dry_run, repair=repair)

        def attempt(*, may_remove: bool) -> Summary:
            with progress("loading") as say:
                return unless(lambda: full_disk_at(target), partial(load, say=say, may_remove=may_remove))

        try:
            return attempt(may_remove=yes)
        except RemovalError as error:
            agree(str(error), "--dry-run shows what, --yes agrees")
            return attempt(may_remove=True)


def agree(what: str, hint: str) -> None:
    """Ask whoever sits at the terminal whether to go on, and refuse without one."""
    if not sys.stdin.isatty():
        raise RemovalError(f"{what}; {hint}")
    typer.confirm(f"{what}. Go on?", abort=True, err=True)


def print_report(report: Report) -> None:
    """Print what a comparison found."""
    for difference in report.differences[:_LISTED]:
        typer.echo(plain(str(difference)).replace("\n", " "))
    count = len(report.differences) + report.unlisted
    if count > _LISTED:
        typer.echo(f"… and {count - _LISTED:,} more (--json lists the first thousand)")
    what = f"{report.dataset} {report.version}"
    if report.is_equal:
        typer.echo(f"Neo4j holds {what}: {report.compared:,} nodes and relationships, all equal")
    else:
        typer.echo(f"{counted(count, 'difference')} from {what}; the database says: {report.state}")


def print_summary(summary: Summary, target: Target, *, dry_run: bool = False) -> None:
    """Print what a load or a removal did."""
    for kind in sorted({*summary.created, *summary.changed, *summary.removed}):
        counts = (summary.created[kind], summary.changed[kind], summary.removed[kind])
        parts = (
            f"{count:,} {word}" for count, word in zip(counts, ("created", "changed", "removed"), strict=True) if count
        )
        typer.echo(f"{kind}: {', '.join(parts)}")
    for id_ in summary.kept[:_LISTED]:
        typer.echo(f"kept, no longer ours: {id_} (somebody attached something to it)")
    would = "would be " if dry_run else ""
    totals = ", ".join(
        f"{counter.total():,} {would}{word}"
        for counter, word in (
            (summary.created, "created"),
            (summary.changed, "changed"),
            (summary.removed, "removed"),
            (summary.unchanged, "left as they are"),
        )
    )
    typer.echo(f"{target.uri}: {totals}")
