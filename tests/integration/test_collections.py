"""Several packages as one graph in Neo4j: what belongs to one comes and goes, and the others stay as they are."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from graph_loader.database.library import library
from graph_loader.database.load import load
from graph_loader.database.local.jars import LONG_TERM
from graph_loader.database.packages import loaded
from graph_loader.database.queries import run
from graph_loader.database.rows import PackageRows
from graph_loader.database.verify import verify
from graph_loader.package.dataset import Dataset
from tests.conftest import ROOT, Run
from tests.integration.test_packages import home
from tests.neo4j_servers import Database
from tests.packages import set_cell
from tests.two_packages import SAME, describe, make_two
from tools.collection import CORPORA, make

pytestmark = pytest.mark.parametrize("server", [LONG_TERM], indirect=True)
PERSON = ("fidel-castro", "castro", "same")


@pytest.fixture
def both(tmp_path: Path) -> Path:
    """Describe a collection of two packages in which two states and a person are decided to be the same."""
    make_two(tmp_path)
    set_cell(tmp_path / "hand", "nodes/states", "republic-of-chile", "name", "Republic of Chile")
    return describe(tmp_path, [*SAME, PERSON])


def everything(database: Database, where: str = "true") -> list[str]:
    """Return every node and relationship that meets a condition, but for the notes of the loader."""
    nodes = f"MATCH (n) WHERE NOT n:DataPackage AND {where} RETURN labels(n) AS kind, properties(n) AS it"
    ties = f"MATCH (a)-[n]->(b) WHERE {where} RETURN [type(n), a.id, b.id] AS kind, properties(n) AS it"
    rows = [*database.run(nodes), *database.run(ties)]
    # Neither labels nor properties have an order.
    return sorted(f"{sorted(row['kind'])} {sorted(row['it'].items())}" for row in rows)


def test_one_node_for_each_entity_and_claims_with_their_package(database: Database, both: Path) -> None:
    header = "package_a,id_a,package_b,id_b,decision,grounds,decided_by,decided_on,source_id"
    (both / "facts.csv").write_text(f"{header}\ncoldwar-mini,a01-01,hand,a01-01,same,one visit,me,2024-05,\n")
    load(database.driver, "neo4j", both)
    assert verify(database.driver, "neo4j", both).is_equal
    (chile,) = database.run("MATCH (n:State) WHERE n.id ENDS WITH 'chile' RETURN properties(n) AS it")
    assert chile["it"]["members"] == ["coldwar-mini:chile", "hand:republic-of-chile"]
    assert chile["it"]["packages"] == ["coldwar-mini", "hand"]
    assert chile["it"]["otherwise"] == ["name: Republic of Chile (hand:republic-of-chile)"]
    # What nobody decided on stays two.
    cubas = database.run("MATCH (n:State) WHERE n.id ENDS WITH 'cuba' RETURN n.id AS id, n.packages AS of ORDER BY id")
    assert cubas == [{"id": "cuba", "of": ["coldwar-mini"]}, {"id": "hand:cuba", "of": ["hand"]}]
    origins = database.run("MATCH (c:Claim) RETURN c.origin AS origin, collect(c.originId) AS ids")
    ids = {each["origin"]: sorted(each["ids"]) for each in origins}
    assert ids.keys() == {"coldwar-mini", "hand"}
    assert ids["coldwar-mini"] == ids["hand"]
    (tied,) = database.run(
        "MATCH (:State {id: 'chile'})-[r]-(:Actor) WHERE r.origin IS NOT NULL RETURN collect(DISTINCT r.origin) AS of"
    )
    assert set(tied["of"]) == {"coldwar-mini", "hand"}
    for match in ("(n:Claim)", "()-[n]-()"):
        told = database.run(
            f"MATCH {match} WHERE n.sameFact IS NOT NULL RETURN DISTINCT n.id AS id, n.sameFact AS fact"
        )
        assert {(each["id"], each["fact"]) for each in told} == {("a01-01", "a01-01"), ("hand:a01-01", "a01-01")}
    (listed,) = loaded(database.driver, "neo4j")
    assert listed.packages == ("coldwar-mini", "hand")


def test_a_decision_that_turns_out_wrong_is_taken_back_after_loading(database: Database, both: Path) -> None:
    describe(both, SAME)
    load(database.driver, "neo4j", both)
    before = everything(database)
    describe(both, [*SAME, PERSON])
    load(database.driver, "neo4j", both)
    assert database.run("MATCH (n {id: 'castro'}) RETURN n") == []
    describe(both, [*SAME, ("fidel-castro", "castro", "different")])
    load(database.driver, "neo4j", both)
    assert everything(database) == before
    assert verify(database.driver, "neo4j", both).is_equal


def test_one_package_goes_and_comes_back_and_the_other_stays_as_it_is(
    database: Database, both: Path, tmp_path: Path, coldwar: Run
) -> None:
    environment = database.environment | home(tmp_path)
    assert coldwar("load", "--data", both, env=environment).returncode == 0
    whole = everything(database)
    for gone, left in (("hand", "coldwar-mini"), ("coldwar-mini", "hand")):
        kept = everything(database, f"n.origin = '{left}'")
        rows = PackageRows.read(both, without=gone)
        dry = coldwar("load", "--data", both, "--drop-package", gone, "--dry-run", "--json", env=environment)
        assert coldwar("load", "--data", both, "--drop-package", gone, "--yes", env=environment).returncode == 0
        # Changed are only those who were of both: what the other said of them is no longer there.
        # A person's state is that of the first package that says it.
        state = {"BELONGS_TO": 1} if gone == "coldwar-mini" else {}
        assert json.loads(dry.stdout)["changed"] == {"State": 2, "Person": 1, **state}
        assert database.run("MATCH (n) WHERE n.origin = $gone OR n.packages = [$gone] RETURN n", gone=gone) == []
        assert everything(database, f"n.origin = '{left}'") == kept
        assert coldwar("verify", "--data", both, "--drop-package", gone, env=environment).returncode == 0
        assert coldwar("verify", "--data", both, env=environment).returncode == 1
        assert verify(database.driver, "neo4j", rows).is_equal
        assert coldwar("load", "--data", both, env=environment).returncode == 0
        assert everything(database) == whole
    unknown = coldwar("load", "--data", both, "--drop-package", "hnd", env=environment)
    assert (unknown.returncode, unknown.stderr) == (
        2,
        "coldwar: expected a package of coldwar-mini, hand, found 'hnd', did you mean 'hand'?\n",
    )


def test_a_package_that_was_loaded_alone_is_joined_later_and_leaves_alone(
    database: Database, both: Path, tmp_path: Path, coldwar: Run
) -> None:
    environment = database.environment | home(tmp_path)
    assert coldwar("load", "--data", both / "hand", env=environment).returncode == 0
    assert coldwar("load", "--data", both, env=environment).returncode == 0
    for folder in (both, both / "hand"):
        assert coldwar("verify", "--data", folder, env=environment).returncode == 0
    alone = json.loads(
        coldwar("query", "contacts-of", "--package", "hand", "-p", "actor=castro", "--json", env=environment).stdout
    )
    joined = json.loads(
        coldwar("query", "contacts-of", "--package", "both", "-p", "actor=castro", "--json", env=environment).stdout
    )
    assert alone["parameters"] == {"actor": "castro"}
    assert joined["parameters"] == {"actor": "fidel-castro"}
    assert sum(row["claims"] for row in joined["rows"]) == 2 * sum(row["claims"] for row in alone["rows"]) > 0
    gone = coldwar("unload", "hand", "--yes", "--json", env=environment)
    assert json.loads(gone.stdout)["removed"]["Claim"] == len(Dataset.load(both / "hand").claims)
    assert verify(database.driver, "neo4j", both).is_equal
    for command in (("query", "contacts-of", "--package", "hand"), ("unload", "hand", "--yes")):
        outcome = coldwar(*command, env=environment)
        assert (outcome.returncode, outcome.stderr.count("\n")) == (1, 1)
        assert "hand is loaded as part of both, not by itself" in outcome.stderr


def test_packages_that_do_not_fit_together_change_nothing(
    database: Database, both: Path, tmp_path: Path, coldwar: Run
) -> None:
    load(database.driver, "neo4j", both)
    before = everything(database)
    describe(both, [*SAME, ("chile", "republic-of-chile", "different")])
    outcome = coldwar("load", "--data", both, env=database.environment | home(tmp_path))
    assert outcome.returncode == 1
    assert "identities.csv:4:decision: identity-contradiction" in outcome.stderr
    assert everything(database) == before


def test_several_packages_that_are_named_one_by_one(
    database: Database, both: Path, tmp_path: Path, coldwar: Run
) -> None:
    environment = database.environment | home(tmp_path)
    two = ("--data", both / "mini", "--data", both / "hand")
    assert coldwar("load", *two, env=environment).returncode == 0
    assert coldwar("verify", *two, env=environment).returncode == 0
    (listed,) = json.loads(coldwar("packages", "--json", env=environment).stdout)
    assert (listed["name"], listed["folder"]) == ("coldwar-mini+hand", f"{both / 'mini'}, {both / 'hand'}")
    told = coldwar("query", "contacts-of", "-p", "actor=castro", "--csv", env=environment)  # of the hand's, by its name
    assert told.returncode == 0


def test_the_questions_of_the_page_are_answered(database: Database, both: Path) -> None:
    load(database.driver, "neo4j", both)
    blocks = re.findall(
        r"```cypher\n(.*?)```", (ROOT / "docs" / "collections.md").read_text(encoding="utf-8"), re.DOTALL
    )
    by_type, by_package, shared, meeting = map(database.run, blocks)
    claims = Dataset.load(both / "hand").claims
    assert sum(row["claims"] for row in by_type) == len(claims)
    assert [(row["package"], row["claims"]) for row in by_package] == [
        ("coldwar-mini", len(claims)),
        ("hand", len(claims)),
    ]
    assert {row["name"] for row in shared} == {"Chile", "Soviet Union", "Fidel Castro"}
    ends = Counter(end for claim in claims for end in {claim.from_id, claim.to_id})
    told = {(row["name"], row["package"]): row["claims"] for row in shared}
    assert told["Chile", "hand"] == told["Chile", "coldwar-mini"] == ends["republic-of-chile"]
    assert {row["between"] for row in meeting} <= {"Chile", "Soviet Union", "Fidel Castro"}
    assert meeting


def test_what_a_package_carries_is_not_shared_with_the_collection_that_has_it(database: Database, both: Path) -> None:
    # Both packages have Chile, by a decision; Argentina stands in both too, but nobody says that it is one.
    rows = "argentina,wikidata,Q414,\nchile,wikidata,Q298,\n"
    (both / "mini" / "identifiers.csv").write_text(f"entity_id,scheme,value,source_id\n{rows}")
    for folder in (both / "mini", both):
        load(database.driver, "neo4j", folder)
    for name, expected in {"coldwar-mini": [2, 1, 1], "both": [2, 0, 2]}.items():
        query = replace(library()["carried-by-this-package"], package=name)
        rows = {row[0]: row[2:5] for row in run(database.driver, "neo4j", query, {}).rows}
        assert rows["State"] == expected  # identified, shared, alone


@pytest.mark.slow
def test_our_data_with_those_of_others_are_one_graph(
    database: Database, tmp_path: Path, untestable: Callable[[str], NoReturn]
) -> None:
    if not CORPORA.is_dir():
        untestable("the collection of the example: ../shared/corpora is not there")
    folder = make(tmp_path)
    load(database.driver, "neo4j", folder)
    report = verify(database.driver, "neo4j", folder)
    assert report.is_equal
    (packages,) = loaded(database.driver, "neo4j")
    told = database.run("MATCH (c:Claim) RETURN c.origin AS origin, count(*) AS claims")
    assert {each["origin"] for each in told} == set(packages.packages)
    joined = database.run("MATCH (n:State) WHERE size(n.packages) = 4 RETURN count(n) AS states")
    assert joined[0]["states"] > 1
