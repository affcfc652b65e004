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

SHORT = "short"
"""The form that citations outside the pages use, beside one form for each language of the pages."""

WORDS: dict[str, dict[str, str]] = {
    SHORT: {"paragraph": "¶{}", "note": "n. {}", "footnote": "fn {}", "folio": "fol. {}", "folios": "fols. {}"}
    | {"document": "doc. {}", "part": "pt. {}", "time": "at {}"},
    "en": {"paragraph": "paragraph {}", "note": "note {}", "footnote": "note {}", "folio": "fol. {}"}
    | {"folios": "fols. {}", "document": "doc. {}", "part": "pt. {}", "time": "at {}"},
    "es": {"paragraph": "párrafo {}", "note": "nota {}", "footnote": "nota {}", "folio": "f. {}"}
    | {"folios": "ff. {}", "document": "doc. {}", "part": "parte {}", "time": "en {}"},
}
"""What places are called; pages are `p.` and `pp.` everywhere."""


def fault(kind: str, locator: str) -> str:
    """Say what was expected where a locator is not of its source's kind; empty where it is.

    Examples
    --------
    >>> fault("page", "44–46"), fault("folio", "p12")
    ('', 'a folio (12r, 12r–13v)')
    """
    words, pattern = FORMS.get(kind) or FORMS[PARAGRAPH]
    return "" if pattern.fullmatch(locator) else words


def in_words(kind: str | None, locator: str, form: str = SHORT) -> str:
    """Put a locator into words; as it stands where it is none of its source's kind.

    Parameters
    ----------
    kind : str or None
        That of its source; a paragraph or note for none.
    locator : str
    form : str
        ``short``, or a language of the pages.

    Returns
    -------
    str
        Ranges have an en dash.

    Examples
    --------
    >>> in_words(None, "p12"), in_words(None, "n08"), in_words("paragraph", "p12", "es")
    ('¶12', 'n. 8', 'párrafo 12')
    >>> in_words("page", "44-46"), in_words("part-page", "2:44"), in_words("folio", "12r", "en")
    ('pp. 44–46', 'pt. 2, p. 44', 'fol. 12r')
    >>> in_words("page", "44n3"), in_words("document", "d8"), in_words("timestamp", "1:02:13")
    ('p. 44, n. 3', 'doc. 8', 'at 1:02:13')
    """
    kind = kind or PARAGRAPH
    words = WORDS[form]
    if kind == "text" or fault(kind, locator):
        return locator
    place = locator.replace("-", "–")
    match kind:
        case "page":
            said = _pages(place)
        case "folio":
            said = words["folios" if "–" in place else "folio"].format(place)
        case "document":
            said = words["document"].format(place[1:])
        case "part-page":
            part, _, pages = place.partition(":")
            said = f"{words['part'].format(part)}, {_pages(pages)}"
        case "timestamp":
            said = words["time"].format(place)
        case _:
            said = words["note" if is_note(locator) else "paragraph"].format(place[1:].lstrip("0") or "0")
    return said


def is_note(locator: str) -> bool:
    """Whether a locator of a paragraph's kind is a note."""
    return re.fullmatch("n[0-9]+", locator) is not None


def footnote(number: str, form: str = SHORT) -> str:
    """Put the note that follows a claim into words.

    Examples
    --------
    >>> footnote("14"), footnote("14", "es")
    ('fn 14', 'nota 14')
    """
    return WORDS[form]["footnote"].format(number)


def rank(locator: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what sorts locators as people do: page 9 before page 44, notes before paragraphs.

    Examples
    --------
    >>> sorted(["p02", "44", "9", "n08", "12v", "12r"], key=rank)
    ['9', '12r', '12v', '44', 'n08', 'p02']
    """
    parts = re.findall("[0-9]+|[^0-9]+", locator)
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


def _pages(place: str) -> str:
    pages, _, note = place.partition("n")
    mark = "pp." if "–" in pages else "p."
    return f"{mark} {pages}" + (f", n. {note}" if note else "")
