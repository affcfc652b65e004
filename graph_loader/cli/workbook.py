"""`coldwar workbook`."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from graph_loader.cli.output import plain, progress
from graph_loader.model.errors import ColdWarError, UsageError
from graph_loader.model.numerals import counted

if TYPE_CHECKING:
    from graph_loader.imports.workbooks.changes import Change, Changes

SUFFIX = ".xlsx"


class WorkbookGroup(TyperGroup):
    """A group that writes where no command is named: ``coldwar workbook PACKAGE`` is ``coldwar workbook write …``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Put ``write`` before what is none of the commands."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["write", *args])


app = typer.Typer(
    cls=WorkbookGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"ignore_unknown_options": True},
    help="""Code in a spreadsheet: write a package as a workbook, and read it back.

    `coldwar workbook PACKAGE -o FILE` is short for `coldwar workbook write PACKAGE -o FILE`.

    Example: coldwar workbook data -o coding.xlsx""",
)


@app.command()
def write(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="Folder of a data package.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The workbook to write, FILE.xlsx.")],
) -> None:
    """Write a data package as a workbook: one sheet a table, lists to choose from, colours where rules are broken.

    Example: coldwar workbook data -o coding.xlsx
    """
    from graph_loader.imports.workbooks.write import write_workbook

    if out.suffix.lower() != SUFFIX:
        raise UsageError(f"expected a name that ends with {SUFFIX}, found {out.name!r}")
    with progress("writing the workbook"):
        if out.is_file():
            _refuse_unread(package, out)
        write_workbook(package, out)
    back = shlex.join(["coldwar", "workbook", "read", str(out), "--into", str(package)])
    typer.echo(f"{out}: {package} as a workbook; {back} takes it back")


@app.command()
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook (xlsx, ods) that this command wrote.")],
    into: Annotated[Path, typer.Option("--into", metavar="PACKAGE", help="Folder of the data package.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Write without asking, also from a workbook of another package.")
    ] = False,
) -> None:
    """Read a workbook back into its data package: show what changed, ask, and write it.

    Rows that were changed in the package since, and not in the workbook, stay as they are; rows that both changed are
    listed, and nothing is written.

    Example: coldwar workbook read coding.xlsx --into data
    """
    from graph_loader.imports.workbooks.changes import compare, package_name, removed_entities
    from graph_loader.imports.workbooks.memory import recalled, remember
    from graph_loader.imports.workbooks.read import read_workbook
    from graph_loader.package.editing import Draft

    draft = Draft.open(into)
    with progress("reading the workbook"):
        book = read_workbook(file, draft.tables)
    if book.package != package_name(draft) and not yes:
        found = f"found one of {book.package!r}: --yes takes over the rows that are new"
        raise ColdWarError(f"{file}: expected a workbook of {package_name(draft)!r}, {found}")
    for remark in (*book.unread, *(f"no sheet {name}: that table stays as it is" for name in book.absent)):
        typer.echo(plain(f"note: {remark}"))
    changes = compare(draft, book, recalled(draft, book, file))
    for line in _told(changes):
        typer.echo(line)
    if changes.conflicts:
        count = counted(len(changes.conflicts), "row")
        raise ColdWarError(
            f"{file}: {count} changed both here and in {into} since the workbook was written; nothing was read. "
            "Give them in the workbook the cells that the package has, or write a new one and change it there"
        )
    if not changes.rows or dry_run:
        typer.echo(f"{_totals(changes)}; nothing was written")
        return
    if not yes:
        _ask(file, into, removed_entities(draft, changes), changes)
    draft.rows = changes.after
    written = draft.save(f"workbook read {file.name}")
    remember(draft, changes, book, file)
    typer.echo(f"{_totals(changes)}; written: {', '.join(written)}")
    _tell_problems(into)


def _refuse_unread(package: Path, file: Path) -> None:
    """Keep a file from being overwritten that is no workbook of the package, or holds changes that were not read."""
    from graph_loader.imports.workbooks.changes import compare, package_name
    from graph_loader.imports.workbooks.memory import recalled
    from graph_loader.imports.workbooks.read import read_workbook
    from graph_loader.package.editing import Draft

    draft = Draft.open(package)
    try:
        book = read_workbook(file, draft.tables)
    except ColdWarError as error:
        raise ColdWarError(f"{error.message}; it is not overwritten: choose another name or remove it") from None
    changes = compare(draft, book, recalled(draft, book, file))
    if book.package != package_name(draft) or changes.rows or changes.conflicts:
        raise ColdWarError(f"{file} holds what {package} has not: read it first, choose another name or remove it")
    if book.unread:
        raise ColdWarError(f"{file}: {plain(book.unread[0])}, and would be lost: choose another name or remove it")


def _told(changes: Changes) -> Iterator[str]:
    """Yield a line for each row that changes, and one for each cell of it."""
    for title, rows in (("", changes.rows), ("conflict: ", changes.conflicts)):
        for change in rows:
            word = "added" if change.before is None else "removed" if change.after is None else "changed"
            yield plain(f"{title}{change.table} {' '.join(filter(None, change.key))}: {word}").replace("\n", " ")
            if change.before is not None and change.after is not None:
                yield from (
                    _cell(f"{column}: {was or '(empty)'} → {is_ or '(empty)'}") for column, was, is_ in change.cells()
                )
            else:
                yield from (_cell(f"{column}: {was or is_}") for column, was, is_ in change.cells())
    if changes.kept:
        yield f"{counted(changes.kept, 'row')} changed in the package since, and not in the workbook: kept"


def _cell(text: str) -> str:
    return "    " + plain(text).replace("\n", " ")


def _totals(changes: Changes) -> str:
    kinds = Counter(map(_kind, changes.rows))
    return (
        ", ".join(f"{kinds[kind]:,} {kind}" for kind in ("added", "changed", "removed") if kinds[kind]) or "no changes"
    )


def _kind(change: Change) -> str:
    return "added" if change.before is None else "removed" if change.after is None else "changed"


def _ask(file: Path, into: Path, removed: dict[str, int], changes: Changes) -> None:
    """Ask whoever sits at the terminal, for each entity that is to be removed and for all; refuse without anybody."""
    if not sys.stdin.isatty():
        raise ColdWarError(f"{file}: {_totals(changes)}; nothing was written: --yes agrees, --dry-run only shows")
    for id_, count in removed.items():
        named = f", which {counted(count, 'row')} still name" if count else ""
        typer.confirm(f"Remove the entity {plain(id_)}{named}?", abort=True, err=True)
    typer.confirm(f"{_totals(changes)}: write this to {into}?", abort=True, err=True)


def _tell_problems(folder: Path) -> None:
    """Say how much of the package now breaks rules."""
    from graph_loader.package.validation import validate

    with progress("validating"):
        problems = validate(folder)
    faults = sum(problem.severity != "note" for problem in problems)
    if problems:
        found = f"{counted(faults, 'fault')}, {counted(len(problems) - faults, 'note')}"
        typer.echo(f"{found}: {shlex.join(['coldwar', 'validate', str(folder)])} lists them, a new workbook shows them")
