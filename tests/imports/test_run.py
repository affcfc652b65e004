"""What a recipe makes of rows: each test is a small table and what must come of it."""

from pathlib import Path

import pytest

from graph_loader.model.errors import ColdWarError
from graph_loader.package import undo
from graph_loader.package.editing import Draft
from tests.imports.fresh import errors, fresh, imported, rows

LETTERS = """
title: Letters
fields:
  who: {column: From}
  whom: {column: To, split: ";"}
  day: {column: Date, default: ""}
  page: {column: Page, default: "row {row}"}
  sum: {column: Sum, default: ""}
entities:
  who: {label: [Person, Organization], name: "{who}"}
  whom: {label: Person, name: "{whom}"}
source: {name: Box 7, locator_kind: [page, text]}
claims:
  - type: COMMUNICATED_WITH
    from: who
    to: whom
    date: "{day}"
    amount: "{sum}"
    unit: USD
    locator: "{page}"
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return fresh(tmp_path / "package")


@pytest.fixture
def table(tmp_path: Path):
    def write(text: str, name: str = "letters.csv") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def ties(package: Path) -> list[tuple[str, str, str]]:
    return sorted((row["from_id"], row["to_id"], row["date"]) for row in rows(package, "relationships.csv"))


def test_a_field_that_splits_makes_several_claims_and_all_say_where_they_are_from(package, table):
    report = imported(package, LETTERS, table("From,To,Date,Page\nAnna Bo,Cid Do; Eva Fo,1973-09,44\n"))
    assert ties(package) == [("anna-bo", "cid-do", "1973-09"), ("anna-bo", "eva-fo", "1973-09")]
    assert {row["provenance"] for row in report.claims} == {"trial:letters.csv:2"}
    assert {row["locator"] for row in rows(package, "evidence.csv")} == {"44"}
    assert rows(package, "nodes/sources.csv")[0]["locator_kind"] == "page"
    assert errors(package) == []


def test_a_second_import_changes_nothing_and_rows_may_be_added_anywhere(package, table):
    first, second = "Anna Bo,Cid Do,1973-09,44\n", "Anna Bo,Cid Do,1974,45\n"
    imported(package, LETTERS, table(f"From,To,Date,Page\n{first}"))
    file = table(f"From,To,Date,Page\n{second}{first}")
    assert len(imported(package, LETTERS, file).claims) == 1
    state = {each: each.read_bytes() for each in package.rglob("*.csv")}
    assert imported(package, LETTERS, file).same == 2
    assert {each: each.read_bytes() for each in package.rglob("*.csv")} == state


def test_what_was_changed_by_hand_stays(package, table):
    file = table("From,To,Date,Page\nAnna Bo,Cid Do,1973-09,44\n")
    imported(package, LETTERS, file)
    draft = Draft.open(package)
    draft.rows["relationships"][0]["date"] = "1973-09~"
    draft.rows["persons"][0]["name"] = "Anna Maria Bo"
    draft.rows["aliases"].append({"entity_id": "anna-bo", "name": "Anna Bo", "kind": "short-name"})
    draft.save("corrections")
    report = imported(package, LETTERS, file)
    assert (len(report.claims), report.kept, report.added) == (0, 1, {})
    assert ties(package) == [("anna-bo", "cid-do", "1973-09~")]


def test_a_locator_that_a_known_source_does_not_have_is_refused(package, table):
    imported(package, LETTERS, table("From,To,Date,Page\nA B,C D,1973,44\n"))
    report = imported(package, LETTERS, table("From,To,Date,Page\nA B,C D,1974,overleaf\n"))
    assert list(report.refused) == ["locator: expected a page (44, 44–46, xii)"]


def test_two_rows_that_say_one_fact_are_one_claim_with_two_places(package, table):
    report = imported(package, LETTERS, table("From,To,Date,Page\nA B,C D,1973,44\nA B,C D,1973,45\nA B,C D,1973,45\n"))
    assert (len(report.claims), report.repeated, report.evidence) == (1, 2, 1)
    assert [row["locator"] for row in rows(package, "evidence.csv")] == ["44", "45"]
    assert errors(package) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Anna Bo,,1973,44,", "whom: expected a name, found none"),
        ("Anna Bo,anna BO,1973,44,", "to_id: expected two entities, found one twice"),
        ("Anna Bo,Cid Do,spring,44,", "date: expected a date"),
        ("Anna Bo,Cid Do,1974/1973,44,", "date: expected an end after the beginning"),
        ("Anna Bo,Cid Do,1973,p#4,", "locator: expected a text of one line without #"),
        ("=cmd(),Cid Do,1973,44,", "who.name: expected text"),
        ('Anna Bo,Cid Do,1973,44,"1,5"', "amount: expected a number such as 12 or -3.5"),
    ],
)
def test_a_row_that_cannot_be_imported_is_counted_with_its_reason_and_leaves_nothing(package, table, row, reason):
    report = imported(package, LETTERS, table(f"From,To,Date,Page,Sum\n{row}\nEva Fo,Gil Ho,1973,46,5\n"))
    assert {each: [place for place, _ in places] for each, places in report.refused.items()} == {
        reason: ["letters.csv:2"]
    }
    assert ties(package) == [("eva-fo", "gil-ho", "1973")]
    assert errors(package) == []


@pytest.mark.parametrize("spelt", ["communicated_with", "communicated with"])
def test_a_recipe_writes_a_type_in_any_way_that_the_vocabulary_knows(package, table, spelt):
    report = imported(
        package, LETTERS.replace("COMMUNICATED_WITH", spelt), table("From,To,Date,Page\nA B,C D,1973,44\n")
    )
    assert [claim["type"] for claim in report.claims] == ["COMMUNICATED_WITH"]


def test_types_that_the_vocabulary_lacks_are_named_in_one_line(package, table):
    file = table("From,To,Date\nAnna Bo,Cid Do,1973\n")
    with pytest.raises(ColdWarError, match=r"lacks the types KISSED: add them to vocabulary\.yaml"):
        imported(package, LETTERS.replace("COMMUNICATED_WITH", "KISSED"), file)
    edges = table("Source,Target,Relation\nA B,C D,met with\nA B,C D,hugged\nA B,E F,hugged\n", "edges.csv")
    with pytest.raises(ColdWarError, match=r"lacks the types hugged \(2 rows\)"):
        imported(package, "edges", edges)


def test_names_are_matched_to_the_package_and_nobody_is_merged_unasked(package, table):
    imported(package, LETTERS, table("From,To,Date,Page\nHenry Kissinger,Cid Do,1973,1\n"))
    other = table('From,To,Date,Page\nHENRY KISSINGER,Cid Do,1974,2\n"Kissinger, Henry A.",Cid Do,1975,3\n', "more.csv")
    report = imported(package, LETTERS, other)
    assert report.met == {"Person": ["cid-do", "henry-kissinger"], "Source": ["box-7"]}
    assert report.added == {"Person": ["kissinger-henry-a"]}
    assert [each.id for each in report.similar["Kissinger, Henry A.", "Person"]] == ["henry-kissinger"]


def test_a_decision_is_followed(package, table):
    imported(package, LETTERS, table("From,To,Date,Page\nHenry Kissinger,Cid Do,1973,1\n"))
    other = table('From,To,Date,Page\n"Kissinger, Henry A.",Cid Do,1975,3\n', "more.csv")
    report = imported(package, LETTERS, other, decisions={("Kissinger, Henry A.", "Person"): "henry-kissinger"})
    assert report.added == {}
    assert ("henry-kissinger", "cid-do", "1975") in ties(package)


def test_namesakes_of_two_countries_are_two(package, table):
    recipe = """
title: Kings
fields: {name: {column: Name}, home: {column: Country}}
entities:
  king: {label: Person, name: "{name}", id: "{name} {home}", columns: {state_id: home}, agree: [state_id]}
  home: {label: State, name: "{home}"}
  host: {label: State, name: Utopia}
source: {name: List}
claims:
  - {type: VISITED, from: king, to: host}
"""
    kings = "Name,Country\nHussein,Jordan\nHussein,Libya\n"
    for _ in range(2):
        imported(package, recipe, table(kings))
    imported(package, recipe, table(kings + "Hussein,Morocco\n"))
    assert [row["id"] for row in rows(package, "nodes/persons.csv")] == [
        "hussein-jordan",
        "hussein-libya",
        "hussein-morocco",
    ]
    assert errors(package) == []


def test_a_name_that_several_bear_keeps_its_row_out(package, table):
    imported(package, LETTERS, table("From,To,Date,Page\nHussein,Cid Do,1973,1\n"))
    draft = Draft.open(package)
    draft.rows["persons"].append(draft.rows["persons"][-1] | {"id": "hussein-2"})
    draft.save("a namesake")
    report = imported(package, LETTERS, table("From,To,Date,Page\nHussein,Eva Fo,1974,2\n", "more.csv"))
    assert report.claims == []
    assert "whom" not in str(report.added)
    assert set(report.several) == {("Hussein", "Person")}


def test_a_passage_is_listed_where_its_source_lists_all(package, table):
    imported(package, LETTERS, table("From,To,Date,Page\nA B,C D,1973,44\n"))
    draft = Draft.open(package)
    draft.rows["sources"][0]["coverage"] = "complete"
    draft.rows["passages"].append({"source_id": "box-7", "locator": "44", "note": ""})
    draft.save("all of it")
    imported(package, LETTERS, table("From,To,Date,Page\nA B,C D,1974,45\n"))
    assert [row["locator"] for row in rows(package, "passages.csv")] == ["44", "45"]
    assert errors(package) == []


def test_columns_are_found_by_any_spelling_and_a_missing_one_is_named(package, table):
    report = imported(package, "edges", table("TARGET;source_name;Jahr;Gewicht\nC D;A B;1973;2\n"))
    assert ties(package) == [("a-b", "c-d", "1973")]
    assert report.unread == {"Gewicht"}
    with pytest.raises(ColdWarError, match=r"other.csv: expected a column 'From' for who, found 'Form', 'To'.*'Form'"):
        imported(package, LETTERS, table("Form,To\nA B,C D\n", "other.csv"))


def test_an_edge_list_without_works_cites_itself_and_one_without_pages_says_so(package, table):
    edges = "Source,Target,Type,Date,Citation,Page\nA B,C D,Undirected,1973,,\nA B,E F,met with,1974,Smith 1990,\n"
    imported(package, "edges", table(edges + "A B,G H,MET_WITH,1975,Smith 1990,pp. 44-46\n", "edges.csv"))
    found = {(row["source_id"], row["locator"]) for row in rows(package, "evidence.csv")}
    assert found == {("edges-csv", "row 2"), ("smith-1990", "no page given"), ("smith-1990", "44–46")}
    assert sorted(row["type"] for row in rows(package, "relationships.csv")) == ["MET_WITH", "MET_WITH", "RELATED_TO"]
    assert errors(package) == []


def test_columns_that_the_package_lacks_are_refused_and_its_own_are_filled(package, table):
    recipe = LETTERS.replace("    unit: USD\n", '    unit: USD\n    columns: {box: "{page}"}\n')
    file = table("From,To,Date,Page\nA B,C D,1973,44\n")
    with pytest.raises(ColdWarError, match=r"recipe trial: expected columns of relationships\.csv, found 'box'"):
        imported(package, recipe, file)


def test_an_import_can_be_taken_back(package, table):
    before = {each: each.read_bytes() for each in package.rglob("*") if each.is_file()}
    imported(package, LETTERS, table("From,To,Date,Page\nA B,C D,1973,44\n"))
    undo.undo(package)
    assert {each: each.read_bytes() for each in package.rglob("*") if each.is_file()} == before


def test_a_hostile_cell_is_only_text(package, table):
    names = ["../../etc/passwd", "<script>alert(1)</script>", "'}) DETACH DELETE n //", "{who.__class__}"]
    lines = "".join(f'"{name}",Cid Do,1973,44\n' for name in names)
    imported(package, LETTERS, table(f"From,To,Date,Page\n{lines}"))
    found = {row["name"]: row["id"] for row in rows(package, "nodes/persons.csv")}
    assert set(names) < set(found)
    assert all(id_.replace("-", "").isalnum() for id_ in found.values())
    assert errors(package) == []


def test_decomposed_letters_and_stray_spaces_are_one_name(package, table):
    imported(
        package,
        LETTERS,
        table("From,To,Date,Page\n Jose\u0301\u00a0 Bo ,Cid Do,1973,44\nJos\u00e9 Bo,Cid Do,1974,45\n"),
    )
    assert [row["name"] for row in rows(package, "nodes/persons.csv")] == ["Cid Do", "Jos\u00e9 Bo"]
    assert errors(package) == []
