"""What single cells say: dates, numbers and pages, read under the customs of their column, and what Excel did to them.

A custom is decided from the whole column: a 23 in first place makes the order of day and month certain for all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from graph_loader.imports.written import date_words
from graph_loader.imports.written import dates as written_dates
from graph_loader.imports.written import numbers as written_numbers
from graph_loader.imports.written.dates import ORDERS, ORDERS_PATTERN
from graph_loader.imports.written.numbers import CUSTOMS, NUMBERS_PATTERN
from graph_loader.imports.written.questions import CellError, Question, few
from graph_loader.imports.written.single_dates import Custom
from graph_loader.model.problems import quoted

__all__ = [
    "CUSTOMS", "NUMBERS_PATTERN", "ORDERS_PATTERN", "CellError", "is_spoilt", "number_of", "order_of", "read_date",
    "read_number", "read_page", "zeros_lost",
]  # fmt: skip

T = TypeVar("T")

_MONTH_DAY = re.compile(r"([0-9]{1,2})[- ]([^\W\d_]{3,5})\.?")
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,5})\.?[- ]([0-9]{2})")
_WHOLE_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}")
_SERIAL = re.compile("[3-7][0-9]{4}")
_PAGE = re.compile(r"(?:pp?|pgs?|pages?|s|seiten?|págs?|pags?|páginas?|bl|f)\.?\s*(?=[0-9ivxlc])", re.IGNORECASE)
_RANGE = re.compile(r"([0-9ivxlcdm]+)\s*[-–—]+\s*([0-9ivxlcdm]+)")
_LONG, _MOST = 4, 0.6


def read_date(text: str, order: str) -> str:
    """Return the EDTF of a date under the custom of its column (`dmy`, `mdy 19`, …); empty for none.

    Raises
    ------
    CellError
        If it is no date, or cannot be told.
    """
    return _certain(written_dates.read(text, Custom.of(order)), "a date that can mean only one day", text)


def read_number(text: str, custom: str) -> str:
    """Return a number as a plain decimal under the custom of its column (`point`, `comma €`, …); empty for none.

    Raises
    ------
    CellError
        If it is no number, or cannot be told.
    """
    return _certain(written_numbers.read(text, custom), "a number that can mean only one", text)


def _certain(found: str | Question, expected: str, text: str) -> str:
    if isinstance(found, Question):
        meanings = " or ".join(meaning for _, meaning in found.readings)
        raise CellError(f"expected {expected} (it may be {meanings}), found {quoted(text)}")
    return found


def read_page(text: str) -> str | Question:
    """Return a page or pages as locators write them, with what a spreadsheet made of them undone; others as they are.

    Examples
    --------
    >>> [read_page(text) for text in ("44", "pp. 44-46", "05-jun", "6-May", "xii", "12r", "9-73")]
    ['44', '44–46', '5–6', '5–6', 'xii', '12r', '9–73']
    >>> print(read_page("2024-06-05"))
    '2024-06-05' is 5–6 or another page that a spreadsheet took for a date
    """
    plain = " ".join(text.split())
    if match := _MONTH_DAY.fullmatch(plain):  # typed as 5-6, or as 6-5 where the month comes first: pages ascend
        if month := date_words.month_of(match[2]):
            first, last = sorted((int(match[1]), month))
            return f"{first}–{last}" if first < last else str(first)
    elif (match := _MONTH_YEAR.fullmatch(plain)) and (month := date_words.month_of(match[1])):
        if int(match[2]) > 31:  # noqa: PLR2004 - no day
            return f"{month}–{int(match[2])}"
        return _spoilt(text, [month, int(match[2])])
    if _WHOLE_DATE.fullmatch(plain):
        numbers = [int(number) for number in re.findall("[0-9]+", plain)]
        return _spoilt(text, numbers[1:] if len(re.findall("^[0-9]{4}", plain)) else numbers[:2])
    if _SERIAL.fullmatch(plain):
        return Question(
            "cell", "", quoted(text), (("", plain), ("", "another page that a spreadsheet took for a date"))
        )
    plain = _PAGE.sub("", plain, count=1) if _PAGE.match(plain) else plain
    return f"{match[1]}–{match[2]}" if (match := _RANGE.fullmatch(plain)) else plain


def is_spoilt(text: str) -> bool:
    """Tell whether a page is the date that a spreadsheet made of it.

    Examples
    --------
    >>> is_spoilt("05-jun"), is_spoilt("44-46")
    (True, False)
    """
    plain = " ".join(text.split())
    word = (match[2] if (match := _MONTH_DAY.fullmatch(plain)) else "") or (
        match[1] if (match := _MONTH_YEAR.fullmatch(plain)) else ""
    )
    return bool(date_words.month_of(word)) or _WHOLE_DATE.fullmatch(plain) is not None


def _spoilt(text: str, numbers: list[int]) -> Question:
    likely = "–".join(map(str, sorted(set(numbers))))
    return Question("cell", "", quoted(text), (("", likely), ("", "another page that a spreadsheet took for a date")))


def order_of(texts: Iterable[str], custom: str = "") -> str | Question:
    """Tell from all dates of a column in which order they give day and month; empty where nothing hangs on it.

    Examples
    --------
    >>> order_of(["11/09/1973", "23/09/1973"]), order_of(["1973", "11 Sep 1973"]), order_of(["09/23/1973", "1/2/1973"])
    ('dmy', '', 'mdy')
    >>> print(order_of(["11/09/1973", "05/06/1974"]))
    '11/09/1973' is 1973-09-11 (dmy) or 1973-11-09 (mdy)
    """
    more = custom.partition(" ")[2]
    return _custom_of(texts, ORDERS, "date-order", lambda text, order: _read_as(text, f"{order} {more}".strip()))


def _read_as(text: str, custom: str) -> str | Question:
    return written_dates.read(text, Custom.of(custom))


def number_of(texts: Iterable[str]) -> str | Question:
    """Tell from all numbers of a column whether a point or a comma parts decimals; empty where nothing hangs on it.

    Examples
    --------
    >>> number_of(["23.000", "1,5"]), number_of(["12", "1500"]), number_of(["23.000", "1.250,50"])
    ('comma', '', 'comma')
    >>> print(number_of(["23.000", "1.500"]))
    '23.000' is 23.000 (point) or 23000 (comma)
    """
    listed = list(texts)
    sign = next((found for text in listed if (found := written_numbers.sign_of(text))), "")
    more = f" {sign}" if sign else ""
    return _custom_of(listed, CUSTOMS, "number", lambda text, custom: written_numbers.read(text, custom + more))


def _custom_of(
    texts: Iterable[str], customs: Iterable[str], key: str, read: Callable[[str, str], str | Question]
) -> str | Question:
    """Find the one custom by which all cells can be read; a question where several can, and it matters."""
    meanings: list[tuple[str, dict[str, str]]] = []
    for text in dict.fromkeys(texts):
        found: dict[str, str] = {}
        for custom in customs:
            try:
                value = read(text, custom)
            except CellError:
                continue
            found[custom] = value if isinstance(value, str) else str(value.readings)
        if found:
            meanings.append((text, found))
    telling = [(text, found) for text, found in meanings if set(found) != set(customs) or len(set(found.values())) > 1]
    possible = [custom for custom in customs if telling and all(custom in found for _, found in telling)]
    open_ = [(text, found) for text, found in telling if len({found[each] for each in possible if each in found}) > 1]
    if len(possible) == 1:
        return possible[0]
    if not telling or (possible and not open_):
        return ""
    if possible:
        text, found = open_[0]
        distinct = {custom: _shown(found[custom]) for custom in possible}
        return Question(key, "", quoted(text), tuple(distinct.items()))
    return _contradiction(key, meanings)


def _shown(value: str) -> str:
    match = re.search(r"'([0-9]{4}-[0-9]{2}-[0-9]{2})'", value)
    return match[1] if value.startswith("(") and match else value


def _contradiction(key: str, meanings: list[tuple[str, dict[str, str]]]) -> Question:
    """Name cells that can only be read by customs that exclude each other; either answer makes faults of some."""
    only = {next(iter(found)): text for text, found in reversed(meanings) if len(found) == 1}
    readings = tuple((custom, f"read by {custom}, as {quoted(text)} must be") for custom, text in only.items())
    return Question(key, "", f"a column with {few(list(only.values()))}", readings)


def zeros_lost(texts: Iterable[str]) -> list[str]:
    """Return the numbers of a column of signatures that are shorter than most, as if leading zeros had been lost.

    Examples
    --------
    >>> zeros_lost(["10023", "10024", "10377", "977"]), zeros_lost(["00977", "10024"]), zeros_lost(["1", "12", "130"])
    (['977'], [], [])
    """
    found = [text for text in texts if text]
    if not found or not all(text.isdecimal() for text in found) or any(text.startswith("0") for text in found):
        return []
    length, times = Counter(map(len, found)).most_common(1)[0]
    if length < _LONG or times < len(found) * _MOST:
        return []
    return [text for text in found if len(text) < length]
