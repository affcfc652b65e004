"""Packages that were read and found without fault are kept, so that the next command need not read them again.

A copy is known by everything that it was made from: the package's files, our code that reads them, Python and the
libraries of dates and YAML. It lies in the user's own cache folder; where that cannot be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from graph_loader.model.folders import cache_dir
from graph_loader.model.resources import data_dir
from graph_loader.package.files import replaced_file

MOST = 8
"""Copies that are kept; older ones go."""
LARGEST = 2**30
"""Bytes of a folder of copies; beyond them older ones go, but never the newest."""

_ROOMS = Path(__file__).parents[1]
_TABLES = ("*.json", "*.yaml", "*.csv", "nodes/*.csv")
_CONTRACT = ("datapackage.json", "cameo-goldstein.csv")
"""What is read of the installation's own package for every other."""
_LIBRARIES = ("edtf", "yaml")
_SUFFIX = ".pickle"
_DIGEST = hashlib.sha256().digest_size
_COUNT = 8


def recall(file: Path) -> Any:
    """Return what is kept in a file of ours, or None if there is nothing."""
    try:
        return pickle.loads(_own(file))  # noqa: S301 - our own file
    except Exception:  # noqa: BLE001 - a damaged copy is none
        return None


def keep(value: Any, file: Path, most: int = MOST) -> None:
    """Keep something that is dear to make in a file of ours; beyond so many in its folder the oldest go."""
    with suppress(OSError), _to_keep(file, most) as stream:
        pickle.dump(value, stream, protocol=pickle.HIGHEST_PROTOCOL)


class Kept:
    """Values that are kept in one file, each made again when it is asked for by its place."""

    def __init__(self, pieces: memoryview) -> None:
        start = len(pieces) - _COUNT
        start -= _COUNT * int.from_bytes(pieces[start:], "little")
        self._pieces = pieces
        self._ends = array("Q", bytes(pieces[start:-_COUNT]))

    def __getitem__(self, place: int) -> Any:
        return pickle.loads(self._pieces[self._ends[place] : self._ends[place + 1]])  # noqa: S301 - our own file


def recall_each(file: Path) -> Kept | None:
    """Return what `keep_each` kept, or None if that is not all there as it was written."""
    try:
        content = _own(file)
    except OSError:
        return None
    rest = memoryview(content)[_DIGEST:]
    return Kept(rest) if hashlib.sha256(rest).digest() == content[:_DIGEST] else None


def keep_each(values: Iterable[Any], file: Path, most: int = MOST) -> None:
    """Keep values so that single ones can be had without the others."""
    digest, ends = hashlib.sha256(), array("Q", [0])
    with suppress(OSError), _to_keep(file, most) as stream:
        stream.write(bytes(_DIGEST))
        for value in values:
            piece = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
            digest.update(piece)
            stream.write(piece)
            ends.append(ends[-1] + len(piece))
        tail = ends.tobytes() + len(ends).to_bytes(_COUNT, "little")
        digest.update(tail)
        stream.write(tail)
        stream.seek(0)
        stream.write(digest.digest())


def place(folder: Path, *rooms: str) -> Path:
    """Return where what is made of the package in a folder lies, as the package is now.

    Parameters
    ----------
    folder : pathlib.Path
    *rooms : str
        Rooms of our code that make it, beside those that read packages.

    Returns
    -------
    pathlib.Path
        In a folder of the cache for what those rooms make.
    """
    digest = hashlib.sha256(f"{sys.version} {folder.absolute()}".encode())
    for library in _LIBRARIES:
        digest.update(_release(library).encode())
    for file in _made_from(folder, ("model", "package", *rooms)):
        with suppress(OSError):
            content = file.read_bytes()
            digest.update(f"{file.name} {len(content)}\n".encode())
            digest.update(content)
    return cache_dir() / "-".join(rooms or ["packages"]) / f"{digest.hexdigest()}{_SUFFIX}"


def state(folder: Path) -> object:
    """Return what stays the same as long as nobody writes to a package: where its files lie, size and time of each."""
    files = [file for pattern in _TABLES for file in sorted(folder.glob(pattern))]
    found = [(file.name, file.stat()) for file in files if file.is_file()]
    return [(name, each.st_ino, each.st_size, each.st_mtime_ns) for name, each in found]


def _made_from(folder: Path, rooms: Iterable[str]) -> Iterator[Path]:
    yield from (data_dir() / name for name in _CONTRACT)
    for pattern in _TABLES:
        yield from sorted(folder.glob(pattern))
    for room in rooms:
        yield from sorted((_ROOMS / room).rglob("*.py"))


def _release(library: str) -> str:
    """Return what was installed of a library: its code's first file and the names of its records, which hold versions.

    Reading the version itself would take longer than the rest.
    """
    found = find_spec(library)
    if not found or not found.origin:
        return library
    here = Path(found.origin)
    beside = (path.name for path in here.parents[1].iterdir())
    records = sorted(name for name in beside if library in name.lower() and name.endswith("-info"))
    return "\n".join([library, *records, here.read_text(encoding="utf-8")])


@contextmanager
def _to_keep(file: Path, most: int) -> Iterator[IO[bytes]]:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with replaced_file(file) as draft, draft.open("wb") as stream:
        yield stream
    there = list(file.parent.glob(f"*{_SUFFIX}"))
    if len(there) > most or file.stat().st_size > LARGEST // most:
        _tidy(there, most)


def _own(file: Path) -> bytes:
    """Read a file that nobody else wrote."""
    with file.open("rb") as stream:
        if hasattr(os, "getuid") and os.fstat(stream.fileno()).st_uid != os.getuid():
            raise PermissionError(file)
        return stream.read()


def _tidy(files: Iterable[Path], most: int) -> None:
    """Let the oldest copies go, if there are more than so many or they take too much room."""
    newest = sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)
    taken = 0
    for number, file in enumerate(newest):
        taken += file.stat().st_size
        if number >= most or (number and taken > LARGEST):
            file.unlink()
