"""From which folder a data package was loaded: a digest in the database, the path on this machine only.

Where a database is shared, the path is nobody's business.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from graph_loader.model.folders import data_home
from graph_loader.package.files import write_text


def fingerprint(folders: Sequence[Path]) -> str:
    """Tell the folders of one package or collection from others without their paths."""
    return sha256(b"\0".join(os.fsencode(folder.resolve()) for folder in folders)).hexdigest()


def remember(folders: Sequence[Path]) -> None:
    """Note on this machine where a package that was loaded lies; where that cannot be noted, it is not."""
    with suppress(OSError, UnicodeEncodeError):
        write_text(_note(fingerprint(folders)), "\0".join(str(folder.resolve()) for folder in folders))


def recall(found: str | None) -> list[Path]:
    """Return the folders of a fingerprint; none where this machine does not know it or one is gone."""
    if not found or not found.isalnum():
        return []
    try:
        folders = [Path(each) for each in _note(found).read_text(encoding="utf-8").split("\0")]
    except (OSError, UnicodeDecodeError):
        return []
    return folders if all(folder.exists() for folder in folders) and fingerprint(folders) == found else []


def _note(found: str) -> Path:
    return data_home() / "loaded" / found
