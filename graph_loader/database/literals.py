"""Texts as values of Neo4j: days, numbers and words to be searched; and values as Cypher."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from graph_loader.model import dates
from graph_loader.model.errors import ColdWarError

_DIGITS = 15
"""As many as a floating point number holds for certain."""
_LUCENE = re.compile(r'([+\-!(){}\[\]^"~*?:\\/]|&&|\|\|)')
_LUCENE_WORDS = re.compile(r"\b(AND|OR|NOT)\b")
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def escape_lucene(text: str) -> str:
    r"""Take the special meaning from the signs and words of Lucene's query language.

    Examples
    --------
    >>> print(escape_lucene('Luis (Corvalán) AND a*'))
    Luis \(Corvalán\) and a\*
    """
    return _LUCENE_WORDS.sub(lambda word: word[0].lower(), _LUCENE.sub(r"\\\1", text))


def literal(value: Any) -> str:
    r"""Write a value of a parameter as Cypher, in one line.

    Examples
    --------
    >>> print(literal("Pinochet's\nlate rule"), literal(date(1973, 9, 11)), literal(3))
    'Pinochet\'s\u000Alate rule' date('1973-09-11') 3
    """
    match value:
        case None | bool() | int():
            return "null" if value is None else str(value).lower()
        case date():
            return f"date('{value.isoformat()}')"
        case float():
            return f"{Decimal(repr(value)):f}"
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return "{" + ", ".join(f"{name}: {literal(each)}" for name, each in value.items()) + "}"
    text = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return "'" + _BREAKS.sub(lambda match: f"\\u{ord(match[0]):04X}", text) + "'"


def bound(text: str, side: str) -> date:
    """Read the first or the last day of a date; one that is open on that side is refused."""
    try:
        interval = dates.parse(text)
    except ColdWarError as error:
        raise ValueError(text) from error
    day = interval.start if side == "start" else interval.end
    if day is None:
        raise ValueError(text)
    return day


def count(text: str) -> int:
    """Read a count: a whole number that Neo4j can hold, no less than 0."""
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise ValueError(text)
    return int(text)


def decimal(text: str) -> float:
    """Read a number that may be negative or have decimals, as Neo4j holds it."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) or sum(map(str.isdigit, text)) > _DIGITS:
        raise ValueError(text)
    return float(text)


def unit(text: str) -> str:
    """Read a unit of amounts, which is any text."""
    if not text.strip():
        raise ValueError(text)
    return text


def words(text: str) -> str:
    """Read words for Lucene, at least one of them with a letter or digit."""
    if not any(map(str.isalnum, text)):
        raise ValueError(text)
    return escape_lucene(text)
