"""Run the notebooks and keep their results: python tools/notebooks.py notebooks

`07_neo4j` needs a Neo4j that holds the data and nothing else: a local one is started, loaded and stopped for it.
`08_collection` needs packages made from corpora that lie beside the project; where these are not, it stays as it is.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from graph_loader.database.connection import Target, connect
from graph_loader.database.load import load
from graph_loader.database.local import server
from graph_loader.database.local.jars import LONG_TERM
from graph_loader.database.local.ports import free_port
from graph_loader.model.resources import data_dir
from tools import collection

TIMEOUT = 600
COLLECTION = "COLDWAR_COLLECTION"
"""Names the folder of a collection to the notebook that reads one."""


def execute(path: Path, environment: Mapping[str, str]) -> nbformat.NotebookNode:
    """Run a notebook from top to bottom in a kernel of its own and return it with its outputs."""
    notebook = nbformat.read(path, 4)
    client = NotebookClient(
        notebook, timeout=TIMEOUT, record_timing=False, resources={"metadata": {"path": path.parent}}
    )
    running = client.async_execute(env={**os.environ, **environment})
    # In a thread of its own: that of the caller may have an event loop already, as Playwright's has.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, running).result()
    notebook.metadata.language_info = {"name": "python"}  # without the version of whoever ran it
    return notebook


def environment_of(target: Target) -> dict[str, str]:
    """Name a database as the notebooks look for it."""
    return {
        "NEO4J_URI": target.uri,
        "NEO4J_USERNAME": target.username,
        "NEO4J_PASSWORD": target.password,
        "NEO4J_DATABASE": target.database,
    }


@contextmanager
def loaded() -> Iterator[Target]:
    """Give a database with the data alone in it, in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["COLDWAR_HOME"] = home
        local = server.start(LONG_TERM, bolt_port=free_port(), http_port=free_port())
        try:
            target = Target(local.ports.bolt_uri, "neo4j", local.home.password())
            with connect(target) as driver:
                load(driver, target.database, data_dir())
            yield target
        finally:
            server.stop(LONG_TERM)


def main(folder: Path) -> None:
    """Run all notebooks of a folder, as many at once as there are processors."""
    paths = sorted(folder.glob("*.ipynb"))
    with loaded() as target, tempfile.TemporaryDirectory() as made, ThreadPoolExecutor(os.cpu_count()) as pool:
        environment = environment_of(target)
        if collection.CORPORA.is_dir():
            environment[COLLECTION] = str(collection.make(Path(made)))
        else:
            paths = [path for path in paths if not path.name.startswith("08")]
        for path, notebook in zip(paths, pool.map(lambda path: execute(path, environment), paths), strict=True):
            nbformat.write(notebook, path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
