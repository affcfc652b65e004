"""EDTF texts (ISO 8601-2, levels 0 and 1) as intervals of days, and the two readings of a time window.

The `edtf` library reads the notation. Three of its habits are kept out here: it pads an unknown end by ten
years, accepts 29 February in any year and reads seasons as northern ones. Its parse takes four milliseconds,
so plain calendar dates, four fifths of any table, go through `datetime` instead.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from graph_loader.model.errors import ColdWarError

Certainty = Literal["certain", "uncertain", "approximate", "both", ""]
Aspect = Literal["event", "state"]
Reading = Literal["possible", "certain"]

_MARKS: dict[str, Certainty] = {
    "": "certain",
    "?": "uncertain",
    "~": "approximate",
    "%": "both",
}
_PREFIX = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}
_SIDE = re.compile(
    r"(?P<date>[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
    r"|[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX(?:-XX)?|[0-9]{4}-[0-9]{2}-XX)(?P<mark>[?~%]?)"
)
_CALENDAR = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
# Decades and centuries: they are frequent, and importing the library takes as long as reading a package.
_SPAN = re.compile(r"[0-9]{2}(?:[0-9]X|XX)")
# Not calendar.month_name, which follows the locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASON = re.compile(r"-?[0-9]{4}-(?:2[1-9]|3[0-9]|4[01])(?![0-9])")


class DateError(ColdWarError):
    """A text that is not a date of the notation that the data package admits."""


@dataclass(frozen=True, slots=True)
class DateInterval:
    """The days between which something began and ended.

    Attributes
    ----------
    edtf : str
        The text as it was read.
    start, start_latest : datetime.date or None
        First and last day on which it can have begun; None where the text leaves it open.
    end_earliest, end : datetime.date or None
        First and last day on which it can have ended; None where the text leaves it open.
    certainty : str
        ``certain``, ``uncertain`` (``?``), ``approximate`` (``~``), ``both`` (``%``); empty without a date.
    """

    edtf: str
    start: date | None
    start_latest: date | None
    end_earliest: date | None
    end: date | None
    certainty: Certainty

    @property
    def goes_on(self) -> bool:
        """Whether its end is open (``/..``): what lasted goes on. An unknown end (``/``) may have come at once."""
        return self.edtf.endswith("/..")


class _Days(NamedTuple):
    """First and last day of one side of an interval; None where the side is open or unknown."""

    first: date | None
    last: date | None


@cache
def parse(text: str) -> DateInterval:
    """Read an EDTF text of level 0 or 1.

    Parameters
    ----------
    text : str
        For example ``1973-09-11``, ``1973~``, ``197X``, ``1970-11/1973-09``, ``1970/..``; empty for none.

    Returns
    -------
    DateInterval
        Its bounds in days; see docs/contract.md for the table.

    Raises
    ------
    DateError
        If the text is no such date, names a day that the calendar lacks, or ends before it starts.

    Examples
    --------
    >>> parse("1970-11/1973-09").end
    datetime.date(1973, 9, 30)
    >>> parse("1970/..").end is None
    True
    >>> parse("1973~").certainty
    'approximate'
    """
    if not text:
        return DateInterval("", None, None, None, None, "")
    lower, slash, upper = text.partition("/")
    if not slash:
        days = _days(lower)
        return DateInterval(text, days.first, days.last, days.first, days.last, _certainty(lower))
    if lower in ("", "..") and upper in ("", ".."):
        raise DateError(f"expected a date on at least one side of the slash, found {text!r}")
    return _interval(text, lower, upper)


def parsed(text: str) -> DateInterval | None:
    """Read an EDTF text; None for one that is no date."""
    try:
        return parse(text)
    except DateError:
        return None


def _interval(text: str, lower: str, upper: str) -> DateInterval:
    begin = _Days(None, None) if lower in ("", "..") else _days(lower)
    finish = _Days(None, None) if upper in ("", "..") else _days(upper)
    start, start_latest, end_earliest, end = *begin, *finish
    if start and end and start > end:
        raise DateError(f"expected an interval that ends after it starts, found {text!r}")
    if upper == "":  # the end is unknown, but it cannot come before the start
        end_earliest = start
    if lower == "":
        start_latest = end
    return DateInterval(text, start, start_latest, end_earliest, end, _certainty(lower, upper))


@cache
def _days(side: str) -> _Days:
    match = _SIDE.fullmatch(side)
    if match is None or _SEASON.fullmatch(match["date"]):
        raise DateError(_refusal(side))
    try:
        if _CALENDAR.fullmatch(match["date"]):
            return _calendar_days(match["date"])
        if _SPAN.fullmatch(match["date"]):
            first, last = (int(match["date"].replace("X", digit)) for digit in "09")
            return _Days(date(first, 1, 1), date(last, 12, 31))
        return _library_days(side)
    except ValueError:
        raise DateError(f"expected a day of the calendar in the years 0001 to 9999, found {side!r}") from None


def _calendar_days(text: str) -> _Days:
    year, *finer = map(int, text.split("-"))
    if not finer:
        return _Days(date(year, 1, 1), date(year, 12, 31))
    month, *days = finer
    first = date(year, month, days[0] if days else 1)
    return _Days(first, first if days else date(year, month, calendar.monthrange(year, month)[1]))


def _library_days(text: str) -> _Days:
    import edtf  # noqa: PLC0415 - importing it takes as long as reading a package

    try:
        parsed = edtf.parse_edtf(text)
    except edtf.EDTFParseException as error:
        raise ValueError(str(error)) from None
    return _Days(date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))


def _refusal(side: str) -> str:
    """Say what is wrong with a side that the notation does not admit."""
    if _SEASON.match(side):
        return f"expected months for a season (see the table in docs/coding-manual.md), found {side!r}"
    if re.match(r"-[0-9]|Y-?[0-9]|[0-9]{5}", side):
        return f"expected a year from 0001 to 9999, found {side!r}"
    return (
        "expected an EDTF date of level 0 or 1, like 1973-09-11, 1973-09, 1973~, 197X, 1970/1973 or 1970/.., "
        f"found {side[:40]!r}"
    )


def _certainty(*sides: str) -> Certainty:
    marks = {_MARKS.get(side[-1:], "certain") for side in sides} - {"certain"}
    if not marks:
        return "certain"
    return marks.pop() if len(marks) == 1 else "both"


def in_window(
    interval: DateInterval,
    aspect: Aspect,
    from_: date | None,
    to: date | None,
    reading: Reading = "possible",
) -> bool:
    """Tell whether a claim falls into a window of time.

    Parameters
    ----------
    interval : DateInterval
        The date of the claim; without a date it is in no window.
    aspect : {'event', 'state'}
        Whether the claim happened once within its date or held throughout it.
    from_, to : datetime.date or None
        First and last day of the window; None leaves that side open.
    reading : {'possible', 'certain'}
        Whether it may have fallen into the window, or must have.

    Returns
    -------
    bool

    Examples
    --------
    >>> term, window = parse("1970/1973"), (date(1972, 1, 1), date(1972, 12, 31))
    >>> in_window(term, "state", *window, reading="certain")
    True
    >>> in_window(term, "event", *window, reading="certain")
    False
    """
    if not interval.edtf:
        return False
    low, high = from_ or date.min, to or date.max
    first, last = interval.start or date.min, interval.end or date.max
    if reading == "possible":
        return first <= high and low <= last
    if aspect == "event":
        return low <= first and last <= high
    core = certain_core(interval)
    return core is not None and core[0] <= high and low <= core[1]


def possible_days(interval: DateInterval, aspect: Aspect, years: int | None) -> tuple[date | None, date | None]:
    """Return the first and last day on which a claim is possible; None where that is open.

    Parameters
    ----------
    interval : DateInterval
        The date of the claim.
    aspect : {'event', 'state'}
        An event whose end or start is *unknown* did not go on: it fell near the side that is known.
    years : int or None
        How many years beyond the known side such an event still counts as possible; None for no bound.

    Examples
    --------
    >>> possible_days(parse("1973-09/"), "event", 5)
    (datetime.date(1973, 9, 1), datetime.date(1978, 9, 30))
    >>> possible_days(parse("1973-09/.."), "event", 5)[1], possible_days(parse("1973-09/"), "state", 5)[1]
    (None, None)
    """
    first, last = interval.start, interval.end
    if aspect == "event" and years is not None:
        if interval.edtf.endswith("/") and interval.start:
            last = _years_on(interval.start_latest or interval.start, years)
        elif interval.edtf.startswith("/") and interval.end:
            first = _years_on(interval.end_earliest or interval.end, -years)
    return first, last


def _years_on(day: date, years: int) -> date | None:
    """Return the same day of another year; None beyond the calendar."""
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return None
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def certain_core(interval: DateInterval) -> tuple[date, date] | None:
    """Return the first and last day on which a state certainly held; None if there is no such day.

    Examples
    --------
    >>> certain_core(parse("1970/1973"))
    (datetime.date(1970, 12, 31), datetime.date(1973, 1, 1))
    """
    lower, slash, upper = interval.edtf.partition("/")
    if not slash:
        # A date without a slash is held throughout.
        return interval.start or date.min, interval.end or date.max
    if upper == "":
        return interval.start or date.min, interval.start_latest or date.max
    if lower == "":
        return interval.end_earliest or date.min, interval.end or date.max
    first, last = interval.start_latest or date.min, interval.end_earliest or date.max
    return (first, last) if first <= last else None


def window(from_: str | int | None, to: str | int | None) -> tuple[date | None, date | None]:
    """Read the ends of a window of time.

    Parameters
    ----------
    from_, to : str, int or None
        Dates of the notation, or years; None for an open end.

    Returns
    -------
    tuple of datetime.date or None
        The first day of the one and the last day of the other.

    Raises
    ------
    DateError
        If one is no date, or the window ends before it starts.

    Examples
    --------
    >>> window(1970, "1973-09")
    (datetime.date(1970, 1, 1), datetime.date(1973, 9, 30))
    """
    first = parse("" if from_ is None else str(from_)).start
    last = parse("" if to is None else str(to)).end
    if first and last and last < first:
        raise DateError(f"expected a window that ends after it starts, found {from_} to {to}")
    return first, last


def in_words(interval: DateInterval, aspect: Aspect = "event") -> str:
    """Put a date into English.

    Parameters
    ----------
    interval : DateInterval
        The date.
    aspect : {'event', 'state'}
        An event falls *between* the ends of its date, a state lasts *from* the one *to* the other.

    Returns
    -------
    str

    Examples
    --------
    >>> in_words(parse("1970-11/1973-09"))
    'between November 1970 and September 1973'
    >>> in_words(parse("1970-11/1973-09"), "state")
    'from November 1970 to September 1973'
    >>> [in_words(parse(text)) for text in ("1970-11?/1973-09?", "1973-06-01/1973-06-10")]
    ['perhaps between November 1970 and September 1973', 'between 1 and 10 June 1973']
    >>> [in_words(parse(text)) for text in ("1973-09-11", "1973~", "197X", "1970/..", "1970/", "")]
    ['11 September 1973', 'about 1973', 'the 1970s', 'from 1970 on', 'from 1970, end unknown', 'undated']
    """
    if not interval.edtf:
        return "undated"
    lower, slash, upper = interval.edtf.partition("/")
    if not slash:
        return _side_in_words(lower)
    if upper in ("", ".."):
        return f"from {_side_in_words(lower)}" + (" on" if upper else ", end unknown")
    if lower in ("", ".."):
        return f"until {_side_in_words(upper)}" + ("" if lower else ", start unknown")
    opening, joint = ("between", "and") if aspect == "event" else ("from", "to")
    (low, mark), (high, other) = _unmarked(lower), _unmarked(upper)
    if mark != other:
        return f"{opening} {_side_in_words(lower)} {joint} {_side_in_words(upper)}"
    return f"{_PREFIX[mark]}{opening} {_beside(low, high)} {joint} {_side_in_words(high)}"


def _side_in_words(side: str) -> str:
    text, mark = _unmarked(side)
    year, month, day = _parts(text)
    return _PREFIX[mark] + " ".join(word for word in (day, month, year) if word)


def _beside(low: str, high: str) -> str:
    """Put the beginning of an interval into words, without the month and year that its end says too."""
    (year, month, day), end = _parts(low), _parts(high)
    if year != end[0] or not (month and end[1]) or bool(day) != bool(end[2]):
        return _side_in_words(low)
    return " ".join(word for word in (day, "" if day and month == end[1] else month) if word)


def _unmarked(side: str) -> tuple[str, str]:
    text = side.rstrip("?~%")
    return text, side[len(text) :]


def _parts(text: str) -> tuple[str, str, str]:
    """Return the year, the month and the day in words; empty where the date does not say."""
    year, month, day = (*text.split("-"), "", "")[:3]
    return (
        _year_in_words(year),
        "" if month in ("", "XX") else _MONTHS[int(month) - 1],
        "" if day in ("", "XX") else str(int(day)),
    )


def _year_in_words(year: str) -> str:
    if year.endswith("XX"):
        century = int(year[:2]) + 1
        return f"the {century}{_ordinal_suffix(century)} century"
    if year.endswith("X"):
        return f"the {year[:3]}0s"
    return year.lstrip("0")


def _ordinal_suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
