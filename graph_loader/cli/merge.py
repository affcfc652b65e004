"""`coldwar merge`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph_loader.cli.output import console, plain, print_table, progress
from graph_loader.model.errors import UsageError
from graph_loader.model.numerals import counted

if TYPE_CHECKING:
    from graph_loader.coders.choices import Answer, Place, Question
    from graph_loader.coders.copies import Copy
    from graph_loader.coders.merging import Merge

_SHOWN = 12


def merge(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="One coder's copy of a package.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="The other's.")],
    into: Annotated[
        Path, typer.Option("--into", metavar="FOLDER", help="Where the merged package goes: a new folder, or FIRST.")
    ],
    base: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="What both were copied from: then what only one changed is taken."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write what is to be decided, as .xlsx or .csv; merge nothing."
        ),
    ] = None,
    take: Annotated[Path | None, typer.Option(metavar="FILE", help="Take the decisions of such a file.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.", show_default="asked for")] = "",
) -> None:
    """Merge two coders' copies of a package: take what agrees, ask for the rest, and keep who decided what.

    In a terminal each difference is shown with both sides: f(irst), s(econd), k(eep), d(rop) or as the question says,
    l(ater), q(uit). Nothing is written before all is decided; then the package appears whole. Whatever of either copy
    it does not have as it was stands in its merges.csv, with the reason.

    Example: coldwar merge anna ben --base package --into merged --out to-decide.xlsx
    """
    from graph_loader.coders.choices import outdated, read_answers, write_questions
    from graph_loader.coders.writing import in_place, merged, read_copies, write
    from graph_loader.package.files import expect_empty, replaced_file

    if out and out.suffix not in {".xlsx", ".csv"}:
        raise UsageError(f"expected a file ending in .xlsx or .csv, found {out.name!r}")
    if not in_place(first, into):
        expect_empty(into)
    with progress("reading the copies"):
        copies = read_copies(first, second, base)
    answers = read_answers(take, by or ("" if out else "unnamed")) if take else {}
    made = merged(copies, answers)
    if odd := outdated(answers, made.asked):
        said = f"{counted(len(odd), 'decision')} on cells that are others now, first: {odd[0].id} {odd[0].column}"
        raise UsageError(f"{take}: {said.rstrip()}; write the questions anew with --out")
    if idle := len(answers.keys() - {each.place for each in made.asked}):
        typer.echo(f"{take}: {counted(idle, 'decision')} on what other decisions settle, or nobody asks", err=True)
    if made.questions and not out and sys.stdin.isatty():
        made = _ask(copies, answers, made, by or typer.prompt("Who decides?"))
    if out:
        with replaced_file(out) as file:
            write_questions(file, made.asked, answers, workbook=out.suffix == ".xlsx")
        left = f"{len(made.questions)} of {counted(len(made.asked), 'question')} in {out} to decide"
        typer.echo(f"{left}: fill in the column decision, then --take {out}")
        return
    if made.questions:
        _list(made.questions)
        raise typer.Exit(1)
    write(made, first, second, into)
    said = f"{counted(len(made.rows['relationships']), 'claim')}, {counted(len(made.log), 'line')} in merges.csv"
    typer.echo(f"{into}: {said}")
    _tell_problems(into)


def _list(questions: list[Question]) -> None:
    rows = [
        (each.place.kind, each.place.id or each.place.table, each.place.column, each.first, each.second)
        for each in questions
    ]
    print_table(("question", "of", "column", "first", "second"), rows[:_SHOWN])
    if len(rows) > _SHOWN:
        typer.echo(f"and {counted(len(rows) - _SHOWN, 'more question')}")
    said = f"{counted(len(questions), 'difference')} to decide"
    typer.echo(f"{said}, and nothing was written: decide in a terminal, or with --out FILE and --take FILE", err=True)


def _ask(copies: tuple[Copy, Copy, Copy | None], answers: dict[Place, Answer], made: Merge, by: str) -> Merge:
    """Ask question by question; what an answer opens is asked in turn."""
    from graph_loader.coders.choices import Answer
    from graph_loader.coders.writing import merged

    screen, later = console(), set()
    while asked := [each for each in made.questions if each.place not in later]:
        question = asked[0]
        place = question.place
        screen.print(plain(f"\n{len(asked)} to decide · {place.table} {place.id} {place.column}"), style="bold")
        for name, text in (("about", question.about), ("first", question.first), ("second", question.second)):
            if text:
                screen.print(plain(f"  {name}: {text}"))
        keys = {choice[0]: choice for choice in question.choices}
        text = typer.prompt(f"{' / '.join(question.choices)} / later / quit", default="later").strip().lower()[:1]
        if text == "q":
            break
        if text not in keys:
            later.add(place)
            continue
        answers[place] = Answer(keys[text], typer.prompt("Why?", default="", show_default=False), by)
        made = merged(copies, answers)
    return made


def _tell_problems(folder: Path) -> None:
    from graph_loader.model.problems import listed
    from graph_loader.package.validation import check_package

    wrong = [each for each in check_package(folder).problems if each.severity != "note"]
    for line in listed(wrong):
        typer.echo(line, err=True)
    if wrong:
        typer.echo(f"{counted(len(wrong), 'problem')}: coldwar validate {folder}", err=True)
        raise typer.Exit(1)
