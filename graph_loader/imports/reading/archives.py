"""Workbooks as the archives that they are: their parts, element by element, and how these name places."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from graph_loader.model import extras
from graph_loader.model.errors import ColdWarError

_CAREFUL = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True, "remove_pis": True,
}  # fmt: skip
_FAR = 10**9


def extra(module: str, error: type[ColdWarError] = ColdWarError) -> Any:
    """Import a module of the extra ``imports``."""
    return extras.imported(module, "imports", "workbooks need", error)


def elements(archive: zipfile.ZipFile, part: str, *tags: str) -> Iterator[Any]:
    """Yield elements of a part of a workbook; no entity is resolved and nothing is fetched."""
    with archive.open(part) as stream:
        for _, element in extra("lxml.etree").iterparse(stream, tag=tags, **_CAREFUL):
            yield element
            element.clear()


def column_number(letters: str) -> int:
    """Return which column letters mean.

    Examples
    --------
    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def repeated(element: Any, what: str, table: str) -> int:
    """Return how often a row or cell of ODS comes; beyond any table where that is no number of sense."""
    text = element.get(f"{table}number-{what}-repeated") or "1"
    return int(text) if text.isdecimal() and len(text) < len(str(_FAR)) else _FAR
