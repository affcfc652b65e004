"""Every notebook runs from top to bottom, and what is committed is what it gives."""

import os
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from matplotlib.figure import Figure
from nbclient import NotebookClient

from graph_loader.files import replaced_folder, write_text
from graph_loader.notebook import show

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
OFFLINE = [path for path in NOTEBOOKS if path.stem != "07_neo4j"]


def executed(path: Path, folder: Path) -> Any:
    """Run a copy of a notebook in a folder of its own."""
    work = folder / "notebooks"
    work.mkdir()
    notebook = nbformat.read(shutil.copy(path, work), as_version=4)
    NotebookClient(notebook, timeout=600, record_timing=False, resources={"metadata": {"path": work}}).execute()
    return notebook


def outputs(notebook: Any) -> list[list[dict[str, Any]]]:
    """What the cells show, without the number of the run."""
    return [[{**output, "execution_count": None} for output in cell.get("outputs", ())] for cell in notebook.cells]


@pytest.mark.slow
@pytest.mark.parametrize("path", OFFLINE, ids=lambda path: path.stem)
def test_the_committed_outputs_are_those_of_a_run(path: Path, tmp_path: Path) -> None:
    committed = nbformat.read(path, as_version=4)
    run = executed(path, tmp_path)
    assert outputs(run) == outputs(committed), "make notebooks runs them again"


def test_figures_are_saved_where_a_build_will_keep_them(tmp_path: Path) -> None:
    show(Figure(), "nothing", tmp_path / "build" / "figures")
    with replaced_folder(tmp_path / "build") as folder:
        write_text(folder / "index.html", "<p>")
    assert (tmp_path / "build" / "figures" / "nothing.svg").is_file()


@pytest.mark.slow
def test_without_a_server_the_notebook_says_how_to_start_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("NEO4J_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLDWAR_HOME", str(tmp_path))
    run = executed(NOTEBOOKS[-1], tmp_path)
    shown = [output["data"]["text/markdown"] for cell in outputs(run) for output in cell if "data" in output]
    assert shown
    assert all("coldwar server start" in text for text in shown)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_call_the_package_and_hold_no_logic(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert not any(word in cell.source for word in ("def ", "class ", "if ", "while ", "lambda"))
            assert len(cell.source.splitlines()) <= 10
