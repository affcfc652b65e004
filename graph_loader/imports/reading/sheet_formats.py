"""What a cell of a workbook shows: its value, in the format that the cell has."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

MONTH, YEAR, NO_YEAR, PERCENT, TEXT = "month", "year", "no-year", "percent", "text"
_BUILT_IN = {"9": PERCENT, "10": PERCENT, "16": NO_YEAR, "17": MONTH}
_ABBREVIATED = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_EXACT = 10**15


class Shown(NamedTuple):
    """How a cell shows its value, and the value or text itself."""

    kind: str
    text: str


def shown_as(number: str, code: str) -> str:
    r"""Tell from a number format what it leaves out of a date, or that it shows per cents; empty for other formats.

    Examples
    --------
    >>> shown_as("17", ""), shown_as("164", r"mmm\-yy"), shown_as("165", "d-mmm"), shown_as("166", "dd/mm/yyyy")
    ('month', 'month', 'no-year', '')
    >>> shown_as("167", "0.0%"), shown_as("168", "yyyy"), shown_as("169", "#,##0 [$€-407]")
    ('percent', 'year', '')
    """
    if not code:
        return _BUILT_IN.get(number, "")
    plain = _QUOTED.sub("", code.split(";", maxsplit=1)[0]).lower()
    if "%" in plain:
        return PERCENT
    if not re.fullmatch(r"[ymdhsap\s.,/:\-年月日]*", plain):
        return ""
    signs = {sign for sign in "ymdhs" if sign in plain}
    if "h" in signs or "s" in signs:
        return ""
    return {"ym": MONTH, "y": YEAR, "md": NO_YEAR}.get("".join(sign for sign in "ymd" if sign in signs), "")


def months_only(text: str) -> Shown | None:
    """Tell from what a cell of ODS shows whether it leaves out the day, the month or the year of its date.

    Examples
    --------
    >>> months_only("Sep 73"), months_only("1973"), months_only("5. Jun"), months_only("11.09.1973")
    (Shown(kind='month', text=''), Shown(kind='year', text=''), Shown(kind='no-year', text=''), None)
    """
    if re.fullmatch(r"[0-9]{4}", text):
        return Shown(YEAR, "")
    if re.fullmatch(
        r"[^\W\d]+[.\s\-/’']*(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}[./\-][0-9]{4}|[0-9]{4}[./\-][0-9]{1,2}", text
    ):
        return Shown(MONTH, "")
    if re.fullmatch(r"[0-9]{1,2}[.\s\-/]*[^\W\d]+\.?|[0-9]{1,2}[./\-][0-9]{1,2}\.?", text):
        return Shown(NO_YEAR, "")
    return None


def displayed(value: object, shown: Shown | None) -> str:
    r"""Return what a person sees in a cell: dates as ISO writes them, whole numbers without a point.

    Examples
    --------
    >>> displayed(1973.0, None), displayed(0.1 + 0.2, None), displayed(dt.date(1973, 9, 11), None)
    ('1973', '0.3', '1973-09-11')
    >>> displayed(dt.date(1973, 9, 1), Shown("month", ""))
    '1973-09'
    >>> displayed(dt.date(2024, 6, 5), Shown("no-year", ""))
    '5-Jun'
    >>> displayed(0.5, Shown("percent", "0.5")), displayed(True, None), displayed("  a\u00a0b ", None)
    ('50%', 'TRUE', 'a b')
    """
    if shown and shown.kind == TEXT:
        return shown.text
    if isinstance(value, str):
        return value.replace("\xa0", " ").strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value * 100) + "%" if shown and shown.kind == PERCENT else _number(value)
    if isinstance(value, dt.date):
        return _date(value, shown.kind if shown else "")
    return shown.text if shown and shown.text else str(value)


def _number(value: float) -> str:
    if value == int(value) and abs(value) < _EXACT:
        return str(int(value))
    return f"{value:.15g}".replace("e", "E")


def _date(value: dt.date, kind: str) -> str:
    if kind == MONTH:
        return f"{value:%Y-%m}" if value.day == 1 else value.isoformat()[:10]
    if kind == YEAR:
        return f"{value.year:04d}"
    if kind == NO_YEAR:
        return f"{value.day}-{_ABBREVIATED[value.month]}"
    text = value.isoformat()
    return text.removesuffix("T00:00:00").replace("T", " ")
