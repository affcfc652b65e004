"""Writing files and whole folders so that a reader never sees half an output.

Both are made in a hidden folder beside the target and put in its place by renaming: a full disk, an error or an
interruption leaves what was there before.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph_loader.model.errors import ColdWarError

if sys.platform != "win32":
    import fcntl

MANIFEST = ".coldwar-output"
"""The file in an output folder that lists what we wrote there: all else in it belongs to the user."""

BYTE_ORDER_MARK = "\ufeff"
"""By it Excel on Windows knows that a CSV file is in UTF-8."""
_PREFIX = ".coldwar-"
_YOUNG_SECONDS = 60.0


def write_text(path: Path, text: str) -> None:
    r"""Write `text` to `path` in UTF-8 with LF line ends, all of it or nothing.

    Raises
    ------
    ColdWarError
        If `path` is a folder.
    OSError
        If the file cannot be written; an older one is still whole.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     target = Path(folder) / "tables" / "actors.csv"
    ...     write_text(target, "id\nussr\n")
    ...     target.read_text(encoding="utf-8")
    'id\nussr\n'
    """
    with replaced_file(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def replaced_file(path: Path) -> Iterator[Path]:
    """Give a draft to write to, which becomes `path` when the block ends without an error.

    Raises
    ------
    ColdWarError
        If `path` is a folder.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replaced_file(Path(folder) / "page.html") as draft:
    ...         _ = draft.write_text("<p>", encoding="utf-8")
    ...     [entry.name for entry in Path(folder).iterdir()]
    ['page.html']
    """
    target = path.resolve()
    if target.is_dir():
        raise ColdWarError(f"{path} is a folder, not a file")
    if target.exists() and not target.is_file():
        yield path
        return
    with _workshop(target) as workshop:
        draft = workshop / "new"
        yield draft
        draft.replace(target)


@contextmanager
def replaced_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to fill, which becomes `path` when the block ends without an error.

    A folder that we did not make is never replaced, and files that others put into ours are carried over.

    Raises
    ------
    ColdWarError
        If `path` is a file, a folder with other content than ours, or a folder that one is working in; or if a
        file of the user's bears the name of one of the new files.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replaced_folder(Path(folder) / "build") as fresh:
    ...         write_text(fresh / "index.html", "<p>")
    ...     sorted(entry.name for entry in (Path(folder) / "build").iterdir())
    ['.coldwar-output', 'index.html']
    """
    target = path.resolve()
    _refuse_others(target, path)
    with _workshop(target) as workshop:
        fresh = workshop / "new"
        fresh.mkdir()
        yield fresh
        _swap(fresh, target, workshop / "old")


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to fill, which becomes `path` when the block ends without an error.

    Raises
    ------
    ColdWarError
        If `path` is a file or holds anything.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with new_folder(Path(folder) / "package") as fresh:
    ...         write_text(fresh / "study.yaml", "title: One")
    ...     [entry.name for entry in (Path(folder) / "package").iterdir()]
    ['study.yaml']
    """
    target = expect_empty(path)
    with _workshop(target) as workshop:
        fresh = workshop / "new"
        fresh.mkdir()
        yield fresh
        if not target.exists():
            fresh.rename(target)
            return
        moved: list[Path] = []  # the folder itself stays: somebody may be working in it
        try:
            for entry in sorted(fresh.iterdir()):
                moved.append(target / entry.name)
                entry.rename(target / entry.name)
        except BaseException:
            for entry in moved:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink(missing_ok=True)
            raise


def expect_empty(path: Path) -> Path:
    """Return where a new folder will be.

    Raises
    ------
    ColdWarError
        If there is a file, or a folder that holds anything.
    """
    target = path.resolve()
    if target.exists() and not target.is_dir():
        raise ColdWarError(f"{path} is a file, not a folder")
    if target.exists() and any(target.iterdir()):
        raise ColdWarError(f"{path} holds files; choose a new or an empty folder")
    return target


def share_folder(path: Path) -> None:
    """Mark a new output folder as coldwar's, so that `replaced_folder` will write beside what others keep there.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     share_folder(Path(folder) / "build")
    ...     [entry.name for entry in (Path(folder) / "build").iterdir()]
    ['.coldwar-output']
    """
    if not path.exists():
        write_text(path / MANIFEST, "")


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """Give a hidden folder beside `target`; what is left in its ``new`` is thrown away, an ``old`` never."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_stale(target.parent)
    workshop = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=target.parent))
    used = _claimed(workshop)
    try:
        yield workshop
    finally:
        new = workshop / "new"
        if new.is_dir():
            shutil.rmtree(new, ignore_errors=True)
        else:
            new.unlink(missing_ok=True)
        with suppress(OSError):
            workshop.rmdir()
        if used is not None:
            os.close(used)


def _clear_stale(parent: Path) -> None:
    """Remove what a killed process left half made: old enough, in no process's hands, and nothing but a draft."""
    with suppress(OSError):
        for left in parent.glob(f"{_PREFIX}????????"):
            if left.is_symlink() or not left.is_dir() or time.time() - left.stat().st_mtime < _YOUNG_SECONDS:
                continue
            claim = _claimed(left)
            if claim is not None:
                if {entry.name for entry in left.iterdir()} <= {"new"}:
                    shutil.rmtree(left, ignore_errors=True)
                os.close(claim)


def _claimed(workshop: Path) -> int | None:
    """Lock a folder until the descriptor is closed or the process ends; None where another has it or none can."""
    if sys.platform == "win32":
        return None
    folder = os.open(workshop, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(folder)
        return None
    return folder


def _refuse_others(target: Path, path: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise ColdWarError(f"{path} is a file, not a folder")
    if any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise ColdWarError(f"{path} holds files that coldwar did not write; choose a new or an empty folder")
    if Path.cwd().is_relative_to(target):
        raise ColdWarError(f"{path} is the folder you are working in; run the command from outside it")


def _swap(fresh: Path, target: Path, old: Path) -> None:
    written = _files(fresh)
    ours = _manifest(target)
    foreign = sorted(_files(target) - ours - {MANIFEST})
    for name in foreign:
        if (fresh / name).exists():
            raise ColdWarError(f"{target / name} is not coldwar's and would be overwritten; move it away")
    (fresh / MANIFEST).write_text("".join(f"{name}\n" for name in sorted(written)), encoding="utf-8", newline="\n")
    _exchange(fresh, target, old)
    for name in foreign:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (old / name).rename(target / name)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(fresh: Path, target: Path, old: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:
        old.rename(target)
        raise


def _manifest(folder: Path) -> set[str]:
    manifest = folder / MANIFEST
    return set(manifest.read_text(encoding="utf-8").splitlines()) if manifest.is_file() else set()


def _files(folder: Path) -> set[str]:
    """Name everything in `folder` that is not itself a folder; links are named, not followed."""
    entries = folder.rglob("*")
    return {entry.relative_to(folder).as_posix() for entry in entries if entry.is_symlink() or not entry.is_dir()}
