"""A data package imported by neo4j-admin into the database of a home in which no server runs."""

from __future__ import annotations

import re
from pathlib import Path

from graph_loader.database.errors import ServerError
from graph_loader.database.import_files import ARGUMENTS
from graph_loader.database.import_filling import Filled, fill
from graph_loader.database.local import java, swap, troubles
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.server import DISK_MIB
from graph_loader.database.progress import Say
from graph_loader.database.rows import PackageRows

_STORE = 4
"""How much larger the database is than the files that are imported."""
_IMPORTED = re.compile(r"Imported:\s+(\d+) nodes\s+(\d+) relationships")
_STAGE = re.compile(r"\(\d+/\d+\) (\D+?) \d{4}-")
_SHARE = re.compile(r"(\d+)% ")


def import_package(home: ServerHome, jars: Path, rows: PackageRows, state: str, say: Say) -> Filled:
    """Import a package, without keys and indexes; return what was written.

    Parameters
    ----------
    home : ServerHome
        Without a database.
    jars : pathlib.Path
        Those of its version.
    rows : PackageRows
        The package as it was read.
    state : str
        What the database shall say of the package.
    say : callable
        Told what goes on.

    Raises
    ------
    ServerError
        If it cannot be done, the disk is too small, or something else was imported than was written.
    DatasetError
        If the package refers to what it does not hold.
    OSError
        If the files cannot be written.
    """
    files = home.path / "files"
    files.mkdir()
    written = fill(rows, files, state, say=say)
    _check_disk(files)
    say("importing")
    arguments = ("database", "import", "full", swap.DATABASE, f"@{ARGUMENTS}")
    said = java.admin(home, jars, *arguments, cwd=files, hear=_heard(say))
    nodes = 1 + sum(written.counts[label] for label in rows.labels)
    wanted = (nodes, 1 + written.whole.count - nodes)
    found = _IMPORTED.search(said)
    if not found or (int(found[1]), int(found[2])) != wanted:
        raise ServerError(f"expected to import {wanted[0]:,} nodes and {wanted[1]:,} relationships, found others")
    return written


def _check_disk(files: Path) -> None:
    size = sum(file.stat().st_size for file in files.iterdir()) >> 20
    free = troubles.free_disk_mib(files)
    if free < (needed := size * _STORE + DISK_MIB):
        raise ServerError(f"the bulk import needs {needed:,} MiB of disk in {files.parent}, {free:,} MiB are free")


def _heard(say: Say) -> Say:
    """Return what makes of the lines of neo4j-admin how far it is."""
    stage = ""

    def hear(line: str) -> None:
        nonlocal stage
        if found := _STAGE.search(line):
            stage = found[1].lower()
        elif stage and (found := _SHARE.search(line)):
            say(f"importing: {stage}, {found[1]} %")

    return hear
