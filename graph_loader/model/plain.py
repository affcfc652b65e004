"""Attributes of any graph as plain text and numbers, which JSON and XML can hold."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from datetime import date, timedelta
from decimal import Decimal
from pathlib import PurePath
from typing import Any
from uuid import UUID

from graph_loader.model.errors import ColdWarError

_TEXT = (timedelta, PurePath, UUID)


def plain(value: Any, attribute: str, owner: object) -> Any:  # noqa: C901, PLR0911 - one for each kind of value
    """Return a value as None, text, number, list or dict; infinite numbers become text, unknown ones None.

    Raises
    ------
    ColdWarError
        If there is no plain form of it.

    Examples
    --------
    >>> plain({"b", "a"}, "tags", "ussr"), plain(date(1973, 9, 11), "day", "chile"), plain(float("inf"), "x", "y")
    (['a', 'b'], '1973-09-11', 'inf')
    """
    if value is None or type(value) in (str, int, bool):
        return value  # almost all values, without further questions
    if hasattr(value, "tolist"):  # numpy's scalars and arrays
        value = value.tolist()
    match value:
        case None | bool() | int() | str():
            return value
        case float() | Decimal():
            return _number(value)
        case date():  # a datetime is one, too; pandas' NaT, which is no day, differs from itself
            return value.isoformat() if value == value else None  # noqa: PLR0124
        case Mapping():
            return {str(key): plain(each, attribute, owner) for key, each in value.items()}
        case Set():
            return sorted((plain(each, attribute, owner) for each in value), key=str)
        case Sequence() if not isinstance(value, bytes | bytearray | memoryview):
            return [plain(each, attribute, owner) for each in value]
    if isinstance(value, _TEXT):
        return str(value)
    if type(value).__name__ in ("NAType", "NaTType"):  # pandas' unknowns
        return None
    raise ColdWarError(f"attribute {attribute!r} of {owner!r}: expected text or a number, found {type(value).__name__}")


def _number(value: float | Decimal) -> float | int | str | None:
    if math.isnan(value):
        return None
    if math.isinf(value):
        return str(float(value))
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def plain_row(row: Mapping[Any, Any], owner: object) -> dict[str, Any]:
    """Return all attributes of a node or edge in plain form."""
    return {str(name): plain(value, str(name), owner) for name, value in row.items()}
