"""How a file of somebody else's is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from graph_loader.imports.written.questions import Question

Row = tuple[int, dict[str, str]]
"""A row's number, as an editor or a spreadsheet counts, and its cells by column."""


class Form(Protocol):
    """What a recipe or an option says about a file; empty or None for what it does not say."""

    @property
    def format(self) -> str:  # noqa: D102
        ...

    @property
    def encoding(self) -> str:  # noqa: D102
        ...

    @property
    def delimiter(self) -> str:  # noqa: D102
        ...

    @property
    def sheet(self) -> str:  # noqa: D102
        ...

    @property
    def header(self) -> int | None:  # noqa: D102
        ...


class Stated(NamedTuple):
    """A form as options say it."""

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header: int | None = None


@dataclass(slots=True)
class Layout:
    """How a file is read.

    Attributes
    ----------
    format : str
        One of `FORMATS`; csv for any delimited text.
    encoding, why : str
        The encoding of a text and by what it is known.
    delimiter : str
        What parts the cells of a delimited text.
    sheet : str
        The sheet of a workbook that holds the rows.
    sheets : tuple of str
        All sheets that are not hidden.
    header : int
        The row with the names of the columns; 0 for none.
    columns : tuple of str
    sample : tuple of (int, dict of str to str)
        The first rows with their numbers.
    notes : tuple of str
        What was seen and put right.
    questions : tuple of Question
        What cannot be known; without an answer there are no rows.
    """

    format: str
    encoding: str = ""
    why: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header: int = 0
    columns: tuple[str, ...] = ()
    sample: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
