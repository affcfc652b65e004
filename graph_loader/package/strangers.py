"""What to do with a path that is no data package: it may hold what one is made from."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

_INTO = "--into PACKAGE"
_MAKES = "coldwar new FOLDER makes an empty one"
_IMPORTABLE = frozenset(
    {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".ods", ".json", ".jsonl", ".xml", ".gexf", ".graphml"}
)
_ARCHIVES = frozenset({".zip", ".gz", ".tgz", ".7z", ".rar", ".tar"})


def no_package(path: Path) -> str:
    """Say what stands where a data package was expected, and what to do with it, in one line.

    Examples
    --------
    >>> no_package(Path("/tmp/edges.zip")), no_package(Path("tests"))
    ("no datapackage.json in '/tmp/edges.zip'", "no datapackage.json in 'tests'")
    """
    if address := re.match(r"(https?|ftp|file):/+(.*)", str(path), re.DOTALL):
        address_ = f"{address[1]}://{address[2]}"
        return f"the address {_shown(address_)}: download it, then give the folder or the file on this machine"
    package = next((each for each in path.resolve().parents[:2] if _belongs(path, each)), None)
    if package:
        return f"a part of one: give its folder {_shown(package)}"
    return _of_folder(path) if path.is_dir() else _of_file(path)


def _belongs(path: Path, folder: Path) -> bool:
    """Tell whether a path is that of a package's descriptor, of one of its tables, or of the folder of some."""
    file = folder / "datapackage.json"
    name = path.resolve().relative_to(folder.resolve()).as_posix()
    return file.is_file() and (name == file.name or f'"{name}' in file.read_text(encoding="utf-8", errors="replace"))


def _of_file(path: Path) -> str:
    if not path.is_file():
        return f"no datapackage.json in {str(path)!r}"
    said = f"the file {_shown(path.name)}"
    if path.suffix.lower() in _ARCHIVES:
        return f"{said}, an archive: unpack it, and give the folder"
    if path.suffix.lower() in _IMPORTABLE:
        return f"{said}: coldwar import {_word(path)} {_INTO} takes it into one, {_MAKES}"
    return f"{said}: save its table as CSV or XLSX for coldwar import, {_MAKES}"


def _of_folder(folder: Path) -> str:
    said = f"no datapackage.json in {str(folder)!r}"
    if inside := next((each.parent for each in sorted(folder.glob("*/datapackage.json"))), None):
        return f"{said}: one is in {_shown(inside)}"
    tables = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in _IMPORTABLE)
    if not tables:
        return said
    files = f"{len(tables)} file{'' if len(tables) == 1 else 's'} of tables"
    return f"{said} but {files}: coldwar import {_word(tables[0])} {_INTO} takes one into a package, {_MAKES}"


def _shown(path: Path | str) -> str:
    text = str(path)
    return text if text.isprintable() and " " not in text else repr(text)


def _word(path: Path) -> str:
    """Return a path as a word for a shell; a placeholder where it would not stay on one line."""
    return shlex.quote(str(path)) if str(path).isprintable() else "FILE"
