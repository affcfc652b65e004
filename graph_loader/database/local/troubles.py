"""What keeps a local server from going on, as far as it can be known from outside."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import RELEASES
from graph_loader.database.local.settings import Ports

FULL_DISK_MIB = 4
DISK_IS_FULL = "the disk is full"
_NO_SPACE = "No space left on device"
_MEANINGS = {
    _NO_SPACE: DISK_IS_FULL,
    "already in use": "one of its ports was taken meanwhile; start it again",
    "Could not reserve enough space": "there is too little memory for it",
    "There is insufficient memory": "there is too little memory for it",
    "Lock file has been locked by another process": "another Neo4j runs on its data",
}


def known(home: ServerHome) -> str:
    """Say what keeps a server from going on, if it is one of the usual things."""
    # Nothing is logged on a disk that is full.
    if full := full_disk(home):
        return full
    said = home.said()
    return next((meaning for sign, meaning in _MEANINGS.items() if sign in said), "")


def full_disk(home: ServerHome) -> str:
    """Say that the disk of a server is full, if it is."""
    return DISK_IS_FULL if free_disk_mib(home.path) < FULL_DISK_MIB else ""


def free_disk_mib(folder: Path) -> int:
    """Return how much room there is on the disk of a folder, in MiB."""
    return shutil.disk_usage(folder).free >> 20


def of_writing(home: ServerHome) -> str:
    """Say what keeps a server that answers from writing: its disk, even where there is room again."""
    if full := full_disk(home):
        return full
    return "its disk was full; `coldwar server start` starts it anew" if _NO_SPACE in home.said() else ""


def at(uri: str, ask: Callable[[ServerHome], str] = known) -> str:
    """Say what is the matter with the local server at an address for drivers; empty if it is not ours."""
    homes = [home for version in RELEASES if (home := ServerHome.of(version)).ports()]
    return next((ask(home) for home in homes if (home.ports() or Ports()).bolt_uri == uri), "")
