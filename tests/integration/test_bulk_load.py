"""Loads in bulk: one command; whatever breaks it off leaves the empty database or the full one."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import psutil
import pytest

from benchmarks.generate import Options, write
from graph_loader.database import bulk, importing
from graph_loader.database.connection import Target, connect
from graph_loader.database.elements import Node
from graph_loader.database.errors import ServerError
from graph_loader.database.local import java
from graph_loader.database.local import server as local
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import LONG_TERM, NEWEST, RELEASES
from graph_loader.database.local.ports import free_port
from graph_loader.database.rows import PackageRows
from graph_loader.database.verify import verify
from tests.conftest import Run
from tests.neo4j_servers import MINI, Database, quieten

COLDWAR = Path(sys.executable).with_name("coldwar")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give these tests servers of their own: they are stopped in the middle."""
    with pytest.MonkeyPatch.context() as patch:
        quieten(patch)
        patch.setenv("COLDWAR_HOME", str(tmp_path_factory.mktemp("bulk")))
        for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
            patch.delenv(name, raising=False)
        yield Path(os.environ["COLDWAR_HOME"])
        for version in RELEASES:
            local.stop(version)


@pytest.fixture
def empty(request: pytest.FixtureRequest, homes: Path, untestable: Callable[[str], NoReturn]) -> Iterator[Database]:
    """Give the empty database of a server that runs, alone."""
    version = getattr(request, "param", LONG_TERM)
    for other in set(RELEASES) - {version}:
        local.stop(other)
    try:
        if not local.status(version):
            ports = {name: free_port() for name in ("bolt_port", "http_port", "guide_port")}
            running = local.start(version, **ports)
        else:
            running = local.start(version)
    except ServerError as error:
        untestable(f"Neo4j {version}: {error}")
    target = Target(running.ports.bolt_uri, "neo4j", running.home.password())
    with connect(target) as driver:
        database = Database(running, target, driver)
        database.clear()
        yield database


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a package of which two processes write the files."""
    folder = tmp_path_factory.mktemp("larger")
    write(folder, Options(claims=4_500))
    return folder


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def ask(database: Database, text: str) -> list[Any]:
    """Return the first value of each row, by a connection of its own: the server may be another by now."""
    with connect(database.target) as driver:
        return [record[0] for record in driver.execute_query(text, database_="neo4j").records]


def is_equal(database: Database, package: Path) -> bool:
    with connect(database.target) as driver:
        return verify(driver, "neo4j", package).is_equal


# The long-term version comes last: the tests below go on with its server.
@pytest.mark.parametrize(("empty", "options"), [(NEWEST, ["--bulk"]), (LONG_TERM, [])], indirect=["empty"])
def test_one_command_loads_in_bulk_and_the_server_is_as_before(
    empty: Database, options: list[str], coldwar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = empty.server.home
    monkeypatch.setattr(bulk, "BULK_ROWS", 10)
    empty.driver.execute_query("CREATE USER reader SET PASSWORD 'a-password' CHANGE NOT REQUIRED", database_="system")
    before = psutil.Process(empty.server.pid).cmdline()
    conf = (home.conf_dir / "neo4j.conf").read_bytes()

    outcome = coldwar("load", *options, "--data", str(MINI))
    assert outcome.returncode == 0, outcome.stderr
    assert "0 changed, 0 removed, 0 left as they are" in outcome.stdout
    assert "Neo4j holds coldwar-mini" in outcome.stdout
    again = local.status(home.version)
    assert (again.state, again.ports) == ("running", empty.server.ports)
    assert again.pid != empty.server.pid
    assert psutil.Process(again.pid).cmdline() == before
    assert (home.conf_dir / "neo4j.conf").read_bytes() == conf
    with connect(Target(again.ports.bolt_uri, "reader", "a-password")) as driver:
        assert verify(driver, "neo4j", MINI).is_equal
    assert "Neo4j holds" in coldwar("verify", "--data", str(MINI)).stdout
    assert "0 created, 0 changed, 0 removed" in coldwar("load", "--data", str(MINI)).stdout
    assert {"before-bulk-load", "replaced-by-bulk-load"}.isdisjoint(names(home.path))
    assert names(home.path.parent / "scratch") == {"lock"}

    refused = coldwar("load", "--bulk", "--data", str(MINI))
    assert refused.returncode == 1
    assert refused.stderr.startswith("coldwar: --bulk: expected an empty database, found one that holds something at ")


def test_a_large_package_does_not_go_in_bulk_where_something_is_there_or_it_is_asked_not_to(
    empty: Database, coldwar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BULK_ROWS", 10)
    arguments = ("load", "--data", str(MINI))
    pid = empty.server.pid

    assert coldwar(*arguments, "--dry-run").returncode == 0
    assert coldwar(*arguments, "--no-bulk").returncode == 0
    empty.clear()
    empty.run("CREATE INDEX mine FOR (n:Note) ON (n.text)")
    assert coldwar(*arguments).returncode == 0
    empty.clear()
    empty.run("DROP INDEX mine")
    empty.run("CREATE (:Note {text: 'kept'})")
    assert coldwar(*arguments).returncode == 0
    assert empty.run("MATCH (n:Note) RETURN n.text AS text") == [{"text": "kept"}]
    empty.clear()
    # By another name of the machine it is not known as the local one.
    elsewhere = empty.target.uri.replace("127.0.0.1", "localhost")
    monkeypatch.setenv("NEO4J_PASSWORD", empty.target.password)
    outcome = coldwar(*arguments, "--uri", elsewhere)
    assert outcome.returncode == 0
    assert "faster imported in bulk into an empty Neo4j: `coldwar export neo4j-admin` writes" in outcome.stderr
    assert local.status(LONG_TERM).pid == pid


def test_what_somebody_writes_until_the_server_stops_is_kept(
    empty: Database, coldwar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = java.stop

    def write_and_stop(process: Any) -> None:
        empty.run("CREATE (:Note {text: 'at the last moment'})")
        stop(process)

    monkeypatch.setattr(java, "stop", write_and_stop)
    outcome = coldwar("load", "--bulk", "--data", str(MINI))
    assert outcome.returncode == 0, outcome.stderr
    assert "Somebody else wrote to the database meanwhile" in outcome.stderr
    assert ask(empty, "MATCH (n:Note) RETURN n.text") == ["at the last moment"]
    assert is_equal(empty, MINI)


def test_java_that_fails_changes_nothing(empty: Database, coldwar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(java.OPTIONS, "-XX:NoSuchOption=1")
    outcome = coldwar("load", "--bulk", "--data", str(MINI))
    assert outcome.returncode == 1
    (line,) = outcome.stderr.splitlines()
    assert line.startswith("coldwar: nothing was loaded: neo4j-admin database import failed: ")
    assert local.status(LONG_TERM).pid == empty.server.pid
    assert empty.run("MATCH (n) RETURN n") == []


def test_a_database_that_does_not_start_gives_way_to_the_old_one(
    empty: Database, coldwar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    launch_again = bulk.launch_again

    def fail_once(home: ServerHome, arguments: list[str]) -> None:
        monkeypatch.setattr(bulk, "launch_again", launch_again)
        raise ServerError("Neo4j did not start: it says nothing")

    monkeypatch.setattr(bulk, "launch_again", fail_once)
    outcome = coldwar("load", "--bulk", "--data", str(MINI))
    assert (outcome.returncode, outcome.stderr) == (
        1,
        "coldwar: nothing was loaded: Neo4j did not start: it says nothing\n",
    )
    assert ask(empty, "MATCH (n) RETURN n") == []


def scratches(home: ServerHome) -> set[Path]:
    return set(home.path.parent.glob("scratch/*/"))


def files_are_written(home: ServerHome) -> bool:
    return any(home.path.parent.glob("scratch/*/files/*.csv"))


def database_is_imported(home: ServerHome) -> bool:
    return any(home.path.parent.glob("scratch/*/data/databases/neo4j/neostore*"))


def server_is_gone(home: ServerHome) -> bool:
    """Tell whether no server runs; who looks too late for that finds that the databases were exchanged."""
    return not java.find(home) or is_exchanged(home)


def is_exchanged(home: ServerHome) -> bool:
    return (home.path / "replaced-by-bulk-load").is_dir()


def new_one_runs(home: ServerHome) -> bool:
    return is_exchanged(home) and bool(java.find(home))


def test_a_load_that_is_killed_leaves_a_database_that_the_next_one_fills(empty: Database, larger: Path) -> None:
    home = empty.server.home
    nodes = sum(isinstance(element, Node) for element in PackageRows(MINI).elements())
    left: set[str] = set()
    # Two processes write the files of the larger one; what comes after that is the same for all.
    moments = {files_are_written: larger, database_is_imported: MINI, server_is_gone: MINI, new_one_runs: MINI}
    for moment, package in moments.items():
        with subprocess.Popen([COLDWAR, "load", "--bulk", "--data", package]) as process:
            while scratches(home) & left or not moment(home):  # what the killed one left goes first
                assert process.poll() is None
                time.sleep(0.01)
            process.kill()
        left = scratches(home)
        server = local.start(home.version)
        (found,) = ask(empty, "MATCH (n) RETURN count(n)")
        if moment in (files_are_written, database_is_imported):
            assert (server.pid, found) == (empty.server.pid, 0)
        # One database or the other, never a part of it.
        assert found in (0, nodes + 1)
        assert ask(empty, "MATCH (p:DataPackage) RETURN p.state") == (["loading"] if found else [])
        if moment is server_is_gone:
            ask(empty, "MATCH (n) DETACH DELETE n")
    assert found
    loaded = subprocess.run([COLDWAR, "load", "--data", MINI], capture_output=True, text=True, check=False)
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert ": 0 created, 0 changed, 0 removed" in loaded.stdout
    assert is_equal(empty, MINI)


@pytest.fixture
def small_disk(tmp_path: Path, untestable: Callable[[str], NoReturn]) -> Iterator[Path]:
    """Mount a disk of its own for a server."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1200m", "tmpfs", folder]
    mounting = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounting.returncode:
        untestable(f"a disk that fills: {mounting.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_disk_that_is_too_small_is_one_clear_line_and_the_server_goes_on(
    small_disk: Path, larger: Path, coldwar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLDWAR_HOME", str(small_disk))
    running = local.start(LONG_TERM, bolt_port=free_port(), http_port=free_port(), guide_port=free_port())
    try:
        with (small_disk / "large").open("wb") as stream:
            stream.write(bytes((shutil.disk_usage(small_disk).free >> 20) - local.DISK_MIB - 10 << 20))
        outcome = coldwar("load", "--bulk", "--data", str(larger))
        assert outcome.returncode == 1
        (line,) = outcome.stderr.splitlines()
        assert line.startswith("coldwar: nothing was loaded: the bulk import needs ")
        # Where it fills all the same, while neo4j-admin writes:
        monkeypatch.setattr(importing, "DISK_MIB", -1_000)
        monkeypatch.setattr(local, "DISK_MIB", 0)
        with (small_disk / "large").open("ab") as stream:
            stream.write(bytes((shutil.disk_usage(small_disk).free >> 20) - 12 << 20))
        outcome = coldwar("load", "--bulk", "--data", str(larger))
        assert outcome.returncode == 1
        (line,) = outcome.stderr.splitlines()
        assert line.startswith("coldwar: nothing was loaded: ")
        assert "disk" in line or "space" in line
        (small_disk / "large").unlink()
        assert local.status(LONG_TERM).pid == running.pid
        target = Target(running.ports.bolt_uri, "neo4j", running.home.password())
        with connect(target) as driver:
            driver.execute_query("CREATE (:Note)")
            assert len(driver.execute_query("MATCH (n) RETURN n").records) == 1
    finally:
        local.stop(LONG_TERM)
