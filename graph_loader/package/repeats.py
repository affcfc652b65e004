"""The same work on many parts, done side by side: by the processors of this machine, or by those of a cluster.

A part comes to the same wherever it is worked out, and results stand in the order of the parts; what is random is drawn
before the work is dealt out. So how many work, and who is done first, changes no figure.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from time import process_time
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from graph_loader.model.errors import ColdWarError

R = TypeVar("R")
Number = TypeVar("Number", bound=np.generic)
Part: TypeAlias = tuple[Any, ...]
Everywhere: TypeAlias = Callable[[Callable[..., Any], Iterable[Part]], list[Any]]

WORTH_IT = 5.0
"""Seconds of this processor below which no process is started: each takes two to have the libraries. Those that run
already get work from `LOOK` on.
"""
LOOK = 0.25
"""Seconds after which it is told from the parts that are done how long the others will take."""

_elsewhere: ContextVar[Everywhere | None] = ContextVar("_elsewhere", default=None)
_here = threading.local()


def repeated(work: Callable[..., R], parts: Iterable[Part], number: int, seconds: float = 0.0) -> list[R]:
    """Do the same work on every part.

    The first parts are done in this process, until it can be told how long the rest will take: what is short is not
    worth another process, and the rest of what is long goes to all the processors. With `placed` all goes there.

    Parameters
    ----------
    work : callable
        Takes the values of a part; what it returns depends on nothing else.
    parts : iterable of tuple
        They may be made one after the other, as they are needed.
    number : int
        How many parts there are.
    seconds : float
        What one part is thought to take, where that is known beforehand.

    Returns
    -------
    list
        What became of each part, in their order.

    Raises
    ------
    ColdWarError
        If a process is killed.

    Examples
    --------
    >>> repeated(max, [(3, 1), (2, 5)], 2)
    [3, 5]
    """
    elsewhere, waiting = _elsewhere.get(), iter(parts)
    if getattr(_here, "is_part", False) or number < 2:  # noqa: PLR2004
        return [work(*part) for part in waiting]
    if elsewhere:
        return elsewhere(work, waiting)
    found: list[R] = []
    if number * seconds <= _worth_it():
        found = _begun(work, waiting, number)
    first = next(waiting, None)
    return found if first is None else found + _side_by_side(work, chain([first], waiting))


@contextmanager
def placed(everywhere: Everywhere) -> Iterator[None]:
    """Have all repeated work done by `everywhere`, which is given the work and its parts."""
    token = _elsewhere.set(everywhere)
    try:
        yield
    finally:
        _elsewhere.reset(token)


def part_done(work: Callable[..., R], part: Part) -> R:
    """Do the work on one part; what it repeats itself is not dealt out once more."""
    _here.is_part = True
    try:
        return work(*part)
    finally:
        _here.is_part = False


def blocks(rows: npt.NDArray[Number], size: int) -> list[npt.NDArray[Number]]:
    """Cut the rows of an array into blocks, however many will work on them.

    Examples
    --------
    >>> [block.tolist() for block in blocks(np.array([1, 2, 3]), 2)]
    [[1, 2], [3]]
    """
    return [rows[first : first + size] for first in range(0, len(rows), size)]


def _begun(work: Callable[..., R], parts: Iterator[Part], number: int) -> list[R]:
    """Do as many parts as it takes to see that the rest is worth processes: all, where it is not."""
    found: list[R] = []
    began = process_time()
    for part in parts:
        found.append(work(*part))
        spent = process_time() - began
        if spent > LOOK and spent / len(found) * (number - len(found)) > _worth_it() and _processors() > 1:
            break
    return found


def _worth_it() -> float:
    return LOOK if getattr(_here, "has_processes", False) else WORTH_IT


def _processors() -> int:
    import joblib  # noqa: PLC0415 - only for what is long

    return int(joblib.cpu_count())


def _side_by_side(work: Callable[..., R], parts: Iterator[Part]) -> list[R]:
    import joblib  # noqa: PLC0415 - only for what is long
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # noqa: PLC0415

    _here.has_processes = True
    try:
        with warnings.catch_warnings():
            # A process that has grown gives way to a fresh one: that is nobody's business.
            warnings.filterwarnings("ignore", "A worker stopped while some jobs", UserWarning)
            return list(joblib.Parallel(n_jobs=_processors())(joblib.delayed(part_done)(work, part) for part in parts))
    except TerminatedWorkerError:
        raise ColdWarError("a process that worked for this one was killed: perhaps memory ran out") from None
