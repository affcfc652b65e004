"""The analysis of a folder built before, taken over where nothing that it was made from has changed.

Resampling takes most of a build's time. Its results depend on the data, on our code and on the numeric libraries
alone, so a build with the same three, on the same kind of machine, copies them from the build before.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from graph_loader.package.files import write_text

RECORD = "made-from.json"
_DISTRIBUTION = "coldwar-graph"
_PACKAGE = Path(__file__).parent.parent
# The rooms of which an analysis is made, and what of them is code.
_ROOMS, _SUFFIXES = ("model", "package", "graph", "analysis"), (".py", ".yaml")


def analysed(folder: Path, before: Path, data: Path, analyse: Callable[[Path], None]) -> None:
    r"""Fill `folder` with the results of `analyse`, or with those of `before` if they would be the same.

    Parameters
    ----------
    folder : pathlib.Path
        Where the results go; must not exist.
    before : pathlib.Path
        Results of an earlier build; may be missing, changed or damaged, and is then passed over.
    data : pathlib.Path
        The data package that is analysed.
    analyse : callable
        Writes the results into the folder that it is given.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     data, one, two = (Path(place) / name for name in ("data", "one", "two"))
    ...     write_text(data / "claims.csv", "id\n")
    ...     analysed(one, Path(place) / "none", data, lambda folder: write_text(folder / "ranks.csv", "1\n"))
    ...     analysed(two, one, data, lambda folder: write_text(folder / "ranks.csv", "never\n"))
    ...     (two / "ranks.csv").read_text(encoding="utf-8")
    '1\n'
    """
    inputs = _digest(data)
    if _holds(before, inputs):
        shutil.copytree(before, folder)
        return
    analyse(folder)
    record = {"inputs": inputs, "outputs": _outputs(folder)}
    write_text(folder / RECORD, json.dumps(record, indent=2) + "\n")


def _holds(before: Path, inputs: str) -> bool:
    """Tell whether a folder holds results of these inputs, every file as it was written."""
    try:
        record = json.loads((before / RECORD).read_text(encoding="utf-8"))
        return bool(record == {"inputs": inputs, "outputs": _outputs(before)})
    except (OSError, ValueError):
        return False


def _outputs(folder: Path) -> dict[str, str]:
    return {path.name: _sha256([path]) for path in sorted(folder.iterdir()) if path.name != RECORD}


def software() -> str:
    """Return what machine, libraries and code are, on which every result depends."""
    machine = (platform.python_version(), platform.system(), platform.machine())
    return "\n".join((*machine, *_libraries(), _sha256(_code())))


def _digest(data: Path) -> str:
    """Return what data, code and libraries are, as one figure."""
    return hashlib.sha256(f"{software()}\n{_sha256(sorted(data.rglob('*.*')))}".encode()).hexdigest()


def _code() -> list[Path]:
    return [path for room in _ROOMS for path in sorted((_PACKAGE / room).rglob("*")) if path.suffix in _SUFFIXES]


def _libraries() -> list[str]:
    """Return every library that is needed to run, those that others need included, with its version."""
    found: dict[str, str] = {}
    waiting = [_DISTRIBUTION]
    while waiting:
        name = waiting.pop()
        with suppress(PackageNotFoundError):  # needed on another platform
            needed = [text for text in requires(name) or () if "extra ==" not in text]
            found[name] = version(name)
            names = {match[0].lower() for text in needed if (match := re.match(r"[\w.-]+", text))}
            waiting += names - found.keys()
    return [f"{name} {found[name]}" for name in sorted(found)]


def _sha256(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(f"{path.name} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
