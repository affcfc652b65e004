"""A data package into files for the bulk import: one process walks through it, another writes."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, TypeAlias

from graph_loader.database.chunks import chunks
from graph_loader.database.elements import MODEL
from graph_loader.database.import_files import ImportFiles, Place, Row, placed
from graph_loader.database.progress import Say, silent
from graph_loader.database.properties import Properties
from graph_loader.database.rows import PackageRows
from graph_loader.database.whole import Whole
from graph_loader.model.collector import collector_paused
from graph_loader.model.errors import ColdWarError

FEW = 50_000
"""Nodes and relationships for which no second process is started: it takes about as long to come up."""
_NOTICE = 50_000
# As rows with their digests: so both processes have about as much to do.
_Write: TypeAlias = Callable[[dict[Place, list[Row]]], None]


class Filled(NamedTuple):
    """What was written, without the package's own node: how many by label and type, and what it comes to."""

    counts: Counter[str]
    whole: Whole


def fill(rows: PackageRows, folder: Path, state: str, *, say: Say = silent) -> Filled:
    """Write a data package into an empty folder as files for the bulk import.

    Parameters
    ----------
    rows : PackageRows
        The package as it was read.
    folder : pathlib.Path
        Where to write.
    state : str
        What the database shall say of the package.
    say : callable, optional
        Told what goes on.

    Returns
    -------
    Filled
        What was written.

    Raises
    ------
    DatasetError
        If the package refers to what it does not hold.
    OSError
        If the files cannot be written.
    """
    counts, whole = Counter[str](), Whole()
    own = _own(rows, state)
    with collector_paused():
        elements = rows.elements()
        head = list(islice(elements, FEW))
        work = _in_another_process if len(head) == FEW else _here
        batches = chunks(chain(head, elements))
        del head  # it goes as soon as it was walked through
        with work(folder, own) as write:
            for batch in batches:
                if not counts.total() % _NOTICE:
                    say(f"writing files for the bulk import: {counts.total():,} nodes and relationships")
                counts.update(element.kind for element in batch)
                ready = placed(batch, rows.name)
                whole += Whole.of(cells[-1] for each in ready.values() for cells, _ in each)
                write(ready)
    return Filled(counts, whole)


@contextmanager
def _here(folder: Path, own: Properties) -> Iterator[_Write]:
    files = ImportFiles(folder)
    yield files.add
    files.finish(own)


@contextmanager
def _in_another_process(folder: Path, own: Properties) -> Iterator[_Write]:
    """Give what sends a batch to a process that writes; it ends with this one, however that ends."""
    from joblib.externals.loky.backend.context import get_context  # noqa: PLC0415 - only for what is large

    # Unlike Python's own, its processes do not run the script of whoever called us once more.
    ours, theirs = multiprocessing.Pipe()
    process = get_context("loky").Process(target=_serve, args=(theirs, folder, own), daemon=True)
    process.start()
    theirs.close()
    try:
        try:
            yield ours.send
            ours.send(None)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it says below why it went
        _expect_written(ours)
    finally:
        ours.close()
        process.join()


def _expect_written(ours: Connection) -> None:
    try:
        error: OSError | None = ours.recv()
    except (EOFError, OSError):
        raise ColdWarError("the process that writes the files for the bulk import was ended") from None
    if error:
        raise error


def _serve(theirs: Connection, folder: Path, own: Properties) -> None:
    """Write the batches that come, and at their end the package's own node; answer what went wrong, or None."""
    error: OSError | None = None
    try:
        with collector_paused():
            files = ImportFiles(folder)
            while (received := theirs.recv()) is not None:
                files.add(received)
            files.finish(own)
    except (EOFError, KeyboardInterrupt):
        return  # whoever sent is gone
    except OSError as problem:
        error = problem
    theirs.send(error)


def _own(rows: PackageRows, state: str) -> Properties:
    """Return what the package's own node says."""
    own: Properties = {
        "name": rows.name,
        "version": rows.version,
        "model": MODEL,
        "state": state,
        "types": list(rows.types),
    }
    if rows.packages:
        own["packages"] = rows.packages
    if rows.left_out:
        own |= {"draft": True, "leftOut": rows.left_out.count}
    return own
