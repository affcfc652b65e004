"""Claims of one fact in two packages: proposed, decided, side by side, and never one claim."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph_loader import Dataset, to_networkx
from graph_loader.collection.collection import Collection, validate
from graph_loader.collection.likeness import chance
from graph_loader.collection.telling import grounds, propose_facts
from graph_loader.model.dates import parse
from graph_loader.model.errors import DatasetError
from tests.collection.conftest import Write
from tests.collection.terminal import typed
from tests.conftest import MINI, Run
from tests.packages import set_cell

HEAD = "package_a,id_a,package_b,id_b,decision,grounds,decided_by,decided_on,source_id"
Decide = Callable[..., Path]


@pytest.fixture
def whole(collection: Write, two: tuple[Path, Path]) -> Path:
    """Return the collection in which every entity of the copy is decided to be its own."""
    ours, theirs = ({entity.name: entity.id for entity in Dataset.load(folder).entities} for folder in two)
    return collection(*((id_, theirs[name], "same") for name, id_ in ours.items()))


@pytest.fixture
def facts(whole: Path) -> Decide:
    """Return a function that writes decisions (id, id in the copy, decision) on claims."""

    def write(*decisions: tuple[str, str, str]) -> Path:
        rows = [f"coldwar-mini,{a},hand,{b},{decision},day,me,2024-05," for a, b, decision in decisions]
        (whole / "facts.csv").write_text("\n".join([HEAD, *rows]) + "\n")
        return whole

    return write


def _graph(folder: Path) -> "nx.MultiDiGraph[str]":
    return to_networkx(Dataset.load(folder))


def _told(graph: "nx.MultiDiGraph[str]") -> dict[str, str]:
    return {key: fact for *_, key, fact in graph.edges(keys=True, data="same_fact") if fact}


def test_claims_of_one_fact_stay_two_and_know_it(facts: Decide, two: tuple[Path, Path]) -> None:
    set_cell(two[1], "relationships", "a01-01", "date", "1971-11-11/1971-12-04")
    before = _graph(facts())
    after = _graph(facts(("a01-01", "a01-01", "same"), ("a02-01", "a02-01", "unsure")))
    assert _told(after) == {"a01-01": "a01-01", "hand:a01-01": "a01-01"}
    claims = after.get_edge_data("fidel-castro", "chile")
    assert {key: (it["package"], it["date"]) for key, it in claims.items() if it.get("same_fact")} == {
        "a01-01": ("coldwar-mini", "1971-11-10/1971-12-04"),
        "hand:a01-01": ("hand", "1971-11-11/1971-12-04"),
    }
    # But for that attribute nothing changes, and a decision taken back takes it back.
    for _, _, claim in after.edges(data=True):
        claim.pop("same_fact", None)
    assert nx.utils.graphs_equal(before, after)
    assert nx.utils.graphs_equal(before, _graph(facts()))


def test_two_claims_of_one_package_tell_one_fact_only_by_a_row_of_their_own(facts: Decide) -> None:
    folder = facts(("a01-02", "a01-02", "same"), ("a01-02", "a01-03", "same"))
    with pytest.raises(DatasetError, match="has 1 problem") as caught:
        Dataset.load(folder)
    assert str(caught.value.problems[0]).startswith("facts.csv:3:decision: fact-within: expected a decision on hand:a0")
    with (folder / "facts.csv").open("a") as file:
        file.write("hand,a01-02,hand,a01-03,same,day,me,2024,\n")
    assert _told(_graph(folder)) == dict.fromkeys(("a01-02", "hand:a01-02", "hand:a01-03"), "a01-02")


@pytest.mark.parametrize(
    ("decisions", "row", "code"),
    [
        ([("a01-01", "a01-01", "same"), ("a01-01", "a01-01", "different")], 3, "fact-contradiction"),
        ([("a01-01", "a01-99", "same")], 2, "reference"),
        ([("a01-01", "a01-01", "maybe")], 2, "enum"),
    ],
)
def test_decisions_that_cannot_stand_are_named_by_their_row(
    decisions: list[tuple[str, str, str]], row: int, code: str, facts: Decide
) -> None:
    with pytest.raises(DatasetError) as caught:
        Dataset.load(facts(*decisions))
    assert [(it.file, it.row, it.code) for it in caught.value.problems] == [("facts.csv", row, code)]


def test_a_fact_rests_where_it_is_no_longer_decided_who_is_who(facts: Decide) -> None:
    """An identity that is taken back must not break the collection, nor leave a fact of two other entities."""
    folder = facts(("a01-01", "a01-01", "same"), ("a02-01", "a02-01", "same"))
    kept = [line for line in (folder / "identities.csv").read_text().splitlines() if ",castro," not in line]
    (folder / "identities.csv").write_text("\n".join(kept) + "\n")
    (note,) = validate(folder)
    assert (note.file, note.row, note.severity) == ("facts.csv", 2, "note")
    assert note.message == (
        "expected two claims on the same entities, else the row rests, found castro – chile and chile – fidel-castro"
    )
    assert _told(_graph(folder)) == {"a02-01": "a02-01", "hand:a02-01": "a02-01"}


def test_every_claim_finds_its_twin_and_says_by_what(whole: Path, two: tuple[Path, Path]) -> None:
    set_cell(two[1], "relationships", "a01-01", "date", "1971-11")
    dataset = Dataset.load(whole)
    assert isinstance(dataset, Collection)
    pairs = propose_facts(dataset)
    certain = {(it.one.id, it.other.id) for it in pairs if "another is likelier" not in it.grounds}
    ids = dataset.packages[0].content.values("relationships", "id")
    assert certain == {(id_, id_) for id_ in ids}, certain ^ {(id_, id_) for id_ in ids}
    grounds = next(it.grounds for it in pairs if (it.one.id, it.other.id) == ("a01-01", "a01-01"))
    assert "both visited" in grounds
    assert "perhaps one date: between 10 November and 4 December 1971 · November 1971" in grounds


@pytest.mark.parametrize(
    ("change", "ground"),
    [
        ({"interval": parse("1971-11-09")}, "other dates: 10 November 1971 · 9 November 1971"),
        ({"interval": parse("1972")}, "other dates: 10 November 1971 · 1972"),
        ({"interval": parse("")}, "without a date"),
        ({"polarity": "denied"}, "one denies it"),
        ({"about_id": "grain"}, "about other things"),
        ({"amount": 9.0}, "other amounts"),
        ({"from_id": "chile", "to_id": "fidel-castro"}, "the other way round"),
        ({"evidence": ()}, None),
    ],
)
def test_what_speaks_against_a_fact_lowers_its_chance(change: dict[str, Any], ground: str | None) -> None:
    mini = Dataset.load(MINI)
    told = {"interval": parse("1971-11-10"), "about_id": "chilean-coup-1973", "amount": 5.0, "amount_max": 7.0}
    claim = replace(mini.claims[0], **told)
    before = grounds(claim, claim, 1, {})
    after = grounds(claim, replace(claim, **change), 1, {})
    assert chance(after) < chance(before)
    assert (ground is None) or ground in {each.words for each in after}
    # Of several claims on the same two each says less.
    assert chance(grounds(claim, claim, 8, {})) < chance(before)


def test_kindred_types_may_tell_one_fact_and_opposed_ones_never(whole: Path, two: tuple[Path, Path]) -> None:
    set_cell(two[1], "relationships", "a04-04", "type", "EXPORTED_TO")
    set_cell(two[1], "relationships", "a02-03", "type", "CRITICIZED")
    dataset = Dataset.load(whole)
    assert isinstance(dataset, Collection)
    found = {it.one.id: it.grounds for it in propose_facts(dataset, threshold=0.0) if it.one.id == it.other.id}
    assert "traded with, exported to" in found["a04-04"]
    assert "a02-03" not in found


def test_without_who_is_who_no_claims_are_proposed(collection: Write, coldwar: Run) -> None:
    folder = collection()
    dataset = Dataset.load(folder)
    assert isinstance(dataset, Collection)
    assert propose_facts(dataset, threshold=0.0) == []
    outcome = coldwar("match", str(folder), "--claims")
    assert outcome.returncode == 1
    assert outcome.stderr.startswith(
        "coldwar: expected two that are decided to be the same, found none: first match without"
    )


def test_a_list_of_claims_that_somebody_went_through_is_taken(whole: Path, tmp_path: Path, coldwar: Run) -> None:
    listed = tmp_path / "pairs.csv"
    outcome = coldwar("match", str(whole), "--claims", "--out", str(listed))
    rows = list(csv.DictReader(io.StringIO(listed.read_text())))
    assert outcome.stdout.startswith(f"{len(rows)} pairs in ")
    wanted = {("a01-01", "a01-01"): "same", ("a02-01", "a02-01"): "different"}
    decided = [row | {"decision": wanted.get((row["id_a"], row["id_b"]), "")} for row in rows]
    assert any("Fidel Castro visited Chile" in row["name_a"] for row in rows)
    with listed.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(decided)
    taken = coldwar("match", str(whole), "--claims", "--take", str(listed), "--by", "A. Historian")
    assert taken.stdout == f"2 decisions taken into {whole / 'facts.csv'}\n"
    assert _told(_graph(whole)) == {"a01-01": "a01-01", "hand:a01-01": "a01-01"}
    again = coldwar("match", str(whole), "--claims", "--out", str(listed))
    assert again.stdout.startswith(f"{len(rows) - 2} pairs in ")


def test_claims_of_other_entities_are_refused_and_nothing_is_written(whole: Path, tmp_path: Path, coldwar: Run) -> None:
    listed = tmp_path / "pairs.csv"
    listed.write_text(f"{HEAD}\ncoldwar-mini,a01-01,hand,a02-01,same,day,,,\n")
    outcome = coldwar("match", str(whole), "--claims", "--take", str(listed), "--by", "me")
    assert outcome.returncode == 1
    assert "fact-ends: expected two claims on the same entities" in outcome.stderr
    assert not (whole / "facts.csv").exists()


def test_decisions_in_a_file_of_another_name_keep_its_rows(whole: Path, tmp_path: Path, coldwar: Run) -> None:
    kept = tmp_path / "ours.csv"
    for id_ in ("a01-01", "a02-01"):
        listed = tmp_path / "pairs.csv"
        listed.write_text(f"{HEAD}\ncoldwar-mini,{id_},hand,{id_},same,day,me,2024,\n")
        assert coldwar("match", str(whole), "--claims", "--facts", str(kept), "--take", str(listed)).returncode == 0
    assert [row["id_a"] for row in csv.DictReader(io.StringIO(kept.read_text()))] == ["a01-01", "a02-01"]
    with (whole / "collection.yaml").open("a") as file:
        file.write("facts: ours.csv\n")
    assert set(_told(_graph(whole)).values()) == {"a01-01", "a02-01"}


def test_in_a_terminal_both_claims_are_shown_with_what_they_rest_on(whole: Path) -> None:
    outcome = typed(b"y\nn\nl\nu\nq\n", "match", whole, "--claims", "--by", "me")
    shown = outcome.stdout
    assert outcome.returncode == 0
    rows = csv.DictReader(io.StringIO((whole / "facts.csv").read_text()))
    assert sorted(row["decision"] for row in rows) == ["different", "same", "unsure"]
    assert "Mini 2001, ¶" in shown
    assert "6 of " not in shown


def test_a_dossier_says_who_tells_it_too_and_what_otherwise(
    facts: Decide, two: tuple[Path, Path], coldwar: Run
) -> None:
    set_cell(two[1], "relationships", "a02-01", "amount", "70000000")
    set_cell(two[1], "relationships", "a02-01", "date", "1972-05")
    folder = str(facts(("a02-01", "a02-01", "same"), ("a03-02", "a03-02", "same")))
    shown = coldwar("show", "Chile", "--data", folder).stdout
    assert "the same fact: hand, hand:a02-01: May 1972, 70,000,000 to 100,000,000 USD\n" in shown
    assert "the same fact: coldwar-mini, a02-01: perhaps 1972, 80,000,000 to 100,000,000 USD\n" in shown
    assert "the same fact: hand, hand:a03-02\n" in shown
    # Counts are of claims, as they were before.
    assert "\nTRADE (2)\n" in shown
    assert "Numbers count claims; 4 of them tell a fact that another claim tells too." in shown
    alone = coldwar("show", "Chile", "--data", str(two[0])).stdout
    assert "fact" not in alone
