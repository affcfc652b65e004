"""Loading what changed, by the files alone, comes to the same as comparing everything."""

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from graph_loader.database import blocks
from graph_loader.database import load as loading
from graph_loader.database.load import Summary, load
from graph_loader.database.lock import Hold
from graph_loader.database.packages import unload
from graph_loader.database.rows import PackageRows
from graph_loader.database.verify import verify
from graph_loader.model.errors import DatasetError
from tests.neo4j_servers import MINI, ON_ONE_VERSION, Database
from tests.packages import Rows, drop, edit, rewrite, set_cell
from tests.two_packages import SAME, describe, make_two

pytestmark = ON_ONE_VERSION


@pytest.fixture(autouse=True)
def walks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Cut the smallest package into blocks of a few units, and note how each load compared."""
    monkeypatch.setattr(blocks, "LEAST", 0)
    monkeypatch.setattr(blocks, "SIZE", 3)
    walks: list[str] = []
    for each in (loading._PartComparison, loading._WholeComparison):
        monkeypatch.setattr(each, "_survey", _noting(each._survey, each.__name__, walks))
    return walks


def _noting(survey: Callable[..., None], name: str, walks: list[str]) -> Callable[..., None]:
    def noted(comparison: loading._Comparison) -> None:
        walks.append(name)
        survey(comparison)

    return noted


def load_into(database: Database, package: Path | PackageRows, **options: bool) -> Summary:
    rows = package if isinstance(package, PackageRows) else PackageRows(package)
    return load(database.driver, "neo4j", rows, **options)


def is_equal(database: Database, package: Path | PackageRows) -> bool:
    rows = package if isinstance(package, PackageRows) else PackageRows(package)
    return verify(database.driver, "neo4j", rows).is_equal


class Editor:
    """Changes a package at random in one of many ways, and keeps it one that can be loaded."""

    def __init__(self, package: Path, seed: int) -> None:
        self.package = package
        self.random = Random(seed)
        self.number = 0

    def table(self, name: str) -> Rows:
        with (self.package / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def put(self, name: str, row: dict[str, str]) -> None:
        edit(self.package, name, lambda rows: sorted([*rows, row], key=lambda each: next(iter(each.values()))))

    def one(self, name: str) -> dict[str, str]:
        return self.random.choice(self.table(name))

    def new(self, what: str) -> str:
        self.number += 1
        return f"{what}-{self.number}"

    def edit(self) -> str:
        """Make one change, and say which."""
        change = self.random.choice([each for name, each in vars(Editor).items() if name.startswith("a_")])
        change(self)
        return str(change.__name__)

    def a_summary(self) -> None:
        said = self.random.choice(["plain", 'with "quotes", commas', "over\ntwo lines", "Łódź"])
        set_cell(self.package, "relationships", self.one("relationships")["id"], "summary", said)

    def a_claim(self) -> None:
        old, id_ = self.one("relationships"), self.new(f"{self.one('relationships')['id']}")
        self.put("relationships", old | {"id": id_})
        for row in self.table("evidence"):
            if row["relationship_id"] == old["id"] and self.random.random() < 0.8:
                self.put("evidence", row | {"relationship_id": id_})

    def a_claim_less(self) -> None:
        id_ = self.one("relationships")["id"]
        drop(self.package, "relationships", id=id_)
        drop(self.package, "evidence", relationship_id=id_)
        drop(self.package, "annotations", target_id=id_)

    def a_moved_claim(self) -> None:
        """Give a claim another id, far from the first."""
        id_, new = self.one("relationships")["id"], self.new(self.random.choice("azm"))
        for name, column in (("relationships", "id"), ("evidence", "relationship_id"), ("annotations", "target_id")):
            edit(
                self.package,
                name,
                lambda rows, column=column: sorted(
                    (row | {column: new} if row[column] == id_ else row for row in rows),
                    key=lambda row: next(iter(row.values())),
                ),
            )

    def a_place_more(self) -> None:
        locator = self.random.choice(["p01", "p03", self.new("p"), "p|bar"])
        self.put("evidence", self.one("evidence") | {"source_id": self.one("nodes/sources")["id"], "locator": locator})

    def a_place_less(self) -> None:
        row = self.one("evidence")
        drop(self.package, "evidence", **row)

    def a_listed_passage(self) -> None:
        row = self.one("evidence")
        if (row["source_id"], row["locator"]) not in {
            (each["source_id"], each["locator"]) for each in self.table("passages")
        }:
            self.put("passages", {"source_id": row["source_id"], "locator": row["locator"], "note": self.new("note")})

    def a_listed_passage_less(self) -> None:
        if rows := self.table("passages"):
            drop(self.package, "passages", **self.random.choice(rows))

    def an_entity(self) -> None:
        table = self.random.choice(["nodes/states", "nodes/persons"])
        self.put(table, self.one(table) | {"id": self.new("new"), "name": self.new("New")})

    def an_entity_s_name(self) -> None:
        table = self.random.choice(["nodes/states", "nodes/persons", "nodes/sources", "nodes/parties"])
        set_cell(self.package, table, self.one(table)["id"], "name", self.new("Name"))

    def an_entity_s_parent(self) -> None:
        set_cell(
            self.package, "nodes/parties", self.one("nodes/parties")["id"], "state_id", self.one("nodes/states")["id"]
        )

    def an_entity_of_another_kind(self) -> None:
        """Move an entity from one table to another; whatever names it follows."""
        tables = self.random.sample(["nodes/states", "nodes/organizations", "nodes/topics"], 2)
        named = {row["state_id"] for row in self.table("nodes/parties")}
        if found := [row for row in self.table(tables[0]) if row["id"] not in named]:
            row = self.random.choice(found)
            drop(self.package, tables[0], id=row["id"])
            spare = next(iter(self.table(tables[1])), None)
            columns = spare or dict.fromkeys(
                csv.DictReader((self.package / f"{tables[1]}.csv").open()).fieldnames or (), ""
            )
            self.put(tables[1], dict.fromkeys(columns, "") | {"id": row["id"], "name": row["name"]})

    def an_alias(self) -> None:
        edit(self.package, "aliases", lambda rows: [*rows, rows[0] | {"name": self.new("Alias")}] if rows else rows)

    def an_alias_less(self) -> None:
        edit(self.package, "aliases", lambda rows: rows[:-1] if len(rows) > 1 else rows)

    def a_mention(self) -> None:
        row = {**self.one("mentions"), "entity_id": self.one("nodes/persons")["id"], "count": "7"}
        known = ("source_id", "locator", "entity_id")
        edit(
            self.package,
            "mentions",
            lambda rows: sorted(
                [*(each for each in rows if any(each[name] != row[name] for name in known)), row],
                key=lambda each: [*each.values()],
            ),
        )

    def a_mention_less(self) -> None:
        if len(rows := self.table("mentions")) > 1:
            drop(self.package, "mentions", **self.random.choice(rows))

    def an_annotation(self) -> None:
        targets = [self.one("relationships")["id"], self.one("nodes/states")["id"]]
        row = self.one("annotations") | {"id": self.new("note"), "target_id": self.random.choice(targets)}
        if self.random.random() < 0.5:
            row |= {"source_id": "", "locator": ""}
        self.put("annotations", row)

    def an_annotation_less(self) -> None:
        if len(rows := self.table("annotations")) > 1:
            drop(self.package, "annotations", id=self.random.choice(rows)["id"])


@pytest.mark.parametrize("seed", range(1))
def test_whatever_changes_the_same_is_loaded_as_by_a_whole_comparison(
    database: Database, package: Path, walks: list[str], seed: int
) -> None:
    editor = Editor(package, seed)
    load_into(database, package)
    for _ in range(12):
        edits = [editor.edit() for _ in range(editor.random.randint(1, 5))]
        with database.driver.session(database="neo4j") as session:
            expected = loading._WholeComparison(session, PackageRows(package), repair=False).summary.as_dict()
        walks.clear()
        assert load_into(database, package, dry_run=True).as_dict() == expected, edits
        assert load_into(database, package).as_dict() == expected, edits
        assert walks == ["_PartComparison"] * 2, edits
        assert is_equal(database, package), edits


def test_a_collection_is_compared_by_its_decisions_too(database: Database, tmp_path: Path, walks: list[str]) -> None:
    make_two(tmp_path)
    both = describe(tmp_path, SAME)
    load_into(database, PackageRows.read(both))
    walks.clear()
    describe(tmp_path, [*SAME, ("fidel-castro", "castro", "same")])
    for change in (
        lambda: set_cell(tmp_path / "hand", "nodes/states", "republic-of-chile", "name", "Republic of Chile"),
        lambda: set_cell(tmp_path / "mini", "relationships", "a01-03", "standing", "disputed"),
        lambda: None,
    ):
        rows = PackageRows.read(both)
        with database.driver.session(database="neo4j") as session:
            expected = loading._WholeComparison(session, rows, repair=False).summary.as_dict()
        walks.clear()
        assert load_into(database, rows).as_dict() == expected
        assert walks == ["_PartComparison"]
        assert is_equal(database, rows)
        change()
    left = PackageRows.read(both, without="hand")
    load_into(database, left)
    assert is_equal(database, left)
    assert not is_equal(database, PackageRows.read(both))


def test_what_was_done_by_hand_or_broken_off_is_compared_as_a_whole(
    database: Database, package: Path, walks: list[str]
) -> None:
    load_into(database, package)

    def loaded_by() -> tuple[list[str], Summary]:
        walks.clear()
        return walks, load_into(database, package)

    database.run("CREATE (:Note)")
    assert loaded_by() == (["_PartComparison"], Summary(unchanged=loaded_by()[1].unchanged))
    database.run("MATCH ()-[r:VISITED {id: 'a01-01'}]->() DELETE r")
    assert loaded_by()[1].created == {"VISITED": 1}
    assert walks == ["_WholeComparison"]
    database.run("MATCH (b:DataPackageBlock) WITH b LIMIT 1 DELETE b")
    assert loaded_by()[0] == ["_WholeComparison"]
    database.run("MATCH (p:DataPackage) SET p.state = 'loading'")
    assert loaded_by()[0] == ["_WholeComparison"]
    rewrite(package, "vocabulary.yaml", "VISITED", "CALLED_ON")
    edit(
        package,
        "relationships",
        lambda rows: [row | {"type": row["type"].replace("VISITED", "CALLED_ON")} for row in rows],
    )
    assert loaded_by()[0] == ["_WholeComparison"]
    assert loaded_by()[0] == ["_PartComparison"]
    assert is_equal(database, package)
    walks.clear()
    load_into(database, package, repair=True)
    assert walks == ["_WholeComparison"]


def test_a_load_that_is_broken_off_while_it_writes_blocks_believes_none(
    database: Database, package: Path, walks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_into(database, package)
    set_cell(package, "nodes/states", "chile", "name", "Another")
    with monkeypatch.context() as patch:
        patch.setattr(Hold, "finish", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            load_into(database, package)
    set_cell(package, "nodes/states", "chile", "name", "Chile")
    walks.clear()
    assert load_into(database, package).changed == {"State": 1}
    assert walks == ["_WholeComparison"]
    assert is_equal(database, package)


def test_packages_beside_each_other_leave_each_other_s_blocks_alone(
    database: Database, package: Path, walks: list[str]
) -> None:
    load_into(database, MINI)
    rewrite(package, "datapackage.json", "coldwar-mini", "another")
    load_into(database, package)
    drop(package, "mentions", entity_id="chile")
    walks.clear()
    load_into(database, MINI)
    load_into(database, package)
    assert walks == ["_PartComparison"] * 2
    unload(database.driver, "neo4j", "another")
    assert load_into(database, MINI).changes == 0
    assert walks[2:] == ["_PartComparison"]
    unload(database.driver, "neo4j", "coldwar-mini")
    assert database.run("MATCH (n) RETURN count(n) AS count") == [{"count": 0}]


def test_a_fault_is_told_of_its_row_and_leaves_everything_as_it_is(
    database: Database, package: Path, walks: list[str]
) -> None:
    load_into(database, package)
    set_cell(package, "relationships", "a01-03", "to_id", "nobody")
    with pytest.raises(DatasetError) as caught:
        load_into(database, package)
    assert [(fault.file, fault.row, fault.column) for fault in caught.value.problems] == [
        ("relationships.csv", 4, "to_id")
    ]
    set_cell(package, "relationships", "a01-03", "to_id", "salvador-allende")
    drop(package, "nodes/persons", id="salvador-allende")
    with pytest.raises(DatasetError) as caught:
        load_into(database, package)
    assert "salvador-allende" in str(caught.value.problems)
    shutil.rmtree(package)
    shutil.copytree(MINI, package)
    walks.clear()
    assert load_into(database, package).changes == 0
    assert walks == ["_PartComparison"]


def test_a_small_package_is_compared_as_a_whole(
    database: Database, package: Path, walks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_into(database, package)
    monkeypatch.setattr(blocks, "LEAST", 10_000)
    load_into(database, package)
    assert walks == ["_WholeComparison"]
    assert database.run("MATCH (m:DataPackageMark) RETURN m") == []
