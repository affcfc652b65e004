"""The notebook of Cypher queries, on a live server."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from graph_loader.database.load import load
from graph_loader.model import resources
from tests.neo4j_servers import Database

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "07_neo4j.ipynb"


def test_every_query_of_the_notebook_gives_a_table(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    load(database.driver, "neo4j", resources.data_dir())
    for name, value in database.environment.items():
        monkeypatch.setenv(name, value)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=300).execute()
    asked = [cell for cell in notebook.cells if "notebook.ask" in cell.source]
    assert asked
    for cell in asked:
        assert "<table" in cell.outputs[0]["data"]["text/html"]
