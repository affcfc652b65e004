"""Who may be who: proposals with grounds, decisions in the terminal and from a list."""

import csv
import io
from pathlib import Path

import pytest

from graph_loader import Dataset
from graph_loader.collection.identities import Decision, contract
from graph_loader.collection.likeness import Portrait, chance, grounds
from graph_loader.collection.matching import propose
from graph_loader.model.claims import Key
from tests.collection.conftest import Write
from tests.collection.terminal import typed
from tests.conftest import Run
from tests.packages import edit, set_cell
from tests.two_packages import OTHER_IDS

PERSON = Portrait("Person", "Henry Kissinger", ("henry a kissinger",), first=1923, active=(1969, 1976))


def _chance(other: Portrait, shared: float = 1.0) -> float:
    return chance(grounds(PERSON, other, shared))


def test_what_speaks_for_and_against_a_pair_moves_its_chance() -> None:
    same = Portrait("Person", "H. Kissinger", ("h kissinger",), active=(1970, 1974))
    assert _chance(same) > 0.5
    # The commoner the name, the less it says; the other way round a date of birth says more than any name.
    assert _chance(same, shared=60) < 0.5
    born = Portrait("Person", "Kissinger", ("kissinger henry",), first=1923)
    assert _chance(born) > 0.9
    assert _chance(Portrait("Person", "Kissinger", ("henry a kissinger",), first=1951)) < 0.5
    assert _chance(Portrait("Person", "Walter Kissinger", ("walter kissinger",), active=(1970, 1974))) < 0.5
    assert grounds(PERSON, Portrait("Person", "Leonid Brezhnev", ("leonid brezhnev",))) == []


def test_equal_ids_of_others_are_a_ground_and_unequal_ones_against() -> None:
    known = Portrait("State", "Burma", ("burma",), identifiers={"wikidata": frozenset({"Q836"})})
    as_myanmar = Portrait("State", "Myanmar", ("myanmar",), identifiers={"wikidata": frozenset({"Q836"})})
    assert [ground.words for ground in grounds(known, as_myanmar)] == ["wikidata Q836 in both"]
    assert chance(grounds(known, as_myanmar)) > 0.9
    other = Portrait("State", "Burma", ("burma",), identifiers={"wikidata": frozenset({"Q1"})})
    assert chance(grounds(known, other)) < chance(grounds(known, Portrait("State", "Burma", ("burma",))))


def test_every_copy_finds_its_own_and_nobody_else(two: tuple[Path, Path]) -> None:
    one, other = map(Dataset.load, two)
    found = {(pair.one.id, pair.other.id) for pair in propose(one, other)}
    ours = {entity.id for entity in one.entities}
    assert found == {(id_, OTHER_IDS.get(id_, id_)) for id_ in ours}


def test_a_pair_with_a_likelier_rival_says_so(two: tuple[Path, Path]) -> None:
    edit(two[1], "nodes/states", lambda rows: [row | {"iso3166": "", "cow": ""} for row in rows])
    set_cell(two[1], "nodes/states", "argentina", "name", "Republic of Chile")
    pairs = propose(*map(Dataset.load, two), threshold=0.0)
    rival = next(pair for pair in pairs if (pair.one.id, pair.other.id) == ("chile", "argentina"))
    assert "another is likelier" in rival.grounds
    assert rival.chance < 0.5


@pytest.fixture
def folder(collection: Write) -> Path:
    """Return a collection without decisions."""
    return collection()


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text())))


def test_a_list_that_somebody_went_through_is_taken(folder: Path, tmp_path: Path, coldwar: Run) -> None:
    listed = tmp_path / "pairs.csv"
    assert coldwar("match", str(folder), "--out", str(listed)).returncode == 0
    rows = _rows(listed)
    wanted = {"chile": "same", "ussr": "same", "cuba": "unsure"}
    with listed.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"decision": wanted.get(row["id_a"], "")} for row in rows)
    outcome = coldwar("match", str(folder), "--take", str(listed), "--by", "A. Historian")
    assert outcome.stdout == f"3 decisions taken into {folder / 'identities.csv'}\n"
    taken = {row["id_a"]: (row["id_b"], row["decision"], row["decided_by"]) for row in _rows(folder / "identities.csv")}
    assert taken["chile"] == ("republic-of-chile", "same", "A. Historian")
    assert set(taken) == set(wanted)
    # Taken once more it changes nothing; what is decided is not proposed again.
    assert coldwar("match", str(folder), "--take", str(listed), "--by", "B").stdout.startswith("0 decisions")
    again = coldwar("match", str(folder), "--out", str(listed))
    assert again.stdout.startswith(f"{len(rows) - 3} pairs")


def test_a_decision_against_another_is_refused_and_nothing_written(folder: Path, tmp_path: Path, coldwar: Run) -> None:
    listed = tmp_path / "pairs.csv"
    head = "package_a,id_a,package_b,id_b,decision,grounds\n"
    listed.write_text(f"{head}coldwar-mini,chile,hand,republic-of-chile,same,a\ncoldwar-mini,ussr,hand,chil,same,b\n")
    before = (folder / "identities.csv").read_bytes()
    outcome = coldwar("match", str(folder), "--take", str(listed), "--by", "me")
    assert outcome.returncode == 1
    assert "reference: expected an entity of hand, found 'chil'" in outcome.stderr
    assert (folder / "identities.csv").read_bytes() == before
    listed.write_text(f"{head}coldwar-mini,chile,hand,republic-of-chile,perhaps,a\n")
    refused = coldwar("match", str(folder), "--take", str(listed), "--by", "me").stderr
    assert refused == f"coldwar: {listed}:2: expected same, different, unsure or nothing, found 'perhaps'\n"


def test_a_decision_may_be_changed_and_others_stay(collection: Write, tmp_path: Path, coldwar: Run) -> None:
    folder = collection(("chile", "republic-of-chile", "same"), ("ussr", "soviet-union", "same"))
    rest = "elsewhere,x,hand,cuba,same,name,me,2024,\n"
    with (folder / "identities.csv").open("a") as file:
        file.write(rest)
    listed = tmp_path / "pairs.csv"
    listed.write_text("package_a,id_a,package_b,id_b,decision\ncoldwar-mini,chile,hand,republic-of-chile,different\n")
    assert coldwar("match", str(folder), "--take", str(listed), "--by", "B").returncode == 1  # no grounds
    listed.write_text(
        "package_a,id_a,package_b,id_b,decision,grounds\ncoldwar-mini,chile,hand,republic-of-chile,different,another\n"
    )
    assert coldwar("match", str(folder), "--take", str(listed), "--by", "B").returncode == 0
    text = (folder / "identities.csv").read_text()
    assert "coldwar-mini,chile,hand,republic-of-chile,different,another,B," in text
    assert "coldwar-mini,ussr,hand,soviet-union,same,name,me,2024-05," in text
    assert rest in text


def test_one_package_has_nobody_to_match(coldwar: Run) -> None:
    outcome = coldwar("match", "tests/fixtures/mini")
    assert (outcome.returncode, outcome.stderr) == (2, "coldwar: expected two packages or more, found one\n")


def test_in_a_terminal_each_pair_is_shown_and_asked_for(folder: Path) -> None:
    """A real terminal: what was typed is written at once, and one may stop."""
    outcome = typed(b"y\nn\nl\nu\nq\n", "match", folder, "--by", "me")
    shown = outcome.stdout
    assert outcome.returncode == 0
    decided = [row["decision"] for row in _rows(folder / "identities.csv")]
    assert sorted(decided) == ["different", "same", "unsure"]
    assert "1 of " in shown
    assert "coldwar-mini:" in shown
    assert "hand:" in shown
    assert "6 of " not in shown


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("coldwar-mini,cuba,hnd,cuba,same,day,me,2024,", "expected a package of coldwar-mini, hand, found 'hnd', did"),
        ("coldwar-mini,cuba,hand,cuba,same,day,me,05.03.2024,", "pairs.csv:2:decided_on: date"),
        (
            "coldwar-mini,cuba,hand,cuba,same,day,me,2024,\nhand,cuba,coldwar-mini,cuba,different,day,me,2024,",
            "pairs.csv:3: expected one decision on a pair, found different here and same in row 2",
        ),
        ("coldwar-mini,cuba,hand,cuba,same,day,,2024,", "expected --by, the name of who decides, found none"),
    ],
)
def test_a_list_that_would_spoil_the_decisions_is_refused(
    rows: str, message: str, folder: Path, tmp_path: Path, coldwar: Run
) -> None:
    before = (folder / "identities.csv").read_bytes()
    listed = tmp_path / "pairs.csv"
    listed.write_text(f"{','.join(contract().columns)}\n{rows}\n")
    outcome = coldwar("match", str(folder), "--take", str(listed))
    assert outcome.returncode in {1, 2}
    assert message in outcome.stderr
    assert "unexpected" not in outcome.stderr
    assert (folder / "identities.csv").read_bytes() == before


def test_proposals_are_written_over_no_decision(folder: Path, tmp_path: Path, coldwar: Run) -> None:
    before = (folder / "identities.csv").read_bytes()
    over = coldwar("match", str(folder), "--out", str(folder / "identities.csv"))
    assert over.returncode == 2
    listed = tmp_path / "pairs.csv"
    assert coldwar("match", str(folder), "--out", str(listed)).returncode == 0
    head, first, *_ = listed.read_text().splitlines()
    cells = dict(zip(head.split(","), next(csv.reader([first])), strict=True)) | {"decision": "different"}
    with listed.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(cells), lineterminator="\n")
        writer.writeheader()
        writer.writerow(cells)
    filled = listed.read_bytes()
    again = coldwar("match", str(folder), "--out", str(listed))
    assert (again.returncode, listed.read_bytes()) == (1, filled)
    assert "1 decision in it not taken yet" in again.stderr
    assert (folder / "identities.csv").read_bytes() == before


def test_a_rejected_pair_is_nobodys_rival(two: tuple[Path, Path]) -> None:
    edit(two[1], "nodes/states", lambda rows: [row | {"iso3166": "", "cow": ""} for row in rows])
    set_cell(two[1], "nodes/states", "argentina", "name", "Republic of Chile")
    one, other = map(Dataset.load, two)
    wrong, right = Key("hand", "argentina"), Key("hand", "republic-of-chile")
    chile = Key("coldwar-mini", "chile")

    def grounds_of(pair: Key, decided: list[Decision]) -> tuple[str, ...]:
        found = propose(one, other, decided, threshold=0.0)
        return next((each.grounds for each in found if {each.one, each.other} == {chile, pair}), ())

    best, worse = sorted((wrong, right), key=lambda key: any("likelier" in it for it in grounds_of(key, [])))
    assert any("likelier" in it for it in grounds_of(worse, []))
    rejected = [Decision(0, chile, best, "different", "day", "me", "2024")]
    assert not any("likelier" in it for it in grounds_of(worse, rejected))
