"""A dump is refused in one clear line, before anything is started, where it cannot be made."""

from pathlib import Path

import pytest

from graph_loader.database.local import server as local
from graph_loader.database.local.jars import RELEASES
from graph_loader.exports import dump
from tests.conftest import Run

MINI = Path(__file__).parents[1] / "fixtures" / "mini"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("gexf", "--version", "5.26.30"), 2, "--version is that of a dump, and gexf has none"),
        (("dump", "--version", "4.4.0"), 1, f"no local Neo4j '4.4.0'; choose one of {', '.join(RELEASES)}"),
        (("dump", "--out", "folder"), 1, "expected a file to write, found folder"),
        (("dump", "--out", "file/coldwar.dump"), 1, "file: File exists"),
        (("dump", "--out", "taken"), 1, "taken.sha256 is a folder, not a file"),
        (("dump", "--out", "/dev/null"), 1, "expected a file to write, found /dev/null"),
    ],
)
def test_what_cannot_be(coldwar: Run, tmp_path: Path, arguments: tuple[str, ...], status: int, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "taken.sha256").mkdir()
    (tmp_path / "file").touch()
    outcome = coldwar("export", *arguments, "--data", MINI, cwd=tmp_path)
    assert outcome.returncode == status
    assert outcome.stderr.endswith(f"{message}\n")
    assert outcome.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "taken.sha256"]


def test_too_small_a_disk_leaves_nothing_half_written(
    coldwar: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "DISK_MIB", 10**9)
    monkeypatch.setenv("COLDWAR_HOME", str(tmp_path / "home"))
    outcome = coldwar("export", "dump", "--data", MINI, "--out", tmp_path / "out" / "coldwar.dump")
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("coldwar: no dump was made: Neo4j needs 1000000000 MiB of disk in ")
    assert outcome.stderr.count("\n") == 1
    assert list((tmp_path / "out").iterdir()) == []
    assert [path.name for path in (tmp_path / "home" / "scratch").iterdir()] == ["lock"]


def test_the_page_names_the_versions_and_the_command_that_is_tried() -> None:
    page = (Path(__file__).parents[2] / "docs" / "dump.md").read_text(encoding="utf-8")
    assert page.count(f"{dump.LOADING} < coldwar.dump") == 3
    assert [f"--version {version}" in page for version in RELEASES] == [True, True]
    assert [f"neo4j:{version}-community" in page for version in RELEASES] == [True, True]
    assert f"{local.DISK_MIB} MiB of disk and {local.MEMORY_MIB:,} MiB of memory" in page
