"""`coldwar build` and the commands that read the graph, run as a person runs them."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_loader import build

MINI = Path(__file__).parent / "fixtures" / "mini"
OUTPUTS = {
    "index.html",
    "network.html",
    "exports/coldwar.gexf",
    "exports/coldwar.graphml",
    "exports/coldwar.json",
    "tables/actors.csv",
    "tables/nodes.csv",
    "tables/passages.csv",
    "tables/relationships.csv",
}
Run = Callable[..., subprocess.CompletedProcess[str]]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_tables_and_exports_are_written(built: Path) -> None:
    assert set(contents(built)) >= OUTPUTS


def test_the_gallery_links_every_page_of_a_network(built: Path) -> None:
    linked = set(re.findall(r'href="(pyvis/[^"]*)"', (built / "index.html").read_text(encoding="utf-8")))
    assert linked == {f"pyvis/{path.name}" for path in (built / "pyvis").iterdir()} != set()


def test_broken_data_write_nothing(coldwar: Run, tmp_path: Path) -> None:
    outcome = coldwar("build", "--data", tmp_path / "nowhere", "--out", tmp_path / "build")
    assert outcome.returncode == 1
    assert "Traceback" not in outcome.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_empty_package_builds(coldwar: Run, empty: Path, tmp_path: Path) -> None:
    outcome = coldwar("build", "--data", empty, "--out", tmp_path / "build")
    assert outcome.returncode == 0, outcome.stderr
    assert set(contents(tmp_path / "build")) >= OUTPUTS


def test_show_finds_a_name_and_prints_its_dossier(coldwar: Run) -> None:
    printed = coldwar("show", "brezhnyev", "--data", MINI).stdout
    assert printed.startswith("Leonid Brezhnev\n")
    assert "1972: Leonid Brezhnev assessed Salvador Allende · mixed · about Chilean election of 1970" in printed
    assert "reported by Leonid Brezhnev" in printed
    assert "Mini 2001, ¶2, fn 2 [citing Doe 1999, p. 12] (a02-01)" in printed


def test_show_marks_annotations_and_doubt(coldwar: Run) -> None:
    printed = coldwar("show", "Fidel", "--data", MINI).stdout
    assert "! contradiction (date; suggested: 1972-06)" in printed
    assert "\n      inferred\n" in printed


def test_show_gives_json(coldwar: Run) -> None:
    dossier = json.loads(coldwar("show", "KGB", "--data", MINI, "--json").stdout)
    assert dossier["id"] == "kgb"
    assert [tie["id"] for tie in dossier["ties"]["membership"]] == ["an01-02"]


def test_show_suggests_names(coldwar: Run) -> None:
    outcome = coldwar("show", "Alende", "--data", MINI)
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert "did you mean" in outcome.stderr
    assert "Salvador Allende" in outcome.stderr


def test_path_shows_every_step_with_its_evidence(coldwar: Run) -> None:
    printed = coldwar("path", "Argentina", "Castro", "--data", MINI).stdout
    assert "1. Argentina — Soviet Union — Chile — Fidel Castro" in printed
    assert "Mini 2001, ¶3, fn 3 [citing Doe 1999, pp. 33–34] (a03-02)" in printed


def test_path_keeps_to_families_and_years(coldwar: Run) -> None:
    arguments = ("path", "USSR", "Chile", "--data", MINI, "--between", "1973", "1974", "--json")
    found = json.loads(coldwar(*arguments).stdout)
    assert [tie["id"] for tie in found["connections"][0]["steps"][0]["ties"]] == ["a02-03", "a03-02"]
    assert found["undated"] == 1
    assert json.loads(coldwar(*arguments, "--family", "contact").stdout)["connections"] == []


def test_path_says_when_there_is_none(coldwar: Run) -> None:
    outcome = coldwar("path", "Cuba", "KGB", "--data", MINI)
    assert outcome.stdout == "Nothing connects Cuba and KGB in this way.\n"
    assert outcome.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--family", "love"), 2, "expected a family of contact"),
        (("--between", "1973", "1970"), 2, "expected a window that ends after it starts"),
        (("--between", "soon", "1970"), 2, "expected an EDTF date"),
    ],
)
def test_path_refuses_filters_that_make_no_sense(
    arguments: tuple[str, ...], status: int, message: str, coldwar: Run
) -> None:
    outcome = coldwar("path", "USSR", "Chile", "--data", MINI, *arguments)
    assert (outcome.returncode, outcome.stdout) == (status, "")
    assert message in outcome.stderr
    assert outcome.stderr.count("\n") == 1


def test_export_writes_one_format(coldwar: Run, tmp_path: Path) -> None:
    assert coldwar("export", "graphml", "--data", MINI, cwd=tmp_path).stdout == "coldwar.graphml\n"
    assert [path.name for path in tmp_path.iterdir()] == ["coldwar.graphml"]


def test_every_table_lies_there_a_second_time_for_excel(tmp_path: Path) -> None:
    build.build(tmp_path / "build", MINI, excel=True)
    copies = {path.name: path.read_bytes() for path in (tmp_path / "build" / "excel").iterdir()}
    plain = {
        path.name: path.read_bytes()
        for part in ("tables", "analysis")
        for path in (tmp_path / "build" / part).glob("*.csv")
    }
    assert copies == {name: b"\xef\xbb\xbf" + content for name, content in plain.items()}
    assert {"relationships.csv", "centrality.csv"} <= set(copies)
    build.build(tmp_path / "build", MINI)
    assert not (tmp_path / "build" / "excel").exists()
