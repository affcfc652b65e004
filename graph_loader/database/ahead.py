"""Work done in threads that end with the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from threading import Event, Thread
from typing import TypeVar

from graph_loader.database.errors import DatabaseError

T = TypeVar("T")

PATIENCE_SECONDS = 10.0
"""How long something may stand in the way of work before the work is given up."""
LOOKS = 10
"""How often trouble is looked for in that time."""


def begin(work: Callable[[], T]) -> Future[T]:
    """Begin a piece of work in a thread of its own."""
    future: Future[T] = Future()
    Thread(target=_settle, args=(future, work), daemon=True).start()
    return future


def unless(trouble: Callable[[], str], work: Callable[[], T]) -> T:
    """Do work, and give it up where there has been trouble for a while.

    A server whose disk fills may leave a statement without an answer for ever; nothing else ends the wait for it.

    Parameters
    ----------
    trouble : callable
        Says what is the matter; empty where nothing is.
    work : callable
        Done in a thread, which is left to itself where it is given up.

    Returns
    -------
    object
        What `work` returned.

    Raises
    ------
    DatabaseError
        If there was trouble for `PATIENCE_SECONDS` without a break.
    """
    future = begin(work)
    if found := _lasting(trouble, lambda seconds: bool(wait([future], seconds).done)):
        raise DatabaseError(found)
    return future.result()


@contextmanager
def watched(trouble: Callable[[], str], end: Callable[[], None]) -> Iterator[None]:
    """Look for trouble while the block lasts; where there has been some for a while, end what the block waits for.

    Parameters
    ----------
    trouble : callable
        Says what is the matter; empty where nothing is.
    end : callable
        Ends what may never answer. The block is to raise then.
    """
    over = Event()

    def watch() -> None:
        while _lasting(trouble, over.wait):
            end()

    watching = begin(watch)
    try:
        yield
    finally:
        over.set()
        wait([watching])


def _lasting(trouble: Callable[[], str], is_over: Callable[[float], bool]) -> str:
    """Look until it is over, at most so many seconds each time; return trouble that lasts, empty if there was none."""
    troubled = 0  # looks in a row, not seconds: a busy machine may look late
    while not is_over(PATIENCE_SECONDS / LOOKS):
        troubled = troubled + 1 if (found := trouble()) else 0
        if troubled > LOOKS:
            return found
    return ""


def side_by_side(*works: Callable[[], None]) -> None:
    """Do pieces of work at the same time; once all are done, raise what went wrong in the first that failed."""
    futures = [begin(work) for work in works]
    wait(futures)
    for future in futures:
        future.result()


class Ahead:
    """Does one piece of work at a time, while the next is prepared."""

    def __init__(self) -> None:
        self._pending: Future[None] | None = None

    def do(self, work: Callable[[], None]) -> None:
        """Begin a piece of work once the last one is done; raise what went wrong in that."""
        self.wait()
        self._pending = begin(work)

    def wait(self) -> None:
        """Wait until the last piece of work is done, and raise what went wrong in it."""
        if self._pending:
            self._pending.result()
            self._pending = None


def _settle(future: Future[T], work: Callable[[], T]) -> None:
    try:
        future.set_result(work())
    except Exception as error:  # noqa: BLE001 - raised again by who waits
        future.set_exception(error)
