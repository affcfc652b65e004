"""Verifying: every kind of difference is found, named, and mended by a load that is told to."""

from pathlib import Path

import pytest

from graph_loader.database import stored
from graph_loader.database import verify as verifying
from graph_loader.database.load import load
from graph_loader.database.packages import unload
from graph_loader.database.rows import PackageRows
from graph_loader.database.verify import Difference, verify
from graph_loader.database.whole import Whole
from tests.neo4j_servers import MINI, ON_ONE_VERSION, Database
from tests.packages import drop

MARK = "package: 'coldwar-mini', digest: '0123456789abcdef'"


def differences(database: Database, package: Path = MINI) -> list[Difference]:
    return verify(database.driver, "neo4j", PackageRows(package)).differences


@ON_ONE_VERSION
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            "MATCH (n:Person {id: 'jane-doe'}) SET n.name = 'Janet'",
            Difference("different", "Person", "jane-doe", "name: expected 'Jane Doe', found 'Janet'"),
        ),
        (
            "MATCH (n:Person {id: 'jane-doe'}) SET n.rank = 3",
            Difference("different", "Person", "jane-doe", "rank: expected nothing, found 3"),
        ),
        (
            "MATCH (n:Person {id: 'jane-doe'}) REMOVE n.born",
            Difference("different", "Person", "jane-doe", "born: expected '1950~', found nothing"),
        ),
        (
            "MATCH (n:Person {id: 'jane-doe'}) REMOVE n:Actor",
            Difference("different", "Person", "jane-doe", "expected Actor Person, found Person"),
        ),
        (
            "MATCH (n:Person {id: 'jane-doe'}) SET n:Topic",
            Difference("different", "Person", "jane-doe", "expected Actor Person, found Actor Person Topic"),
        ),
        (
            "MATCH ()-[r:REPRESSED {id: 'a03-01'}]->() SET r.start = '1973-09-11'",
            Difference("different", "REPRESSED", "a03-01", "start: expected 1973-09-11, found '1973-09-11'"),
        ),
        (
            "MATCH ()-[r:REPRESSED {id: 'a03-01'}]->() SET r.amount = 101.0",
            Difference("different", "REPRESSED", "a03-01", "amount: expected 100.0, found 101.0"),
        ),
        ("MATCH ()-[r:REPRESSED {id: 'a03-01'}]->() DELETE r", Difference("missing", "REPRESSED", "a03-01")),
        (
            "MATCH (n:Annotation {id: 'a01-03-date'}) DETACH DELETE n",
            Difference("missing", "Annotation", "a01-03-date"),
        ),
        (
            f"""MATCH (a:State {{id: 'ussr'}}), (b:State {{id: 'cuba'}})
            CREATE (a)-[:ADVISED {{id: 'z09-01', {MARK}}}]->(b)""",
            Difference("extra", "ADVISED", "z09-01"),
        ),
        (f"CREATE (:Topic {{id: 'peace', {MARK}}})", Difference("extra", "Topic", "peace")),
        (
            """MATCH (a)-[r:TO {id: 'a03-02'}]->(), (c:State {id: 'cuba'})
            WITH a, c, r, properties(r) AS properties DELETE r CREATE (a)-[s:TO]->(c) SET s = properties""",
            Difference(
                "different", "TO", "a03-02", "expected TO Claim a03-02 State chile, found TO Claim a03-02 State cuba"
            ),
        ),
        ("DROP INDEX VISITED_start", Difference("missing", "schema", "VISITED_start")),
    ],
)
def test_a_change_by_hand_is_found_and_mended(database: Database, change: str, expected: Difference) -> None:
    load(database.driver, "neo4j", MINI)
    database.run(change)
    assert expected in differences(database)
    load(database.driver, "neo4j", MINI, repair=True)
    assert differences(database) == []


@ON_ONE_VERSION
def test_where_there_are_many_the_same_is_found(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    load(database.driver, "neo4j", MINI)
    monkeypatch.setattr(stored, "MANY", 1)
    assert differences(database) == []
    mention = "mini-2001#p01|chile"
    changes = {
        "()-[r:FROM {id: 'a03-01'}]->() SET r.note = 'x'": ("FROM", "a03-01", "note: expected nothing, found 'x'"),
        "()-[r:FROM {id: 'a03-02'}]->() REMOVE r.digest SET r.note = 1": (
            "FROM",
            "a03-02",
            "note: expected nothing, found 1",
        ),
        "()-[r:TO {id: 'a03-01'}]->() SET r.count = 2": ("TO", "a03-01", "count: expected nothing, found 2"),
        f"()-[r:MENTIONS {{id: '{mention}'}}]->() SET r.count = '2'": (
            "MENTIONS",
            mention,
            "count: expected 2, found '2'",
        ),
        "()-[r:REPRESSED {id: 'a03-01'}]->() SET r.start = ['1973-09-11']": (
            "REPRESSED",
            "a03-01",
            "start: expected 1973-09-11, found ['1973-09-11']",
        ),
        "(r:Claim {id: 'a03-01'}) SET r.start = '1973-09-11', r.end = date('-0044-03-15')": (
            "Claim",
            "a03-01",
            "end: expected nothing, found '-0044-03-15'; start: expected 1973-09-11, found '1973-09-11'",
        ),
        "(r:Claim {id: 'a01-01'}) REMOVE r.start SET r.note = localdatetime('1973-09-11T00:00')": (
            "Claim",
            "a01-01",
            "",
        ),
    }
    for change in changes:
        database.run(f"MATCH {change}")
    found = {(each.kind, each.id): each.detail for each in differences(database)}
    assert found.keys() == {(kind, id_) for kind, id_, _ in changes.values()}
    assert {(kind, id_, found[kind, id_]) for kind, id_, detail in changes.values() if detail} == {
        change for change in changes.values() if change[2]
    }


@ON_ONE_VERSION
def test_whatever_ids_and_labels_there_are_each_is_read_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database.driver, "neo4j", MINI)
    monkeypatch.setattr(stored, "PAGE", 3)
    monkeypatch.setattr(stored, "MANY", 7)
    # In the order of Unicode, which is not that of UTF-16; of every two neighbours one has a label that is not ours.
    ids = ["~", "é", "\u4e2d", "\ue000", "\uffee", "\U0001d11e", "\U0001f600"]
    database.run(
        f"""UNWIND range(0, size($ids) - 1) AS number
        CREATE (n:Topic {{id: $ids[number], {MARK}}})-[:ADVISED {{id: $ids[number], {MARK}}}]->(:Note)
        FOREACH (_ IN CASE number % 2 WHEN 0 THEN [1] END | SET n:Favourite)""",
        ids=ids,
    )
    database.run(f"CREATE (:Event {{start: date('1973-09-11'), end: [], {MARK}}})")
    wanted = [Difference("extra", kind, id_) for kind in ("ADVISED", "Topic") for id_ in ids]
    assert differences(database) == [*wanted[: len(ids)], Difference("extra", "Event", "None"), *wanted[len(ids) :]]


def test_a_database_that_was_never_loaded_is_not_equal(database: Database) -> None:
    report = verify(database.driver, "neo4j", MINI)
    assert report.state == "never loaded"
    assert not report.is_equal
    assert {difference.problem for difference in report.differences} == {"missing"}


def test_a_load_that_did_not_end_is_not_equal(database: Database) -> None:
    load(database.driver, "neo4j", MINI)
    database.run("MATCH (p:DataPackage) SET p.state = 'loading'")
    report = verify(database.driver, "neo4j", MINI)
    assert report.differences == []
    assert not report.is_equal


def test_a_package_that_changed_since_differs(database: Database, package: Path) -> None:
    load(database.driver, "neo4j", PackageRows(package))
    drop(package, "mentions", entity_id="chile")
    assert differences(database, package) == [Difference("extra", "MENTIONS", "mini-2001#p01|chile")]


def test_what_is_not_ours_is_no_difference(database: Database) -> None:
    load(database.driver, "neo4j", MINI)
    database.run("MATCH (n:Person {id: 'jane-doe'}) SET n:Favourite CREATE (n)-[:VISITED]->(:State {id: 'utopia'})")
    assert verify(database.driver, "neo4j", MINI).is_equal


def test_a_large_package_is_compared_in_two_processes(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    load(database.driver, "neo4j", PackageRows(MINI))
    whole = verify(database.driver, "neo4j", PackageRows(MINI))
    monkeypatch.setattr(verifying, "AT_ONCE", 0)
    # Equal by digests alone: nothing is listed.
    with monkeypatch.context() as patch:
        patch.setattr(verifying, "_list", None)
        for rows in (PackageRows(MINI), PackageRows.read(MINI)):
            assert verify(database.driver, "neo4j", rows) == whole
        known = Whole.of(each.digest for each in PackageRows(MINI).elements())
        assert verify(database.driver, "neo4j", MINI, known=known) == whole
    database.run("MATCH ()-[r:VISITED {id: 'a01-01'}]->() SET r.standing = 'disputed'")
    database.run("MATCH ()-[r:TO {id: 'a01-02'}]->() SET r.id = 7")
    report = verify(database.driver, "neo4j", PackageRows(MINI))
    assert [(each.problem, each.kind, each.id) for each in report.differences] == [
        ("different", "VISITED", "a01-01"),
        ("extra", "TO", "7"),
        ("missing", "TO", "a01-02"),
    ]
    assert verify(database.driver, "neo4j", MINI, known=known) == report


@ON_ONE_VERSION
def test_what_was_given_an_id_that_is_no_text_is_mended_or_removed(database: Database) -> None:
    changes = ["SET n.id = 7", "SET n.id = [7]", "SET n.id = ''", "REMOVE n.id"]

    def spoil() -> None:
        for label, type_, change in zip(
            ("Person", "Claim", "Passage", "Type"), ("TO", "FROM", "IN", "CITES"), changes, strict=True
        ):
            database.run(f"MATCH (n:{label} {{package: 'coldwar-mini'}}) WITH n ORDER BY n.id LIMIT 1 {change}")
            database.run(f"MATCH ()-[n:{type_}]->() WITH n ORDER BY n.id LIMIT 1 {change}")

    load(database.driver, "neo4j", MINI)
    spoil()
    assert len(differences(database)) > len(changes) * 4  # each is missing and too much, and so are ends
    load(database.driver, "neo4j", MINI, repair=True)
    assert verify(database.driver, "neo4j", MINI).is_equal
    database.run("MATCH (n:Person) WITH n ORDER BY n.id LIMIT 1 CREATE (n)<-[:ABOUT]-(:Note)")
    spoil()
    unload(database.driver, "neo4j", "coldwar-mini")
    assert database.run("MATCH (n) RETURN labels(n) AS labels, n.id AS id ORDER BY labels") == [
        {"labels": ["Note"], "id": None},
        {"labels": ["Person", "Actor"], "id": 7},
    ]
