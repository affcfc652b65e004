"""A database that an earlier version loaded: named for what it is, brought over by a load, and nothing foreign touched.

`tests/fixtures/earlier_model.json` holds what commit 2ff6e78 wrote for the mini package, and its keys.
"""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_loader.database.load import load
from graph_loader.database.packages import unload
from graph_loader.database.verify import verify
from tests.conftest import Run
from tests.neo4j_servers import MINI, ON_ONE_VERSION, Database

pytestmark = ON_ONE_VERSION

EARLIER = Path(__file__).parents[1] / "fixtures" / "earlier_model.json"
FOREIGN = """
CREATE (:Person {id: 'a-guest', dataset: 'coldwar-mini'})-[:VISITED {id: 'b', dataset: 'coldwar-mini'}]->(:Note)
CREATE (:Topic {id: 'their-own', dataset: 'others', digest: '0a'})
"""
FOREIGN_NOW = """
MATCH (g:Person {id: 'a-guest'})-[r:VISITED]->(n:Note), (t:Topic {id: 'their-own'})
RETURN properties(g) AS guest, properties(r) AS visit, properties(n) AS note, properties(t) AS topic
"""


@pytest.fixture
def earlier(database: Database) -> Database:
    """Give a database as the earlier version left it, with something of others in it."""
    document = json.loads(EARLIER.read_text(encoding="utf-8"), object_hook=_day)
    database.run("DROP INDEX Actor_by_id IF EXISTS")  # that the tests before may have left
    for statement in document["schema"]:
        database.run(statement)
    database.run("CREATE (p:DataPackage) SET p = $package", package=document["package"])
    nodes: defaultdict[str, list[Any]] = defaultdict(list)
    for node in document["nodes"]:
        nodes[":".join(node["labels"])].append(node["properties"])
    for labels, rows in nodes.items():
        database.run(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", rows=rows)
    for each in document["relationships"]:
        database.run(
            f"""MATCH (a:{each["from"][0]} {{id: $a}}), (b:{each["to"][0]} {{id: $b}})
            CREATE (a)-[r:{each["type"]}]->(b) SET r = $properties""",
            a=each["from"][1],
            b=each["to"][1],
            properties=each["properties"],
        )
    database.run(FOREIGN)
    return database


def test_it_is_named_brought_over_and_equal(earlier: Database, coldwar: Run) -> None:
    before = earlier.run(FOREIGN_NOW)
    for command in (("query", "claims-by-year", "--data", MINI), ("load", "--dry-run", "--data", MINI)):
        refused = coldwar(*command, env=earlier.environment)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
        assert "loaded by an earlier version of coldwar" in refused.stderr
    report = verify(earlier.driver, "neo4j", MINI)
    assert (report.is_equal, report.state) == (False, "complete in an earlier model: load it again")
    summary = load(earlier.driver, "neo4j", MINI)
    assert (summary.removed, summary.kept) == ({}, [])
    assert verify(earlier.driver, "neo4j", MINI).is_equal
    assert load(earlier.driver, "neo4j", MINI).changes == 0
    assert earlier.run("SHOW CONSTRAINTS YIELD name WHERE name ENDS WITH '_id' RETURN name") == []
    assert earlier.run(FOREIGN_NOW) == before


def test_it_can_be_removed(earlier: Database) -> None:
    before = earlier.run(FOREIGN_NOW)
    unload(earlier.driver, "neo4j", "coldwar-mini")
    assert earlier.run("MATCH (n) RETURN count(n) AS count") == [{"count": 3}]
    assert earlier.run(FOREIGN_NOW) == before


def _day(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value["date"]) if value.keys() == {"date"} else value
