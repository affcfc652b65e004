"""Another database in the place of a local server's own: whoever is killed meanwhile leaves the old one or the new one.

A database is two folders, its store and its transaction logs. The old ones are moved aside and stay until the new ones
are in their place; then, in one step, their folder gets another name, by which it is known that nobody needs them.
"""

from __future__ import annotations

import shutil

from graph_loader.database.local.home import ServerHome

DATABASE = "neo4j"
"""The one database of the Community edition beside `system`, which stays with its users and passwords."""
_PARTS = ("databases", "transactions")
_ASIDE = "before-bulk-load"
_REPLACED = "replaced-by-bulk-load"


def put_in_place(home: ServerHome, fresh: ServerHome) -> None:
    """Move the database of a fresh home into the place of another's; no server runs on either."""
    settle(home)
    discard(home)
    aside = home.path / _ASIDE
    aside.mkdir()
    for part in _PARTS:
        (home.path / "data" / part / DATABASE).rename(aside / part)
    for part in _PARTS:
        (fresh.path / "data" / part / DATABASE).rename(home.path / "data" / part / DATABASE)
    aside.rename(home.path / _REPLACED)


def take_back(home: ServerHome) -> None:
    """Put the old database back, where it was moved; no server runs on it."""
    if (home.path / _REPLACED).is_dir():
        (home.path / _REPLACED).rename(home.path / _ASIDE)
    settle(home)


def settle(home: ServerHome) -> None:
    """Undo an exchange that was broken off; no server runs on the home."""
    aside = home.path / _ASIDE
    for part in _PARTS:
        if (aside / part).is_dir():
            place = home.path / "data" / part / DATABASE
            shutil.rmtree(place, ignore_errors=True)
            (aside / part).rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def discard(home: ServerHome) -> None:
    """Remove the old database, once a server runs on the new one."""
    shutil.rmtree(home.path / _REPLACED, ignore_errors=True)


def mark(home: ServerHome) -> dict[str, tuple[int, int]]:
    """Return size and time of the transaction logs: they are others as soon as anything was written.

    The checkpoints, in files of their own, are written without that.
    """
    logs = (home.path / "data" / "transactions" / DATABASE).glob("neostore.transaction.db.*")
    return {log.name: (found.st_size, found.st_mtime_ns) for log in logs for found in [log.stat()]}
