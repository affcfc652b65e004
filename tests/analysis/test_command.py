"""`coldwar analyse`, and what the build writes."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from graph_loader import analysis
from graph_loader.graph.network import to_networkx
from graph_loader.package.dataset import Dataset

MINI = Path(__file__).parents[1] / "fixtures" / "mini"
Run = Callable[..., CompletedProcess[str]]


def test_without_a_name_it_lists_every_analysis(coldwar: Run) -> None:
    assert list(json.loads(coldwar("analyse", "--json").stdout)) == list(analysis.ANALYSES)


def test_a_table_is_printed_with_its_caveat(coldwar: Run) -> None:
    shown = coldwar("analyse", "sources", "--data", MINI)
    assert shown.returncode == 0
    assert "not a sample of events" in " ".join(shown.stdout.split())


def test_json_carries_title_caveat_and_rows(coldwar: Run) -> None:
    shown = json.loads(coldwar("analyse", "sources", "--data", MINI, "--json").stdout)
    assert "not a sample of events" in shown["caveat"]
    assert {row["source"] for row in shown["rows"]}


def test_an_empty_table_says_why(coldwar: Run) -> None:
    shown = coldwar("analyse", "contrast", "--data", MINI)
    assert (shown.returncode, shown.stderr.splitlines()[-1]) == (0, "The study names no contrast.")


def test_csv_is_one_row_for_each_of_the_table(coldwar: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(coldwar("analyse", "sources", "--data", MINI, "--csv").stdout)))
    assert rows[0].keys() >= {"source", "claims", "sole_claims"}


def test_a_dropped_source_is_gone(coldwar: Run) -> None:
    before = json.loads(coldwar("analyse", "sources", "--data", MINI, "--json").stdout)["rows"]
    dropped = before[0]["source"]
    after = json.loads(coldwar("analyse", "sources", "--data", MINI, "--drop-source", dropped, "--json").stdout)["rows"]
    assert dropped not in {row["source"] for row in after}


def test_a_window_says_how_many_claims_are_undated(coldwar: Run) -> None:
    shown = json.loads(coldwar("analyse", "structure", "--data", MINI, "--between", "1970", "1973", "--json").stdout)
    assert isinstance(shown["undated"], int)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "expected one of the analyses"),
        (["sources", "--json", "--csv"], "--json or --csv"),
        (["sources", "--family", "nonsense"], "expected a family"),
    ],
)
def test_wrong_usage_is_one_clear_line(coldwar: Run, arguments: list[str], message: str) -> None:
    shown = coldwar("analyse", *arguments, "--data", MINI)
    assert shown.returncode == 2
    assert message in shown.stderr
    assert len(shown.stderr.splitlines()) == 1


def test_an_unknown_source_is_one_clear_line(coldwar: Run) -> None:
    shown = coldwar("analyse", "sources", "--data", MINI, "--drop-source", "nonsense")
    assert (shown.returncode, len(shown.stderr.splitlines())) == (1, 1)


def test_the_build_gets_every_table_with_its_caveat(tmp_path: Path, mini: Dataset) -> None:
    analysis.write_tables(to_networkx(mini), mini, tmp_path)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    written = {resource["name"] for resource in descriptor["resources"]}
    assert written | descriptor["empty"].keys() == {*analysis.ANALYSES, "finding-claims"} - analysis.ON_REQUEST
    assert {path.stem for path in tmp_path.glob("*.csv")} == written
    assert descriptor["empty"]["contrast"] == "The study names no contrast."
    for resource in descriptor["resources"]:
        header = (tmp_path / resource["path"]).read_text(encoding="utf-8").partition("\n")[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]
        assert resource["description"]
        assert resource["engine"] == "memory"
    found = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    page = (tmp_path / "findings.md").read_text(encoding="utf-8")
    for finding in found["findings"]:
        assert f"## {finding['number']}. {finding['title']}" in page


def test_the_explorer_gets_figures_for_every_tied_actor(mini: Dataset) -> None:
    graph = to_networkx(mini)
    figures = analysis.measures(graph)
    assert figures
    assert figures.keys() <= set(graph)
    for row in figures.values():
        ends = [row[f"betweenness_{name}"] for name in ("rank_low", "rank", "rank_last", "rank_high")]
        assert ends == ([None] * 4 if not row["betweenness"] else sorted(ends))


def test_a_suggestion_that_cannot_be_followed_is_said(coldwar: Run, tmp_path: Path) -> None:
    package = shutil.copytree(MINI, tmp_path / "package")
    table = package / "annotations.csv"
    said = table.read_text(encoding="utf-8")
    table.write_text(said.replace("date,1972-06", "to_id,chilean-coup-1973"), encoding="utf-8")
    shown = coldwar("analyse", "sources", "--data", package, "--as-suggested")
    assert shown.returncode == 0
    assert shown.stderr.splitlines()[-1].startswith(
        "Not followed: a01-03-date: expected two ends that MET_WITH can join"
    )
