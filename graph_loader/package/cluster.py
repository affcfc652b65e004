"""A Dask cluster that works out what repeats, and in a line each what may be wrong with it.

joblib speaks to it. The parts travel pickled: what joblib sends as data lies with one worker and is lost with it, while
a task that has its part in itself is done again by another.
"""

from __future__ import annotations

import logging
import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from graph_loader.model.errors import ColdWarError
from graph_loader.model.extras import imported
from graph_loader.package.repeats import Part, part_done, placed
from graph_loader.package.reuse import software

PATIENCE = 10
"""Seconds within which a scheduler answers."""
WAIT = 60
"""Seconds for which work waits for a worker, when none is left."""
LOOK = 0.5
_SPOKEN = ("python", "distributed", "dask", "msgpack", "cloudpickle")
"""Those who talk to each other must have the same of these."""


class ClusterError(ColdWarError):
    """A cluster is not there, is lost or does not calculate as we do."""


class _OwnError(Exception):
    """What the work, or who makes its parts, raises: nothing of Dask's."""


@contextmanager
def on_cluster(address: str | None) -> Iterator[None]:
    """Have all that repeats worked out by the workers of a Dask scheduler.

    Parameters
    ----------
    address : str or None
        Of the scheduler, such as ``tcp://127.0.0.1:8786``; nothing changes without one.

    Raises
    ------
    ClusterError
        If no scheduler answers, it has no worker, their versions are not ours, also of one that joins later, or they
        are lost meanwhile. What the work itself raises is raised as it is.

    Examples
    --------
    >>> with on_cluster("nowhere"):
    ...     pass
    Traceback (most recent call last):
    graph_loader.package.cluster.ClusterError: expected a scheduler such as tcp://127.0.0.1:8786, found 'nowhere'
    """
    if not address:
        yield
        return
    if "://" not in address:
        raise ClusterError(f"expected a scheduler such as tcp://127.0.0.1:8786, found {address!r}")
    distributed = imported("distributed", "cluster", "a cluster needs", ClusterError)
    with _quiet(), _connected(distributed, address) as client:
        _expect_alike(client, address)
        with placed(lambda work, parts: _dealt_out(client, address, work, parts)):
            yield


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask from telling at length what we say in a line."""
    wordy = ("distributed", "tornado", "asyncio")
    logs = [logging.getLogger(name) for name in (*wordy, *logging.root.manager.loggerDict) if name.startswith(wordy)]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)


@contextmanager
def _connected(distributed: Any, address: str) -> Iterator[Any]:
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - whatever Dask raises
        raise _no_answer(address, error) from None
    try:
        yield client
    finally:
        client.close(timeout=1)


def _expect_alike(client: Any, address: str) -> None:
    """Refuse a cluster whose numbers would not be ours: other versions, another edition of the code."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except Exception:  # noqa: BLE001 - whatever Dask raises
        raise ClusterError(f"{address}: the scheduler has no worker") from None

    def told() -> str:
        """Import only there: what a worker cannot unpickle comes back as no ImportError."""
        from graph_loader.package.reuse import software  # noqa: PLC0415

        return software()

    try:
        versions = client.get_versions()
        of_workers = client.run(told)
    except ImportError:
        raise ClusterError(f"{address}: its workers do not have this coldwar-graph") from None
    except Exception as error:  # noqa: BLE001 - whatever Dask raises
        raise _no_answer(address, error) from None
    ours = versions["client"]["packages"]
    for who, known in {"the scheduler": versions["scheduler"], **versions["workers"]}.items():
        _expect_same(who, {name: ours[name] for name in _SPOKEN}, known["packages"])
    for who, known in of_workers.items():
        _expect_same(who, _by_name(software()), _by_name(known))


def _no_answer(address: str, error: Exception) -> ClusterError:
    return ClusterError(f"{address}: no Dask scheduler answers ({_one_line(error)})")


def _by_name(told: str) -> dict[str, str]:
    """Read what `software` tells: the machine in three lines, libraries with their versions, our code."""
    python, system, machine, *libraries, code = told.splitlines()
    named = dict(line.split(" ", 1) for line in libraries)
    return {"Python": python, "system": f"{system} {machine}", **named, "code of coldwar-graph": code[:12]}


def _expect_same(who: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> None:
    """Name the first thing that two have in different versions.

    Examples
    --------
    >>> _expect_same("tcp://10.0.0.7:4711", {"numpy": "2.4.6"}, {"numpy": "2.3.0"})
    Traceback (most recent call last):
    graph_loader.package.cluster.ClusterError: tcp://10.0.0.7:4711 has numpy 2.3.0, and here it is 2.4.6
    """
    for name in ours:
        if theirs.get(name) != ours[name]:
            raise ClusterError(f"{who} has {name} {theirs.get(name, '(none)')}, and here it is {ours[name]}")


def _dealt_out(client: Any, address: str, work: Callable[..., Any], parts: Iterable[Part]) -> list[Any]:
    """Have the parts done by the workers; give up when these or the scheduler stay away."""
    import joblib  # noqa: PLC0415 - only for what is long

    outcome: list[Any] = []
    done = Event()

    def run() -> None:
        try:
            with joblib.parallel_config(_backend(client)):
                outcome.extend((True, found) for found in joblib.Parallel()(_tasks(work, parts)))
        except BaseException as error:  # noqa: BLE001 - raised again by who waits
            outcome[:] = [(False, error)]
        done.set()

    Thread(target=run, daemon=True).start()
    idle = 0.0
    while not done.wait(LOOK) and idle <= WAIT:
        idle = 0.0 if _has_workers(client) else idle + LOOK
    if client.status != "running":
        raise ClusterError(f"{address}: the scheduler was lost")
    if not done.is_set():
        raise ClusterError(f"{address}: the scheduler has had no worker for {WAIT} seconds")
    return [_result(found, address) for found in outcome]


def _backend(client: Any) -> Any:
    from joblib._dask import DaskDistributedBackend  # noqa: PLC0415 - needs Dask

    class Backend(DaskDistributedBackend):  # type: ignore[misc]
        """joblib's own; but where there is one worker, joblib would do the work in this process."""

        def effective_n_jobs(self, n_jobs: int = -1) -> int:
            return max(2, int(super().effective_n_jobs(n_jobs)))

    return Backend(client=client, wait_for_workers_timeout=PATIENCE)


def _has_workers(client: Any) -> bool:
    try:
        return bool(client.ncores())
    except Exception:  # noqa: BLE001 - whatever Dask raises
        return False


def _tasks(work: Callable[..., Any], parts: Iterable[Part]) -> Iterator[Any]:
    import cloudpickle  # noqa: PLC0415 - comes with Dask
    import joblib  # noqa: PLC0415

    with _told_apart():
        for part in parts:
            yield joblib.delayed(_pickled_done)(cloudpickle.dumps((work, part)), software())


def _pickled_done(content: bytes, of_client: str) -> bytes:
    """Do a part, in a worker: in one that calculates as the client does, for it may have joined since that asked."""
    from distributed import get_worker  # noqa: PLC0415 - a worker has it

    with _told_apart():
        _expect_same(get_worker().address, _by_name(of_client), _by_name(software()))
        work, part = pickle.loads(content)  # noqa: S301 - of our own client
        return pickle.dumps(part_done(work, part), protocol=pickle.HIGHEST_PROTOCOL)


@contextmanager
def _told_apart() -> Iterator[None]:
    """Mark what is raised here, so that it is not taken for an error of Dask's."""
    try:
        yield
    except Exception as error:
        raise _OwnError(error) from error


def _result(found: tuple[bool, Any], address: str) -> Any:
    """Return what a part came to. Of a task that was cancelled joblib returns the error as if it were the result."""
    well, value = found
    if well and isinstance(value, bytes):
        return pickle.loads(value)  # noqa: S301 - of our own work
    if isinstance(value, _OwnError):
        raise value.args[0] from value  # behind which joblib puts where in the worker it was
    raise ClusterError(f"{address}: the cluster lost its work ({_one_line(value)})") from value


def _one_line(error: object) -> str:
    text = " ".join(str(error).split())
    return text if len(text) < 120 else f"{text[:120]} …"  # noqa: PLR2004
