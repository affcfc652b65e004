"""EDTF dates as intervals of days: what is read, what is refused, and what falls into a window."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_loader.model.dates import DateError, DateInterval, certain_core, in_window, in_words, parse

ASPECTS = ("event", "state")


def bounds(text: str) -> tuple[str, str, str, str]:
    read = parse(text)
    return tuple(str(day or "–") for day in (read.start, read.start_latest, read.end_earliest, read.end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1973-09-11", ("1973-09-11", "1973-09-11", "1973-09-11", "1973-09-11")),
        ("1973", ("1973-01-01", "1973-12-31", "1973-01-01", "1973-12-31")),
        ("1973-02", ("1973-02-01", "1973-02-28", "1973-02-01", "1973-02-28")),
        ("1972-02", ("1972-02-01", "1972-02-29", "1972-02-01", "1972-02-29")),
        ("1970-11/1973-09", ("1970-11-01", "1970-11-30", "1973-09-01", "1973-09-30")),
        ("1970/..", ("1970-01-01", "1970-12-31", "–", "–")),
        ("1956/..", ("1956-01-01", "1956-12-31", "–", "–")),
        ("1970/", ("1970-01-01", "1970-12-31", "1970-01-01", "–")),
        ("../1970", ("–", "–", "1970-01-01", "1970-12-31")),
        ("/1970", ("–", "1970-12-31", "1970-01-01", "1970-12-31")),
        ("/1956", ("–", "1956-12-31", "1956-01-01", "1956-12-31")),
        ("197X", ("1970-01-01", "1979-12-31", "1970-01-01", "1979-12-31")),
        ("19XX", ("1900-01-01", "1999-12-31", "1900-01-01", "1999-12-31")),
        ("1973-XX", ("1973-01-01", "1973-12-31", "1973-01-01", "1973-12-31")),
        ("1973-09-XX", ("1973-09-01", "1973-09-30", "1973-09-01", "1973-09-30")),
        ("1973-XX-XX", ("1973-01-01", "1973-12-31", "1973-01-01", "1973-12-31")),
        ("1972-02-29", ("1972-02-29", "1972-02-29", "1972-02-29", "1972-02-29")),
        ("", ("–", "–", "–", "–")),
    ],
)
def test_a_date_has_four_bounds(text: str, expected: tuple[str, str, str, str]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("1973", "certain"),
        ("1973?", "uncertain"),
        ("1973-09~", "approximate"),
        ("1973-09-11%", "both"),
        ("197X~", "approximate"),
        ("1970~/1973", "approximate"),
        ("1970?/1973~", "both"),
        ("1970?/..", "uncertain"),
        ("", ""),
    ],
)
def test_marks_set_the_certainty(text: str, certainty: str) -> None:
    assert parse(text).certainty == certainty


def test_marks_leave_the_bounds_alone() -> None:
    assert bounds("1973?") == bounds("1973~") == bounds("1973%") == bounds("1973")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1973-02-29", "day of the calendar"),
        ("1900-02-29", "day of the calendar"),
        ("1973-04-31", "day of the calendar"),
        ("1973-13", "day of the calendar"),
        ("1973-00", "day of the calendar"),
        ("0000", "years 0001 to 9999"),
        ("-0044", "year from 0001 to 9999"),
        ("-1973-09-11", "year from 0001 to 9999"),
        ("Y17000", "year from 0001 to 9999"),
        ("19731", "year from 0001 to 9999"),
        ("1973-21", "months for a season"),
        ("1973-24~", "months for a season"),
        ("1973-33", "months for a season"),
        ("1973/1970", "ends after it starts"),
        ("1973-09-11/1973-09-10", "ends after it starts"),
        ("/", "at least one side"),
        ("..", "EDTF date"),
        ("../..", "at least one side"),
        ("/..", "at least one side"),
        ("1970/1971/1972", "EDTF date"),
        ("1973~-09", "EDTF date"),
        ("197X-03", "EDTF date"),
        ("19X3", "EDTF date"),
        ("{1973,1974}", "EDTF date"),
        ("[1973..]", "EDTF date"),
        ("1973S2", "EDTF date"),
        ("1973-09-11T10:00:00", "EDTF date"),
        ("1973-9", "EDTF date"),
        ("1973-1974", "EDTF date"),
        (" 1973", "EDTF date"),
        ("1973\n", "EDTF date"),
        ("١٩٧٣", "EDTF date"),
        ("September 1973", "EDTF date"),
    ],
)
def test_what_the_notation_does_not_admit_is_refused(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason) as error:
        parse(text)
    assert len(str(error.value).splitlines()) == 1


days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
marks = st.sampled_from(["", "?", "~", "%"])


@st.composite
def sides(draw: st.DrawFn) -> str:
    day = draw(days)
    year, month = f"{day.year:04}", f"{day.month:02}"
    forms = [year, f"{year}-{month}", day.isoformat(), f"{year}-XX", f"{year}-{month}-XX", f"{year}-XX-XX"]
    forms += [f"{year[:3]}X"] if day.year > 9 else []
    forms += [f"{year[:2]}XX"] if day.year > 99 else []
    return draw(st.sampled_from(forms)) + draw(marks)


@st.composite
def dates(draw: st.DrawFn) -> str:
    lower, upper = draw(sides()), draw(sides())
    if parse(lower).start > parse(upper).end:
        lower, upper = upper, lower
    forms = [lower, f"{lower}/{upper}", f"{lower}/..", f"{lower}/", f"../{upper}", f"/{upper}"]
    return draw(st.sampled_from(forms))


@given(sides())
def test_a_single_date_has_the_bounds_that_the_library_gives(text: str) -> None:
    library = edtf.parse_edtf(text)
    assert parse(text).start == date(*library.lower_strict()[:3])
    assert parse(text).end == date(*library.upper_strict()[:3])


@given(dates())
def test_bounds_are_in_order(text: str) -> None:
    read = parse(text)
    first, last = read.start or date.min, read.end or date.max
    assert first <= (read.start_latest or last)
    assert (read.end_earliest or first) <= last
    assert first <= last


@given(st.text(alphabet="0123456789X-/.?~%SY{}[], T:", max_size=24))
def test_any_text_is_read_or_refused_with_one_line(text: str) -> None:
    try:
        outcome: object = parse(text)
    except DateError as error:
        outcome = error
    assert isinstance(outcome, DateInterval) or len(str(outcome).splitlines()) == 1


@given(st.integers(1, 9999))
def test_february_has_its_29th_in_leap_years_only(year: int) -> None:
    text = f"{year:04}-02-29"
    if calendar.isleap(year):
        assert parse(text).start == date(year, 2, 29)
    else:
        with pytest.raises(DateError):
            parse(text)


@pytest.mark.parametrize(
    ("text", "window", "possible", "certain_event", "certain_state"),
    [
        ("1973-09-11", ("1973-01-01", "1973-12-31"), True, True, True),
        ("1973", ("1973-09-01", "1973-09-30"), True, False, True),
        ("1970/1973", ("1972-01-01", "1972-12-31"), True, False, True),
        ("1970/1973", ("1970-06-01", "1970-06-30"), True, False, False),
        ("1970/1973", ("1970-01-01", "1973-12-31"), True, True, True),
        ("1970/1970", ("1970-01-01", "1970-06-30"), True, False, False),
        ("1970/..", ("1985-01-01", "1985-12-31"), True, False, True),
        ("1970/", ("1985-01-01", "1985-12-31"), True, False, False),
        ("1970/", ("1970-01-01", "1970-12-31"), True, False, True),
        ("../1970", ("1950-01-01", "1950-12-31"), True, False, True),
        ("/1970", ("1950-01-01", "1950-12-31"), True, False, False),
        ("/1970", ("1970-03-01", "1970-03-31"), True, False, True),
        ("1970/..", ("1969-01-01", "1969-12-31"), False, False, False),
        ("../1970", ("1971-01-01", "1971-12-31"), False, False, False),
        ("", ("0001-01-01", "9999-12-31"), False, False, False),
    ],
)
def test_a_window_has_a_possible_and_a_certain_reading(
    text: str, window: tuple[str, str], possible: bool, certain_event: bool, certain_state: bool
) -> None:
    from_, to = map(date.fromisoformat, window)
    read = parse(text)
    assert [in_window(read, aspect, from_, to) for aspect in ASPECTS] == [possible, possible]
    assert in_window(read, "event", from_, to, "certain") == certain_event
    assert in_window(read, "state", from_, to, "certain") == certain_state


@given(dates(), days, st.integers(0, 4000), st.sampled_from(ASPECTS))
def test_what_is_certain_is_possible(text: str, from_: date, length: int, aspect: str) -> None:
    to = min(from_.toordinal() + length, date.max.toordinal())
    window = (from_, date.fromordinal(to))
    if in_window(parse(text), aspect, *window, "certain"):
        assert in_window(parse(text), aspect, *window, "possible")


@given(dates(), st.sampled_from(ASPECTS))
def test_a_window_without_bounds_certainly_holds_every_date(text: str, aspect: str) -> None:
    read = parse(text)
    assert in_window(read, aspect, None, None, "possible")
    assert in_window(read, "event", None, None, "certain")


@given(days, days)
def test_a_single_day_is_in_a_window_that_holds_it(day: date, other: date) -> None:
    from_, to = sorted((day, other))
    for reading in ("possible", "certain"):
        assert in_window(parse(day.isoformat()), "event", from_, to, reading)
    if to < date.max:
        assert not in_window(parse((to + timedelta(days=1)).isoformat()), "event", from_, to)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1973-09-11", "11 September 1973"),
        ("1973-09-01?", "perhaps 1 September 1973"),
        ("1973-09", "September 1973"),
        ("1973~", "about 1973"),
        ("1973%", "perhaps about 1973"),
        ("1970?/1973?", "perhaps between 1970 and 1973"),
        ("1970/1973?", "between 1970 and perhaps 1973"),
        ("1973-01/1973-04", "between January and April 1973"),
        ("1973-01-30/1973-02-02", "between 30 January and 2 February 1973"),
        ("1973-01/1973-04-02", "between January 1973 and 2 April 1973"),
        ("197X", "the 1970s"),
        ("197X~", "about the 1970s"),
        ("19XX", "the 20th century"),
        ("20XX", "the 21st century"),
        ("1973-XX", "1973"),
        ("1973-09-XX", "September 1973"),
        ("1970-11/1973-09", "between November 1970 and September 1973"),
        ("1970/..", "from 1970 on"),
        ("1970/", "from 1970, end unknown"),
        ("../1970", "until 1970"),
        ("/1970", "until 1970, start unknown"),
        ("", "undated"),
    ],
)
def test_dates_in_words(text: str, words: str) -> None:
    assert in_words(parse(text)) == words


def test_a_state_lasts_from_its_start_to_its_end() -> None:
    assert in_words(parse("1970~/1973-09"), "state") == "from about 1970 to September 1973"


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("1970/1973", (date(1970, 12, 31), date(1973, 1, 1))),
        ("1970-05-01/1970-05-01", (date(1970, 5, 1), date(1970, 5, 1))),
        ("1970/1970", None),  # it began and ended on some days of that year, the one perhaps after the other
        ("../1973", (date.min, date(1973, 1, 1))),
        ("1970/..", (date(1970, 12, 31), date.max)),
        ("/1973", (date(1973, 1, 1), date(1973, 12, 31))),
        ("1973/", (date(1973, 1, 1), date(1973, 12, 31))),
        ("1973", (date(1973, 1, 1), date(1973, 12, 31))),
        ("", (date.min, date.max)),
    ],
)
def test_a_state_certainly_held_between_its_latest_start_and_its_earliest_end(
    text: str, core: tuple[date, date] | None
) -> None:
    assert certain_core(parse(text)) == core


@pytest.mark.parametrize("day", [date(1970, 12, 31), date(1973, 1, 1)])
def test_the_first_and_the_last_certain_day_are_certain(day: date) -> None:
    assert in_window(parse("1970/1973"), "state", day, day, "certain")


@pytest.mark.parametrize(("year", "words"), [("10XX", "11th"), ("11XX", "12th"), ("12XX", "13th"), ("20XX", "21st")])
def test_centuries_in_words(year: str, words: str) -> None:
    assert in_words(parse(year)) == f"the {words} century"
