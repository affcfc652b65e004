"""Results of the build before are taken over only where they would come out the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph_loader.build import build
from graph_loader.package import reuse
from graph_loader.package.files import write_text
from graph_loader.package.reuse import RECORD, everything, made

MINI = Path(__file__).parents[1] / "fixtures" / "mini"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of data."""
    write_text(tmp_path / "data" / "relationships.csv", "id\ny01-01\n")
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What the software is, is found once per command."""
    reuse.software.cache_clear()
    yield
    reuse.software.cache_clear()


@pytest.fixture
def first(tmp_path: Path, data: Path) -> Path:
    """The results of a first build."""
    made(tmp_path / "first", tmp_path / "nothing", everything(sorted(data.rglob("*.*"))), _writing("first"))
    return tmp_path / "first"


def _writing(text: str) -> Callable[[Path], None]:
    return lambda folder: write_text(folder / "tables" / "ranks.csv", text)


def _again(first: Path, inputs: str) -> str:
    second = first.parent / "second"
    second.mkdir()
    made(second, first, inputs, _writing("second"))
    assert json.loads((second / RECORD).read_text(encoding="utf-8"))["inputs"] == inputs
    return (second / "tables" / "ranks.csv").read_text(encoding="utf-8")


def test_the_same_is_not_made_again(first: Path, data: Path) -> None:
    assert _again(first, everything(sorted(data.rglob("*.*")))) == "first"


def test_changed_data_make_it_again(first: Path, data: Path) -> None:
    write_text(data / "relationships.csv", "id\ny01-02\n")
    assert _again(first, everything(sorted(data.rglob("*.*")))) == "second"


def test_another_wish_makes_it_again(first: Path, data: Path) -> None:
    assert _again(first, everything(sorted(data.rglob("*.*")), "excel")) == "second"


def test_a_changed_result_is_made_again(first: Path, data: Path) -> None:
    write_text(first / "tables" / "ranks.csv", "by hand")
    assert _again(first, everything(sorted(data.rglob("*.*")))) == "second"


def test_a_lost_result_is_made_again(first: Path, data: Path) -> None:
    (first / "tables" / "ranks.csv").unlink()
    assert _again(first, everything(sorted(data.rglob("*.*")))) == "second"


def test_what_others_put_beside_it_is_not_taken_over(first: Path, data: Path) -> None:
    write_text(first / "tables" / "mine.csv", "mine")
    assert _again(first, everything(sorted(data.rglob("*.*")))) == "first"
    assert not (first.parent / "second" / "tables" / "mine.csv").exists()


@pytest.mark.parametrize("record", ["", "{", "[]", "{}", '{"inputs": 1, "outputs": []}'])
def test_a_damaged_record_is_no_record(first: Path, data: Path, record: str) -> None:
    write_text(first / RECORD, record)
    assert _again(first, everything(sorted(data.rglob("*.*")))) == "second"


def test_a_record_that_names_what_lies_elsewhere_is_no_record(first: Path, data: Path) -> None:
    write_text(first.parent / "secret.csv", "not ours")
    outputs = {"../secret.csv": reuse._sha256([first.parent / "secret.csv"])}
    write_text(first / RECORD, json.dumps({"inputs": everything(sorted(data.rglob("*.*"))), "outputs": outputs}))
    assert _again(first, everything(sorted(data.rglob("*.*")))) == "second"


@pytest.mark.parametrize("library", ["edtf", "python-dateutil", "pyyaml", "scipy"])
def test_an_upgraded_library_makes_results_again(
    first: Path, data: Path, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = reuse._release
    monkeypatch.setattr(reuse, "_release", lambda name: ("999", []) if name == library else release(name))
    reuse.software.cache_clear()
    assert _again(first, everything(sorted(data.rglob("*.*")))) == "second"


@pytest.mark.parametrize(
    ("modules", "rooms"),
    [
        ("graph_loader.analysis", reuse.CALCULATING),
        (
            "graph_loader.analysis, graph_loader.exports.pyvis, graph_loader.exports.tables, graph_loader.views",
            reuse.ALL,
        ),
    ],
)
def test_every_module_that_runs_is_part_of_the_key(modules: str, rooms: tuple[str, ...]) -> None:
    script = f"import sys, {modules}; print(*(getattr(each, '__file__', '') for each in sys.modules.values()))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    root = Path(reuse.__file__).parents[1]
    needed = {Path(path) for path in run.stdout.split() if root in Path(path).parents} - {root / "__init__.py"}
    assert needed
    assert needed <= set(reuse._code(rooms))


def test_a_build_of_the_same_writes_nothing_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "build", MINI)
    before = {path: path.read_bytes() for path in (tmp_path / "build").rglob("*") if path.is_file()}
    monkeypatch.setattr("graph_loader.build._write", None)
    build(tmp_path / "build", MINI)
    assert {path: path.read_bytes() for path in (tmp_path / "build").rglob("*") if path.is_file()} == before
