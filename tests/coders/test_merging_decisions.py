"""Decisions on what is one that stand in a copy's folder are merged with it: row by row, under the new ids."""

import shutil
from pathlib import Path

import pytest

from tests.coders.test_merging import add_claim, decide, read
from tests.conftest import MINI, Run

HEAD = "package_a,id_a,package_b,id_b,decision,grounds,decided_by,decided_on,source_id"
Copies = tuple[Path, Path, Path]


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    """Two copies of a package, and what they were copied from, each with decisions."""
    anna, ben, base = (Path(shutil.copytree(MINI, tmp_path / name)) for name in ("anna", "ben", "base"))
    for folder in (anna, ben, base):
        decided(folder, "identities", "chile,other,CL,same,a name,me", "ussr,other,SU,unsure,a name,me")
    return anna, ben, base


def decided(folder: Path, name: str, *rows: str) -> None:
    """Write decisions: id, the other package and its id, decision, grounds, by whom."""
    lines = [HEAD, *(f"coldwar-mini,{row},2024," for row in rows)]
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")


def said(folder: Path, name: str) -> list[str]:
    return [
        f"{row['id_a']} {row['id_b']} {row['decision']} {row['decided_by']}" for row in read(folder / f"{name}.csv")
    ]


def test_what_either_decided_stays_and_ids_are_those_of_the_merged_package(copies: Copies, coldwar: Run) -> None:
    anna, ben, base = copies
    merged = anna.parent / "merged"
    add_claim(anna, "a02-09", "chile")
    add_claim(ben, "a02-09", "argentina", type="CRITICIZED", date="")  # one id for two claims: his becomes a02-10
    decided(anna, "identities", "chile,other,CL,same,a name,me", "ussr,other,SU,same,their treaty,anna")
    decided(ben, "identities", "cuba,other,CU,same,a name,ben", "ussr,other,SU,unsure,a name,me")
    decided(anna, "facts", "a02-09,other,7,same,the day,anna")
    decided(ben, "facts", "a02-09,other,8,different,the day,ben")
    outcome = coldwar("merge", str(anna), str(ben), "--base", str(base), "--into", str(merged))
    assert outcome.returncode == 0, outcome.stderr
    assert said(merged, "facts") == ["a02-09 7 same anna", "a02-10 8 different ben"]
    # He took one back, added another, and left as it was what she changed.
    assert said(merged, "identities") == ["cuba CU same ben", "ussr SU same anna"]
    log = {(row["table"], row["column"], row["grounds"]) for row in read(merged / "merges.csv")}
    assert ("identities", "", "the other removed it") in log
    assert ("identities", "decision", "only the first changed it") in log


@pytest.mark.parametrize("is_turned", [False, True])
def test_two_decisions_on_one_pair_are_asked_for_once_and_taken_whole(
    copies: Copies, coldwar: Run, *, is_turned: bool
) -> None:
    anna, ben, base = copies
    merged, listed = anna.parent / "merged", anna.parent / "questions.csv"
    decided(anna, "identities", "chile,other,CL,same,a name,me", "ussr,other,SU,same,their treaty,anna")
    decided(ben, "identities", "chile,other,CL,same,a name,me", "ussr,other,SU,different,other years,ben")
    if is_turned:
        pair = "coldwar-mini,ussr,other,SU", "other,SU,coldwar-mini,ussr"
        (ben / "identities.csv").write_text((ben / "identities.csv").read_text().replace(*pair))
    merging = ["merge", str(anna), str(ben), "--base", str(base), "--into", str(merged)]
    assert coldwar(*merging, "--out", str(listed)).returncode == 0
    (question,) = read(listed)
    assert (question["table"], question["first"], question["second"]) == ("identities", "same", "different")
    decide(listed, lambda _row: "second")
    assert coldwar(*merging, "--take", str(listed), "--by", "C").returncode == 0
    assert said(merged, "identities") == ["chile CL same me", "ussr SU different ben"]


def test_a_decision_on_what_the_merge_drops_goes_with_it(copies: Copies, coldwar: Run) -> None:
    anna, ben, _ = copies
    add_claim(ben, "a02-09", "argentina")
    decided(ben, "facts", "a02-09,other,8,same,the day,ben", "a02-01,other,9,same,the day,ben")
    listed = anna.parent / "questions.csv"
    merging = ["merge", str(anna), str(ben), "--into", str(anna)]
    coldwar(*merging, "--out", str(listed))
    decide(listed, lambda _row: "drop")
    assert coldwar(*merging, "--take", str(listed), "--by", "C").returncode == 0
    assert said(anna, "facts") == ["a02-01 9 same ben"]
    assert coldwar("undo", str(anna)).returncode == 0
    assert not (anna / "facts.csv").exists()


def test_a_file_of_that_name_with_other_columns_is_a_file_as_others(copies: Copies, coldwar: Run) -> None:
    anna, ben, base = copies
    for folder in copies:
        (folder / "identities.csv").unlink()
    (anna / "facts.csv").write_text("year,fact\n1971,A visit\n")
    merging = ["merge", str(anna), str(ben), "--base", str(base), "--into", str(anna.parent / "merged")]
    decided(ben, "facts", "a02-01,other,9,same,the day,ben")
    mixed = coldwar(*merging)
    assert mixed.returncode == 1
    assert mixed.stderr.startswith("coldwar: facts.csv: expected the columns package_a, id_a")
    (ben / "facts.csv").unlink()
    assert coldwar(*merging).returncode == 0
    assert (anna.parent / "merged" / "facts.csv").read_text() == "year,fact\n1971,A visit\n"
