"""Real Neo4j servers for all tests: one of each version, started once through our own code, on free ports."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import neo4j
import pytest

from graph_loader.cli.serving import server as web_server
from graph_loader.database import schema
from graph_loader.database.connection import Target, connect
from graph_loader.database.errors import ServerError
from graph_loader.database.local import server as local
from graph_loader.database.local import settings
from graph_loader.database.local.jars import LONG_TERM, RELEASES
from graph_loader.database.local.ports import free_port
from graph_loader.database.local.server import LocalServer

QUIET = {
    # Databases that are emptied and filled over and over change in size, for which Neo4j would plan queries anew.
    "dbms.cypher.min_replan_interval": "1h",
    # A server that waits for the next test took a tenth of a processor, most of it for these two.
    "internal.vm_pause_monitor.enabled": "false",
    "internal.db.idcontroller.maintenance_interval": "10m",
}
"""Settings for servers that live through many tests."""
MINI = Path(__file__).parent / "fixtures" / "mini"
ON_ONE_VERSION = pytest.mark.parametrize("server", [LONG_TERM], indirect=True)
"""For what the loader does in the same way on every version, or what is compared with Python."""


class Database(NamedTuple):
    """An empty database of a running server."""

    server: LocalServer
    target: Target
    driver: neo4j.Driver

    def run(self, text: str, **parameters: Any) -> list[dict[str, Any]]:
        """Run a statement and return its rows."""
        with self.driver.session(database="neo4j") as session:
            return session.run(text, parameters).data()

    def clear(self) -> None:
        """Remove every node and relationship; keys and indexes stay."""
        self.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS")

    @property
    def environment(self) -> dict[str, str]:
        """What a command needs to find the database."""
        return {"NEO4J_URI": self.target.uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": self.target.password}


def quieten(patch: pytest.MonkeyPatch) -> None:
    """Let servers that are started from now on, in this process, do little while nobody asks them."""
    patch.setattr(local, "local", lambda ports: settings.local(ports) | QUIET)


@pytest.fixture(scope="session")
def server_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the servers of the tests away from those of the person who runs them; the jars are shared."""
    home = tmp_path_factory.mktemp("coldwar")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLDWAR_HOME", str(home))
        for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture(scope="session")
def guide() -> Iterator[int]:
    """Serve guide and style for the Neo4j Browser, and give the port."""
    with web_server(Path("build"), 0) as guide:
        threading.Thread(target=guide.serve_forever, daemon=True).start()
        yield guide.server_port
        guide.shutdown()


@pytest.fixture(scope="session")
def start_server(
    server_home: Path, guide: int, untestable: Callable[[str], NoReturn]
) -> Iterator[Callable[[str], LocalServer]]:
    """Start a server of a version on free ports, beside the guide; all are stopped at the end."""

    def start(version: str) -> LocalServer:
        running = local.status(version)
        if running and running.ready:
            return running
        try:
            with pytest.MonkeyPatch.context() as patch:
                quieten(patch)
                return local.start(version, bolt_port=free_port(), http_port=free_port(), guide_port=guide)
        except ServerError as error:
            untestable(f"Neo4j {version}: {error}")

    yield start
    for version in RELEASES:
        local.stop(version)


@pytest.fixture(scope="session", params=RELEASES)
def server(request: pytest.FixtureRequest, start_server: Callable[[str], LocalServer]) -> LocalServer:
    """Give a running server, of each version in turn."""
    return start_server(request.param)


@pytest.fixture
def database(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Give the database of a server, without any data; loads into it leave the plans of queries as they are.

    Planned anew, every statement of the next load and of the comparison costs ten times as much. That a load has
    queries planned for what it wrote is seen in test_queries.py, whose database is loaded without this.
    """
    monkeypatch.setattr(schema, "replan", lambda _: None)
    target = Target(server.ports.bolt_uri, "neo4j", server.home.password())
    with connect(target) as driver:
        database = Database(server, target, driver)
        database.clear()
        yield database


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give a copy of the mini package that a test may change."""
    return Path(shutil.copytree(MINI, tmp_path / "package"))
