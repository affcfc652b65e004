"""`coldwar sources`: bibliographies in and out."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph_loader.cli.options import DataOption, JsonOption, the_package
from graph_loader.cli.output import plain, print_json, progress
from graph_loader.model.numerals import counted

if TYPE_CHECKING:
    from graph_loader.imports.bibliographies.bibliography import Outcome

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Take sources from a bibliography, or write one.\n\nExample: coldwar sources import library.bib --into data",
)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="BibTeX, CSL-JSON (Zotero's export) or RIS, in UTF-8.")],
    into: Annotated[Path, typer.Option("--into", metavar="PACKAGE", help="Folder of the data package.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be added; write nothing.")] = False,
    json: JsonOption = False,
) -> None:
    """Add the works of a bibliography to the sources of a package.

    Works that it has already (same DOI, same key, same title and year) are skipped; what has no column is listed.
    New sources count as coded selectively; books and articles are cited by page. `coldwar undo` takes it back.

    Example: coldwar sources import library.bib --into data
    """
    from graph_loader.imports.bibliographies import bibliography
    from graph_loader.package.editing import Draft

    draft = Draft.open(into)
    with progress(f"reading {file.name}"):
        works = bibliography.read(file)
    outcome = bibliography.add(draft, works, file.name)
    if outcome.added and not dry_run:
        draft.save(f"sources of {file.name}")
    if json:
        print_json(asdict(outcome) | {"dry_run": dry_run})
    else:
        _print(outcome, dry_run=dry_run)


def _print(outcome: Outcome, *, dry_run: bool) -> None:
    for added in outcome.added:
        key = f" (key {added.key})" if added.key not in ("", added.id) else ""
        typer.echo(plain(f"new: {added.id}{key}: {added.name}{f', {added.title}' if added.title else ''}"))
    for skipped in outcome.skipped:
        typer.echo(plain(f"skipped: {skipped.key}: {skipped.reason}"))
    for unsaid, keys in outcome.left_out.items():
        few = 3
        which = ", ".join(keys[:few]) + (f" and {len(keys) - few} more" if len(keys) > few else "")
        typer.echo(plain(f"left out, for there is no column or form: {unsaid} of {which}"))
    number = len(outcome.added)
    done = "would be added, nothing was written" if dry_run else "added"
    typer.echo(f"{counted(number, 'source')} {done}, {len(outcome.skipped)} skipped")


@app.command()
def export(
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="File to write: .bib (BibTeX), .json (CSL-JSON) or .ris."),
    ],
    data: DataOption = None,
) -> None:
    """Write the sources of a package as a bibliography for Zotero, EndNote or LaTeX.

    Example: coldwar sources export -o sources.bib
    """
    from graph_loader.imports.bibliographies import bibliography
    from graph_loader.model.resources import data_dir
    from graph_loader.package.editing import Draft
    from graph_loader.package.files import write_text

    text, left = bibliography.write(Draft.open(the_package(data) or data_dir()), out)
    write_text(out, text)
    typer.echo(out)
    if left:
        typer.echo(f"left out, for bibliographies have no field for it: {', '.join(left)}", err=True)
