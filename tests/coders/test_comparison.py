"""Two readings of one text: which claims are one, where they differ, and figures that cannot be had by copying."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from graph_loader.coders.reliability import alpha, alpha_figure, ratio_figure
from tests.conftest import MINI, Run
from tests.packages import drop, edit, rewrite, set_cell


def rewrite_summaries(package: Path, words: str) -> None:
    """Give every claim other words."""
    edit(package, "relationships", lambda rows: [row | {"summary": words} for row in rows])


@pytest.fixture
def readings(tmp_path: Path) -> tuple[Path, Path]:
    """Two coders' packages, each with summaries of its own."""
    for coder in ("anna", "ben"):
        shutil.copytree(MINI, tmp_path / coder)
        rewrite_summaries(tmp_path / coder, f"{coder} writes so.")
    return tmp_path / "anna", tmp_path / "ben"


def _compared(coldwar: Run, *arguments: object) -> Any:
    run = coldwar("compare", *map(str, arguments), "--json")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_alpha_is_that_of_the_published_examples() -> None:
    # K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), parts A and B.
    assert alpha("0100000010", "1110010000") == pytest.approx(0.095, abs=5e-4)
    assert alpha("aabbdcccedda", "babbbccceddd") == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize("codes", ["", "x", "xxxx"])
def test_where_nothing_varies_there_is_no_alpha(codes: str) -> None:
    figure = alpha_figure("type", codes, codes)
    assert (figure.value, figure.low, figure.n) == (None, None, len(codes))
    assert figure.written[1] == "–"


def test_intervals_hold_the_figure_and_narrow_with_n() -> None:
    few, many = (alpha_figure("type", "aabbdcccedda" * times, "babbbccceddd" * times) for times in (1, 25))
    assert few.low < few.value < few.high  # type: ignore[operator]
    assert many.high - many.low < (few.high - few.low) / 3  # type: ignore[operator]
    assert ratio_figure("F1", [(1, 2), (2, 2)], 4).value == 0.75


def test_a_fact_under_another_date_is_one_claim_that_differs(readings: tuple[Path, Path], coldwar: Run) -> None:
    set_cell(readings[1], "relationships", "a02-01", "date", "1973")
    edit(readings[1], "relationships", lambda rows: [row | {"id": f"b{row['id']}"} for row in rows])
    edit(
        readings[1], "evidence", lambda rows: [row | {"relationship_id": f"b{row['relationship_id']}"} for row in rows]
    )
    shutil.copy(MINI / "annotations.csv", readings[1])
    edit(readings[1], "annotations", lambda _: [])
    found = _compared(coldwar, *readings)
    differing = [row for row in found["claims"] if row["differs_in"]]
    assert [(row["first_id"], row["second_id"], row["differs_in"]) for row in differing] == [
        ("a02-01", "ba02-01", "date")
    ]
    assert {row["found_by"] for row in found["claims"]} == {"both"}
    figures = {figure["name"]: figure for figure in found["figures"]}
    assert figures["date, equal"]["value"] == pytest.approx(17 / 18)
    assert figures["dates that can be the same time"]["value"] == pytest.approx(17 / 18)
    credit = next(row for row in found["types"] if row["type"] == "GRANTED_CREDIT_TO")
    assert (credit["f1"], credit["date_equal"]) == (1.0, 0.0)


def test_several_claims_between_the_same_two_are_assigned_as_a_whole(readings: tuple[Path, Path], coldwar: Run) -> None:
    # Castro and Allende meet twice; who has the ids the other way round still says the same.
    turned = {"a01-02": "a01-03", "a01-03": "a01-02"}

    def turn(column: str, table: str) -> None:
        edit(readings[1], table, lambda rows: [row | {column: turned.get(row[column], row[column])} for row in rows])

    turn("id", "relationships")
    turn("relationship_id", "evidence")
    turn("target_id", "annotations")
    found = _compared(coldwar, *readings, "--draft")
    paired = {row["first_id"]: row["second_id"] for row in found["claims"]}
    assert (paired["a01-02"], paired["a01-03"]) == ("a01-03", "a01-02")
    assert not [row for row in found["claims"] if row["differs_in"]]


def test_what_was_copied_is_no_agreement(coldwar: Run, tmp_path: Path) -> None:
    for coder in ("anna", "ben"):
        shutil.copytree(MINI, tmp_path / coder)
    run = coldwar("compare", str(tmp_path / "anna"), str(tmp_path / "ben"))
    assert run.returncode == 2
    assert run.stderr.endswith("coldwar: expected two readings, found one: both have the same 18 claims\n")
    set_cell(tmp_path / "ben", "relationships", "a02-01", "summary", "Moscow lent Santiago money.")
    set_cell(tmp_path / "ben", "relationships", "a02-01", "date", "1971")
    found = _compared(coldwar, tmp_path / "anna", tmp_path / "ben")
    assert (found["copied_claims"], len(found["claims"])) == (17, 1)
    figures = {figure["name"]: figure for figure in found["figures"]}
    assert (figures["date, equal"]["value"], figures["date, equal"]["n"]) == (0.0, 1)


def test_passages_limit_it_and_what_nobody_read_is_refused(readings: tuple[Path, Path], coldwar: Run) -> None:
    drop(readings[1], "evidence", locator="p02")
    drop(readings[1], "passages", locator="p02")
    both = _compared(coldwar, *readings, "--draft")["passages"]
    assert "mini-2001#p02" not in both
    some = _compared(coldwar, *readings, "--draft", "--passages", "p03..p05")["passages"]
    assert some == ["mini-2001#p03", "mini-2001#p04", "mini-2001#p05"]
    run = coldwar("compare", *map(str, readings), "--draft", "--passages", "p99")
    assert run.returncode == 2
    assert "found 'p99'" in run.stderr


def test_an_entity_under_two_ids_is_one_by_name_or_by_decision(
    readings: tuple[Path, Path], coldwar: Run, tmp_path: Path
) -> None:
    for file in readings[1].rglob("*.csv"):
        file.write_text(file.read_text(encoding="utf-8").replace("fidel-castro", "castro"), encoding="utf-8")
    assert not [row for row in _compared(coldwar, *readings)["claims"] if row["differs_in"]]
    set_cell(readings[1], "nodes/persons", "castro", "name", "El Comandante")
    assert [row for row in _compared(coldwar, *readings)["claims"] if row["found_by"] != "both" or row["differs_in"]]
    decisions = tmp_path / "identities.csv"
    decisions.write_text("id_a,id_b,decision\ncastro,fidel-castro,same\n", encoding="utf-8")
    found = _compared(coldwar, *readings, "--identities", decisions)
    assert not [row for row in found["claims"] if row["differs_in"]]


def test_both_readings_stand_side_by_side_as_text_and_never_as_markup(
    readings: tuple[Path, Path], coldwar: Run, tmp_path: Path
) -> None:
    set_cell(readings[1], "relationships", "a02-01", "summary", "<script>alert(1)</script>")
    for out in ("page.html", "table.csv", "all.json"):
        assert coldwar("compare", *map(str, readings), "--out", str(tmp_path / out)).returncode == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["claims"]) == 18
    assert coldwar("compare", *map(str, readings), "--out", str(tmp_path / "page.pdf")).returncode == 2


def test_sides_are_swapped_with_the_arguments(readings: tuple[Path, Path], coldwar: Run) -> None:
    set_cell(readings[1], "relationships", "a02-01", "date", "1973")
    rewrite(readings[1], "relationships.csv", "GRANTED_CREDIT_TO", "SUPPORTED")
    one, other = _compared(coldwar, *readings), _compared(coldwar, *reversed(readings))
    assert one["figures"] == other["figures"]
    sides = [{(row["first_date"], row["second_date"]) for row in it["claims"]} for it in (one, other)]
    assert sides[0] == {(b, a) for a, b in sides[1]}
