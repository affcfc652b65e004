"""Who is meant by a name, and what was decided about it."""

import random
import shutil
from pathlib import Path

import pytest

from graph_loader.imports import matching
from graph_loader.imports.matching import Candidate, Names
from graph_loader.model.errors import ColdWarError
from graph_loader.package.editing import Draft
from graph_loader.package.validation import validate
from tests.conftest import MINI

PEOPLE = {
    "kissinger": "Henry Kissinger",
    "nixon": "Richard M. Nixon",
    "corvalan": "Luis Nicolás Corvalán Lepe",
    "muller-1": "Hans Müller",
    "muller-2": "Hans Müller",
    "swierczewski": "Karol Świerczewski",
}


@pytest.fixture
def draft() -> Draft:
    opened = Draft.open(MINI)
    blank = dict.fromkeys(opened.tables["persons"].columns, "")
    opened.rows["persons"] += [blank | {"id": id_, "name": name} for id_, name in PEOPLE.items()]
    opened.rows["aliases"].append({"entity_id": "corvalan", "name": "Don Lucho", "kind": "short-name"})
    opened.rows["aliases"].append({"entity_id": "ussr", "name": "Kremlin", "kind": "metonym"})
    return opened


@pytest.mark.parametrize(
    ("name", "id_", "how"),
    [
        ("Henry Kissinger", "kissinger", "exact"),
        ("Don Lucho", "corvalan", "alias"),
        ("KAROL SWIERCZEWSKI", "swierczewski", "folded"),
    ],
)
def test_a_name_that_is_the_same_is_certain(draft: Draft, name: str, id_: str, how: str) -> None:
    assert Names(draft, {}).find(name, ["Person"]) == (id_, (), how)


def test_a_source_is_known_by_its_key_and_offered_by_its_title(draft: Draft) -> None:
    blank = dict.fromkeys(draft.tables["sources"].columns, "")
    draft.rows["sources"].append(blank | {"id": "dinges2004", "name": "Dinges 2004", "title": "The Condor Years"})
    draft.rows["identifiers"].append({"entity_id": "dinges2004", "scheme": "citekey", "value": "dinges:Condor"})
    names = Names(draft, {})
    for key in ("Dinges2004", "dinges:Condor"):
        assert names.find(key, ["Source"]) == ("dinges2004", (), "key")
        assert names.find(key, ["Person"]).id == ""
    found = names.find("The Condor years", ["Source"])
    assert (found.id, found.candidates) == ("", (Candidate("dinges2004", "Dinges 2004", "it is its title"),))


@pytest.mark.parametrize(
    ("name", "id_", "reason"),
    [
        ("Kissinger, Henry", "kissinger", "the same words in another order"),
        ("Kissinger, Henry A.", "kissinger", "the initials fit"),
        ("H. A. Kissinger", "kissinger", "the initials fit"),
        ("Nixon, Richard", "nixon", "the initials fit"),
        ("President Nixon", "nixon", "the last name is the same, after the title 'president'"),
        ("Dr. Henry Kissinger", "kissinger", "the same name without 'dr'"),
        ("S.E. Henry Kissinger", "kissinger", "the same name without 'se'"),
        ("Kissinger", "kissinger", "the last name is the same"),
        ("Luis Corvalán", "corvalan", "one name holds all words of the other"),
        ("Henry Kisinger", "kissinger", "spelled alike (97 of 100)"),
    ],
)
def test_a_name_that_is_only_like_another_is_offered_with_a_reason(
    draft: Draft, name: str, id_: str, reason: str
) -> None:
    found = Names(draft, {}).find(name, ["Person"])
    assert (found.id, found.how) == ("", "new")
    assert found.candidates[0] == Candidate(id_, PEOPLE[id_], reason)


def test_others_are_not_offered(draft: Draft) -> None:
    names = Names(draft, {})
    assert names.find("Henry Wallace", ["Person"]).candidates == ()
    assert names.find("Henry Kissinger", ["State"]) == ("", (), "new")
    assert names.find("Kremlin", ["State"]).candidates[0].reason == "it is a metonym of it"
    assert names.find("北京", ["Person"]) == ("", (), "new")
    assert names.find("", ["Person"]) == ("", (), "new")


def test_namesakes_are_a_question(draft: Draft) -> None:
    for name in ("Hans Müller", "hans muller"):
        found = Names(draft, {}).find(name, ["Person"])
        assert (found.id, found.how) == ("", "several")
        assert [each.id for each in found.candidates] == ["muller-1", "muller-2"]


def test_decisions_are_kept_reused_and_no_table_of_the_package(draft: Draft, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    shutil.copytree(MINI, folder)
    decided = {("Hans Müller", "Person"): "muller-2", ("H. Kissinger, Jr.", "Person"): ""}
    file = folder / matching.DECISIONS
    file.parent.mkdir()
    before = [str(problem) for problem in validate(folder)]
    file.write_text(matching.decisions_text(folder, decided, "asked"), encoding="utf-8", newline="")
    assert matching.read_decisions(folder) == decided
    assert [str(problem) for problem in validate(folder)] == before
    names = Names(draft, matching.read_decisions(folder))
    assert names.find("Hans Müller", ["Person"]) == ("muller-2", (), "decided")
    assert names.find("H. Kissinger, Jr.", ["Person"]) == ("", (), "new")
    more = matching.decisions_text(folder, {("A", "Person"): ""}, "--yes")
    assert more.splitlines() == [
        "name,label,decision,entity_id,decided_by",
        "A,Person,new,,--yes",
        '"H. Kissinger, Jr.",Person,new,,asked',
        "Hans Müller,Person,same,muller-2,asked",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,label\nA,Person\n", "found no decision"),
        ("name,label,decision,entity_id,decided_by\nA,Person,maybe,,me\n", "decisions.csv:2: expected the decision"),
        ("name,label,decision,entity_id,decided_by\nA,Person,same,,me\n", "decisions.csv:2: expected the decision"),
    ],
)
def test_a_spoilt_file_of_decisions_is_told(tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / matching.DECISIONS
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ColdWarError, match=expected):
        matching.read_decisions(tmp_path)


def test_a_decision_for_somebody_who_is_gone_is_told(draft: Draft) -> None:
    with pytest.raises(ColdWarError, match="which the package does not have"):
        Names(draft, {("A", "Person"): "nobody"})


def test_turned_names_find_themselves_among_ten_thousand(draft: Draft) -> None:
    chosen = random.Random(1)
    given = ["".join(chosen.choices("abcdefghilmnoprstuv", k=6)) for _ in range(60)]
    last = ["".join(chosen.choices("abcdefghilmnoprstuv", k=9)) for _ in range(3000)]
    people = sorted({f"{chosen.choice(given)} {chosen.choice(last)}".title() for _ in range(10_500)})[:10_000]
    blank = dict.fromkeys(draft.tables["persons"].columns, "")
    draft.rows["persons"] += [blank | {"id": f"p-{number}", "name": name} for number, name in enumerate(people)]
    names = Names(draft, {})
    for number, name in list(enumerate(people))[::5]:
        first, family = name.split()
        candidates = names.find(f"{family}, {first}", ["Person"]).candidates
        assert candidates[0].id == f"p-{number}"
