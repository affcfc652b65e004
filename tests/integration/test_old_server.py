"""A Neo4j that is too old for us, as far as the driver is told."""

from types import SimpleNamespace

import neo4j
import pytest

from tests.conftest import Run
from tests.neo4j_servers import ON_ONE_VERSION, Database


@ON_ONE_VERSION
@pytest.mark.parametrize("command", [("load",), ("load", "--dry-run"), ("verify",), ("query", "what-is-loaded")])
def test_a_server_that_is_too_old_is_one_clear_line(
    coldwar: Run, database: Database, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    said = SimpleNamespace(agent="Neo4j/4.4.46")
    monkeypatch.setattr(neo4j.Driver, "get_server_info", lambda *_, **__: said)
    done = coldwar(*command, env=database.environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "coldwar: expected Neo4j 5.26 or newer, found Neo4j/4.4.46\n"
    assert database.run("MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]
