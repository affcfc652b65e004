"""What repeats is worked out on a real Dask cluster: a scheduler and two workers, each a process of its own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import distributed
import numpy as np
import pytest

from graph_loader.analysis import communities, fast
from graph_loader.database.local import server
from graph_loader.package import cluster
from graph_loader.package.cluster import ClusterError, on_cluster
from graph_loader.package.repeats import repeated
from tests.conftest import MINI, ROOT, Run
from tests.dask_processes import READY, begun

DASK = Path(sys.executable).with_name("dask")


@dataclass
class Cluster:
    """Processes of Dask on the loopback interface."""

    folder: Path
    processes: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    address: str = ""

    def begin(self, role: str, name: str, code: Path = ROOT) -> None:
        """Start a scheduler or a worker with an edition of our code, and wait until it says that it is there."""
        options = {
            "scheduler": ["--port", "0"],
            "worker": [self.address, "--nthreads", "1", "--no-nanny", "--local-directory", self.folder],
        }
        environment = os.environ | {"PYTHONPATH": str(code), "COLDWAR_CACHE": str(self.folder / name)}
        command = [DASK, role, "--host", "127.0.0.1", "--no-dashboard", *options[role]]
        self.processes[name], line = begun(command, READY[role], self.folder / f"{name}.log", env=environment)
        self.address = self.address or line.split()[-1]

    def end(self) -> None:
        for process in self.processes.values():
            process.kill()
            process.wait()


@contextmanager
def begun_in(folder: Path, *workers: str) -> Iterator[Cluster]:
    started = Cluster(folder)
    try:
        started.begin("scheduler", "scheduler")
        for name in workers:
            started.begin("worker", name)
        yield started
    finally:
        started.end()


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    with begun_in(tmp_path) as started:
        yield started


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers, of which a test may kill any."""
    with begun_in(tmp_path, "one", "other") as started:
        yield started


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers for all tests that leave them alive."""
    with begun_in(tmp_path_factory.mktemp("dask"), "one", "other") as started:
        yield started


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that was worked out before is known."""
    monkeypatch.setenv("COLDWAR_CACHE", str(tmp_path / "cache"))


def killing(flag: Path, whom: Callable[[], int]) -> Callable[[int], int]:
    """Return work that on its third part kills a process, the first time it comes to it."""

    def work(number: int) -> int:
        if number == 3 and not flag.exists():
            flag.touch()
            os.kill(whom(), signal.SIGKILL)
        return number * number

    return work


SQUARES = [number * number for number in range(20)]


def squares(work: Callable[[int], int]) -> list[int]:
    return repeated(work, ((number,) for number in range(20)), 20)


def test_draws_and_runs_are_worked_out_by_both_workers_to_the_bit(lasting: Cluster) -> None:
    random = np.random.default_rng(1)
    pairs = np.unique(random.integers(0, 200, (900, 2)), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    held = random.random((40, len(pairs))) < 0.6
    edges = tuple((int(one), int(other), 1.0) for one, other in pairs)
    leiden = communities._leiden.__wrapped__.__wrapped__  # without what is kept

    def worked_out() -> tuple[bytes, bytes]:
        between = fast.betweenness_of_draws(pairs, held, 200, directed=True)
        return between.tobytes(), leiden(200, edges, range(30)).tobytes()

    here = worked_out()
    with on_cluster(lasting.address):
        assert worked_out() == here


def test_both_workers_work(lasting: Cluster, tmp_path: Path) -> None:
    (tmp_path / "working").mkdir()

    def meet() -> int:
        """Return only when two are at work."""
        (tmp_path / "working" / str(os.getpid())).touch()
        while len(list((tmp_path / "working").iterdir())) < 2:
            time.sleep(0.01)
        return os.getpid()

    with on_cluster(lasting.address):
        assert set(repeated(meet, (() for _ in range(4)), 4)) == {
            lasting.processes[name].pid for name in ("one", "other")
        }


def test_a_worker_that_is_killed_changes_nothing(pair: Cluster, tmp_path: Path) -> None:
    with on_cluster(pair.address):
        assert squares(killing(tmp_path / "killed", os.getpid)) == SQUARES
    assert (tmp_path / "killed").exists()
    assert sum(process.poll() is not None for process in pair.processes.values()) == 1


def test_a_scheduler_that_goes_is_one_line(pair: Cluster, tmp_path: Path) -> None:
    scheduler = pair.processes["scheduler"].pid
    with pytest.raises(ClusterError, match=f"^{pair.address}: the scheduler was lost$"), on_cluster(pair.address):
        squares(killing(tmp_path / "killed", lambda: scheduler))


def test_workers_that_do_not_come_back_are_one_line(
    dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 1)
    dask.begin("worker", "only")
    said = f"^{dask.address}: the scheduler has had no worker for 1 seconds$"
    with pytest.raises(ClusterError, match=said), on_cluster(dask.address):
        squares(killing(tmp_path / "killed", os.getpid))


@pytest.mark.parametrize("command", ["build", "up"])
def test_a_scheduler_that_is_not_there_is_one_line(
    command: str, coldwar: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    monkeypatch.setenv("COLDWAR_CLUSTER", "tcp://127.0.0.1:1")
    monkeypatch.setenv("COLDWAR_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(server, "start", None)  # of Neo4j: it must not come to that
    done = coldwar(command, "--data", MINI, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("coldwar: tcp://127.0.0.1:1: no Dask scheduler answers (")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_scheduler_without_workers_is_one_line(dask: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    with cluster._connected(distributed, dask.address) as client:
        monkeypatch.setattr(cluster, "PATIENCE", 1)  # only now: it is also the time to connect
        with pytest.raises(ClusterError, match=f"^{dask.address}: the scheduler has no worker$"):
            cluster._expect_alike(client, dask.address)


def another_edition(folder: Path) -> Path:
    shutil.copytree(ROOT / "graph_loader", folder / "graph_loader", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "graph_loader" / "analysis" / "fast.py").open("a", encoding="utf-8") as file:
        file.write("# another edition\n")
    return folder


def test_another_edition_that_joins_later_calculates_nothing(dask: Cluster, tmp_path: Path) -> None:
    dask.begin("worker", "one")
    calculated = tmp_path / "calculated"
    with on_cluster(dask.address):
        dask.begin("worker", "other", another_edition(tmp_path / "edition"))
        dask.processes["one"].kill()
        with pytest.raises(ClusterError, match=r"^tcp://\S+ has code of coldwar-graph \w+, and here it is \w+$"):
            squares(lambda number: calculated.touch() or number)
    assert not calculated.exists()


def test_a_scheduler_that_goes_before_it_tells_its_versions_is_one_line(dask: Cluster) -> None:
    dask.begin("worker", "one")
    with cluster._connected(distributed, dask.address) as client:
        dask.processes["scheduler"].kill()
        client.wait_for_workers = lambda *_, **__: None  # it was there a moment ago
        with pytest.raises(ClusterError, match=f"^{dask.address}: no Dask scheduler answers \\("):
            cluster._expect_alike(client, dask.address)


def test_workers_without_our_code_are_one_line(dask: Cluster, tmp_path: Path) -> None:
    (tmp_path / "none" / "graph_loader").mkdir(parents=True)
    (tmp_path / "none" / "graph_loader" / "__init__.py").touch()
    dask.begin("worker", "other", tmp_path / "none")
    said = f"^{dask.address}: its workers do not have this coldwar-graph$"
    with pytest.raises(ClusterError, match=said), on_cluster(dask.address):
        pass


def test_another_edition_of_the_code_is_refused_in_one_line(dask: Cluster, coldwar: Run, tmp_path: Path) -> None:
    dask.begin("worker", "other", another_edition(tmp_path / "other"))
    done = coldwar("analyse", "agreement", "--data", MINI, env={"COLDWAR_CLUSTER": dask.address, "PATH": "/usr/bin"})
    assert done.returncode == 1
    assert "has code of coldwar-graph" in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_goes_wrong_in_a_part_is_said_as_it_would_be_here(lasting: Cluster) -> None:
    def work(number: int) -> int:
        raise OSError(f"part {number} cannot be done")

    def parts() -> Iterator[tuple[int]]:
        yield from ((number,) for number in range(50))
        raise OSError("no more parts can be made")

    with on_cluster(lasting.address):
        with pytest.raises(OSError, match=r"^part \d+ cannot be done$") as failed:
            squares(work)
        with pytest.raises(OSError, match=r"^no more parts can be made$"):
            repeated(abs, parts(), 60)
    behind = failed.value.__cause__
    assert behind
    assert "in work" in str(behind.__cause__)  # where in the worker it was
