"""A reworded claim is no new calculation, and is read in every file as if all had been made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph_loader import analysis
from graph_loader.build import build
from graph_loader.graph import quotations
from graph_loader.graph.network import to_networkx
from graph_loader.model.folders import CACHE
from graph_loader.package.dataset import Dataset
from graph_loader.package.reuse import RECORD
from tests.packages import set_cell

MINI = Path(__file__).parent / "fixtures" / "mini"
WORDING = 'They "met", *twice*, in <Santiago> | \ue000 and parted.'


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "package"))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_reworded_claim_is_written_as_if_all_were_made_anew(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    build(tmp_path / "out", package)
    for claim in Dataset.load(package).claims:
        set_cell(package, "relationships", claim.id, "summary", f"{claim.id}: {WORDING}")
    with monkeypatch.context() as patch:
        patch.setattr(analysis, "write_all", lambda *_: pytest.fail("nothing is worked out again"))
        build(tmp_path / "out", package)
    monkeypatch.setenv(CACHE, str(tmp_path / "nothing kept"))
    build(tmp_path / "anew", package)
    dataset = Dataset.load(package)
    analysis.write_all(to_networkx(dataset), dataset, tmp_path / "anew" / "analysis")
    written, expected = contents(tmp_path / "out"), contents(tmp_path / "anew")
    assert written == expected
    assert any(b"They" in expected[name] for name in expected if name.startswith("analysis/"))


@pytest.mark.parametrize(
    "change",
    [("relationships", "a01-01", "date", "1971-11"), ("nodes/parties", "pcch", "name", "The party of Chile")],
)
def test_any_other_change_is_worked_out(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str, str, str]
) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    build(tmp_path / "out", package)
    set_cell(package, *change)
    build(tmp_path / "out", package)
    monkeypatch.setenv(CACHE, str(tmp_path / "nothing kept"))
    build(tmp_path / "anew", package)
    assert contents(tmp_path / "out") == contents(tmp_path / "anew")


def test_a_damaged_copy_is_worked_out_again(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    build(tmp_path / "out", package)
    (file,) = (tmp_path / "cache" / "analyses").iterdir()
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    file.write_bytes(damaged)
    build(tmp_path / "again", package)
    assert contents(tmp_path / "again") == contents(tmp_path / "out")


def test_no_figure_rests_on_what_a_summary_says() -> None:
    graph = to_networkx(Dataset.load(MINI))
    bare = quotations.without_summaries(graph, "key")
    assert quotations.digest(graph) == quotations.digest(bare)
    assert {claim["summary"] for *_, claim in bare.edges(data=True)}.isdisjoint(quotations.summaries(graph).values())
