"""Numbers for people: whole, and grouped where they are long."""

from __future__ import annotations

import math

UNGROUPED = 10_000
"""Whole numbers below it are written as they are where they may be years; Spanish groups none of them."""

LARGEST_NUMBER = 2**53 - 1
"""The largest whole number that pages, JSON and tables of floats hold without loss."""

DECIMAL_COMMA = frozenset({"es"})
"""Languages that write a comma before decimals and a point between thousands."""


def figure(value: float, language: str = "en") -> str:
    """Write a number with all the digits before its point, grouped by thousands, and up to four after it.

    Examples
    --------
    >>> figure(98500000.0), figure(36.6), figure(2500), figure(0.00012)
    ('98,500,000', '36.6', '2,500', '0.00012')
    >>> figure(98500000.0, "es"), figure(36.6, "es"), figure(2500, "es")
    ('98.500.000', '36,6', '2500')
    """
    plain = not math.isfinite(value) or 0 < abs(value) < 1
    text = f"{value:g}" if plain else f"{value:,.4f}".rstrip("0").rstrip(".")
    if language not in DECIMAL_COMMA:
        return text
    return (text.replace(",", "") if abs(value) < UNGROUPED else text).translate(str.maketrans(",.", ".,"))


def rounded(value: float, digits: int) -> str:
    """Write a number with all the digits before its point, and after it no more than make so many in all.

    Examples
    --------
    >>> rounded(98512.34, 3), rounded(36.64, 3), rounded(0.012345, 3), rounded(0.0, 3)
    ('98,512', '36.6', '0.0123', '0')
    """
    if not value or not math.isfinite(value):
        return f"{value:g}"
    return figure(round(value, max(0, digits - 1 - math.floor(math.log10(abs(value))))))


def cell(value: float) -> str:
    """Write a number of a table, whose column may hold years: whole ones are grouped only where they cannot be one.

    Examples
    --------
    >>> cell(1973), cell(1973.0), cell(98500000.0), cell(2500.5), cell(0.5)
    ('1973', '1973', '98,500,000', '2,500.5', '0.5')
    """
    return f"{value:.0f}" if abs(value) < UNGROUPED and value == int(value) else figure(value)


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number of things in English.

    Examples
    --------
    >>> counted(1, "claim"), counted(12_000, "claim"), counted(0, "entity", "entities")
    ('1 claim', '12,000 claims', '0 entities')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
