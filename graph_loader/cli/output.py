"""Printing: tables, JSON and CSV on standard output, progress on standard error.

Text from the data is printed as it is: rich's markup, highlighting and emoji codes are off.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from graph_loader.model.numerals import figure
from graph_loader.package.files import BYTE_ORDER_MARK

PIPE_WIDTH = 200


def console(*, stderr: bool = False) -> Console:
    """Return a rich console that prints text from the data literally; wide where the output is not a terminal."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(stderr=stderr, width=width, markup=False, highlight=False, emoji=False)


def plain(value: object) -> str:
    r"""Return one cell as text: nothing for unknown values, no control characters.

    Examples
    --------
    >>> plain(None), plain(0.50), plain("Łódź\x1b[31m"), plain(98500000.0), plain(1973)
    ('', '0.5', 'Łódź[31m', '98,500,000', '1973')
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN is the value that differs from itself
        return ""
    text = _number(value) if isinstance(value, int | float) else str(value)
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n")


def _number(value: float) -> str:
    """Group amounts and long counts; years and other whole numbers of four digits stay as they are."""
    return str(value) if isinstance(value, int) and abs(value) < 10_000 else figure(value)  # noqa: PLR2004


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print rows under their column names; numbers are aligned to the right."""
    cells = [list(row) for row in rows]
    table = Table(title=title or None, title_justify="left", header_style="bold")
    for position, column in enumerate(columns):
        numeric = bool(cells) and all(isinstance(row[position], int | float) for row in cells)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*(Text(plain(value)) for value in row))
    console().print(table)


def counted(number: int, what: str) -> str:
    """Return a number of things in words."""
    return f"{number} {what}" if number == 1 else f"{number:,} {what}s"


def print_json(value: Any) -> None:
    """Print `value` as JSON, in UTF-8, for other programs."""
    _in_utf8()
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False, default=str) + "\n")


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], *, excel: bool = False) -> None:
    """Print rows as CSV with a header, in UTF-8; after a byte order mark if Excel on Windows is to open them."""
    _in_utf8()
    if excel:
        sys.stdout.write(BYTE_ORDER_MARK)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


def _in_utf8() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


@contextmanager
def progress(description: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal that work goes on; the function it gives replaces the description."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as display:
        task = display.add_task(description, total=None)
        yield lambda text: display.update(task, description=text)
