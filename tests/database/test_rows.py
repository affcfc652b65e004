"""The data package as nodes and relationships: streamed, and refused where it does not hold together."""

import shutil
from pathlib import Path

import pytest
from neo4j.spatial import WGS84Point

from graph_loader.database import rows
from graph_loader.database.elements import Node, Relationship
from graph_loader.database.properties import Point, digest, point
from graph_loader.database.rows import PackageRows
from graph_loader.model.errors import DatasetError
from tests.packages import drop, edit, set_cell
from tests.two_packages import make_two

MINI = Path(__file__).parent.parent / "fixtures" / "mini"


@pytest.fixture(scope="module")
def nodes() -> dict[tuple[str, str], Node]:
    return {(each.label, each.id): each for each in PackageRows(MINI).elements() if isinstance(each, Node)}


@pytest.fixture(scope="module")
def relationships() -> dict[tuple[str, str], Relationship]:
    return {(each.type, each.id): each for each in PackageRows(MINI).elements() if isinstance(each, Relationship)}


def refusal(package: Path) -> str:
    with pytest.raises(DatasetError) as caught:
        for _ in PackageRows(package).elements():
            pass
    return str(caught.value.problems[0])


def test_every_id_is_unique_among_its_kind() -> None:
    elements = [(each.kind, each.id) for each in PackageRows(MINI).elements()]
    assert len(elements) == len(set(elements)) > 0


def test_a_relationship_comes_after_the_nodes_that_it_joins() -> None:
    seen: set[tuple[str, str]] = set()
    for each in PackageRows(MINI).elements():
        if isinstance(each, Node):
            seen.add((each.label, each.id))
        else:
            assert {(each.from_label, each.from_id), (each.to_label, each.to_id)} <= seen, each


def test_a_collection_and_a_draft_are_not_what_a_folder_holds(package: Path, tmp_path: Path) -> None:
    assert PackageRows(package).is_its_folder
    assert PackageRows.read(package, draft=True).is_its_folder
    assert not PackageRows.read(make_two(tmp_path / "two")).is_its_folder
    set_cell(package, "relationships", "a01-01", "date", "1972/13")
    assert not PackageRows.read(package, draft=True).is_its_folder


def test_a_package_that_was_read_is_walked_without_its_files(package: Path) -> None:
    streamed, read = PackageRows(package), PackageRows.read(package)
    expected = list(streamed.elements())
    shutil.rmtree(package)
    assert list(read.elements()) == expected
    assert (read.name, read.version, read.labels, read.types) == (
        streamed.name,
        streamed.version,
        streamed.labels,
        streamed.types,
    )


def test_actors_have_a_second_label(nodes: dict[tuple[str, str], Node]) -> None:
    assert nodes["Person", "jane-doe"].labels == ("Person", "Actor")
    assert nodes["Topic", "grain"].labels == ("Topic",)


def test_a_package_too_large_to_be_held_is_checked_and_streamed(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LARGEST_FILE", 100)
    for _ in ("checked", "known to be sound"):
        assert list(PackageRows.read(package).elements()) == list(PackageRows(package).elements())
    set_cell(package, "relationships", "a01-01", "unit", "weeks")  # of no amount, which only validation notices
    with pytest.raises(DatasetError) as caught:
        PackageRows.read(package)
    assert "expected an amount of 'weeks', found none" in str(caught.value.problems)


def test_while_a_large_package_is_checked_something_else_is_done_with_it(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "LARGEST_FILE", 100)
    seen: list[PackageRows] = []
    assert [PackageRows.read(package, meanwhile=seen.append) for _ in ("checked", "known to be sound")] == seen

    def fail(_: PackageRows) -> None:
        raise KeyError("cannot be done")

    edit(package, "aliases", list)
    with pytest.raises(KeyError, match="cannot be done"):
        PackageRows.read(package, meanwhile=fail)
    set_cell(package, "relationships", "a01-01", "unit", "weeks")
    with pytest.raises(DatasetError):  # what is wrong with the package comes first
        PackageRows.read(package, meanwhile=fail)


def test_columns_become_properties_without_unknowns(nodes: dict[tuple[str, str], Node]) -> None:
    assert nodes["Place", "moscow-city"].properties == {
        "id": "moscow-city",
        "name": "Moscow",
        "description": "Capital of the Soviet Union.",
        "kind": "city",
        "stateId": "ussr",
        "longitude": 37.6156,
        "latitude": 55.7522,
        "location": Point(37.6156, 55.7522),
    }
    assert nodes["State", "ussr"].properties["aliases"] == ["Moscow", "СССР"]


@pytest.mark.parametrize("degrees", [(37, 55), (-70.65, -33.0), (1e-7, 0)])
def test_a_point_has_the_digest_of_the_one_that_the_driver_reads(degrees: tuple[float, float]) -> None:
    ours, theirs = ({"location": each} for each in (point(*degrees), WGS84Point(degrees)))
    assert digest((), ours) == digest((), theirs)


def test_a_claim_keeps_its_open_end_open(relationships: dict[tuple[str, str], Relationship]) -> None:
    persecution = relationships["REPRESSED", "a03-01"].properties
    assert str(persecution["start"]) == "1973-09-11"
    assert "end" not in persecution
    assert persecution["edtf"] == "1973-09-11/.."
    assert persecution["amount"] == 100.0


def test_an_undated_claim_has_no_date_at_all(relationships: dict[tuple[str, str], Relationship]) -> None:
    assert not {"start", "end", "edtf", "dateCertainty"} & relationships["LOCATED_IN", "a05-03"].properties.keys()


def test_one_claim_in_two_passages_is_stated_twice(relationships: dict[tuple[str, str], Relationship]) -> None:
    stated = [each.to_id for each in relationships.values() if each.type == "STATED_IN" and each.from_id == "a01-01"]
    assert stated == ["mini-2001#p01", "mini-2001#p03"]


def test_a_passage_that_cites_two_works_states_the_claim_once(tmp_path: Path, package: Path) -> None:
    row = {"relationship_id": "a02-02", "source_id": "mini-2001", "locator": "p02", "footnote": "", "reported_by": ""}
    works = [row | {"cites": work, "cites_locator": "7"} for work in ("doe-1999", "mini-2001")]
    edit(package, "evidence", lambda rows: [r for r in rows if r["relationship_id"] < "a02-02"] + works)
    edit(package, "relationships", lambda rows: [r for r in rows if r["id"] <= "a02-02"])
    found = [
        each.type
        for each in PackageRows(package).elements()
        if isinstance(each, Relationship) and each.from_id == "a02-02"
    ]
    assert sorted(found) == ["ABOUT", "CITES", "CITES", "FROM", "OF_TYPE", "STATED_IN", "TO"]


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("type", "BEFRIENDED", "relationships.csv:2:type: vocabulary: expected a type of vocabulary.yaml, found"),
        ("from_id", "nobody", "relationships.csv:2:from_id: reference: expected the id of an entity, found 'nobody'"),
        ("date", "1973-02-30", "relationships.csv:2:date: date: "),
        ("amount", "many", "relationships.csv:2:amount: type: expected a number such as 12 or -3.5, found 'many'"),
    ],
)
def test_a_wrong_cell_is_named(package: Path, column: str, value: str, problem: str) -> None:
    set_cell(package, "relationships", "a01-01", column, value)
    assert refusal(package).startswith(problem)


def test_rows_out_of_order_are_refused(package: Path) -> None:
    edit(package, "relationships", lambda rows: rows[::-1])
    assert refusal(package).startswith("relationships.csv:3:id: order: expected a value after 'an01-02'")


def test_evidence_for_no_claim_is_refused(package: Path) -> None:
    drop(package, "relationships", id="a02-01")
    assert refusal(package).startswith("evidence.csv:6:relationship_id: reference: expected the id of a claim")


def test_an_id_of_two_entities_is_refused(package: Path) -> None:
    edit(package, "nodes/topics", lambda rows: [*rows, rows[0] | {"id": "ussr"}])
    assert "expected a new id, found 'ussr' again" in refusal(package)


def test_a_missing_table_is_named(package: Path) -> None:
    (package / "mentions.csv").unlink()
    assert refusal(package) == "mentions.csv: missing-file: expected a CSV file, found none"
