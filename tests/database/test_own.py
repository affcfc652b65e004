"""A query of one's own without a server: its text, its header, and what is typed for its parameters."""

import io
import sys
from pathlib import Path

import pytest

from graph_loader.database.cypher_text import filled, more_than_a_query, parameters
from graph_loader.database.own import own, read
from graph_loader.database.parameters import Parameter
from graph_loader.model.errors import ColdWarError, UsageError
from tests.conftest import Run
from tests.neo4j_servers import MINI

HEADER = """// title: Who went where
// parameters:
//   who: {type: actor, default: Castro}
//   since: {type: first day}
// columns:
//   host: who was visited
MATCH (a:Actor {id: $who})-[r:VISITED]->(b) WHERE r.start >= $since AND r.id <> $`odd one` RETURN b.name AS host
"""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("RETURN $a, $b, $a", ["a", "b"]),
        ("RETURN '$a', \"$b\", `$c` // $d\n/* $e */", []),
        (r"RETURN 'it\'s $a' + $b", ["b"]),
        ("RETURN $`a ``b`, $ c, $1, $имя", ["a `b", "c", "1", "имя"]),
        ("MATCH (n:$any($labels)) MATCH (m:$all ($x)) RETURN $any", ["labels", "x", "any"]),
        ("RETURN 'never closed $a", []),
    ],
)
def test_parameters_are_told_from_what_looks_like_them(text: str, names: list[str]) -> None:
    assert parameters(text) == names


def test_values_go_where_parameters_stand_and_nowhere_else() -> None:
    assert filled("RETURN $a, '$a', $`a` // $a", lambda name: f"<{name}>") == "RETURN <a>, '$a', <a> // $a"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "none"),
        ("// only a remark", "none"),
        ("RETURN 1; MATCH (n) DETACH DELETE n", "several statements (;)"),
        ("RETURN ';' AS a; // ;\n;", None),
        ("EXPLAIN RETURN 1", "EXPLAIN: --explain shows the plan"),
        ("cypher 25 runtime=slotted profile RETURN 1", "PROFILE: --explain shows the plan"),
        ("CYPHER 5 USE neo4j RETURN 1", "USE: --database chooses the database"),
        ("RETURN 1 AS a UNION ALL USE other RETURN 2 AS a", "USE: --database chooses the database"),
        ("CALL () { USE `other` RETURN 1 AS a } RETURN a", "USE: --database chooses the database"),
        ("WITH 1 AS use RETURN DISTINCT use AS a, {use: use} AS b", None),
    ],
)
def test_what_is_more_than_one_query_is_seen_without_a_server(text: str, found: str | None) -> None:
    assert more_than_a_query(text) == found


def test_a_header_gives_types_defaults_and_columns() -> None:
    asked = own("my.cypher", HEADER, {"since": "1970", "odd one:text": "x"})
    assert asked.query.title == "Who went where"
    assert asked.query.columns == {"host": "who was visited"}
    assert [(each.name, each.type) for each in asked.query.parameters] == [
        ("who", "actor"),
        ("since", "first day"),
        ("odd one", "text"),
    ]
    assert asked.given == {"who": "Castro", "since": "1970", "odd one": "x"}
    assert asked.query.text == HEADER


def test_remarks_before_a_query_are_no_header() -> None:
    asked = own("my.cypher", "// TODO: say it better\n//todo\nRETURN $n", {"n:number": "3"})
    assert (asked.query.title, asked.query.columns, asked.of_package) == ("", {}, False)


@pytest.mark.parametrize(
    ("text", "of_package"),
    [("RETURN $package", True), ("RETURN '$package', $n", False), ("RETURN $who", True)],
)
def test_a_package_is_needed_for_its_names_or_where_it_is_asked_for(text: str, of_package: bool) -> None:
    given = {"n:number": "1"} if "$n" in text else {"who:actor": "x"} if "$who" in text else {}
    assert own("my.cypher", text, given).of_package is of_package


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, "my.cypher: expected a value of $a, $b: --param a:TYPE=VALUE --param b:TYPE=VALUE; TYPE is one of actor,"),
        ({"a:text": "1"}, "my.cypher: expected a value of $b: --param b:TYPE=VALUE; TYPE is one of actor,"),
        ({"a": "1973"}, "my.cypher does not say of which type 'a' is: expected --param a:TYPE=VALUE; TYPE is one of"),
        ({"c:text": "1"}, "my.cypher: expected a parameter of a, b, found 'c'"),
        ({"a:colour": "1"}, "--param a:colour: expected a type of actor,"),
        ({"a:text": "1", "a:number": "1"}, "expected one value of 'a', found two"),
        ({"package:text": "1"}, "expected --package NAME for $package, found --param package:text"),
    ],
)
def test_what_does_not_fit_is_told_in_a_line(given: dict[str, str], line: str) -> None:
    with pytest.raises(UsageError) as failure:
        own("my.cypher", "RETURN $a, $b", given)
    assert failure.value.message.startswith(line)
    assert "\n" not in failure.value.message


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"odd one:text": "x"}, "my.cypher: expected a value of $since: --param since=VALUE"),
        (
            {"since:text": "1970", "odd one:text": "x"},
            "--param since:text: expected 'first day', as the header of my.cyp",
        ),
    ],
)
def test_a_header_binds(given: dict[str, str], line: str) -> None:
    with pytest.raises(UsageError) as failure:
        own("my.cypher", HEADER, given)
    assert failure.value.message.startswith(line)


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (
            "title: x: y",
            "expected a header of title, question, parameters, columns, found a broken one: mapping values",
        ),
        ("title: x\n// author: me", "found a broken one: the key 'author'"),
        ("title: x\n// title: y", "found a broken one: line 2: the key 'title' stands there twice"),
        ("parameters: [a]", "found a broken one: parameters: expected keys with values"),
        ("parameters:\n//   a: actor", "found a broken one: parameters.a: expected {type: TYPE}"),
        ("parameters:\n//   a: {type: colour}", "my.cypher: parameters: expected a type of actor,"),
        ("parameters:\n//   b: {type: text}", "its header has a parameter 'b', which the query does not use"),
        ("parameters:\n//   package: {type: text}", "$package is the data package and needs no entry in the header"),
    ],
)
def test_a_broken_header_is_told_in_a_line(header: str, line: str) -> None:
    with pytest.raises(ColdWarError) as failure:
        own("my.cypher", f"// {header}\nRETURN $a", {"a:text": "1"})
    assert line in failure.value.message
    assert "\n" not in failure.value.message


def test_defaults_of_a_header_are_text_as_it_stands() -> None:
    text = "// parameters:\n//   a: {type: text, default: 012}\n//   b: {type: text, default: no}\nRETURN $a, $b"
    assert own("-", text, {}).given == {"a": "012", "b": "no"}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_marks_and_line_ends_of_windows_are_read(mark: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = mark + "RETURN 'Łódź'\r\nAS a\r".encode()
    file = tmp_path / "my.cypher"
    file.write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert read(str(file)) == read("-") == "RETURN 'Łódź'\nAS a\n"


def test_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "my.cypher"
    file.write_bytes("RETURN 'Łódź'".encode("cp1250"))
    with pytest.raises(ColdWarError, match=r"my\.cypher: line 1: expected UTF-8"):
        read(str(file))


@pytest.mark.parametrize(("text", "value"), [("-3.4", -3.4), ("10", 10.0), ("0.5", 0.5)])
def test_a_decimal_is_read_as_it_is_written(text: str, value: float) -> None:
    asked = own("-", "RETURN $x", {"x:decimal": text})
    (parameter,) = asked.query.parameters
    assert parameter == Parameter("x", "decimal")
    assert asked.query.with_values({"x": value}) == f"RETURN {value}"


@pytest.mark.parametrize("text", ["1,5", "1e3", "nan", "1_000", "0.1234567890123456", "+1", ""])
def test_what_is_no_decimal_or_would_be_rounded_is_refused(text: str, coldwar: Run, tmp_path: Path) -> None:
    file = tmp_path / "my.cypher"
    file.write_text("RETURN $x", encoding="utf-8")
    outcome = coldwar("query", "--file", file, "--param", f"x:decimal={text}", "--cypher")
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr == f"coldwar: --param x: expected a value of type 'decimal', found {text!r}\n"


def test_the_cypher_of_ones_own_query_has_names_and_package_put_in(coldwar: Run, tmp_path: Path) -> None:
    file = tmp_path / "my.cypher"
    file.write_text("MATCH (n {id: $who, x: $package}) RETURN '$who'", encoding="utf-8")
    outcome = coldwar("query", "-f", file, "-p", "who:actor=Castro, Fidel", "--cypher", "--data", MINI)
    assert outcome.stdout == "MATCH (n {id: 'fidel-castro', x: 'coldwar-mini'}) RETURN '$who'\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ((), "expected the name of a query or --file, found neither"),
        (("visits", "--file", "my.cypher"), "expected the name of a query or --file, found both"),
        (("visits", "--cypher", "--explain"), "expected --cypher or --explain, found both"),
        (("visits", "-p", "from=1970", "-p", "from=1971"), "expected one value of 'from', found two"),
        (("--file", "my.cypher", "--package", "x"), "my.cypher does not use $package, so that --package and --data"),
        (("--file", "none.cypher"), "none.cypher: No such file or directory"),
    ],
)
def test_wrong_usage_is_one_line(arguments: tuple[str, ...], line: str, coldwar: Run, tmp_path: Path) -> None:
    (tmp_path / "my.cypher").write_text("RETURN 1", encoding="utf-8")
    outcome = coldwar("query", *arguments, cwd=tmp_path)
    assert outcome.returncode in {1, 2}
    assert outcome.stderr.startswith(f"coldwar: {line}")
    assert outcome.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("query", "one", "other", "value"),
    [
        ("shortest-paths", "from", "to", "kgb"),
        ("ties-between", "one", "other", "kgb"),
        ("theatre-network", "theatre", "other", "moscow"),
    ],
)
def test_two_sides_of_a_query_are_two(query: str, one: str, other: str, value: str, coldwar: Run) -> None:
    outcome = coldwar("query", query, "-p", f"{one}={value}", "-p", f"{other}={value}", "--cypher")
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith(f"coldwar: --param {other}: expected another ")
    assert outcome.stderr.endswith(f" than that of {one!r}, found {value!r} for both\n")
