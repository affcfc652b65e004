"""From which folder a data package was loaded: a digest in the database, the path on this machine only.

Where a database is shared, the path is nobody's business.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from graph_loader.model.folders import data_home
from graph_loader.package.files import write_text


def fingerprint(folder: Path) -> str:
    """Tell one folder from another without its path."""
    return sha256(os.fsencode(folder.resolve())).hexdigest()


def remember(folder: Path) -> None:
    """Note on this machine where a package that was loaded lies; where that cannot be noted, it is not."""
    with suppress(OSError, UnicodeEncodeError):
        write_text(_note(fingerprint(folder)), str(folder.resolve()))


def recall(found: str | None) -> Path | None:
    """Return the folder of a fingerprint; None where this machine does not know it or it is gone."""
    if not found or not found.isalnum():
        return None
    try:
        folder = Path(_note(found).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return folder if folder.is_dir() and fingerprint(folder) == found else None


def _note(found: str) -> Path:
    return data_home() / "loaded" / found
