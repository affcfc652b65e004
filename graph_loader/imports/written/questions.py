"""What a file of somebody else's does not say by itself, and what may be meant."""

from __future__ import annotations

from dataclasses import dataclass

from graph_loader.model.errors import ColdWarError
from graph_loader.model.problems import quoted

_FEW = 5


@dataclass(frozen=True, slots=True)
class Question:
    """Something that has several readings, none of which is certain.

    Attributes
    ----------
    key : str
        What answers it: an option of the command (`date-order`, `number`, …); `cell` where only the cell itself can.
    where : str
        The file, row or column.
    found : str
        What stands there.
    readings : tuple of (str, str)
        The possible answers, and what each makes of it.

    Examples
    --------
    >>> print(Question("number", "column 'tons'", "'23.000'", (("comma", "23000"), ("point", "23"))))
    column 'tons': '23.000' is 23000 (comma) or 23 (point)
    """

    key: str
    where: str
    found: str
    readings: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        choices = " or ".join(f"{meaning} ({answer})" if answer else meaning for answer, meaning in self.readings)
        return f"{self.where}: {self.found} is {choices}" if self.where else f"{self.found} is {choices}"


class TableError(ColdWarError):
    """A file cannot be read as rows."""


class CellError(ColdWarError):
    """A text is not of the kind that its column holds."""


def few(texts: list[str]) -> str:
    """Name the first texts of a list.

    Examples
    --------
    >>> few(["05-jun"]), few([str(n) for n in range(9)])
    ("'05-jun'", "'0', '1', '2', '3', '4' and 4 more")
    """
    shown = ", ".join(quoted(text) for text in texts[:_FEW])
    return f"{shown} and {len(texts) - _FEW:,} more" if len(texts) > _FEW else shown
