"""A person's own query against real servers: what is run and what is not, how any answer prints, and its plan."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph_loader.database.connection import Target, connect
from graph_loader.database.load import load
from graph_loader.database.local.server import LocalServer
from tests.conftest import Run
from tests.neo4j_servers import MINI, Database

Asked = subprocess.CompletedProcess[str]
Query = Callable[..., Asked]


@pytest.fixture(scope="module")
def mini_database(server: LocalServer) -> Iterator[Database]:
    """Give the database of a server with the mini package, which no test here changes."""
    target = Target(server.ports.bolt_uri, "neo4j", server.home.password())
    with connect(target) as driver:
        database = Database(server, target, driver)
        database.clear()
        load(driver, "neo4j", MINI)
        yield database


@pytest.fixture
def query(mini_database: Database, coldwar: Run, tmp_path: Path) -> Query:
    """Write a query into a file, run it on the mini package, and return what is printed."""

    def query_(text: str, *arguments: str) -> Asked:
        (tmp_path / "my.cypher").write_text(text, encoding="utf-8")
        data = ("--data", MINI) if "$package" in text else ()
        return coldwar("query", "-f", "my.cypher", *data, *arguments, cwd=tmp_path, env=mini_database.environment)

    return query_


REFUSED = {
    "MATCH (n) SET n.x = 1": "SetProperty, which writes",
    "MATCH (n:Person) DETACH DELETE n RETURN count(*)": "DetachDelete, which writes",
    "FOREACH (x IN [1] | CREATE (:X))": "Foreach, which writes",
    "CALL db.labels() YIELD label MERGE (n:X {y: label}) RETURN n": "Merge, which writes",
    "CALL db.createLabel('X')": "the procedure db.createLabel, which writes",
    "CALL dbms.listConfig() YIELD name RETURN name": "the procedure dbms.listConfig, which is about the schema or the",
    "CALL db.prepareForReplanning()": "the procedure db.prepareForReplanning, which does more than read",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row": "LOAD CSV, which reads files",
    "MATCH (n) CALL (n) { RETURN 1 AS x } IN TRANSACTIONS RETURN x": "CALL … IN TRANSACTIONS",
    "CREATE INDEX mine FOR (n:X) ON (n.y)": "CreateIndex, which is about the schema or the server",
    "CREATE USER me SET PASSWORD 'abcdefgh'": "AdministrationCommand, which is about the schema or the server",
    "SHOW INDEXES": "SHOW, which tells of the server",
    "TERMINATE TRANSACTIONS 'x'": "TERMINATE TRANSACTIONS",
}


def test_what_does_more_than_read_is_refused_and_not_done(query: Query, mini_database: Database) -> None:
    state = "MATCH (n) RETURN count(n) AS nodes, count(n.x) AS x"
    before = mini_database.run(state), mini_database.run("SHOW INDEXES YIELD name")
    for text, found in REFUSED.items():
        for option in ((), ("--explain",)):
            outcome = query(text, *option)
            assert (outcome.returncode, outcome.stdout) == (1, "")
            assert outcome.stderr.startswith(f"coldwar: my.cypher: expected a query that only reads, found {found}")
            assert outcome.stderr.count("\n") == 1
    assert (mini_database.run(state), mini_database.run("SHOW INDEXES YIELD name")) == before


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("RETRUN 1", ":1:1: Invalid input 'RETRUN', did you mean 'RETURN'?"),
        (
            "// mine\n\n  MATCH (n:Actor\nRETURN n",
            ":4:1: Invalid input 'RETURN': expected a parameter, '&', ')', ':', ",
        ),
        ("RETURN nosuch(1)", ":1:8: Unknown function 'nosuch'"),
        ("// columns:\n//   a: one\nRETURN 1 AS b", ": expected the columns of its header, a, found b"),
        ("CALL db.awaitIndexes()", ": expected a query that returns something, found one that returns nothing"),
        ("RETURN date('-0044-03-15') AS day", ": the column day has a value that cannot be read here, such as a day"),
    ],
)
def test_what_is_wrong_is_a_line_with_its_place(text: str, line: str, query: Query) -> None:
    outcome = query(text)
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr.startswith(f"coldwar: my.cypher{line}")
    assert outcome.stderr.count("\n") == 1


@pytest.mark.parametrize("option", ["--csv", "--json"])
def test_an_answer_that_breaks_off_prints_nothing(option: str, query: Query) -> None:
    outcome = query("UNWIND range(5000, 0, -1) AS x RETURN 1 / x AS y", option)
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr == "coldwar: my.cypher: / by zero\n"


SHAPES = """
MATCH path = (a:Actor {id: 'fidel-castro'})-[r]->(b) WHERE r.family IS NOT NULL
WITH * ORDER BY r.id LIMIT 1
RETURN a, r, path, {who: a, ties: [r]} AS map, [[1, [null]], []] AS nested, [true, 2] AS row, null AS nothing,
  point({longitude: 1, latitude: 2.5}) AS point, datetime('1973-09-11T11:52:00.5[America/Santiago]') AS moment,
  duration({months: 14, seconds: -1.5}) AS long, 9223372036854775807 AS large, 0.0 / 0.0 AS nan, -1.0 / 0.0 AS least,
  labels(a) AS labels, 'x\ny"z' AS text, 1 AS `a b
[red]c`
"""


def test_every_shape_of_answer_prints(query: Query) -> None:
    json_, csv_, table = (query(SHAPES, *option) for option in (("--json",), ("--csv",), ()))
    (row,) = json.loads(json_.stdout, parse_constant=pytest.fail)["rows"]
    tie = row["r"]
    assert row == {
        "a": "Fidel Castro",
        "r": tie,
        "path": row["path"],
        "map": {"who": "Fidel Castro", "ties": [tie]},
        "nested": [[1, [None]], []],
        "row": [True, 2],
        "nothing": None,
        "point": "point({srid: 4326, x: 1.0, y: 2.5})",
        "moment": "1973-09-11T11:52:00.5-04:00[America/Santiago]",
        "long": "P1Y2MT-1.5S",
        "large": 2**63 - 1,
        "nan": "NaN",
        "least": "-Infinity",
        "labels": row["labels"],
        "text": 'x\ny"z',
        "a b\n[red]c": 1,
    }
    assert row["path"].startswith(f"Fidel Castro -{tie}-> ")
    assert set(row["labels"]) == {"Person", "Actor"}
    (cells,) = csv.DictReader(io.StringIO(csv_.stdout))
    assert list(cells) == list(row)
    assert cells["nested"] == "[[1, [null]], []]"
    assert json.loads(cells["map"]) == row["map"]
    assert cells["large"] == "9223372036854775807"
    assert "9,223,372,036,854,775,807" in query("RETURN 9223372036854775807 AS large").stdout
    assert table.returncode == 0


def test_names_are_typed_and_the_package_is_bound(query: Query) -> None:
    text = "MATCH (a:Actor {id: $who})-[r]-() WHERE r.start >= $since RETURN DISTINCT a.id AS id, $package AS package"
    outcome = query(text, "-p", "who:actor=CASTRO, Fidel", "-p", "since:first day=1900", "--json")
    answer = json.loads(outcome.stdout)
    assert answer["parameters"] == {"who": "fidel-castro", "since": "1900-01-01"}
    assert answer["rows"] == [{"id": "fidel-castro", "package": "coldwar-mini"}]


def test_names_that_the_database_does_not_have_are_told_beside_the_answer(query: Query) -> None:
    outcome = query("MATCH (n:Perosn)\nWHERE n.nam = 1 RETURN n", "--csv")
    assert (outcome.returncode, outcome.stdout) == (0, "n\n")
    assert outcome.stderr == (
        "my.cypher: line 1: the database has no label Perosn\nmy.cypher: line 2: the database has no property nam\n"
    )


def test_a_table_of_many_rows_says_that_there_are_more(query: Query) -> None:
    text = "UNWIND range(1, 2000) AS x RETURN 'row ' + x AS x"
    table = query(text)
    assert "row 1000 " in table.stdout
    assert "row 1001 " not in table.stdout
    assert table.stderr == "my.cypher: the first 1,000 rows are shown, --csv and --json give all\n"
    assert query(text, "--csv").stdout.splitlines()[-1] == "row 2000"


def test_standard_input_is_a_file_too(mini_database: Database, coldwar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"RETURN 1 AS one")))
    assert coldwar("query", "--file", "-", "--csv", env=mini_database.environment).stdout == "one\n1\n"


def test_a_plan_is_told_in_plain_words_and_nothing_is_run(query: Query) -> None:
    text = "MATCH (a:DataPackage {name: 'x'}), (b) WHERE a.name < b.name AND 1 / 0 = 1 RETURN a, b"
    plan = json.loads(query(text, "--explain", "--json").stdout)
    words = {step["operator"]: step["does"] for step in plan["steps"]}
    assert words["NodeUniqueIndexSeek"] == "looks a node up by its key"
    assert words["AllNodesScan"] == "reads every node there is"
    assert plan["indexes"][0].startswith("key DataPackage(name)")
    assert "AllNodesScan: it reads every node of the database" in plan["costly"]
    table = query(text, "--explain")
    assert "costly: AllNodesScan: it reads every node of the database\n" in table.stdout
    assert table.returncode == 0


def test_pairing_is_costly_only_where_both_sides_have_several_rows(query: Query) -> None:
    def costly(text: str) -> list[str]:
        return list(json.loads(query(text, "--explain", "--json").stdout)["costly"])

    assert not costly("MATCH (a:DataPackage {name: 'x'}), (b:DataPackage {name: 'y'}) RETURN a, b")
    (pairing,) = costly("MATCH (a:Person), (b:State) RETURN a, b")
    assert pairing == "CartesianProduct: it pairs all of one side with all of the other"


def test_the_plan_of_a_named_query_can_be_had_as_a_table_csv_and_json(mini_database: Database, coldwar: Run) -> None:
    arguments = ("query", "contacts-of", "-p", "actor=Castro", "--data", MINI, "--explain")
    table, csv_, json_ = (
        coldwar(*arguments, *option, env=mini_database.environment) for option in ((), ("--csv",), ("--json",))
    )
    steps = json.loads(json_.stdout)["steps"]
    rows = list(csv.DictReader(io.StringIO(csv_.stdout)))
    assert [row["operator"] for row in rows] == ["│ " * step["depth"] + step["operator"] for step in steps]
    assert re.search(r"^indexes: (key|range index) Actor\(", table.stdout, re.MULTILINE)  # of a few, either will do


def test_an_interrupted_query_ends_here_and_on_the_server(mini_database: Database, tmp_path: Path) -> None:
    file = tmp_path / "long.cypher"
    file.write_text("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a * b < 0 RETURN a")
    running = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND range(1, 100000)'"
    command = [Path(sys.executable).with_name("coldwar"), "query", "--file", file, "--csv"]
    process = subprocess.Popen(
        command, env=os.environ | mini_database.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not mini_database.run(running) and process.poll() is None:
        pass
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60) == ("", "coldwar: interrupted\n")
    assert process.returncode == 130
    while mini_database.run(running):
        pass
