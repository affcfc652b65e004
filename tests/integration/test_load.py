"""Loading: what is new, changed or gone is written, and nothing else."""

import inspect
import json
import re
from pathlib import Path

import pytest

from graph_loader.database import schema, window
from graph_loader.database.errors import RemovalError
from graph_loader.database.load import Summary, load
from graph_loader.database.lock import Hold
from graph_loader.database.packages import unload
from graph_loader.database.rows import PackageRows
from graph_loader.database.statements import statement
from graph_loader.database.verify import verify
from graph_loader.model.errors import DatasetError
from graph_loader.package.dataset import Dataset
from tests.neo4j_servers import MINI, ON_ONE_VERSION, Database
from tests.packages import drop, edit, set_cell

ELEMENTS = sum(1 for _ in PackageRows(MINI).elements())


def load_into(database: Database, package: Path, **options: bool) -> Summary:
    return load(database.driver, "neo4j", PackageRows(package), **options)


def is_equal(database: Database, package: Path) -> bool:
    return verify(database.driver, "neo4j", PackageRows(package)).is_equal


def test_a_first_load_creates_everything(database: Database) -> None:
    summary = load_into(database, MINI)
    assert summary.created.total() == ELEMENTS
    assert summary.changes == ELEMENTS
    assert is_equal(database, MINI)


def test_a_first_load_is_one_however_it_is_cut(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small windows and transactions: both writers have work in every round, and what they wrote is whole."""
    for name, size in (("WINDOW", 30), ("CHUNK", 4)):
        monkeypatch.setattr(window, name, size)
    assert load_into(database, MINI).created.total() == ELEMENTS
    assert is_equal(database, MINI)


def test_what_bears_the_name_of_a_package_that_was_never_loaded_is_compared(database: Database) -> None:
    load_into(database, MINI)
    database.run("MATCH (p:DataPackage) DELETE p")
    assert load_into(database, MINI).unchanged.total() == ELEMENTS
    assert is_equal(database, MINI)


def test_a_claim_is_a_relationship_and_a_node(database: Database) -> None:
    load_into(database, MINI)
    (tie,) = database.run(
        """MATCH (a:Person:Actor {id: 'fidel-castro'})-[r:VISITED {id: 'a01-01'}]->(b:State:Actor {id: 'chile'})
        RETURN properties(r) AS properties, a.nameOriginal AS original, a.aliases AS aliases"""
    )
    expected = {
        "id": "a01-01",
        "family": "contact",
        "aspect": "event",
        "cameo": "042",
        "goldstein": 1.9,
        "edtf": "1971-11-10/1971-12-04",
        "dateCertainty": "certain",
        "summary": "In 1971 Fidel Castro toured Chile for more than three weeks.",
        "standing": "stated",
        "placeId": "chile",
        "passages": ["mini-2001#p01", "mini-2001#p03"],
        "package": "coldwar-mini",
    }
    assert {name: tie["properties"][name] for name in expected} == expected
    assert [str(tie["properties"][name]) for name in ("start", "end")] == ["1971-11-10", "1971-12-04"]
    assert tie["original"] == "Fidel Alejandro Castro Ruz"
    assert tie["aliases"] == ["Fidel"]
    (claim,) = database.run(
        """MATCH (c:Claim {id: 'a02-01'})-[:FROM]->(a), (c)-[:TO]->(b), (c)-[s:STATED_IN]->(p:Passage)-[:IN]->(source),
          (c)-[cited:CITES]->(work)
        RETURN c.type AS type, a.id AS a, b.id AS b, s.footnote AS footnote, s.reportedBy AS voice, p.id AS passage,
          source.id AS source, cited.locator AS page, work.id AS work"""
    )
    assert claim == {
        "type": "GRANTED_CREDIT_TO",
        "a": "ussr",
        "b": "chile",
        "footnote": "2",
        "voice": "leonid-brezhnev",
        "passage": "mini-2001#p02",
        "source": "mini-2001",
        "page": "12",
        "work": "doe-1999",
    }


def test_both_readings_of_a_claim_carry_the_same(database: Database) -> None:
    load_into(database, MINI)
    rows = database.run(
        """MATCH (c:Claim)-[:FROM]->(a)-[r {id: c.id}]->(b)<-[:TO]-(c)
        RETURN type(r) AS type, properties(r) AS tie, properties(c) AS claim"""
    )
    assert len(rows) == len(Dataset.load(MINI).claims)
    for row in rows:
        expected = row["tie"] | {"type": row["type"], "digest": row["claim"]["digest"]}
        assert row["claim"] == expected


def test_what_was_text_is_a_relationship(database: Database, package: Path) -> None:
    set_cell(package, "nodes/events", "chilean-coup-1973", "part_of", "chilean-election-1970")
    load_into(database, package)
    counted = {
        row["type"]: row["count"]
        for row in database.run(
            "MATCH ()-[r]->() WHERE r.package IS NOT NULL RETURN type(r) AS type, count(*) AS count"
        )
    }
    data = Dataset.load(package)
    columns = {
        "BELONGS_TO": ("state_id", "parent_id"),
        "WITHIN": ("part_of",),
        "IN_PLACE": ("place_id",),
        "IN_THEATRE": ("theatre",),
        "IN_BLOC": ("bloc",),
    }
    for type_, names in columns.items():
        said = [entity.columns.get(name) for entity in data.entities for name in names]
        assert counted.get(type_, 0) == sum(bool(each) for each in said) > 0, type_
    voices = {(claim.id, row.reported_by) for claim in data.claims for row in claim.evidence if row.reported_by}
    assert counted["REPORTED_BY"] == len(voices) > 0
    assert counted["OF_TYPE"] == len(data.claims)


def test_third_parties_places_annotations_and_mentions_can_be_traversed(database: Database) -> None:
    load_into(database, MINI)
    rows = database.run(
        """MATCH (:Claim {id: 'an01-01'})-[:ABOUT]->(about)
        MATCH (:Claim {id: 'a01-02'})-[:AT]->(place)
        MATCH (claimed:Annotation)-[:ON]->(:Claim {id: 'a01-03'})
        MATCH (noted:Annotation)-[:ON]->(:Agreement {id: 'grain-agreement-1980'})
        MATCH (:Passage {id: 'mini-2001#p01'})-[m:MENTIONS]->(:State {id: 'chile'})
        RETURN about.id AS about, place.id AS place, claimed.kind AS kind, noted.field AS field, m.count AS count"""
    )
    assert rows == [
        {"about": "eastern-bloc", "place": "santiago-city", "kind": "contradiction", "field": "place_id", "count": 2}
    ]


def test_an_unknown_end_is_absent(database: Database) -> None:
    load_into(database, MINI)
    (row,) = database.run("MATCH ()-[r:REPRESSED {id: 'a03-01'}]->() RETURN keys(r) AS keys")
    assert "start" in row["keys"]
    assert not {"end", "role", "amountMax"} & set(row["keys"])


def test_the_same_data_again_change_nothing(database: Database) -> None:
    load_into(database, MINI)
    summary = load_into(database, MINI)
    assert summary.changes == 0
    assert summary.unchanged.total() == ELEMENTS


def test_a_changed_entity_is_changed(database: Database, package: Path) -> None:
    load_into(database, package)
    set_cell(package, "nodes/persons", "jane-doe", "description", 'Said: "one; two".')
    set_cell(package, "nodes/persons", "jane-doe", "born", "")
    summary = load_into(database, package)
    assert summary.changed == {"Person": 1}
    assert summary.changes == 1
    (row,) = database.run("MATCH (n:Person {id: 'jane-doe'}) RETURN n.description AS text, n.born AS born")
    assert row == {"text": 'Said: "one; two".', "born": None}
    assert is_equal(database, package)


def test_another_type_and_another_end_replace_a_relationship(database: Database, package: Path) -> None:
    load_into(database, package)
    set_cell(package, "relationships", "a01-01", "type", "ADVISED")
    set_cell(package, "relationships", "a02-03", "to_id", "cuba")
    summary = load_into(database, package)
    assert summary.created == {"ADVISED": 1}
    assert summary.removed == {"VISITED": 1}
    assert summary.changed == {"Claim": 1, "COOPERATED_WITH": 1, "TO": 1, "OF_TYPE": 1}
    assert is_equal(database, package)


def test_rows_that_left_are_removed(database: Database, package: Path) -> None:
    load_into(database, package)
    drop(package, "relationships", id="a05-03")
    drop(package, "evidence", relationship_id="a05-03")
    drop(package, "nodes/places", id="santiago-city")
    set_cell(package, "relationships", "a01-02", "place_id", "")
    set_cell(package, "nodes/events", "chilean-coup-1973", "place_id", "")
    summary = load_into(database, package)
    of_the_claim = ("Claim", "LOCATED_IN", "OF_TYPE", "FROM", "TO", "STATED_IN")
    assert summary.removed == dict.fromkeys((*of_the_claim, "AT", "Place", "BELONGS_TO", "IN_PLACE"), 1)
    assert not summary.kept
    assert is_equal(database, package)


def test_an_entity_may_become_another_kind_of_entity(database: Database, package: Path) -> None:
    load_into(database, package)
    drop(package, "nodes/topics", id="grain")
    edit(
        package,
        "nodes/places",
        lambda rows: [{"id": "grain", "name": "Grain", "description": "A town.", "kind": "city"}, *rows],
    )
    summary = load_into(database, package)
    assert summary.removed == {"Topic": 1}
    assert summary.created == {"Place": 1}
    assert is_equal(database, package)


def test_what_others_put_there_is_left_alone(database: Database, package: Path) -> None:
    database.run("CREATE (:Person {id: 'a-guest', name: 'A guest'})-[:KNOWS {since: 1}]->(:Note {text: 'mine'})")
    load_into(database, package)
    database.run("MATCH (n:Note), (p:Person {id: 'fidel-castro'}) CREATE (n)-[:VISITED {id: 'other'}]->(p)")
    drop(package, "mentions", entity_id="chile")
    load_into(database, package)
    (row,) = database.run(
        """MATCH (g:Person {id: 'a-guest'})-[:KNOWS {since: 1}]->(n:Note)-[:VISITED {id: 'other'}]->(:Person)
        RETURN properties(g) AS guest, properties(n) AS note"""
    )
    assert row == {"guest": {"id": "a-guest", "name": "A guest"}, "note": {"text": "mine"}}
    assert is_equal(database, package)


def test_a_node_with_something_foreign_attached_stays_and_is_reported(database: Database, package: Path) -> None:
    load_into(database, package)
    database.run("MATCH (p:Person {id: 'jane-doe'}) CREATE (:Note {text: 'mine'})-[:ON_HER]->(p)")
    drop(package, "nodes/persons", id="jane-doe")
    edit(package, "evidence", lambda rows: [row | {"reported_by": ""} for row in rows])
    assert load_into(database, package).kept == ["jane-doe"]
    (row,) = database.run("MATCH (:Note)-[:ON_HER]->(p:Person {id: 'jane-doe'}) RETURN p.package AS ours")
    assert row == {"ours": None}
    assert is_equal(database, package)


def test_an_id_that_somebody_else_uses_is_another_node(database: Database) -> None:
    database.run("CREATE (:Person {id: 'jane-doe', name: 'Another'})")
    load_into(database, MINI)
    assert is_equal(database, MINI)
    rows = database.run("MATCH (n:Person {id: 'jane-doe'}) RETURN n.name AS name ORDER BY name")
    assert rows == [{"name": "Another"}, {"name": "Jane Doe"}]


def test_a_dry_run_writes_nothing(database: Database, package: Path) -> None:
    assert load_into(database, package, dry_run=True).created.total() == ELEMENTS
    assert database.run("MATCH (n) RETURN count(n) AS count") == [{"count": 0}]
    load_into(database, package)
    drop(package, "mentions", entity_id="chile")
    assert load_into(database, package, dry_run=True).removed == {"MENTIONS": 1}
    assert is_equal(database, MINI)


@pytest.mark.parametrize("rows_at_a_time", [1, window.WINDOW])
def test_a_reference_to_nothing_is_refused_and_leaves_nothing_written(
    database: Database, package: Path, monkeypatch: pytest.MonkeyPatch, rows_at_a_time: int
) -> None:
    monkeypatch.setattr(window, "WINDOW", rows_at_a_time)
    set_cell(package, "relationships", "a05-03", "to_id", "atlantis")
    heard: list[str] = []
    with pytest.raises(DatasetError) as caught:
        load(database.driver, "neo4j", PackageRows(package), say=heard.append)
    assert str(caught.value.problems[0]).startswith("relationships.csv:17:to_id: reference: ")
    assert heard[-1] == "taking back what was written"
    assert database.run("MATCH (n) RETURN count(n) AS count") == [{"count": 0}]


def test_unpleasant_text_is_kept_to_the_letter(database: Database, package: Path) -> None:
    text = "`} DETACH DELETE n // $x 'Łódź' \"мир\" ; \\u0027 <script>"
    set_cell(package, "nodes/persons", "jane-doe", "name", text)
    load_into(database, package)
    assert database.run("MATCH (n:Person {id: 'jane-doe'}) RETURN n.name AS name") == [{"name": text}]


def test_names_are_found_without_their_diacritics(database: Database, package: Path) -> None:
    set_cell(package, "nodes/places", "moscow-city", "name", "Łódź")
    load_into(database, package)
    found = database.run("CALL db.index.fulltext.queryNodes('coldwar_names', 'lodz') YIELD node RETURN node.id AS id")
    assert found == [{"id": "moscow-city"}]


def test_every_key_and_index_is_there_under_its_name(database: Database) -> None:
    load_into(database, MINI)
    names = {row["name"] for row in database.run("SHOW INDEXES YIELD name")}
    assert {"Person_key", "Actor_key", "VISITED_key", "VISITED_start", "STATED_IN_key", "coldwar_names"} <= names
    assert {row["state"] for row in database.run("SHOW INDEXES YIELD state")} == {"ONLINE"}


BY_KEY = (
    *("create-relationships", "create-links", "change-nodes", "disown-nodes", "remove-nodes"),
    *("find-nodes", "find-relationships", "remove-relationships", "find-relationships-of"),
    *("read-nodes", "read-many-node-properties", "read-relationships", "read-many-relationship-properties"),
)
NAMES = dict.fromkeys(("FROM_LABEL", "TO_LABEL", "LABEL", "LABELS"), "`Actor`") | {"TYPE": "`VISITED`"}


def test_rows_are_found_by_their_key_whatever_the_server_thinks_of_sizes(database: Database) -> None:
    """Where indexes were filled since it looked, it takes them to be empty, and all plans for as good as each other.

    Which it takes then differs from one start of a server to the next, so that a right plan is no proof.
    """
    with database.driver.session() as session:
        schema.ensure(session, ["VISITED"])
    database.run("CALL db.prepareForReplanning(60)")
    create = "UNWIND range(1, 3000) AS n CREATE (a:Person:Actor {package: 'p', id: toString(n)})"
    database.run(f"{create} CREATE (a)-[:VISITED {{package: 'p', id: toString(n)}}]->(a)")
    database.run("CALL db.clearQueryCaches()")
    for name in BY_KEY:
        text = statement(name, **NAMES)
        assert text.count("MATCH") == text.count("USING INDEX SEEK") > 0, name
        plan = plan_of(database, text)
        assert "Seek" in plan
        assert not re.search("Scan|Sort|Top", plan), name


def plan_of(database: Database, text: str) -> str:
    with database.driver.session() as session:
        plan = session.run(f"EXPLAIN {text}", rows=[], keys=[], package="p", after="", limit=1).consume().plan
    return json.dumps(plan)


@ON_ONE_VERSION
def test_an_index_that_lost_its_constraint_is_made_anew(database: Database) -> None:
    """A server whose disk was full leaves such indexes, which populate for ever."""
    load_into(database, MINI)
    database.run("DROP CONSTRAINT TO_key")
    database.run("CREATE INDEX TO_key FOR ()-[r:TO]-() ON (r.package, r.id)")
    database.run("CALL db.awaitIndexes(60)")  # one that is being filled might be another load's
    assert [each.id for each in verify(database.driver, "neo4j", PackageRows(MINI)).differences] == ["TO_key"]
    assert load_into(database, MINI).changes == 0
    assert database.run("SHOW CONSTRAINTS YIELD name WHERE name = 'TO_key' RETURN name") == [{"name": "TO_key"}]
    assert is_equal(database, MINI)


def test_another_version_of_the_package_is_recorded(database: Database, package: Path) -> None:
    load_into(database, package)
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    (package / "datapackage.json").write_text(json.dumps(descriptor | {"version": "9.0.0"}), encoding="utf-8")
    assert not is_equal(database, package)
    assert load_into(database, package).changes == 0
    assert is_equal(database, package)


@ON_ONE_VERSION
def test_two_packages_with_the_same_ids_stand_side_by_side(database: Database, package: Path) -> None:
    load_into(database, MINI)
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    (package / "datapackage.json").write_text(json.dumps(descriptor | {"name": "another"}), encoding="utf-8")
    set_cell(package, "nodes/persons", "jane-doe", "name", "Jane Doe of another package")
    assert load_into(database, package).created.total() == ELEMENTS
    assert is_equal(database, package)
    assert is_equal(database, MINI)
    unload(database.driver, "neo4j", "another")
    assert is_equal(database, MINI)


def test_a_large_part_is_removed_only_with_leave(database: Database, package: Path) -> None:
    load_into(database, package)
    edit(package, "relationships", lambda rows: rows[:1])
    edit(package, "evidence", lambda rows: [row for row in rows if row["relationship_id"] == "a01-01"])
    edit(package, "annotations", lambda rows: rows[:0])
    before = database.run("MATCH (n) RETURN n.id AS id ORDER BY id")
    with pytest.raises(RemovalError, match=r"^this removes \d+ of the \d+ nodes and relationships"):
        load_into(database, package, may_remove=False)
    assert database.run("MATCH (n) RETURN n.id AS id ORDER BY id") == before
    load_into(database, package)
    assert database.run("MATCH (c:Claim) RETURN c.id AS id") == [{"id": "a01-01"}]


def test_nothing_of_a_package_from_another_folder_is_removed_without_leave(database: Database, package: Path) -> None:
    load_into(database, MINI)
    assert load_into(database, package, may_remove=False).changes == 0
    load_into(database, MINI)
    (stored,) = database.run("MATCH (p:DataPackage) RETURN properties(p) AS properties")
    assert str(MINI.resolve()) not in stored["properties"].values()
    drop(package, "mentions", entity_id="chile")
    with pytest.raises(RemovalError, match=r"loaded as coldwar-mini from another folder, changes 0 and adds 0$"):
        load_into(database, package, may_remove=False)
    assert is_equal(database, MINI)


def test_the_lock_is_renewed_while_comparing_and_removing(
    database: Database, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_into(database, package)
    drop(package, "annotations", id="a01-03-date")
    kept: list[str] = []
    monkeypatch.setattr(Hold, "keep", lambda _: kept.append(inspect.stack()[1].function))
    load_into(database, package)
    assert {"_survey", "_lively", "_transact"} <= set(kept)


def test_a_draft_says_so_in_the_database_until_the_package_is_without_fault(database: Database, package: Path) -> None:
    set_cell(package, "relationships", "a01-03", "date", "12/1972")
    draft = PackageRows.read(package, draft=True)
    load(database.driver, "neo4j", draft)
    said = "MATCH (p:DataPackage) RETURN p.draft AS draft, p.leftOut AS left_out"
    assert database.run(said) == [{"draft": True, "left_out": 3}]
    assert verify(database.driver, "neo4j", draft).is_equal
    load_into(database, MINI)
    assert database.run(said) == [{"draft": None, "left_out": None}]
