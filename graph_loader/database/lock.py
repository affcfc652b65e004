"""One loader at a time: the `DataPackage` node is locked by a transaction that stays open during the load.

The server itself ends that transaction when its connection ends, so a loader that was killed, however it was,
leaves no lock behind, only the state ``loading``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import neo4j
from neo4j.exceptions import ClientError

from graph_loader.database.elements import MODEL
from graph_loader.database.errors import LoadError
from graph_loader.database.progress import Say
from graph_loader.database.statements import statement

LOADING = "loading"
COMPLETE = "complete"
PATIENCE_SECONDS = 600
_NOTICE_SECONDS = 3
_BEAT_SECONDS = 10
# What a server says whose transaction has waited for a lock beyond its time.
_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "LockClientStopped", "Terminated")


class Hold:
    """The lock on a data package in a database, held.

    Parameters
    ----------
    transaction : neo4j.Transaction
        The open transaction that has locked the node.
    package : str
        The package's name.
    before : str or None
        The state of the package before; None if it was never loaded.
    """

    def __init__(self, transaction: neo4j.Transaction, package: str, before: str | None) -> None:
        self.before = before
        self._transaction = transaction
        self._package = package
        self._beat = time.monotonic()

    def keep(self) -> None:
        """Show now and then that the loader lives, lest a firewall between drops the quiet connection."""
        if time.monotonic() - self._beat > _BEAT_SECONDS:
            self._transaction.run(statement("keep")).consume()
            self._beat = time.monotonic()

    def finish(
        self,
        version: str,
        types: Sequence[str],
        packages: Sequence[str],
        folder: str,
        left_out: int | None,
        *,
        also: Callable[[neo4j.Transaction], None],
    ) -> None:
        """Mark the package complete, do what else belongs to that, and release the lock, all at once.

        Of a draft it is told how many rows it leaves out.
        """
        self._transaction.run(
            statement("finish"),
            package=self._package,
            state=COMPLETE,
            version=version,
            model=MODEL,
            types=list(types),
            packages=list(packages) or None,
            folder=folder,
            draft=None if left_out is None else True,
            left_out=left_out,
        ).consume()
        also(self._transaction)
        self._transaction.commit()

    def forget(self) -> None:
        """Remove the package's own node and release the lock, both at once."""
        self._transaction.run(statement("forget"), package=self._package).consume()
        self._transaction.commit()

    def withdraw(self) -> None:
        """Release the lock of a load that has changed nothing: the package is what it was."""
        self._transaction.run(statement("withdraw"), package=self._package, state=self.before).consume()
        self._transaction.commit()


@contextmanager
def held(
    driver: neo4j.Driver, database: str, package: str, types: Sequence[str], *, say: Say, patience: float
) -> Iterator[Hold]:
    """Lock a data package in a database; wait while another loader has it.

    Raises
    ------
    LoadError
        If the other loader is not done by then.
    """
    deadline = time.monotonic() + patience
    with driver.session(database=database) as session:
        while True:
            before = _announce(session, package, types, say, deadline)
            with session.begin_transaction() as transaction:
                record = transaction.run(statement("hold"), package=package).single()
                # Between the two statements another loader may have come and gone, and left the package complete.
                if record and record["state"] == LOADING:
                    yield Hold(transaction, package, before)
                    return


def _announce(session: neo4j.Session, package: str, types: Sequence[str], say: Say, deadline: float) -> str | None:
    """Set the state ``loading`` and return the one before; the statement waits for whoever holds the lock."""
    while True:
        try:
            with session.begin_transaction(timeout=_NOTICE_SECONDS) as transaction:
                record = transaction.run(statement("announce"), package=package, types=list(types)).single(strict=True)
                transaction.commit()
                return record["state"] or None
        except ClientError as error:
            if not (error.code or "").endswith(_TIMED_OUT):
                raise
        say(f"waiting: another load of {package} is under way")
        if time.monotonic() > deadline:
            raise LoadError(f"another load of {package!r} is under way and does not end; try again later")
