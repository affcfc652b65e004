"""Cells of the data package as properties of Neo4j."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import orjson
from xxhash import xxh3_64_hexdigest


class Point(NamedTuple):
    """A point of the earth by its degrees, for processes that do without the driver, and shown as the driver's are."""

    longitude: float
    latitude: float

    def __str__(self) -> str:
        return f"WGS84Point({self.longitude}, {self.latitude})"


Value = str | int | float | bool | date | list[str] | Point | None
Properties = dict[str, Value]
_SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME


@cache
def camel_case(column: str) -> str:
    """Return the property name of a column.

    Examples
    --------
    >>> camel_case("name_original")
    'nameOriginal'
    """
    first, *others = column.split("_")
    return first + "".join(other.capitalize() for other in others)


def property_value(cell: str, kind: str) -> Value:
    """Return a cell as a value of its Frictionless type.

    Examples
    --------
    >>> property_value("1.5", "number"), property_value("", "number"), property_value("07", "string")
    (1.5, None, '07')
    """
    if not cell:
        return None
    if kind == "number":
        return float(cell)
    return int(cell) if kind == "integer" else cell


def point(longitude: float | None, latitude: float | None) -> Point | None:
    """Return a point of the earth; None without both of its degrees.

    Examples
    --------
    >>> str(point(37, 55.5)), point(37, None)
    ('WGS84Point(37.0, 55.5)', None)
    """
    return None if longitude is None or latitude is None else Point(float(longitude), float(latitude))


def known(properties: Properties) -> Properties:
    """Leave out what is unknown: Neo4j keeps no nulls.

    Examples
    --------
    >>> known({"id": "ussr", "died": "", "goldstein": 0.0, "start": None})
    {'id': 'ussr', 'goldstein': 0.0}
    """
    return {name: value for name, value in properties.items() if value is not None and value not in ("", [])}


def digest(place: Sequence[str], properties: Properties) -> str:
    """Return what tells one state of a node or relationship from another, 16 hexadecimal digits (XXH3, 64 bits).

    Examples
    --------
    >>> digest(["Topic"], {"id": "copper", "kind": "commodity"})
    '5d64c2aeb47acff8'
    >>> digest(["Topic"], {"start": date(1973, 9, 11)}) == digest(["Topic"], {"start": "1973-09-11"})
    False
    """
    return xxh3_64_hexdigest(orjson.dumps((place, properties), _named, _SORTED))


def _named(value: object) -> dict[str, str]:
    """Write a value that JSON does not have with its type: ours as those that the driver reads."""
    if type(value) is date:
        return _day(value)
    return {"wgs84point" if type(value) is Point else type(value).__name__.lower(): str(value)}


@cache
def _day(day: date) -> dict[str, str]:
    return {"date": day.isoformat()}
