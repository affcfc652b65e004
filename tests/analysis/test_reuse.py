"""Results of the build before are taken over only where they would come out the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_loader.analysis import reuse
from graph_loader.analysis.reuse import RECORD, analysed
from graph_loader.package.files import write_text


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of data."""
    write_text(tmp_path / "data" / "relationships.csv", "id\ny01-01\n")
    return tmp_path / "data"


@pytest.fixture
def first(tmp_path: Path, data: Path) -> Path:
    """The results of a first build."""
    analysed(tmp_path / "first", tmp_path / "nothing", data, _writing("first"))
    return tmp_path / "first"


def _writing(text: str) -> Callable[[Path], None]:
    return lambda folder: write_text(folder / "ranks.csv", text)


def _again(first: Path, data: Path) -> str:
    second = first.parent / "second"
    analysed(second, first, data, _writing("second"))
    return (second / "ranks.csv").read_text(encoding="utf-8")


def test_the_same_data_are_not_analysed_again(first: Path, data: Path) -> None:
    assert _again(first, data) == "first"


def test_changed_data_are_analysed_again(first: Path, data: Path) -> None:
    write_text(data / "relationships.csv", "id\ny01-02\n")
    assert _again(first, data) == "second"


def test_a_changed_result_is_made_again(first: Path, data: Path) -> None:
    write_text(first / "ranks.csv", "by hand")
    assert _again(first, data) == "second"


@pytest.mark.parametrize("record", ["", "{", "[]"])
def test_a_damaged_record_is_no_record(first: Path, data: Path, record: str) -> None:
    write_text(first / RECORD, record)
    assert _again(first, data) == "second"


@pytest.mark.parametrize("library", ["edtf", "python-dateutil", "pyyaml", "scipy"])
def test_an_upgraded_library_makes_results_again(
    first: Path, data: Path, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = reuse.version
    monkeypatch.setattr(reuse, "version", lambda name: "999" if name == library else real(name))
    assert _again(first, data) == "second"


def test_every_module_that_an_analysis_runs_is_part_of_its_key() -> None:
    script = (
        "import sys, graph_loader.analysis; print(*(getattr(each, '__file__', '') for each in sys.modules.values()))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    rooms = Path(reuse.__file__).parents[1]
    needed = {Path(path) for path in run.stdout.split() if rooms in Path(path).parents} - {rooms / "__init__.py"}
    assert needed
    assert needed <= set(reuse._code())
