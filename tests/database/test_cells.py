"""Every value of Neo4j that has no server behind it here, as text that JSON and CSV can hold."""

import io
import json
from typing import Any

import neo4j.spatial
import neo4j.time
import pytest

from graph_loader.cli.output import plain, write_json_rows
from graph_loader.database.cells import cell, text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (neo4j.time.Date(1973, 9, 11), "1973-09-11"),
        (neo4j.time.DateTime(1973, 9, 11, 11, 52), "1973-09-11T11:52:00"),
        (neo4j.time.Time(11, 52, 0, 500_000_000), "11:52:00.5"),
        (neo4j.time.Duration(months=14, days=3, seconds=4), "P1Y2M3DT4S"),
        (neo4j.spatial.WGS84Point((-70.6, -33.4)), "point({srid: 4326, x: -70.6, y: -33.4})"),
        (float("-inf"), "-Infinity"),
        (2**63 - 1, 2**63 - 1),
        (bytearray(b"\x00\xff"), "00ff"),
        ({"a": [float("nan"), {"b": None}]}, {"a": ["NaN", {"b": None}]}),
    ],
)
def test_a_value_becomes_what_json_can_hold(value: Any, expected: Any) -> None:
    assert cell(value) == expected
    json.dumps(cell(value), allow_nan=False)


def test_nested_values_are_json_and_lists_a_row_of_texts() -> None:
    assert text(["a", None, 2]) == "a, , 2"
    assert text([["a"], []]) == '[["a"], []]'
    assert text({"ł": True}) == '{"ł": true}'


def test_whole_numbers_keep_every_digit() -> None:
    assert plain(2**63 - 1) == "9,223,372,036,854,775,807"


@pytest.mark.parametrize("rows", [[], [[1, "a\u2028b"]], [[{"x": [1]}, None], [[], {}]]])
def test_rows_as_they_come_are_the_json_of_all_of_them(rows: list[list[Any]]) -> None:
    stream = io.StringIO()
    write_json_rows(stream, {"name": "x"}, ["a", "b"], iter(rows))
    whole = {"name": "x", "rows": [dict(zip("ab", row, strict=True)) for row in rows]}
    assert stream.getvalue() == json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
