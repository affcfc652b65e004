"""Dates, numbers and pages as people write them and spreadsheets spoil them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_loader.imports.written import cells
from graph_loader.imports.written.questions import Question
from graph_loader.model import dates


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1973-09-11", "1973-09-11"),
        ("1973-09-11 00:00:00", "1973-09-11"),
        ("1973/09/11", "1973-09-11"),
        ("19730911", "1973-09-11"),
        ("23/09/1973", "1973-09-23"),
        ("09/23/1973", "1973-09-23"),
        ("11.IX.1973", "1973-09-11"),
        ("11 September 1973", "1973-09-11"),
        ("Tuesday, September 11th, 1973", "1973-09-11"),
        ("11. September 1973", "1973-09-11"),
        ("11 de septiembre de 1973", "1973-09-11"),
        ("le 1er février 1973", "1973-02-01"),
        ("11 сентября 1973 г.", "1973-09-11"),
        ("Sept. 1973", "1973-09"),
        ("9/1973", "1973-09"),
        ("1970-1973", "1970/1973"),
        ("1970–73", "1970/1973"),
        ("11–13 Sep 1973", "1973-09-11/1973-09-13"),
        ("vom 11. bis 13. September 1973", "1973-09-11/1973-09-13"),
        ("11 Sep – 3 Oct 1973", "1973-09-11/1973-10-03"),
        ("December 1971 to January 1972", "1971-12/1972-01"),
        ("c. 1970", "1970~"),
        ("um 1970", "1970~"),
        ("1970s", "197X"),
        ("die 1970er Jahre", "197X"),
        ("[1973]", "1973?"),
        ("[c. 1973]", "1973%"),
        ("mid-1973", "1973-05/1973-08"),
        ("late 1970s", "1977/1979"),
        ("early November 1970", "1970-11-01/1970-11-10"),
        ("since 1970", "1970/.."),
        ("until 1973", "/1973"),
        ("n.d.", ""),
        ("s.f.", ""),
        ("o. D.", ""),
        ("", ""),
    ],
)
def test_dates_that_can_mean_only_one(text: str, edtf: str) -> None:
    assert cells.read_date(text, "") == edtf
    for order in ("dmy", "mdy"):
        if text not in {"23/09/1973", "09/23/1973"}:
            assert cells.read_date(text, order) == edtf


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("11/09/1973", ["1973-09-11", "1973-11-09"]),
        ("11.09.1973", ["1973-09-11", "1973-11-09"]),
        ("26918", ["1973-09-11", "1977-09-12"]),  # as LibreOffice shows 26918 from 1899-12-30 and from 1904-01-01
        ("sep-73", ["1973-09", "1873-09"]),
        ("sep-15", ["month 9 of a year '15", "day 15 of month 9"]),
        ("05-jun", ["day 5 of month 6", "year '05"]),
        ("1911-12", ["1911-12", "1911/1912"]),
        ("11091973", ["1973-09-11", "1973-11-09"]),
    ],
)
def test_dates_with_several_readings_are_never_guessed(text: str, readings: list[str]) -> None:
    with pytest.raises(cells.CellError) as error:
        cells.read_date(text, "")
    assert all(reading in error.value.message for reading in readings)


@pytest.mark.parametrize(
    ("text", "custom", "edtf"),
    [
        ("11/09/1973", "dmy", "1973-09-11"),
        ("11/09/1973", "mdy", "1973-11-09"),
        ("11/09/73", "mdy 19", "1973-11-09"),
        ("73-09-11", "ymd 19", "1973-09-11"),
        ("sep-73", "dmy 19", "1973-09"),
        ("26918", "dmy serial-1900", "1973-09-11"),
        ("26918", "dmy serial-1904", "1977-09-12"),
    ],
)
def test_a_stated_custom_decides(text: str, custom: str, edtf: str) -> None:
    assert cells.ORDERS_PATTERN.fullmatch(custom)
    assert cells.read_date(text, custom) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "31/02/1973",
        "29 February 1973",
        "9862",
        "Santiago",
        "before 1973",
        "spring 1973",
        "1,5E+06",
        "12",
        "1973-13-01",
        "1973 a.C.",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(cells.CellError, match="expected"):
        cells.read_date(text, "dmy 19")


def test_a_date_against_the_stated_order_is_refused() -> None:
    with pytest.raises(cells.CellError, match="can only be 1973-09-23"):
        cells.read_date("09/23/1973", "dmy")


@given(st.dates(min_value=dates.date(1800, 1, 1), max_value=dates.date(1999, 12, 31)))
def test_every_day_is_read_as_it_was_written(day: dates.date) -> None:
    assert cells.read_date(f"{day.day}/{day.month}/{day.year}", "dmy") == day.isoformat()
    assert cells.read_date(f"{day.month}-{day.day}-{day.year}", "mdy") == day.isoformat()
    assert cells.read_date(f"{day.year}.{day.month}.{day.day}", "mdy") == day.isoformat()
    assert cells.read_date(day.isoformat(), "") == day.isoformat()


@given(
    st.text(alphabet="0123456789 -/.–?~[]cXabjunsep,%TZ", max_size=14),
    st.sampled_from(["", "dmy", "mdy 19", "ymd", "edtf"]),
)
def test_no_text_breaks_the_reading_of_dates(text: str, custom: str) -> None:
    try:
        found = cells.read_date(text, custom)
    except cells.CellError:
        return
    assert dates.parse(found).edtf == found


def test_the_whole_column_decides_the_order() -> None:
    assert cells.order_of(["11/09/1973", "c. 1970", "23/09/1973", "Santiago"]) == "dmy"
    assert cells.order_of(["09/11/1973", "09/23/1973"]) == "mdy"
    assert cells.order_of(["1973", "11 Sep 1973", "11/11/1973"]) == ""
    asked = cells.order_of(["11/09/1973", "05/06/1974"])
    assert isinstance(asked, Question)
    assert dict(asked.readings) == {"dmy": "1973-09-11", "mdy": "1973-11-09"}
    mixed = cells.order_of(["23/09/1973", "09/24/1973", "11/09/1973"])
    assert isinstance(mixed, Question)
    assert {answer for answer, _ in mixed.readings} == {"dmy", "mdy"}


@pytest.mark.parametrize(
    ("text", "custom", "number"),
    [
        ("23.000", "comma", "23000"),
        ("23.000", "point", "23.000"),
        ("1.234.567", "", "1234567"),
        ("1,234,567.5", "", "1234567.5"),
        ("0,125", "", "0.125"),
        ("1234.567", "", "1234.567"),
        ("1,5", "", "1.5"),
        ("23 000", "", "23000"),
        ("23\u202f000,50", "comma", "23000.50"),
        ("23'000.50", "point", "23000.50"),
        ("−5", "", "-5"),
        ("1,5 Mio.", "", "1500000"),
        ("1.5 million", "", "1500000"),
        ("US$ 1,500", "point US$", "1500"),
        ("500,–", "comma", "500"),
        ("", "", ""),
    ],
)
def test_numbers(text: str, custom: str, number: str) -> None:
    assert cells.read_number(text, custom) == number


@pytest.mark.parametrize(
    ("text", "custom"),
    [
        ("23.000", ""),
        ("1,5E+06", "comma"),
        ("23.5", "comma"),
        ("23,5", "point"),
        ("1,50,000", ""),
        ("2 billion", ""),
        ("5m", ""),
        ("1.5 mil", ""),
        ("£5", "point US$"),
        ("$5", "point"),
        ("500-600", ""),
        ("about 500", ""),
        ("12 tons", ""),
        ("9" * 40, ""),
    ],
)
def test_numbers_that_cannot_be_told_are_refused(text: str, custom: str) -> None:
    with pytest.raises(cells.CellError, match="expected"):
        cells.read_number(text, custom)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_every_number_is_read_as_it_was_written(number: object) -> None:
    text = f"{number:,.2f}"
    german = text.translate(str.maketrans(",.", ".,"))
    assert cells.read_number(text, "point") == text.replace(",", "")
    assert cells.read_number(german, "comma") == text.replace(",", "")


def test_the_whole_column_decides_what_parts_decimals() -> None:
    assert cells.number_of(["23.000", "1.250,50"]) == "comma"
    assert cells.number_of(["€ 23.000", "€ 7,5"]) == "comma"
    assert cells.number_of(["23", "1500"]) == ""
    assert isinstance(cells.number_of(["23.000", "1.500"]), Question)
    mixed = cells.number_of(["1,5", "2.25", "23.000"])
    assert isinstance(mixed, Question)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("44", "44"),
        ("pp. 44-46", "44–46"),
        ("S. 44", "44"),
        ("xii–xiv", "xii–xiv"),
        ("12r", "12r"),
        ("d8", "d8"),
        ("05-jun", "5–6"),
        ("5-Jun", "5–6"),
        ("6-May", "5–6"),
        ("jun-73", "6–73"),
        ("5-may", "5"),
        ("box 3, folder 2",) * 2,
    ],
)
def test_pages_and_what_a_spreadsheet_made_of_them(text: str, page: str) -> None:
    assert cells.read_page(text) == page


@pytest.mark.parametrize("text", ["2024-06-05", "05/06/2024", "45448", "jun-05"])
def test_pages_that_cannot_be_told_are_asked_about(text: str) -> None:
    assert isinstance(cells.read_page(text), Question)
