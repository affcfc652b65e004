"""Packages that were read and found without fault are kept, so that the next command need not read them again.

A copy is known by everything that it was made from: the package's files, our code that reads them, Python and the date
library. It lies in the user's own cache folder; where that cannot be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graph_loader.model.folders import cache_dir
from graph_loader.package.files import replaced_file

MOST = 8
"""Copies that are kept; older ones go."""

_ROOMS = Path(__file__).parents[1]
_TABLES = ("*.json", "*.yaml", "*.csv", "nodes/*.csv")


def recall(file: Path) -> Any:
    """Return what is kept in a file of ours, or None if there is nothing."""
    try:
        if hasattr(os, "getuid") and file.stat().st_uid != os.getuid():
            return None
        return pickle.loads(file.read_bytes())  # noqa: S301 - our own file
    except Exception:  # noqa: BLE001 - a damaged copy is none
        return None


def keep(value: Any, file: Path, most: int = MOST) -> None:
    """Keep something that is dear to make in a file of ours; beyond so many in its folder the oldest go."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with replaced_file(file) as draft:
            draft.write_bytes(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        files = list(file.parent.glob("*.pickle"))
        if len(files) > most:
            for old in sorted(files, key=lambda path: path.stat().st_mtime)[:-most]:
                old.unlink()


def place(folder: Path) -> Path:
    """Return where the copy of the package in a folder lies, as the package is now."""
    digest = hashlib.sha256(f"{sys.version} {folder.absolute()}".encode())
    for file in _made_from(folder):
        with suppress(OSError):
            digest.update(f"{file.name} {file.stat().st_size}\n".encode())
            digest.update(file.read_bytes())
    return cache_dir() / "packages" / f"{digest.hexdigest()}.pickle"


def _made_from(folder: Path) -> Iterator[Path]:
    for pattern in _TABLES:
        yield from sorted(folder.glob(pattern))
    for room in ("model", "package"):
        yield from sorted((_ROOMS / room).glob("*.py"))
    library = find_spec("edtf")
    if library and library.origin:
        yield Path(library.origin)
