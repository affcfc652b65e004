"""Loads that are killed, that meet one another, and servers that go away: the next load always completes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import neo4j
import psutil
import pytest

from benchmarks.generate import Options, write
from graph_loader.database import schema
from graph_loader.database.connection import Target, connect
from graph_loader.database.errors import DatabaseError, LoadError
from graph_loader.database.load import load
from graph_loader.database.local import java
from graph_loader.database.local import server as local
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import LONG_TERM, NEWEST, fetch
from graph_loader.database.local.ports import free_port, is_taken
from graph_loader.database.local.settings import Ports
from graph_loader.database.lock import held
from graph_loader.database.progress import silent
from graph_loader.database.verify import verify
from graph_loader.model.vocabulary import Vocabulary
from tests.neo4j_servers import MINI, Database

COLDWAR = Path(sys.executable).with_name("coldwar")
StartLoad: TypeAlias = Callable[[Database, Path], "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a package whose load takes some seconds."""
    folder = tmp_path_factory.mktemp("large")
    write(folder, Options(claims=700))
    return folder


@pytest.fixture
def clean(database: Database) -> Iterator[Database]:
    """Give an empty database, and leave no large package behind."""
    yield database
    database.clear()


@pytest.fixture
def start_load() -> Iterator[StartLoad]:
    """Return a function that starts a load; what a test leaves running is ended with it."""
    with ExitStack() as stack:

        def start(database: Database, package: Path) -> subprocess.Popen[str]:
            process = stack.enter_context(
                subprocess.Popen(
                    [COLDWAR, "load", "--data", package],
                    env={**os.environ, **database.environment},
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
            )
            stack.callback(process.kill)
            return process

        yield start


def wait_for(database: Database, statement: str) -> None:
    """Wait until a statement returns a row."""
    while not rows_of(database, statement):
        time.sleep(0.02)


def rows_of(database: Database, statement: str) -> list[dict[str, Any]]:
    """Run a statement; none while so many keys are made at once that Neo4j cannot plan it."""
    try:
        return database.run(statement)
    except neo4j.exceptions.DatabaseError as error:
        if "frequent schema changes" not in str(error):
            raise
        return []


@pytest.mark.parametrize(
    ("server", "moment"),
    [(LONG_TERM, "MATCH (n:Claim) RETURN n LIMIT 1"), (NEWEST, "MATCH ()-[r:FROM]->() RETURN r LIMIT 1")],
    indirect=["server"],
)
def test_a_killed_load_is_incomplete_and_the_next_one_completes_it(
    clean: Database, large: Path, moment: str, start_load: StartLoad
) -> None:
    process = start_load(clean, large)
    wait_for(clean, moment)
    process.kill()
    process.communicate()
    report = verify(clean.driver, "neo4j", large)
    assert report.state.startswith("loading")
    assert not report.is_equal
    # The lock of who was killed is free: nobody waits for it.
    summary = load(clean.driver, "neo4j", large, patience=30)
    assert summary.unchanged.total() > 0
    assert summary.created.total() > 0
    assert verify(clean.driver, "neo4j", large).is_equal


@pytest.mark.parametrize("server", [NEWEST], indirect=True)
def test_two_loads_at_once_do_not_mix(clean: Database, large: Path, start_load: StartLoad) -> None:
    processes = [start_load(clean, large) for _ in range(2)]
    outputs = [process.communicate()[0].splitlines()[-1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert sum(": 0 created, 0 changed, 0 removed" in output for output in outputs) == 1
    assert verify(clean.driver, "neo4j", large).is_equal


def test_a_load_does_not_wait_for_ever_for_another(database: Database) -> None:
    # Whoever holds the lock has made the keys and indexes before.
    with database.driver.session(database="neo4j") as session:
        schema.ensure(session, Vocabulary.load(MINI).types)
    heard: list[str] = []
    with held(database.driver, "neo4j", "coldwar-mini", ["VISITED"], say=silent, patience=0) as hold:
        with pytest.raises(LoadError, match="another load of 'coldwar-mini' is under way and does not end"):
            load(database.driver, "neo4j", MINI, patience=1, say=heard.append)
        hold.withdraw()
    assert "waiting: another load of coldwar-mini is under way" in heard
    assert database.run("MATCH (n) RETURN n") == []


@pytest.fixture
def small_disk(tmp_path: Path, untestable: Callable[[str], NoReturn]) -> Iterator[Path]:
    """Mount a disk of its own for a server."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1400m", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounting.returncode:
        untestable(f"a disk that fills: {mounting.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk, and return the file that takes it."""
    file = disk / "large"
    with file.open("wb", buffering=0) as stream:
        for size in (1 << 20, 1 << 12):
            with suppress(OSError):
                while True:
                    stream.write(bytes(size))
    return file


def test_a_disk_that_fills_during_a_load_is_one_clear_line_and_more_room_completes_it(
    large: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch, start_load: StartLoad
) -> None:
    monkeypatch.setenv("COLDWAR_HOME", str(small_disk))
    running = local.start(LONG_TERM, bolt_port=free_port(), http_port=free_port(), guide_port=free_port())
    try:
        target = Target(running.ports.bolt_uri, "neo4j", running.home.password())
        with connect(target) as driver:
            database = Database(running, target, driver)
            process = start_load(database, large)
            wait_for(database, "SHOW INDEXES YIELD name WHERE name = 'Person_key' RETURN name")
            taken = fill(small_disk)
            output = process.communicate(timeout=120)[0]
        assert process.returncode == 1
        (line,) = output.splitlines()
        assert line.startswith(f"coldwar: Neo4j at {target.uri} failed: the disk is full; ")
        taken.unlink()
        running = local.start(LONG_TERM)
        with connect(target) as driver:
            assert load(driver, "neo4j", large).created.total() > 0
            assert verify(driver, "neo4j", large).is_equal
    finally:
        local.stop(LONG_TERM)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerHome]:
    """Give the home of a server that was stopped, killed and held up."""
    monkeypatch.setenv("COLDWAR_HOME", str(tmp_path))
    yield ServerHome.of(NEWEST)
    local.stop(NEWEST)


def test_a_server_is_found_and_its_data_survive_a_stop_a_crash_and_a_hang(
    home: ServerHome, large: Path, monkeypatch: pytest.MonkeyPatch, start_load: StartLoad
) -> None:
    # Whoever started it was killed.
    home.configure(Ports(bolt=free_port(), http=free_port()))
    jars = fetch(home.version)
    java.admin(home, jars, "dbms", "set-initial-password", home.password())
    process = java.serve(home, jars)
    assert local.status(home.version).state == "starting"
    first = local.start(home.version)
    assert (first.pid, first.ready) == (process.pid, True)

    target = Target(first.ports.bolt_uri, "neo4j", home.password())
    notes = "MATCH (n:Note) RETURN n.text AS text"
    with connect(target) as driver:
        Database(first, target, driver).run("CREATE (:Note {text: 'kept'})")
    assert local.stop(home.version)
    assert not is_taken(first.ports.bolt)
    assert not local.stop(home.version)
    assert local.status(home.version).state == "stopped"

    second = local.start(home.version)
    assert second.ports == first.ports
    with connect(target) as driver:
        database = Database(second, target, driver)
        assert database.run(notes) == [{"text": "kept"}]
        loading = start_load(database, large)
        wait_for(database, "MATCH ()-[r:FROM]->() RETURN r LIMIT 1")
    psutil.Process(second.pid).kill()
    output = loading.communicate()[0]
    assert loading.returncode == 1
    (line,) = output.splitlines()
    assert line.startswith(f"coldwar: Neo4j at {target.uri} went away; ")
    assert line.endswith("run load again")
    assert "Traceback" not in output
    assert local.status(home.version).state == "stopped"

    third = local.start(home.version)
    assert third.ports == first.ports
    assert third.pid != second.pid
    with connect(target) as driver:
        assert not verify(driver, "neo4j", large).is_equal
        load(driver, "neo4j", large)
        assert verify(driver, "neo4j", large).is_equal
    os.kill(third.pid, signal.SIGSTOP)
    monkeypatch.setattr(local, "HALF_STARTED_SECONDS", 1)
    monkeypatch.setattr(java, "STOP_SECONDS", 1)

    fourth = local.start(home.version)
    assert fourth.ready
    assert fourth.pid != third.pid
    with connect(target) as driver:
        assert Database(fourth, target, driver).run(notes) == [{"text": "kept"}]


def test_nobody_listens(server: local.LocalServer) -> None:
    target = Target(f"bolt://127.0.0.1:{free_port()}", "neo4j", "x")
    with pytest.raises(DatabaseError, match=r"^no Neo4j answers at bolt://127\.0\.0\.1:"), connect(target):
        pass


def test_a_wrong_password(server: local.LocalServer) -> None:
    target = Target(server.ports.bolt_uri, "neo4j", "wrong-password")
    with pytest.raises(DatabaseError, match="refuses the password of 'neo4j'") as caught, connect(target):
        pass
    assert "wrong-password" not in str(caught.value)


def test_no_such_database(database: Database) -> None:
    target = Target(database.target.uri, "neo4j", database.target.password, "atlantis")
    with pytest.raises(DatabaseError, match="there is no database 'atlantis' at bolt://"), connect(target):
        pass


def test_no_such_driver_scheme() -> None:
    with pytest.raises(DatabaseError, match="cannot be used"), connect(Target("gopher://x", "neo4j", "x")):
        pass
