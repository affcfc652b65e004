"""Where the local Neo4j keeps its files: the user's own folders, by the habit of each platform."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HOME = "COLDWAR_HOME"
CACHE = "COLDWAR_CACHE"


def data_home() -> Path:
    """Return the folder for databases and passwords.

    Returns
    -------
    pathlib.Path
        ``$COLDWAR_HOME``, or ``coldwar`` in the platform's folder for user data.
    """
    return _folder(HOME, "XDG_DATA_HOME", ".local/share", "Library/Application Support")


def cache_dir() -> Path:
    """Return the folder for what can be fetched again.

    Returns
    -------
    pathlib.Path
        ``$COLDWAR_CACHE``, or ``coldwar`` in the platform's folder for caches.
    """
    return _folder(CACHE, "XDG_CACHE_HOME", ".cache", "Library/Caches")


def _folder(variable: str, xdg: str, linux: str, macos: str) -> Path:
    if os.environ.get(variable):
        return Path(os.environ[variable]).expanduser().absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "coldwar"
    if sys.platform == "darwin":
        return Path.home() / macos / "coldwar"
    return Path(os.environ.get(xdg) or Path.home() / linux) / "coldwar"
