"""A Neo4j for a moment: a home and a server of its own, gone when the work on them is done."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from graph_loader.database.ahead import watched
from graph_loader.database.local import java, troubles
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import release
from graph_loader.database.local.ports import free_port
from graph_loader.database.local.server import launch
from graph_loader.database.local.settings import Ports, scratch
from graph_loader.model.folders import claimed, data_home


@contextmanager
def scratch_home(version: str) -> Iterator[ServerHome]:
    """Give an empty home, which is removed when the block ends; one at a time, other processes wait.

    What a killed process left here goes first, and with it what Java still runs on it. On a disk that fills neo4j-admin
    and the server may go on for ever: they are ended after a while.

    Raises
    ------
    ServerError
        If the local server does not run that version.
    """
    release(version)
    folder = data_home() / "scratch"
    with claimed(folder):
        for left in folder.iterdir():
            _remove(ServerHome(version, left))
        home = ServerHome(version, Path(tempfile.mkdtemp(dir=folder)))
        try:
            home.configure(Ports(bolt=free_port()), scratch)
            with watched(partial(troubles.full_disk, home), partial(java.end, home)):
                yield home
        finally:
            _remove(home)


@contextmanager
def running(home: ServerHome, jars: Path) -> Iterator[Ports]:
    """Run a server on a scratch home while the block lasts.

    Raises
    ------
    ServerError
        If it does not start.
    """
    ports = home.ports() or Ports()
    launch(home, jars, ports)
    yield ports
    if process := java.find(home):
        java.stop(process)


def _remove(home: ServerHome) -> None:
    """Remove a scratch home, after whatever runs on it; the lock beside the homes is no folder."""
    if home.path.is_dir():
        java.end(home)
        shutil.rmtree(home.path, ignore_errors=True)
