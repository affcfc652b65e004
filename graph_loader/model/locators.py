"""Places within a source: how each kind of source is cited, and what a well-formed locator of it is.

A locator is kept as it is cited (`p12`, `44–46`, `12r`); a range is written with a hyphen or an en dash.
"""

from __future__ import annotations

import re

PARAGRAPH = "paragraph"
_PAGE = r"(?:[0-9]{1,5}|[ivxlcdm]{1,9})"
_RANGE = rf"{_PAGE}(?:[-–]{_PAGE})?"
_FOLIO = "[0-9]{1,4}[rv]?"
_TIME = "(?:[0-9]{1,3}:)?[0-5]?[0-9]:[0-5][0-9]"

FORMS = {
    PARAGRAPH: ("a paragraph (p12) or a note (n08)", re.compile("[pn][0-9]{2,4}")),
    "page": ("a page (44, 44–46, xii)", re.compile(f"{_RANGE}(?:n[0-9]{{1,4}})?")),
    "folio": ("a folio (12r, 12r–13v)", re.compile(f"{_FOLIO}(?:[-–]{_FOLIO})?")),
    "document": ("a document (d8)", re.compile("d[0-9]{1,5}[a-z]?")),
    "part-page": ("part and page (2:44)", re.compile(f"[0-9A-Za-z]{{1,9}}:{_RANGE}")),
    "timestamp": ("a time (1:02:13, 02:13–02:40)", re.compile(f"{_TIME}(?:[-–]{_TIME})?")),
    "text": ("a text of one line without #", re.compile("[^#\n]{1,200}")),
}
"""What a locator of each kind looks like, in words and as a pattern."""


def fault(kind: str, locator: str) -> str:
    """Say what was expected where a locator is not of its source's kind; empty where it is.

    Examples
    --------
    >>> fault("page", "44–46"), fault("folio", "p12")
    ('', 'a folio (12r, 12r–13v)')
    """
    words, pattern = FORMS.get(kind) or FORMS[PARAGRAPH]
    return "" if pattern.fullmatch(locator) else words
