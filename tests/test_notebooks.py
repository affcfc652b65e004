"""The notebooks run from top to bottom, and what is committed is what they give; 07 is run in tests/integration.

08 is run where the corpora lie beside the project.
"""

import json
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

import nbformat
import pytest

from tests.conftest import ROOT
from tools import collection
from tools.notebooks import COLLECTION, execute

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OFFLINE = [path for path in NOTEBOOKS if not path.name.startswith(("07", "08"))]
OF_COLLECTION = ROOT / "notebooks" / "08_collection.ipynb"
MOST = 1_500_000
MOST_LINES = 10
NO_SERVER = {"NEO4J_URI": "", "NEO4J_USERNAME": "", "NEO4J_PASSWORD": "", "NEO4J_DATABASE": ""}


def outputs(notebook: nbformat.NotebookNode) -> list[Any]:
    """Return what the cells of a notebook show."""
    return [json.loads(json.dumps(cell.outputs)) for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, nbformat.NotebookNode]:
    """Run all notebooks that need no server, each in a kernel of its own, with their figures elsewhere."""
    folder = tmp_path_factory.mktemp("checkout") / "notebooks"
    folder.mkdir()
    copies = [folder / path.name for path in OFFLINE]
    for path, copy in zip(OFFLINE, copies, strict=True):
        copy.write_bytes(path.read_bytes())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return {
            path.name: done for path, done in zip(copies, pool.map(lambda copy: execute(copy, {}), copies), strict=True)
        }


@pytest.mark.slow
@pytest.mark.parametrize("path", OFFLINE, ids=lambda path: path.stem)
def test_committed_outputs_are_those_of_a_fresh_run(path: Path, run: dict[str, nbformat.NotebookNode]) -> None:
    assert outputs(nbformat.read(path, 4)) == outputs(run[path.name]), "run `make notebooks` and commit the outputs"


@pytest.mark.slow
def test_what_a_collection_tells_is_what_its_packages_give(
    tmp_path: Path, untestable: Callable[[str], NoReturn]
) -> None:
    if not collection.CORPORA.is_dir():
        untestable("the notebook of a collection: ../shared/corpora is not there")
    (made := tmp_path / "collection").mkdir()
    (copy := tmp_path / "notebooks" / OF_COLLECTION.name).parent.mkdir()
    copy.write_bytes(OF_COLLECTION.read_bytes())
    done = execute(copy, {COLLECTION: str(collection.make(made))})
    assert outputs(nbformat.read(OF_COLLECTION, 4)) == outputs(done), "run `make notebooks` and commit the outputs"


@pytest.mark.slow
def test_without_a_server_the_notebook_of_neo4j_says_how_to_start_one(tmp_path: Path) -> None:
    copy = tmp_path / "07_neo4j.ipynb"
    copy.write_bytes((ROOT / "notebooks" / copy.name).read_bytes())
    done = execute(copy, {**NO_SERVER, "COLDWAR_HOME": str(tmp_path / "home")})
    said = [cell[0]["data"]["text/markdown"] for cell in outputs(done) if cell]
    assert said
    assert all("`coldwar server start`" in text and "`coldwar up`" in text for text in said)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_small_and_names_neither_machine_nor_time(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < MOST
    assert str(Path.home()) + "/" not in text
    assert str(ROOT) not in text
    assert not re.search(r" at 0x[0-9a-f]{6,}", text)
    assert '"iopub' not in text


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_hold_no_logic(path: Path) -> None:
    cells = [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert not re.search(r"^\s*(def|class|while|if|try|with|for)\b", "\n".join(cells), re.MULTILINE)
    assert max(len(cell.splitlines()) for cell in cells) <= MOST_LINES


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_numbers_stand_only_in_computed_text(path: Path) -> None:
    """Years, titles, citations and definitions are no results; any other number must come from the data."""
    allowed = r"\b(1[89]\d\d|20\d\d)(–\d+)?\b|\b0[1-8]\b|1/\(|− 1\)"
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "markdown":
            assert not re.search(r"\d", re.sub(allowed, "", re.sub(r"`[^`]*`|Neo4j|NEO4J\w*", "", cell.source)))
