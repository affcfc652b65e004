"""Numbers as people write them, as plain decimals: certain, or a question with both readings."""

from __future__ import annotations

import re
from decimal import Decimal

from graph_loader.imports.written.questions import CellError, Question
from graph_loader.model.problems import quoted

CUSTOMS = ("point", "comma")
SIGNS = {
    "US$": "USD", "USD": "USD", "EUR": "EUR", "€": "EUR", "GBP": "GBP", "£": "GBP",
    "RUB": "RUB", "₽": "RUB", "DM": "DEM",
    "DEM": "DEM", "CHF": "CHF", "CLP": "CLP", "ARS": "ARS", "$": "", "¥": "", "%": "percent",
}  # fmt: skip
"""Signs beside an amount and the unit that each means; empty where it is the sign of several currencies."""
NUMBERS_PATTERN = re.compile(rf"(?:point|comma)(?: (?:{'|'.join(map(re.escape, SIGNS))}))?")
"""The custom of a column: its decimal sign, and the sign that may stand beside its numbers."""

_SCALES = {
    "thousand": 3, "tsd": 3, "tausend": 3,
    "million": 6, "millions": 6, "mio": 6, "mill": 6, "mln": 6,
    "mn": 6,
    "millionen": 6, "millones": 6, "millón": 6, "milliard": 9, "milliards": 9,
    "milliarden": 9, "milliarde": 9, "mrd": 9,
    "mil millones": 9,
}  # fmt: skip
_UNSURE = frozenset({"billion", "billions", "billón", "billones", "billionen", "bn", "m", "k", "b", "t", "mil"})
_SIGN = re.compile("|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True)))
_SPACES = re.compile("[\u00a0\u2007\u2009\u202f ]")
_ROUNDED = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)E([+-]?[0-9]{1,3})", re.IGNORECASE)
_BODY = re.compile(r"([+-]?)([0-9][0-9.,'’ ]*)")
_SHAPES = {
    "point": re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ '’][0-9]{3})+)(?:\.[0-9]+)?"),
    "comma": re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:[ '’][0-9]{3})+)(?:,[0-9]+)?"),
}
_MOST_DIGITS = 30


def sign_of(text: str) -> str:
    """Return the sign that stands beside a number; empty for none.

    Examples
    --------
    >>> sign_of("US$ 1,500"), sign_of("12 %"), sign_of("12 tons")
    ('US$', '%', '')
    """
    return match.group() if (match := _SIGN.search(text)) else ""


def read(text: str, custom: str = "") -> str | Question:
    """Return a number as a plain decimal, empty for none, or what is to be asked.

    Raises
    ------
    CellError
        If it is no number, or not one by the custom.

    Examples
    --------
    >>> read("1.234.567"), read("1,5"), read("23.000", "comma"), read("23.000", "point"), read("$ 1,500.50", "point $")
    ('1234567', '1.5', '23000', '23.000', '1500.50')
    >>> read("1.5 million"), read("2,5 Mrd."), read("")
    ('1500000', '2500000000', '')
    >>> print(read("23.000"))
    '23.000' is 23.000 (point) or 23000 (comma)
    """
    decimal, _, sign = custom.partition(" ")
    plain = _SPACES.sub(" ", text).strip().replace("−", "-")
    if plain in {"", "-", "–", "—", "?", "n/a", "N/A"}:
        return ""
    if found := sign_of(plain):
        if custom and found != sign:
            expected = f"no sign but {sign}" if sign else "a number without a sign"
            raise CellError(f"expected {expected}, found {quoted(text)}")
        plain = " ".join(plain.replace(found, " ", 1).split())
    if rounded := _ROUNDED.fullmatch(plain):
        value = f"{Decimal(rounded[1].replace(',', '.')).scaleb(int(rounded[2])):f}"
        return Question("cell", "", quoted(text), (("", value), ("", "a number that a spreadsheet rounded to it")))
    plain, scale = _scaled(plain, text)
    body = _BODY.fullmatch(re.sub(r"[.,]\s?[-–]+$", "", plain))
    if body is None or len(body[2]) > _MOST_DIGITS:
        raise _no_number(text)
    readings = {
        name: body[1].replace("+", "") + _plain(body[2].strip(), name, scale)
        for name, shape in _SHAPES.items()
        if shape.fullmatch(body[2].strip())
    }
    if decimal:
        if decimal not in readings:
            raise CellError(f"expected a number with a decimal {decimal}, found {quoted(text)}")
        return readings[decimal]
    return _only(readings, text)


def _only(readings: dict[str, str], text: str) -> str | Question:
    if not readings:
        raise _no_number(text)
    if len({Decimal(value) for value in readings.values()}) == 1:
        return next(iter(readings.values()))
    if re.match(r"[+-]?0[.,]", text.strip()):  # nothing is grouped after a zero
        return min(readings.values(), key=lambda value: abs(Decimal(value)))
    return Question("number", "", quoted(text), tuple(readings.items()))


def _scaled(plain: str, text: str) -> tuple[str, int]:
    """Part a number from a word like million behind it; return how many zeros that means."""
    match = re.fullmatch(r"(.*?[0-9])\s*([^\W\d_]+(?: [^\W\d_]+)?)\.?", plain)
    if match is None:
        return plain, 0
    word = match[2].lower()
    if word in _UNSURE:
        raise CellError(f"expected a number written out, for {word!r} has several meanings, found {quoted(text)}")
    if word not in _SCALES:
        raise _no_number(text)
    return match[1], _SCALES[word]


def _plain(body: str, custom: str, scale: int) -> str:
    digits = re.sub("[ '’]", "", body)
    digits = digits.replace(".", "").replace(",", ".") if custom == "comma" else digits.replace(",", "")
    return f"{Decimal(digits).scaleb(scale).normalize():f}" if scale else digits


def _no_number(text: str) -> CellError:
    return CellError(f"expected one number, found {quoted(text)}")
