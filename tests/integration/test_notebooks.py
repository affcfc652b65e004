"""The last notebook on a live server of each version: its committed outputs are what the server answers."""

from pathlib import Path

import nbformat

from graph_loader.database.connection import connect
from graph_loader.database.load import load
from graph_loader.model.resources import data_dir
from tests.conftest import ROOT
from tests.neo4j_servers import Database
from tests.test_notebooks import outputs
from tools.notebooks import environment_of, execute


def test_committed_answers_are_those_of_the_server(database: Database, tmp_path: Path) -> None:
    with connect(database.target) as driver:
        load(driver, database.target.database, data_dir())
    path = ROOT / "notebooks" / "07_neo4j.ipynb"
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    done = execute(copy, environment_of(database.target))
    asked = [cell for cell in nbformat.read(path, 4).cells if "notebook.ask" in cell.source]
    assert asked
    assert all("<table" in cell.outputs[0]["data"]["text/html"] for cell in asked)
    assert outputs(nbformat.read(path, 4)) == outputs(done), "run `make notebooks` and commit the outputs"
