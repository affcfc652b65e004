"""What docs/neo4j-model.md says of its queries is what a real Neo4j answers, by the indexes that it names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from graph_loader.database.connection import Target, connect
from graph_loader.database.local.jars import LONG_TERM
from graph_loader.database.local.server import LocalServer
from graph_loader.database.rows import PackageRows
from graph_loader.graph.network import ClaimGraph, is_actor, to_networkx
from graph_loader.model import dates
from graph_loader.model.periods import falls
from graph_loader.model.resources import data_dir
from graph_loader.package.dataset import Dataset
from tests.conftest import ROOT
from tests.neo4j_servers import Database
from tools import model_tables, neo4j_model
from tools.neo4j_model import Answer, Block

PAGE = (ROOT / "docs" / "neo4j-model.md").read_text(encoding="utf-8")
BLOCKS = neo4j_model.blocks()
INDEXES = model_tables.indexes(PackageRows.read(data_dir()))
COUP, SEPTEMBER = date(1973, 9, 11), (date(1973, 9, 1), date(1973, 9, 30))
NEXT_YEAR = (date(1974, 1, 1), date(1974, 12, 31))


@pytest.fixture(scope="module")
def server(start_server: Callable[[str], LocalServer]) -> LocalServer:
    """Give the version whose answers stand on the page."""
    return start_server(LONG_TERM)


@pytest.fixture(scope="module")
def asked(server: LocalServer) -> Iterator[tuple[Database, list[Answer]]]:
    """Load our package, and then the test package beside it, and answer every block of the page."""
    target = Target(server.ports.bolt_uri, "neo4j", server.home.password())
    with connect(target) as driver:
        database = Database(server, target, driver)
        database.clear()
        yield database, neo4j_model.answers(driver)
        database.clear()


@pytest.fixture(scope="module")
def graph() -> ClaimGraph:
    return to_networkx(Dataset.load())


def rows_of(asked: tuple[Database, list[Answer]], *columns: str) -> list[dict[str, Any]]:
    """Return the answer of the block that has these columns."""
    (answer,) = [each for each in asked[1] if each.columns == list(columns)]
    return [dict(zip(columns, row, strict=True)) for row in answer.rows]


def single(asked: tuple[Database, list[Answer]], column: str) -> Any:
    (row,) = rows_of(asked, column)
    return row[column]


def test_the_answers_on_the_page_are_those_of_the_server(asked: tuple[Database, list[Answer]]) -> None:
    assert neo4j_model.page(asked[1]) == PAGE, "run `make docs`"


def test_every_block_answers_for_one_package_alone(asked: tuple[Database, list[Answer]]) -> None:
    database, answers = asked
    for block, answer in zip(BLOCKS, answers, strict=True):
        assert neo4j_model.ask(database.driver, block.cypher) == answer, block.cypher


def test_both_readings_answer_alike(asked: tuple[Database, list[Answer]]) -> None:
    ties, claims = asked[1][:2]
    assert ties == claims
    assert len(ties.rows) > 2


def details(plan: dict[str, Any]) -> Iterator[str]:
    if "Index" in plan["operatorType"]:
        yield plan["args"].get("Details", "")
    for child in plan.get("children", []):
        yield from details(child)


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.indexes], ids=lambda block: block.indexes[0])
def test_a_block_uses_the_indexes_that_the_text_names(block: Block, asked: tuple[Database, list[Answer]]) -> None:
    _, summary, _ = asked[0].driver.execute_query(f"EXPLAIN {block.cypher}", database_="neo4j")
    used = " ".join(details(summary.plan))
    for name in block.indexes:
        label, properties = INDEXES[name]
        if "queryNodes" in block.cypher:
            assert f"'{name}'" in block.cypher
        else:
            assert f":{label}({', '.join(properties)})" in used, used


def test_nothing_stands_in_the_database_that_the_page_does_not_tell(asked: tuple[Database, list[Answer]]) -> None:
    database, _ = asked
    package = {"package": PackageRows.read(data_dir()).name}
    labels = database.run(
        "MATCH (n) WHERE coalesce(n.package, n.name) = $package UNWIND [l IN labels(n) WHERE l <> 'Actor'] AS kind "
        "UNWIND keys(n) AS name RETURN DISTINCT kind, name",
        **package,
    )
    relationships = database.run(
        "MATCH ({package: $package})-[r]->() UNWIND keys(r) AS name "
        f"RETURN DISTINCT CASE WHEN r.family IS NULL THEN type(r) ELSE '{model_tables.TIE}' END AS kind, name",
        **package,
    )
    assert len(labels) > 100
    for row in labels + relationships:
        assert model_tables.meaning(row["kind"], row["name"])


def test_wrong_and_right_differ_in_every_trap(asked: tuple[Database, list[Answer]]) -> None:
    start, end = PAGE.index("## Traps"), PAGE.index("## Five questions")
    traps = [answer for block, answer in zip(BLOCKS, asked[1], strict=True) if start < PAGE.index(block.cypher) < end]
    assert len(traps) == 20
    for wrong, right in zip(traps[::2], traps[1::2], strict=True):
        assert wrong != right


def test_possible_and_certain_are_those_of_python(asked: tuple[Database, list[Answer]], graph: ClaimGraph) -> None:
    ties = [tie for *_, tie in graph.edges(data=True)]
    assert single(asked, "possible") == sum(falls(tie, *SEPTEMBER) for tie in ties)
    assert single(asked, "certain") == sum(falls(tie, *SEPTEMBER, "certain") for tie in ties)
    expected = {
        id_
        for *_, id_, tie in graph.edges(keys=True, data=True)
        if falls(tie, *SEPTEMBER) and falls(tie, *NEXT_YEAR, "certain")
    }
    assert {row["claim"] for row in rows_of(asked, "claim", "date", "summary")} == expected
    assert len(expected) > 5


def steps(graph: ClaimGraph) -> Iterator[tuple[str, str, str, date, date]]:
    """Give every dated claim that is not denied, both ways where it is symmetric, with the days when it is possible."""
    for from_, to, id_, tie in graph.edges(keys=True, data=True):
        if not tie["date"] or tie["polarity"] == "denied" or tie["family"] == "location":
            continue
        interval = dates.parse(tie["date"])
        first = date.fromisoformat(tie["possible_start"]) if tie["possible_start"] else interval.start or date.min
        last = date.fromisoformat(tie["possible_end"]) if tie["possible_end"] else interval.end or date.max
        yield from_, to, id_, first, last
        if tie["symmetric"]:
            yield to, from_, id_, first, last


def test_who_is_between_in_order_of_time_is_as_in_python(
    asked: tuple[Database, list[Answer]], graph: ClaimGraph
) -> None:
    theatre = {
        id_: node["theatre"]
        for id_, node in graph.nodes(data=True)
        if node["label"] in ("Person", "State", "Party", "Organization")
    }
    leaving, claims = defaultdict(list), defaultdict(set)
    for step in steps(graph):
        leaving[step[0]].append(step)
    for one in steps(graph):
        between = one[1]
        if theatre.get(one[0]) != "moscow" or theatre.get(between) in (None, "moscow", "santiago"):
            continue
        if graph.nodes[between].get("kind") == "collective":
            continue
        for two in leaving[between]:
            if theatre.get(two[1]) == "santiago" and one[3] <= two[4]:
                claims[graph.nodes[between]["name"]].add((one[2], two[2]))
    columns = ("between", "fromActors", "toActors", "firstClaims", "secondClaims", "example")
    found = rows_of(asked, *columns)
    assert {row["between"] for row in found} == claims.keys()
    for row in found:
        pairs = claims[row["between"]]
        assert (row["firstClaims"], row["secondClaims"]) == tuple(
            len({pair[side] for pair in pairs}) for side in (0, 1)
        )


def test_contradictions_and_credits_are_those_of_the_tables(asked: tuple[Database, list[Answer]]) -> None:
    data = Dataset.load()
    noted = data.annotations[data.annotations["kind"] == "contradiction"]
    said = data.evidence.groupby("relationship_id")["source_id"].agg(set)
    across = Counter(said[one] != said[other] for one, other in zip(noted["target_id"], noted["other_id"], strict=True))
    found = Counter[bool]()
    for row in rows_of(asked, "sources", "against", "acrossSources", "pairs", "some"):
        found[row["acrossSources"]] += row["pairs"]
    assert found == across
    claims = data.relationships
    lent = claims[(claims["type"] == "GRANTED_CREDIT_TO") & claims["unit"].isin(["USD", ""])]
    rows = rows_of(asked, "firstYear", "lastYear", "lender", "dollars", "withAmount", "withoutAmount", "claims")
    assert sorted(id_ for row in rows for id_ in row["claims"]) == sorted(lent["id"])
    assert sum(row["dollars"] or 0 for row in rows) == lent["amount"].astype(float).sum()


def test_the_envoys_of_the_day_are_those_of_python(asked: tuple[Database, list[Answer]], graph: ClaimGraph) -> None:
    ties = {id_: (graph.nodes[from_], tie) for from_, _, id_, tie in graph.edges(keys=True, data=True)}
    rows = rows_of(asked, "envoy", "type", "date", "onTheDay", "claim")
    readings = Counter(row["onTheDay"] for row in rows)
    assert {"possible", "no", "undated"} <= readings.keys()
    for row in rows:
        node, tie = ties[row["claim"]]
        assert row["envoy"] == node["name"]
        assert is_actor(node)
        if not tie["date"]:
            assert row["onTheDay"] == "undated"
            continue
        certain = tie["aspect"] == "state" and falls(tie, COUP, COUP, "certain")
        assert row["onTheDay"] == ("certain" if certain else "possible" if falls(tie, COUP, COUP) else "no")
