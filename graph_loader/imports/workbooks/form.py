"""What the writer and the reader of workbooks agree on: hidden sheets and marks of rows."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

HELP, LISTS, STATE = "how to use it", "coldwar-lists", "coldwar-state"
"""The first sheet; the hidden sheet of choices; the hidden sheet that tells the state of the package."""
PACKAGE = "package"
"""The first header of the state sheet, above the package's name; then comes a column of marks for each table."""

_MARK = re.compile("[0-9a-f]{16} [0-9a-f]{16} [0-9a-f]{16}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def plain(cell: str) -> str:
    r"""Return what every spreadsheet keeps of a cell: no control characters, no spaces at its ends.

    Examples
    --------
    >>> plain(" Łódź,\tPoland ")
    'Łódź,Poland'
    """
    return (cell if cell.isprintable() else _CONTROL.sub("", cell)).strip()


def key_of(row: Mapping[str, str], columns: Sequence[str]) -> tuple[str, ...]:
    """Return the cells by which a row is known."""
    return tuple(plain(row.get(column, "")) for column in columns)


class Mark(NamedTuple):
    """What a row is known by and how it stands, in digests: of the first cell of its key, its key, all its cells."""

    first: str
    key: str
    row: str

    @classmethod
    def of(cls, row: Mapping[str, str], key: Sequence[str]) -> Mark:
        """Return the mark of a row; columns that are empty do not count, so that new ones change nothing.

        Examples
        --------
        >>> row = {"id": "ussr", "name": "USSR"}
        >>> Mark.of(row | {"name": " USSR", "cow": ""}, ["id"]) == Mark.of(row, ["id"])
        True
        """
        cells = key_of(row, key)
        filled = sorted((column, text) for column, cell in row.items() if (text := plain(cell)))
        return cls(_digest(cells[0]), _digest(cells), _digest(filled))

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """Return the mark that a cell of the state sheet holds; None where it holds something else."""
        return cls(*text.split()) if _MARK.fullmatch(text) else None

    def __str__(self) -> str:
        return " ".join(self)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]
