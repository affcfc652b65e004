"""One date as people write it: in numbers, in words, or what a spreadsheet made of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from graph_loader.imports.written import date_words as words
from graph_loader.imports.written.questions import CellError, Question
from graph_loader.model import dates
from graph_loader.model.problems import quoted

NEWEST = 2100
_NUMERIC = re.compile(r"([0-9]{1,4})\s*([./-])\s*([0-9]{1,2}|[IVX]{1,4})\s*\2\s*([0-9]{1,4})\.?", re.IGNORECASE)
_TIME = re.compile(
    r"(?:T|,?\s+(?:at\s+)?)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:[ap]\.?m\.?|Z|[+-][0-9:]{4,5})?$",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"[1-7][0-9]{4}(?:[.,][0-9]+)?")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s*[./-]\s*([0-9]{4})")
_EXCEL = re.compile(r"([0-9]{1,2})[- ]([^\W\d_]{3,5})\.?|([^\W\d_]{3,5})\.?[- ]([0-9]{2})")
_LAST_DAY = 31
_WINDOWS, _APPLE = date(1899, 12, 30), date(1904, 1, 1)


class Custom(NamedTuple):
    """How a column writes its dates; empty for what is not known."""

    order: str = ""
    century: str = ""
    serial: str = ""

    @classmethod
    def of(cls, text: str) -> Custom:
        """Read the custom as a recipe states it: `dmy`, `mdy 19`, `ymd serial-1900`."""
        parts = text.split()
        return cls(
            next((part for part in parts if part.isalpha()), ""),
            next((part for part in parts if part.isdecimal()), ""),
            next((part.removeprefix("serial-") for part in parts if part.startswith("serial-")), ""),
        )


def is_date(edtf: str) -> bool:
    """Tell whether a reading is a date of the calendar, or says in words what it is."""
    try:
        return bool(dates.parse(edtf.split(" ", maxsplit=1)[0]).edtf)
    except dates.DateError:
        return not edtf[:1].isdecimal()


def no_date(text: str) -> CellError:
    """Say what was expected where a text is no date."""
    if words.SEASON.search(text):
        return CellError(f"expected months for a season, which differs between north and south, found {quoted(text)}")
    return CellError(f"expected a date like 1973-09-11, 11 September 1973, 1973 or c. 1973, found {quoted(text)}")


def spoilt(text: str, custom: Custom) -> str | Question | None:
    """Read what a spreadsheet makes of a date or of something else: serial numbers, `sep-73`, `05-jun`."""
    if _SERIAL.fullmatch(text):
        days = int(re.split("[.,]", text)[0])
        made = {
            "1900": (_WINDOWS + timedelta(days)).isoformat(),
            "1904": (_APPLE + timedelta(days)).isoformat(),
        }
        return made.get(custom.serial) or Question("serial", "", text, tuple(made.items()))
    if (match := _EXCEL.fullmatch(text)) is None:
        return None
    month, number = words.month_of(match[2] or match[3]), match[1] or match[4]
    if not month:
        return None
    if int(number) > _LAST_DAY:
        return of_century(number, f"-{month:02d}", custom)
    if match[2]:
        readings = (
            ("", f"day {int(number)} of month {month} without a year"),
            ("", f"month {month} of a year '{number}"),
        )
    else:
        readings = (
            ("", f"month {month} of a year '{number}"),
            ("", f"day {int(number)} of month {month} without a year"),
        )
    return Question("cell", "", text, readings)


def of_century(year: str, rest: str, custom: Custom, order: str = "") -> str | Question:
    """Complete a year of two digits."""
    if custom.century:
        return f"{custom.century}{year}{rest}"
    return Question("century", "", order, tuple((century, f"{century}{year}{rest}") for century in ("19", "18", "20")))


def numeric(text: str, custom: Custom) -> str | Question | None:
    """Read dates of three numbers."""
    if (match := _NUMERIC.fullmatch(_TIME.sub("", text))) is None:
        return None
    first, _, second, third = match.groups()
    if month := words.roman(second):
        return _year(third, f"-{month:02d}-{int(first):02d}", custom)
    if not second.isdecimal():
        return None
    if len(first) > 2:  # noqa: PLR2004 - a year
        return f"{first}-{int(second):02d}-{int(third):02d}" if len(first) == 4 and len(third) <= 2 else None  # noqa: PLR2004
    day, month = int(first), int(second)
    if len(third) == 4:  # noqa: PLR2004
        orders = {"dmy": f"{third}-{month:02d}-{day:02d}", "mdy": f"{third}-{day:02d}-{month:02d}"}
        return _ordered(text, orders, custom)
    return _short_year(text, (first, second, third), custom) if len(third) <= 2 else None  # noqa: PLR2004


def _ordered(text: str, orders: dict[str, str], custom: Custom) -> str | Question:
    possible = {order: edtf for order, edtf in orders.items() if is_date(edtf)}
    if custom.order in possible:
        return possible[custom.order]
    if custom.order and custom.order not in orders:
        raise CellError(f"expected a date in the order {custom.order}, found {quoted(text)}")
    if custom.order in orders and possible:
        meant = next(iter(possible.values()))
        raise CellError(f"expected a date in the order {custom.order}, found {quoted(text)}, which can only be {meant}")
    if len(set(possible.values())) == 1:
        return next(iter(possible.values()))
    return Question("date-order", "", text, tuple(possible.items()))


def _short_year(text: str, numbers: tuple[str, str, str], custom: Custom) -> str | Question | None:
    """Read a date whose year has two digits: its order first, then its century."""
    places = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
    made: dict[str, str] = {}
    for order, (year, month, day) in places.items():
        rest = f"-{int(numbers[month]):02d}-{int(numbers[day]):02d}"
        if len(numbers[year]) == 2 and is_date(f"2000{rest}"):  # noqa: PLR2004
            made[order] = f"{numbers[year]}{rest}"
    if custom.order:
        made = {order: rest for order, rest in made.items() if order == custom.order}
    if not made:
        return None
    if len(set(made.values())) > 1:
        century = custom.century or "19"
        return Question("date-order", "", text, tuple((order, century + rest) for order, rest in made.items()))
    rest = next(iter(made.values()))
    return of_century(rest[:2], rest[2:], custom)


def _year(year: str, rest: str, custom: Custom) -> str | Question | None:
    if len(year) == 4:  # noqa: PLR2004
        return f"{year}{rest}"
    return of_century(year, rest, custom) if len(year) == 2 else None  # noqa: PLR2004


def single(text: str, custom: Custom) -> str | Question:
    """Read one date in words, or one that is EDTF already."""
    text = _TIME.sub("", words.ARTICLE.sub("", words.WEEKDAY.sub("", text.strip())))
    if (found := numeric(text, custom)) is not None:
        return found
    if match := _MONTH_YEAR.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02d}"
    if re.fullmatch("[0-9]{8}", text):
        return _eight_digits(text)
    try:
        return dates.parse(text).edtf
    except dates.DateError:
        pass
    numbers: list[str] = []
    month = 0
    for word in re.findall(
        r"[0-9]+|[^\W\d_]+\.?",
        words.LINKS.sub(" ", re.sub(r"(?<=[0-9])(?:st|nd|rd|th|er|º|ª)\b|\.(?=\s|$)", " ", text)),
    ):
        if word.isdecimal():
            numbers.append(word)
        elif not month and words.month_of(word):
            month = words.month_of(word)
        else:
            raise no_date(text)
    return _of_words(text, numbers, month, custom)


def _of_words(text: str, numbers: list[str], month: int, custom: Custom) -> str | Question:
    years = [number for number in numbers if len(number) == 4]  # noqa: PLR2004
    days = [number for number in numbers if len(number) <= 2]  # noqa: PLR2004
    if not month or len(numbers) > 2 or len(years) + len(days) != len(numbers):  # noqa: PLR2004
        raise no_date(text)
    if len(years) == 1:
        return f"{years[0]}-{month:02d}" + (f"-{int(days[0]):02d}" if days else "")
    if not years and len(days) == 2 and len(days[1]) == 2:  # noqa: PLR2004 - 11 Sep 73
        return of_century(days[1], f"-{month:02d}-{int(days[0]):02d}", custom)
    raise no_date(text)


def _eight_digits(text: str) -> str | Question:
    """Read 19730911, where it is not 11091973 too."""
    made = {
        f"{text[:4]}-{text[4:6]}-{text[6:]}",
        f"{text[4:]}-{text[2:4]}-{text[:2]}",
        f"{text[4:]}-{text[:2]}-{text[2:4]}",
    }
    likely = sorted(edtf for edtf in made if is_date(edtf) and "1000" <= edtf[:4] < str(NEWEST))
    if len(likely) == 1:
        return likely[0]
    if not likely:
        raise no_date(text)
    return Question("cell", "", text, tuple(("", edtf) for edtf in likely))
