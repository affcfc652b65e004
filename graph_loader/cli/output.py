"""Printing: tables, JSON and CSV on standard output, progress on standard error.

Text from the data is printed as it is: rich's markup, highlighting and emoji codes are off.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from shutil import copyfileobj
from typing import Any, TextIO, cast

from rich.console import Console

from graph_loader.model.numerals import UNGROUPED, figure
from graph_loader.package.files import BYTE_ORDER_MARK

PIPE_WIDTH = 200
_IN_MEMORY = 2**24
"""Signs that wait in memory until all is there; more wait in a file."""


def console(*, stderr: bool = False) -> Console:
    """Return a rich console that prints text from the data literally; wide where the output is not a terminal."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(stderr=stderr, width=width, markup=False, highlight=False, emoji=False)


def plain(value: object) -> str:
    r"""Return one cell as text: nothing for unknown values, no control characters.

    Examples
    --------
    >>> plain(None), plain(0.50), plain("Łódź\x1b[31m"), plain(98500000.0), plain(1973), plain(2**63 - 1)
    ('', '0.5', 'Łódź[31m', '98,500,000', '1973', '9,223,372,036,854,775,807')
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN is the value that differs from itself
        return ""
    text = _number(value) if isinstance(value, int | float) else str(value)
    return text if text.isprintable() else "".join(sign for sign in text if sign.isprintable() or sign == "\n")


def _number(value: float) -> str:
    """Group amounts and long counts; years and other whole numbers of four digits stay as they are."""
    if isinstance(value, int):
        return str(value) if abs(value) < UNGROUPED else f"{value:,}"
    return figure(value)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print rows under their column names; numbers are aligned to the right."""
    from rich.table import Table
    from rich.text import Text

    cells = [list(row) for row in rows]
    table = Table(title=title or None, title_justify="left", header_style="bold")
    for position, column in enumerate(columns):
        numeric = bool(cells) and all(isinstance(row[position], int | float) for row in cells)
        table.add_column(Text(plain(column)), justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*(Text(plain(value)) for value in row))
    console().print(table)


def print_json(value: Any) -> None:
    """Print `value` as JSON, in UTF-8, for other programs."""
    _in_utf8()
    sys.stdout.write(_json(value) + "\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False, default=str)


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], *, excel: bool = False) -> None:
    """Print rows as CSV with a header, in UTF-8; after a byte order mark if Excel on Windows is to open them."""
    with whole() as stream:
        write_csv(stream, columns, rows, excel=excel)


@contextmanager
def whole() -> Iterator[TextIO]:
    """Give a stream whose text is printed in UTF-8 when the block has ended, and not at all if it fails."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, mode="w+", encoding="utf-8", newline="") as kept:
        yield cast("TextIO", kept)
        kept.seek(0)
        _in_utf8()
        copyfileobj(kept, sys.stdout)


def write_csv(stream: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]], *, excel: bool = False) -> None:
    """Write rows as they come as CSV with a header; after a byte order mark if Excel on Windows is to open them."""
    if excel:
        stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


def write_json_rows(
    stream: TextIO, head: Mapping[str, Any], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write an object whose last key holds rows, as they come, each under its column names."""
    stream.write(_json({**head, "rows": []}).removesuffix("]\n}"))
    between = "\n    "
    for row in rows:
        stream.write(between + _json(dict(zip(columns, row, strict=True))).replace("\n", "\n    "))
        between = ",\n    "
    stream.write("]\n}\n" if between[0] == "\n" else "\n  ]\n}\n")


def _in_utf8() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


@contextmanager
def progress(description: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal that work goes on; the function it gives replaces the description."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as display:
        task = display.add_task(description, total=None)
        yield lambda text: display.update(task, description=text)
