"""Checks a package that is too large to be held in a process of its own: its memory goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_loader.model.errors import ColdWarError, DatasetError
from graph_loader.model.problems import Problem
from graph_loader.package import keeping
from graph_loader.package.validation import check_package


@contextmanager
def checked_apart(folder: Path) -> Iterator[None]:
    """Check a package by every rule while the block goes on; once it is without fault, not until a file changes.

    Raises
    ------
    DatasetError
        If it breaks a rule, whatever that did to the block.
    ColdWarError
        If the process is killed.
    """
    state, copy = keeping.state(folder), keeping.place(folder)
    mark = copy.with_stem(f"{copy.stem}-sound")
    if keeping.recall(mark):
        yield
        return
    from joblib.externals.loky import ProcessPoolExecutor  # noqa: PLC0415 - only for what is large
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # noqa: PLC0415

    trouble: Exception | None = None
    with ProcessPoolExecutor(1) as process:
        checked = process.submit(_faults, folder)
        try:
            yield
        except Exception as error:  # noqa: BLE001 - raised below, unless a fault of the package explains it
            trouble = error
        try:
            faults = checked.result()
        except TerminatedWorkerError:
            message = f"{folder}: the process that checked the package was killed: perhaps memory ran out"
            raise ColdWarError(message) from None
    if faults:
        raise DatasetError(faults)
    if trouble:
        raise trouble
    if keeping.state(folder) == state:  # nobody wrote to it meanwhile
        keeping.keep(True, mark)


def _faults(folder: Path) -> list[Problem]:
    return [problem for problem in check_package(folder, is_held=False).problems if problem.severity != "note"]
