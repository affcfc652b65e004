"""Dates as people write them, as EDTF: certain, or a question with all its readings."""

from __future__ import annotations

import re

from graph_loader.imports.written import date_words as words
from graph_loader.imports.written.questions import CellError, Question
from graph_loader.imports.written.single_dates import NEWEST, Custom, is_date, no_date, numeric, single, spoilt
from graph_loader.model import dates
from graph_loader.model.problems import quoted

ORDERS = ("dmy", "mdy", "ymd")
ORDERS_PATTERN = re.compile(r"(?:dmy|mdy|ymd|edtf)(?: [0-9]{2})?(?: serial-19(?:00|04))?")
"""The customs of a column: order of day and month, century of years with two digits, first day of serial numbers."""

_SHORT_RANGE = re.compile(r"([0-9]{2})([0-9]{2})\s*[-/–—]\s*([0-9]{2})")
_YEARS = re.compile(r"([0-9]{4})\s*[-/–—]\s*([0-9]{4})")
_DAYS_RANGE = re.compile(r"([0-9]{1,2})\.?\s*[-/–—]\s*([0-9]{1,2})\.?(\s+[^\W\d_].*)")
_LAST_MONTH = 12


def read(text: str, custom: Custom) -> str | Question:
    """Return the EDTF of a date, empty for none, or what is to be asked.

    Raises
    ------
    CellError
        If it is no date.

    Examples
    --------
    >>> [read(text, Custom()) for text in ("11 de septiembre de 1973", "c. 1970", "1970s", "[1973]", "n.d.", "1970–73")]
    ['1973-09-11', '1970~', '197X', '1973?', '', '1970/1973']
    >>> read("11/09/1973", Custom("dmy")), read("23/09/1973", Custom())
    ('1973-09-11', '1973-09-23')
    >>> print(read("11/09/1973", Custom()))
    '11/09/1973' is 1973-09-11 (dmy) or 1973-11-09 (mdy)
    """
    plain = " ".join(text.replace("\xa0", " ").replace("\u2011", "-").split()).strip(" ;,")
    if not plain or words.UNKNOWN.fullmatch(plain.strip("[]()")):
        return ""
    if custom.order == "edtf":
        return _checked(plain, text)
    return _asked(_marked(plain, custom), text)


def _asked(found: str | Question, text: str) -> str | Question:
    if isinstance(found, str):
        return _checked(found, text)
    readings = tuple((answer, meaning) for answer, meaning in found.readings if is_date(meaning))
    if len(dict(readings)) == 1 and found.key == "date-order":
        return readings[0][1]
    if not readings:
        raise no_date(text)
    return Question(found.key, found.where, quoted(text), readings)


def _checked(edtf: str, text: str) -> str:
    try:
        interval = dates.parse(edtf)
    except dates.DateError:
        raise no_date(text) from None
    years = [day.year for day in (interval.start, interval.end) if day]
    if years and max(years) >= NEWEST:
        raise CellError(f"expected a date before {NEWEST}, found {quoted(text)}")
    return edtf


def _marked(text: str, custom: Custom) -> str | Question:
    """Read a date with the marks of doubt around it."""
    perhaps = about = False
    while True:
        inner = text
        if (text.startswith("[") and text.endswith("]")) or (text.startswith("(") and text.endswith(")")):
            text, perhaps = text[1:-1].strip(), True
        if match := re.search(r"\s*(?:\(\?\)|\[\?\]|\?)$", text):
            text, perhaps = text[: match.start()], True
        if match := words.PERHAPS.match(text):
            text, perhaps = text[match.end() :], True
        if match := words.ABOUT.match(text):
            text, about = text[match.end() :], True
        if text == inner:
            break
    mark = "%" if perhaps and about else "?" if perhaps else "~" if about else ""
    found = _bare(text, custom)
    if not mark or not isinstance(found, str):
        if mark and isinstance(found, Question):
            readings = tuple((answer, _with_mark(meaning, mark)) for answer, meaning in found.readings)
            return Question(found.key, found.where, found.found, readings)
        return found
    return _with_mark(found, mark)


def _with_mark(edtf: str, mark: str) -> str:
    sides = [side if side in {"", ".."} or side[-1] in "?~%" else side + mark for side in edtf.split("/")]
    return "/".join(sides)


def _bare(text: str, custom: Custom) -> str | Question:
    if decade := words.DECADE.fullmatch(text):
        return f"{decade[1]}X"
    if years := _YEARS.fullmatch(text):
        return f"{years[1]}/{years[2]}"
    if (found := _short_years(text)) is not None:
        return found
    for reader in (spoilt, _part, _open, numeric, _range):
        if (found := reader(text, custom)) is not None:
            return found
    return single(text, custom)


def _short_years(text: str) -> str | Question | None:
    """Read years beside each other: `1970–73`, `1970/71`; and 1911-12, which is a month to others."""
    if (match := _SHORT_RANGE.fullmatch(text)) is None:
        return None
    century, first, last = match.groups()
    years = f"{century}{first}/{century}{last}"
    if int(last) > _LAST_MONTH or "-" not in text:
        return years if int(last) > int(first) else None
    if int(last) == int(first) + 1:
        month = f"{century}{first}-{last}"
        return Question("cell", "", text, (("", month), ("", f"{years} (two years)")))
    return None


def _part(text: str, custom: Custom) -> str | None:
    """Read `early 1973`, `mid-1970s`, `late November 1970` by the table of the coding manual."""
    for part, pattern in words.PART.items():
        if (match := pattern.match(text)) is None:
            continue
        rest = text[match.end() :]
        if decade := words.DECADE.fullmatch(rest):
            first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
            return f"{decade[1]}{first}/{decade[1]}{last}"
        whole = single(rest, custom)
        if not isinstance(whole, str):
            return None
        if re.fullmatch("[0-9]{4}", whole):
            first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
            return f"{whole}-{first:02d}/{whole}-{last:02d}"
        if re.fullmatch("[0-9]{4}-[0-9]{2}", whole) and is_date(whole):
            end = dates.parse(whole).end
            first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day if end else 28)}[part]
            return f"{whole}-{first:02d}/{whole}-{last:02d}"
    return None


def _open(text: str, custom: Custom) -> str | Question | None:
    """Read `since 1970` and `until 1973`."""
    if match := words.UNTIL.match(text):
        side = single(text[match.end() :], custom)
        return f"/{side}" if isinstance(side, str) else side
    since = words.SINCE.sub("", text)
    if since != text and not words.JOINT.search(since):
        side = single(since, custom)
        return f"{side}/.." if isinstance(side, str) else side
    return f"{text.rstrip(' -–')}/" if re.fullmatch(r"[0-9]{4}\s*[-–]", text) else None


def _range(text: str, custom: Custom) -> str | Question | None:
    """Read two dates with a word or dash between them; the first may leave out what the second says."""
    if match := _DAYS_RANGE.fullmatch(text):
        sides = [f"{match[1]}{match[3]}", f"{match[2]}{match[3]}"]
    else:
        sides = words.JOINT.split(words.OPENING.sub("", text))
        if len(sides) == 1 and re.fullmatch(r"[^-]+[^\W\d_].*-.+|[^\W\d_]+\.?\s*-\s*[^\W\d_]+.*", text):
            sides = text.split("-")
    if len(sides) != 2 or not all(sides):  # noqa: PLR2004
        return None
    first, last = (side.strip(" ,") for side in sides)
    end = single(last, custom)
    if not isinstance(end, str) or not is_date(end):
        return end if isinstance(end, Question) else None
    year, month = end[:4], next((word for word in re.findall(r"[^\W\d_]+\.?", last) if words.month_of(word)), "")
    for more in ("", f" {month} {year}", f" {year}"):
        try:
            begin = single(first + more, custom)
        except CellError:
            continue
        if isinstance(begin, Question):
            return begin
        if is_date(begin):
            return f"{begin}/{end}" if begin != end else begin
    return None
