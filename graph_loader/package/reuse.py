"""What an earlier build wrote, taken over where nothing that it was made from has changed.

What a build writes depends on the data, on our code, on the libraries and on the machine alone, so a build with all
these the same copies the files of the build before.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from graph_loader.model.resources import cypher_dir
from graph_loader.package.files import write_text

RECORD = "made-from.json"
_DISTRIBUTION = "coldwar-graph"
_PACKAGE = Path(__file__).parent.parent
CALCULATING = ("model", "package", "collection", "graph", "analysis")
ALL = (*CALCULATING, "database", "exports", "views")


def made(folder: Path, before: Path, inputs: str, make: Callable[[Path], None]) -> None:
    r"""Fill `folder` by `make`, or with what it once wrote into `before` if that would be the same.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder.
    before : pathlib.Path
        An earlier result, beside which others may have put files; may be missing, changed or damaged, and is then
        passed over.
    inputs : str
        From what the result is made, as `everything` tells it.
    make : callable
        Writes the result into the folder that it is given.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     one, two = (Path(place) / name for name in ("one", "two"))
    ...     made(one, Path(place) / "none", "the data", lambda folder: write_text(folder / "ranks.csv", "1\n"))
    ...     made(two, one, "the data", lambda folder: write_text(folder / "ranks.csv", "never\n"))
    ...     (two / "ranks.csv").read_text(encoding="utf-8")
    '1\n'
    """
    for name in _still_there(before, inputs):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(before / name, folder / name)
    if not (folder / RECORD).exists():
        make(folder)
        files = {path.relative_to(folder).as_posix(): _sha256([path]) for path in _files(folder)}
        write_text(folder / RECORD, json.dumps({"inputs": inputs, "outputs": files}, indent=2) + "\n")


def _still_there(before: Path, inputs: str) -> list[str]:
    """Name the files of a result of these inputs, if every one is as it was written; else none."""
    try:
        record = json.loads((before / RECORD).read_text(encoding="utf-8"))
        files: dict[str, str] = record["outputs"]
        there = {path.relative_to(before).as_posix() for path in _files(before)}
        same = record["inputs"] == inputs and files.keys() <= there
        same = same and all(_sha256([before / name]) == digest for name, digest in files.items())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return []
    return [*files, RECORD] if same else []


def everything(data: Iterable[Path], *options: object) -> str:
    """Return the files of the data, options, code and libraries as one figure."""
    code = _sha256([*_code(ALL), _PACKAGE / "build.py", *_files(cypher_dir() / "queries")])
    parts = (software(), code, _sha256(data), *map(repr, options))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def software() -> str:
    """Return what machine, libraries and code are, on which every calculation depends."""
    machine = (platform.python_version(), platform.system(), platform.machine())
    return "\n".join((*machine, *_libraries(), _sha256(_code(CALCULATING))))


@cache
def code(*rooms: str) -> str:
    """Return our code in some rooms as one figure."""
    return _sha256(_code(rooms))


def _code(rooms: Iterable[str]) -> list[Path]:
    return [path for room in rooms for path in _files(_PACKAGE / room) if path.suffix != ".pyc"]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _libraries() -> list[str]:
    """Return every library that is needed to run, those that others need included, with its version."""
    found: dict[str, str] = {}
    waiting = [_DISTRIBUTION]
    while waiting:
        name = waiting.pop()
        with suppress(PackageNotFoundError):  # needed on another platform
            found[name], required = _release(name)
            needed = [text for text in required if "extra ==" not in text]
            names = {match[0].lower() for text in needed if (match := re.match(r"[\w.-]+", text))}
            waiting += names - found.keys()
    return [f"{name} {found[name]}" for name in sorted(found)]


def _release(name: str) -> tuple[str, list[str]]:
    """Return the version of a library and what it needs, of one reading of its record."""
    record = metadata(name)
    return record["Version"], record.get_all("Requires-Dist") or []


def _sha256(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
