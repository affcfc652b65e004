"""A dump that somebody else's Neo4j loads: made beside a server that runs, and after one that was killed."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from graph_loader.database.connection import Target, connect
from graph_loader.database.load import load
from graph_loader.database.local import java
from graph_loader.database.local import server as local
from graph_loader.database.local.jars import LONG_TERM, NEWEST, fetch, release
from graph_loader.database.local.scratch import running, scratch_home
from graph_loader.database.rows import PackageRows
from graph_loader.database.verify import verify
from graph_loader.exports import dump
from graph_loader.model.folders import CACHE
from tests.conftest import Run
from tests.integration.test_bulk import make_unpleasant
from tests.integration.test_server import NO_NETWORK
from tests.neo4j_servers import Database
from tests.packages import set_cell
from tests.test_second_study import ACCRA

COLDWAR = Path(sys.executable).with_name("coldwar")
SAID = "MATCH (p:DataPackage) RETURN p.state AS state, p.draft AS draft, p.leftOut AS left_out, p.folder AS folder"
Start = Callable[..., "subprocess.Popen[str]"]


def unpleasant(package: Path) -> PackageRows:
    make_unpleasant(package)
    return PackageRows.read(package)


def draft_of_another_study(package: Path) -> PackageRows:
    shutil.rmtree(package)
    shutil.copytree(ACCRA, package)
    set_cell(package, "relationships", "v01-05", "date", "1972/13")
    return PackageRows.read(package, draft=True)


# One package for each version: that a dump is made of any package is the same code in both.
PACKAGES = {LONG_TERM: draft_of_another_study, NEWEST: unpleasant}


def test_a_dump_fills_another_server_which_then_holds_the_package_and_its_keys(
    database: Database, package: Path, tmp_path: Path, coldwar: Run
) -> None:
    version = database.server.home.version
    rows = PACKAGES[version](package)
    database.run("CREATE (:Note)")
    out = tmp_path / "to give away" / "a b.dump"
    out.parent.mkdir()
    out.write_text("an older one", encoding="utf-8")

    made = coldwar("export", "dump", "-o", out, "--data", package, "--draft", "--version", version)
    assert made.returncode == 0, made.stderr
    assert made.stdout.splitlines()[:2] == [str(out), f"{out}.sha256"]
    assert sorted(file.name for file in out.parent.iterdir()) == ["a b.dump", "a b.dump.sha256"]
    assert checked(out) == "a b.dump: OK\n"
    # The server that runs here was left alone.
    assert local.status(version) == database.server
    assert database.run("MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 1}]

    with loaded(out, version) as target, connect(target) as driver:
        report = verify(driver, "neo4j", rows)
        assert (report.differences, report.is_equal) == ([], True)
        (said,) = driver.execute_query(SAID).records
        left_out = rows.left_out.count if rows.left_out else None
        assert dict(said) == {"state": "complete", "draft": left_out and True, "left_out": left_out, "folder": None}
        assert load(driver, "neo4j", rows).changes == 0


def checked(out: Path) -> str:
    """Return what ``sha256sum`` says of a dump, in the folder where somebody has put both files."""
    command = ["sha256sum", "-c", f"{out.name}.sha256"]
    return subprocess.run(command, cwd=out.parent, capture_output=True, text=True, check=False).stdout


@contextmanager
def loaded(out: Path, version: str) -> Iterator[Target]:
    """Load a dump into a fresh server by the command that coldwar prints, and run it."""
    with scratch_home(version) as home, out.open("rb") as stream:
        command = [*java.options(home, fetch(version)), java.ADMIN_CLASS, *shlex.split(dump.LOADING)[1:]]
        loading = java._launch(command, home, stdin=stream, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = loading.communicate()[0]
        assert loading.returncode == 0, said
        with running(home, fetch(version)) as ports:
            yield Target(ports.bolt_uri, "neo4j", home.password())


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a dump that is there already, in a home without a server."""
    monkeypatch.setenv("COLDWAR_HOME", str(tmp_path / "home"))
    out = tmp_path / "coldwar.dump"
    out.write_text("an older one", encoding="utf-8")
    return out


@pytest.fixture
def start(old: Path, empty: Path) -> Iterator[Start]:
    """Return a function that starts to make a dump of an empty package; what a test leaves running is ended."""
    started: list[subprocess.Popen[str]] = []

    def begin(version: str, **environment: str) -> "subprocess.Popen[str]":
        command = [COLDWAR, "export", "dump", "-o", old, "--data", empty, "--version", version]
        options = {"env": os.environ | environment, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        started.append(subprocess.Popen(command, text=True, **options))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def child(process: "subprocess.Popen[str]", word: str) -> psutil.Process:
    """Wait until a process has started a Java with this word in its command line."""
    while process.poll() is None:
        for each in psutil.Process(process.pid).children():
            with suppress(psutil.ZombieProcess):
                if word in each.cmdline():
                    return each
        time.sleep(0.02)
    raise AssertionError(process.communicate())


def test_an_interrupted_dump_leaves_nothing_behind(old: Path, start: Start) -> None:
    process = start(NEWEST)
    importing = child(process, java.ADMIN_CLASS)
    process.send_signal(signal.SIGINT)
    assert process.communicate() == ("", "coldwar: interrupted\n")
    assert process.returncode == 130
    assert not importing.is_running()
    assert left_in(old.parent) == ["coldwar.dump", "home", "home/scratch", "home/scratch/lock"]
    assert old.read_text(encoding="utf-8") == "an older one"


def test_what_a_killed_dump_left_does_no_harm_and_goes_with_the_next(
    old: Path, start: Start, coldwar: Run, empty: Path
) -> None:
    process = start(LONG_TERM)
    orphan = child(process, release(LONG_TERM).main_class)
    process.kill()
    process.communicate()
    assert orphan.is_running()
    assert old.read_text(encoding="utf-8") == "an older one"

    made = coldwar("export", "dump", "-o", old, "--data", empty)
    assert made.returncode == 0, made.stderr
    assert not orphan.is_running()
    assert left_in(old.parent / "home") == ["scratch", "scratch/lock"]
    assert checked(old) == "coldwar.dump: OK\n"


def left_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_without_jars_and_network_one_clear_line(old: Path, start: Start, tmp_path: Path) -> None:
    process = start(NEWEST, **NO_NETWORK, **{CACHE: str(tmp_path / "cache")})
    _, said = process.communicate()
    assert process.returncode == 1
    assert said.startswith(f"coldwar: no dump was made: Neo4j {NEWEST} is not in the cache (")
    assert said.count("\n") == 1
    assert old.read_text(encoding="utf-8") == "an older one"
    assert not (tmp_path / "coldwar.dump.sha256").exists()
