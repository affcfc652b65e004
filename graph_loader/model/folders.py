"""Where the local Neo4j keeps its files: the user's own folders, by the habit of each platform."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

HOME = "COLDWAR_HOME"
CACHE = "COLDWAR_CACHE"


def data_home() -> Path:
    """Return the folder for databases and passwords."""
    return _folder(HOME, "XDG_DATA_HOME", ".local/share", "Library/Application Support")


def cache_dir() -> Path:
    """Return the folder for what can be fetched again."""
    return _folder(CACHE, "XDG_CACHE_HOME", ".cache", "Library/Caches")


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Keep other processes out of a folder meanwhile; they wait."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("a+") as stream:
        _lock(stream.fileno())
        yield


def _lock(descriptor: int) -> None:
    """Wait for an exclusive lock on an open file; the system releases it when the process ends, however it ends."""
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _folder(variable: str, xdg: str, linux: str, macos: str) -> Path:
    if os.environ.get(variable):
        return Path(os.environ[variable]).expanduser().absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "coldwar"
    if sys.platform == "darwin":
        return Path.home() / macos / "coldwar"
    return Path(os.environ.get(xdg) or Path.home() / linux) / "coldwar"
