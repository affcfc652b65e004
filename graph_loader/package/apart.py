"""Checks a package that is too large to be held in a process of its own: its memory goes with it."""

from __future__ import annotations

from pathlib import Path

from graph_loader.model.errors import ColdWarError, DatasetError
from graph_loader.model.problems import Problem
from graph_loader.package import keeping
from graph_loader.package.validation import check_package


def check_apart(folder: Path) -> None:
    """Check a package by every rule; once it is without fault, not again until one of its files changes.

    Raises
    ------
    DatasetError
        If it breaks a rule.
    ColdWarError
        If the process is killed.
    """
    from joblib.externals.loky import ProcessPoolExecutor  # noqa: PLC0415 - only for what is large
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # noqa: PLC0415

    state, copy = keeping.state(folder), keeping.place(folder)
    mark = copy.with_stem(f"{copy.stem}-sound")
    if keeping.recall(mark):
        return
    with ProcessPoolExecutor(1) as process:
        try:
            faults = process.submit(_faults, folder).result()
        except TerminatedWorkerError:
            message = f"{folder}: the process that checked the package was killed: perhaps memory ran out"
            raise ColdWarError(message) from None
    if faults:
        raise DatasetError(faults)
    if keeping.state(folder) == state:  # nobody wrote to it meanwhile
        keeping.keep(True, mark)


def _faults(folder: Path) -> list[Problem]:
    return [problem for problem in check_package(folder, is_held=False).problems if problem.severity != "note"]
