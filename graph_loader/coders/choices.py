"""What a merge asks for: one choice for each thing on which two copies of a package differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph_loader.imports.reading.archives import extra
from graph_loader.imports.reading.tables import rows
from graph_loader.model.errors import ColdWarError
from graph_loader.model.problems import quoted
from graph_loader.package.editing import csv_text
from graph_loader.package.files import write_text

CHOICES: Mapping[str, tuple[str, ...]] = {
    "cell": ("first", "second"),
    "file": ("first", "second"),
    "claim": ("keep", "drop"),
    "pair": ("same", "different"),
}
"""By kind of question: whose cell or file holds, whether what only one has stays, whether two rows are one thing."""
COLUMNS = ("kind", "table", "id", "column", "first", "second", "about", "decision", "grounds", "decided_by")
_KEY = ("kind", "table", "id", "column")


class Place(NamedTuple):
    """What a question is about."""

    kind: str
    table: str
    id: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A thing on which the copies differ; `about` tells people which it is."""

    place: Place
    first: str
    second: str
    about: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be answered."""
        return CHOICES[self.place.kind]


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice, why, who made it, and what the two sides were when it was made, if that is known."""

    choice: str
    grounds: str = ""
    by: str = ""
    sides: tuple[str, str] | None = None


def write_questions(
    file: Path, questions: Sequence[Question], answers: Mapping[Place, Answer], *, workbook: bool
) -> None:
    """Write questions to be answered in the column ``decision``, as CSV or as a workbook with lists to choose from.

    Those that have an answer keep it, so that one file holds all decisions whenever new questions come of some.
    """
    cells = [_cells(each, answers.get(each.place, Answer(""))) for each in questions]
    if not workbook:
        write_text(file, csv_text(COLUMNS, cells))
        return
    # No text is a formula or a link.
    book = extra("xlsxwriter").Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("merge")
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, book.add_format({"bold": True}))
        sheet.set_column(column, column, 40 if name in {"first", "second", "about"} else 14, wrapped)
    for row, (question, values) in enumerate(zip(questions, cells, strict=True), start=1):
        for column, name in enumerate(COLUMNS):
            sheet.write_string(row, column, values[name])
        sheet.data_validation(
            row, COLUMNS.index("decision"), row, COLUMNS.index("decision"),
            {"validate": "list", "source": list(question.choices)},
        )  # fmt: skip
    sheet.freeze_panes(1, 0)
    book.close()


def read_answers(path: Path, by: str) -> dict[Place, Answer]:
    """Return the decisions in a table of questions that somebody went through; a row without one is left for later.

    Raises
    ------
    ColdWarError
        If the file is no such table, or a decision is none of those that its kind has.
    """
    found: dict[Place, Answer] = {}
    for number, row in rows(path):
        if missing := [name for name in (*_KEY, "decision") if name not in row]:
            raise ColdWarError(f"{path}: expected the columns that `coldwar merge --out` writes, found no {missing[0]}")
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if cells["kind"] not in CHOICES:
            raise ColdWarError(
                f"{path}:{number}: expected a kind of {', '.join(CHOICES)}, found {quoted(cells['kind'])}"
            )
        if not (choice := cells["decision"].lower()):
            continue
        if choice not in (known := CHOICES[cells["kind"]]):
            raise ColdWarError(f"{path}:{number}: expected {' or '.join(known)}, found {quoted(choice)}")
        sides = (cells["first"], cells["second"])
        place = Place(*(cells[name] for name in _KEY))
        found[place] = Answer(choice, cells["grounds"], cells["decided_by"] or by, sides)
    return found


def outdated(answers: Mapping[Place, Answer], questions: Iterable[Question]) -> list[Place]:
    """Return the places of answers that were given when the two sides were others: a copy has changed since."""
    return [
        each.place
        for each in questions
        if (answer := answers.get(each.place))
        and answer.sides is not None
        and [_plain(side) for side in answer.sides] != [_plain(each.first), _plain(each.second)]
    ]


def _plain(text: str) -> str:
    """Return a text without what spreadsheets do to it."""
    return " ".join(text.removeprefix("'").split())


def _cells(question: Question, answer: Answer) -> dict[str, str]:
    return {
        **question.place._asdict(),
        "first": _safe(question.first),
        "second": _safe(question.second),
        "about": _safe(question.about),
        "decision": answer.choice,
        "grounds": _safe(answer.grounds),
        "decided_by": _safe(answer.by),
    }


def _safe(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
