"""`coldwar compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph_loader.cli.drafts import read_dataset
from graph_loader.cli.options import DraftOption, JsonOption
from graph_loader.cli.output import print_json, print_table, progress, write_csv
from graph_loader.model.errors import UsageError
from graph_loader.model.numerals import counted

if TYPE_CHECKING:
    from graph_loader.coders.comparison import Comparison
    from graph_loader.coders.readings import Reading

_SHOWN = 20


def compare(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="One coder's package.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="The other's.")],
    source: Annotated[
        str | None, typer.Option(metavar="ID", help="Only the passages of this source.", show_default="all")
    ] = None,
    passages: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOCATOR",
            help="Only this passage, or p01..p12 for all from one to another; may be repeated.",
            show_default="all that both read",
        ),
    ] = None,
    identities: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Decisions on which ids are one entity (identities.csv).",
            show_default="equal names are one",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write both readings side by side, as .html, .csv or .json."),
    ] = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Compare what two coders made of the passages that both read, claim by claim and in figures.

    A passage is read by who has claims from it, or names it in passages.csv. Claims are paired one to one within a
    passage; F1 says how many found a partner, Krippendorff's alpha how far partners agree beyond chance.

    Example: coldwar compare anna ben --source mini-2001 --out readings.html
    """
    from graph_loader.coders.comparison import compare as compared
    from graph_loader.coders.readings import Reading, decided_same

    if out and out.suffix not in {".html", ".csv", ".json"}:
        raise UsageError(f"expected a file ending in .html, .csv or .json, found {out.name!r}")
    with progress("reading the packages"):
        readings = [Reading.of(read_dataset([path], draft=draft), path.resolve().name) for path in (first, second)]
    chosen = _chosen(readings, source, passages) if source or passages else None
    same = decided_same(identities, *readings) if identities else None
    comparison = compared(*readings, passages=chosen, same=same)
    if out:
        _write(comparison, out)
    if as_json:
        from graph_loader.coders.rows import as_json as whole

        print_json(whole(comparison))
    else:
        _print(comparison)


def _chosen(readings: list[Reading], source: str | None, texts: list[str] | None) -> set[str]:
    """Return the passages that are asked for; refuse what nobody read."""
    from graph_loader.model.locators import rank

    known = {each: each.partition("#")[::2] for reading in readings for each in reading.passages}
    if source is not None and source not in {where for where, _ in known.values()}:
        raise UsageError(f"expected a source that one of them read, found {source!r}")
    of_source = {each: locator for each, (where, locator) in known.items() if source in (None, where)}
    if not texts:
        return set(of_source)
    found: set[str] = set()
    for text in texts:
        start, dots, end = text.partition("..")
        some = {
            each
            for each, locator in of_source.items()
            if locator == text or (dots and rank(start) <= rank(locator) <= rank(end))
        }
        if not some:
            raise UsageError(f"--passages: expected a passage that one of them read, found {text!r}")
        found |= some
    return found


def _write(comparison: Comparison, out: Path) -> None:
    import json

    from graph_loader.coders import rows
    from graph_loader.package.files import replaced_file, write_text

    with replaced_file(out) as file:
        if out.suffix == ".csv":
            with file.open("w", encoding="utf-8", newline="") as stream:
                write_csv(stream, rows.HEAD, rows.table(comparison))
        elif out.suffix == ".json":
            write_text(file, json.dumps(rows.as_json(comparison), ensure_ascii=False, indent=1) + "\n")
        else:
            from graph_loader.views.comparison import page

            write_text(file, page(comparison))
    typer.echo(f"{out}: {counted(len(comparison.passages), 'passage')} side by side", err=True)


def _print(comparison: Comparison) -> None:
    one, other = comparison.first, comparison.second
    sides = f"{counted(len(one.claims), 'claim')} of {one.name}, {counted(len(other.claims), 'claim')} of {other.name}"
    typer.echo(f"{counted(len(comparison.passages), 'passage')} read by both: {sides}")
    alone = f"{len(comparison.only_first)} only of {one.name}, {len(comparison.only_second)} only of {other.name}"
    typer.echo(f"{counted(len(comparison.pairs), 'pair')} of claims, {alone}\n")
    if comparison.copied:
        typer.echo(
            f"left out: {counted(comparison.copied, 'claim')} that both have to the letter, read once and copied"
        )
    print_table(("agreement", "figure", "95 %", "n"), [figure.written for figure in comparison.figures])
    rows = [row.written for row in comparison.types]
    head = ("type", one.name, other.name, "both", "F1", "alpha", "same date", "same standing")
    print_table(head, rows[:_SHOWN], title="\nBy type")
    if len(rows) > _SHOWN:
        typer.echo(f"and {counted(len(rows) - _SHOWN, 'more type')}: --json has all")
    if comparison.confusions:
        print_table((one.name, other.name, "claims"), comparison.confusions[:_SHOWN], title="\nOne tie, two types")
