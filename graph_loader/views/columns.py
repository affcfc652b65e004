"""The data of a page in little room: rows as columns, repeated values once, compressed."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def packed(value: Any) -> str:
    """Return JSON as gzip in base64, which needs no escaping inside a page; static/columns.js reads it.

    Examples
    --------
    >>> packed({"a": 1}) == packed({"a": 1})
    True
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A lone surrogate has no form in UTF-8: it becomes the escape that JSON has for it.
    raw = text.encode("utf-8", "backslashreplace")
    return base64.b64encode(gzip.compress(raw, 6, mtime=0)).decode("ascii")


def table(rows: Sequence[Row]) -> Row:
    """Turn rows into columns, whose unknown values are None; a value that repeats stands in a list, once.

    Examples
    --------
    >>> made = table([{"id": "a", "kind": "x"}, {"id": "b", "kind": "x"}, {"id": "c", "kind": "x", "tags": ["t"]}])
    >>> made["columns"]["id"], made["columns"]["kind"]
    ({'values': ['a', 'b', 'c']}, {'of': ['x'], 'at': [0, 0, 0]})
    """
    names = {name: None for row in rows for name in row}
    return {"length": len(rows), "columns": {name: _column([row.get(name) for row in rows]) for name in names}}


def _column(values: list[Any]) -> Row:
    known = [value for value in values if value is not None]
    if any(known) and all(isinstance(value, list) and all(isinstance(it, dict) for it in value) for value in known):
        return {
            "counts": [len(value) if value is not None else None for value in values],
            "rows": table([row for value in known for row in value]),
        }
    # 1, 1.0 and True are one key of a dict, lists none: all but texts are told apart by how they are written.
    keys = [value if isinstance(value, str | None) else (type(value), repr(value)) for value in values]
    distinct = dict(zip(keys, values, strict=True))
    if len(distinct) * 2 > len(values):
        return {"values": values}
    number = {key: place for place, key in enumerate(distinct)}
    return {"of": list(distinct.values()), "at": [number[key] for key in keys]}
