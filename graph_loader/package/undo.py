"""Changes to the files of a data package: all of one change or nothing, and the last one can be taken back.

What was there before lies beside the package, in ``.NAME.undo``. The new files are written there first and then moved
into their places; while they are moved a mark stands, by which a change that was interrupted is known.
"""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph_loader.model.errors import ColdWarError
from graph_loader.model.folders import claimed
from graph_loader.package.files import replaced_file

_JOURNAL, _PENDING = "journal.json", "pending"
_RECIPES = "recipes/"


def place(folder: Path) -> Path:
    """Return where the state before the last change of a package lies."""
    folder = folder.resolve()
    return folder.parent / f".{folder.name}.undo"


def interrupted(folder: Path) -> str:
    """Return which change of a package was interrupted; empty for none.

    Examples
    --------
    >>> interrupted(Path("tests/fixtures/mini"))
    ''
    """
    last = place(folder) / "last"
    return str(_journal(last)["what"]) if (last / _PENDING).exists() else ""


def write_all(
    folder: Path, files: Mapping[str, bytes | None], what: str, read: Mapping[str, str] | None = None
) -> None:
    """Change files of a package, all of them or none.

    Parameters
    ----------
    folder : pathlib.Path
        The package's folder.
    files : mapping of str to bytes or None
        What each file is to hold, by its name within the folder; None removes it.
    what : str
        The change in a few words, for whoever takes it back.
    read : mapping of str to str, optional
        The digests of the files that the change was made from, by their names.

    Raises
    ------
    ColdWarError
        If an earlier change was interrupted, or somebody else changed a file that was read.
    OSError
        If a file cannot be written; then nothing has changed.
    """
    if not files:
        return
    with claimed(place(folder)):
        if unfinished := interrupted(folder):
            raise ColdWarError(f"{folder}: {unfinished!r} was interrupted; take it back with coldwar undo first")
        for name, before in (read or {}).items():
            if digest(folder / name) != before:
                raise ColdWarError(f"{folder / name} was changed meanwhile; nothing was written: run the command again")
        _change(folder, files, what)


def undo(folder: Path) -> str:
    """Bring back the state before the last change, and say what the change was; a second time brings the change back.

    Recipes and decisions that somebody edited since stay: whoever mends a recipe takes its import back first.

    Raises
    ------
    ColdWarError
        If there is nothing to take back, or a file was changed by somebody else since.
    """
    last = place(folder) / "last"
    if not (last / _JOURNAL).is_file():
        raise ColdWarError(f"{folder}: nothing to take back")
    with claimed(place(folder)):
        journal = _journal(last)
        if (last / _PENDING).exists():
            _restore(folder, last, journal)
            return str(journal["what"])
        edited = {name for name, after in journal["after"].items() if digest(folder / name) != after}
        for name in edited:
            if not name.startswith(_RECIPES):
                raise ColdWarError(f"{folder / name} was changed since {journal['what']!r}, and that would be lost")
        before = {
            name: (last / "before" / name).read_bytes() if was else None
            for name, was in journal["files"].items()
            if name not in edited
        }
        _change(folder, before, _turned(str(journal["what"])))
        return str(journal["what"])


def _turned(what: str) -> str:
    return what.removeprefix("undo of ") if what.startswith("undo of ") else f"undo of {what}"


def _change(folder: Path, files: Mapping[str, bytes | None], what: str) -> None:
    fresh, last = place(folder) / "new", place(folder) / "last"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        journal = _prepare(folder, files, what, fresh)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(last, ignore_errors=True)
    fresh.rename(last)
    try:
        for name, content in files.items():
            if content is None:
                (folder / name).unlink(missing_ok=True)
            else:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                _move(last / "after" / name, folder / name)
    except OSError:
        _restore(folder, last, journal)
        raise
    (last / _PENDING).unlink()


def _prepare(folder: Path, files: Mapping[str, bytes | None], what: str, fresh: Path) -> dict[str, Any]:
    """Lay out how the files are and what they become, and return the journal of the change."""
    for name, content in files.items():
        for side in ("before", "after"):
            (fresh / side / name).parent.mkdir(parents=True, exist_ok=True)
        if (folder / name).exists():
            shutil.copy2(folder / name, fresh / "before" / name)
        if content is not None:
            (fresh / "after" / name).write_bytes(content)
    journal = {
        "what": what,
        "files": {name: (folder / name).exists() for name in files},
        "after": {name: digest(fresh / "after" / name) for name in files},
    }
    (fresh / _JOURNAL).write_text(json.dumps(journal, ensure_ascii=False, indent=1), encoding="utf-8")
    (fresh / _PENDING).touch()
    return journal


def _move(file: Path, target: Path) -> None:
    """Move a file to where a table lies, which may be named by a link, or be on another disk."""
    target = target.resolve()
    if target.is_file():
        shutil.copymode(target, file)
    try:
        file.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with replaced_file(target) as draft:
            shutil.copy2(file, draft)


def _restore(folder: Path, last: Path, journal: dict[str, Any]) -> None:
    """Put every file back as it was before a change that did not come to its end."""
    for name, was in journal["files"].items():
        if was:
            if digest(folder / name) != digest(last / "before" / name):
                draft = last / "back"
                shutil.copy2(last / "before" / name, draft)
                _move(draft, folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
    shutil.rmtree(last)


def _journal(last: Path) -> dict[str, Any]:
    try:
        journal: dict[str, Any] = json.loads((last / _JOURNAL).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ColdWarError(f"{last / _JOURNAL}: expected the journal of a change, found {error}") from None
    return journal


def digest(file: Path) -> str:
    """Return by what a file's content is known; empty for none."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
