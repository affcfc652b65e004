"""`coldwar import`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from graph_loader.cli.output import plain, print_table, progress
from graph_loader.model.errors import ColdWarError, UsageError

if TYPE_CHECKING:
    from graph_loader.imports.recipe import Recipe
    from graph_loader.imports.run import Report
    from graph_loader.package.editing import Draft

_SUFFIXES = {".csv", ".tsv", ".txt", ".xlsx", ".ods", ".json", ".jsonl", ".ndjson", ".gexf", ".graphml", ".xml"}
_SHOWN = 5
_PLACES = 3


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Tables, XML or graphs; a folder stands for all of its files.")
    ],
    into: Annotated[Path, typer.Option("--into", metavar="PACKAGE", help="Data package that is added to.")],
    recipe: Annotated[
        str | None,
        typer.Option(
            "--recipe",
            metavar="RECIPE",
            help="A recipe file (NAME.yaml), one of the package's, or edges, frus, pocom, travels, visits.",
            show_default="the package's of the file's name, else one is proposed",
        ),
    ] = None,
    date_order: Annotated[
        Literal["dmy", "mdy", "ymd"] | None,
        typer.Option(help="What dates like 11/09/1973 mean.", show_default="asked for"),
    ] = None,
    number: Annotated[
        Literal["point", "comma"] | None,
        typer.Option(help="The sign of decimals: what 23.000 means.", show_default="asked for"),
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Unit of the amounts: USD, tonne, …", show_default="asked for")
    ] = None,
    century: Annotated[
        int | None, typer.Option(metavar="19", help="The century of years of two digits.", show_default="asked for")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of the file.", show_default="found out")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Sheet of a workbook.", show_default="asked for")
    ] = None,
    header: Annotated[
        int | None,
        typer.Option(metavar="LINE", help="Line with the names of the columns; 0 for none.", show_default="found out"),
    ] = None,
    serial: Annotated[
        Literal["1900", "1904"] | None,
        typer.Option(help="The year from which a spreadsheet counted days, as in 26918.", show_default="asked for"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would come, and write nothing.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing: what cannot be known without you is refused.")
    ] = False,
) -> None:
    """Import rows of tables, XML and graphs as claims with their sources, by a recipe.

    What the package holds stays as it is; the recipe is kept in its folder recipes/, so that the import can be
    repeated. Without a recipe one is proposed; what the file does not tell is asked for, or stated by an option.

    Example: coldwar import letters.csv --into my-package --recipe edges --dry-run
    """
    from graph_loader.imports import matching
    from graph_loader.imports.recipe_reading import FOLDER
    from graph_loader.imports.run import run
    from graph_loader.package.editing import Draft

    found = _expanded(files)
    asks = _at_terminal() and not yes
    given: dict[str, object] = {"date-order": date_order, "number": number, "unit": unit, "century": century}
    given |= {"encoding": encoding, "sheet": sheet, "header": header, "serial": serial}
    answers = {key: str(value) for key, value in given.items() if value is not None}
    chosen, is_proposed = _recipe(recipe, found, Draft.open(into), answers, asks=asks)
    decisions = matching.read_decisions(into)
    with progress(f"Importing by {chosen.name} …"):
        draft = Draft.open(into)
        report = run(chosen, found, draft, decisions)
    kept = {f"{FOLDER}/{chosen.name}.yaml": chosen.text}
    if asks and (decided := _decide(report)):
        draft = Draft.open(into)
        report = run(chosen, found, draft, decisions | decided)
        kept[matching.DECISIONS] = matching.decisions_text(into, decided, "asked")
    _show(report, draft, chosen)
    if report.refused and not (report.claims or report.same or report.kept or report.evidence):
        raise ColdWarError(f"every row was left out, nothing was written; correct the files or {chosen.name}.yaml")
    more = {name: text.encode() for name, text in kept.items()}
    more = {
        name: content
        for name, content in more.items()
        if not (into / name).is_file() or (into / name).read_bytes() != content
    }
    if dry_run:
        typer.echo("nothing was written (--dry-run)")
        return
    if asks and is_proposed and (more or draft.changes()) and not typer.confirm("Write that?", err=True):
        typer.echo("nothing was written")
        return
    written = draft.save(f"import of {', '.join(file.name for file in found[:_PLACES])} by {chosen.name}", more)
    undo = f"coldwar undo {shlex.quote(str(into))} takes it back"
    typer.echo(f"wrote {', '.join(written)}; {undo}" if written else "nothing to write")


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _expanded(files: Sequence[Path]) -> list[Path]:
    """Return the files, and those within folders whose endings say that they may hold rows."""
    found: list[Path] = []
    for file in files:
        if file.is_dir():
            within = sorted(each for each in file.rglob("*") if each.suffix.lower() in _SUFFIXES and each.is_file())
            if not within:
                raise ColdWarError(f"expected files with rows in {file}, found none")
            found += within
        elif file.exists():
            found.append(file)
        else:
            raise ColdWarError(f"expected a file, found no {file}")
    return list(dict.fromkeys(found))


def _recipe(
    name: str | None, files: Sequence[Path], draft: Draft, answers: Mapping[str, str], *, asks: bool
) -> tuple[Recipe, bool]:
    """Return the recipe that is named, or by which a file was imported before, or a new one; and whether it is new."""
    from graph_loader.imports import recipe_reading

    if name is not None:
        if answers:
            raise UsageError(f"expected --recipe without --{next(iter(answers))}: the recipe says that")
        return recipe_reading.find(name, draft.folder), False
    own = _name_of(files[0].stem)
    before = draft.folder / recipe_reading.FOLDER / f"{own}.yaml"
    if before.is_file() and not answers:
        return recipe_reading.read(before), False
    from graph_loader.imports.proposing import propose

    proposal = propose.propose(files, draft, _ask if asks else None, answers)
    for line in proposal.understood:
        typer.echo(plain(line))
    if before.is_file() and before.read_text(encoding="utf-8") != proposal.recipe:
        raise UsageError(
            f"{before} says otherwise, and would be lost: change it, or name it with --recipe, or remove it"
        )
    return recipe_reading.read_text(proposal.recipe, own), True


def _name_of(stem: str) -> str:
    """Return what the recipe of a file is called; names in other scripts are told apart by a digest."""
    from graph_loader.package.names import fold, slug

    own = slug(stem) or "import"
    return own if stem.isascii() or fold(stem).isascii() else f"{own}-{sha256(stem.encode()).hexdigest()[:6]}"


def _ask(question: str, choices: Sequence[str]) -> str:
    """Ask whoever sits at the terminal for one of some answers; any where there are none to choose from."""

    def checked(answer: str) -> str:
        if choices and answer not in choices:
            raise typer.BadParameter(f"expected one of {', '.join(choices)}")
        return answer

    answer: str = typer.prompt(
        f"{question} [{', '.join(choices)}]" if choices else question, value_proc=checked, err=True
    )
    return answer


def _decide(report: Report) -> dict[tuple[str, str], str]:
    """Ask who is meant by names that are like known ones, or that several bear."""
    decided = {}
    for (name, label), candidates in {**report.several, **report.similar}.items():
        listed = "\n".join(
            f"  {at}  {plain(each.name)}, {each.id} ({each.reason})" for at, each in enumerate(candidates, 1)
        )
        typer.echo(f"Who is {plain(name)}?\n{listed}\n  0  somebody new\n  -  ask no more", err=True)
        answer = _ask("Which", [*(str(at) for at in range(len(candidates) + 1)), "-"])
        if answer == "-":
            break
        decided[name, label] = candidates[int(answer) - 1].id if answer != "0" else ""
    return decided


def _show(report: Report, draft: Draft, recipe: Recipe) -> None:
    from graph_loader.model.vocabulary import ACTOR_LABELS, Vocabulary

    vocabulary = Vocabulary.load(draft.folder)
    labels = vocabulary.labels

    def counted(nodes: Mapping[str, Sequence[str]]) -> str:
        named = {label: labels[label].plural if len(ids) > 1 else label for label, ids in nodes.items() if ids}
        return ", ".join(f"{len(nodes[label]):,} {name.lower()}" for label, name in named.items())

    if report.claims:
        columns = ["type", "from_id", "to_id", "date", "summary"]
        print_table(columns, [[claim[column] for column in columns] for claim in report.claims[:_SHOWN]])
    typer.echo(f"{plain(recipe.title)}: {_number(report.rows, 'row')}, {_number(len(report.claims), 'new claim')}")
    lines = {
        "new": counted(report.added),
        "known already": counted(report.met),
        "claims that are there already": f"{report.same:,}" if report.same else "",
        "there already with other content, left as they are": f"{report.kept:,}" if report.kept else "",
        "rows that say again what another says": f"{report.repeated:,}" if report.repeated else "",
        "further places for claims": f"{report.evidence:,}" if report.evidence else "",
        "in no claim, left out": counted(report.unused),
        "columns that the recipe does not read": ", ".join(plain(name) for name in sorted(report.unread)),
    }
    for what, text in lines.items():
        if text:
            typer.echo(f"  {what}: {text}")
    new = {id_ for label in ACTOR_LABELS for id_ in report.added.get(label, ())}
    lost = [row for rows in draft.rows.values() for row in rows if row.get("id") in new and not row.get("theatre")]
    if vocabulary.theatres and lost:
        typer.echo(
            f"  {len(lost):,} of the new ones have no theatre, which this package asks for: fill it in "
            "nodes/*.csv, or state it in the recipe (entities: NAME: columns: theatre)"
        )
    for part, count in report.silent.items():
        typer.echo(f"  {_number(count, 'row')}{f' of {part}' if part else ''} of which the recipe makes no claim")
    for (name, label), candidates in list(report.similar.items())[:_SHOWN]:
        typer.echo(f"  {plain(name)} is a new {label}; like it: {', '.join(plain(each.name) for each in candidates)}")
    if len(report.similar) > _SHOWN:
        typer.echo(f"  … and {len(report.similar) - _SHOWN:,} more new names that are like known ones")
    for reason, places in report.refused.items():
        shown = "; ".join(f"{place} {plain(found)!r}" if found else place for place, found in places[:_PLACES])
        more = f"; and {len(places) - _PLACES:,} more" if len(places) > _PLACES else ""
        typer.echo(f"  left out: {_number(len(places), 'row')}: {plain(reason)}: {shown}{more}")


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
