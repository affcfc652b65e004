"""The bulk import: neo4j-admin makes of our files exactly what a load makes of the package."""

from pathlib import Path

import pytest

from graph_loader.database.connection import Target, connect
from graph_loader.database.load import load
from graph_loader.database.local import java
from graph_loader.database.local import server as local
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import fetch
from graph_loader.database.local.ports import free_port
from graph_loader.database.local.settings import Ports
from graph_loader.database.rows import PackageRows
from graph_loader.database.verify import verify
from graph_loader.exports import neo4j_admin
from tests.neo4j_servers import ON_ONE_VERSION
from tests.packages import edit, set_cell

UNPLEASANT = 'Said "no"; then, \\n "\'yes\'\', Łódź 北京 \\" `$x`'


def make_unpleasant(package: Path) -> None:
    """Write into a package what is hard to import."""
    set_cell(package, "nodes/persons", "jane-doe", "name", UNPLEASANT)
    set_cell(package, "relationships", "a04-01", "summary", UNPLEASANT)
    alias = {"entity_id": "argentina", "name": UNPLEASANT, "kind": "short-name", "language": "", "script": ""}
    edit(package, "aliases", lambda rows: [alias | {"source_id": ""}, alias | {"name": "b;c", "source_id": ""}, *rows])


# What the newer version makes of the same texts is seen in test_dump.py.
@ON_ONE_VERSION
def test_the_import_equals_the_load(
    server: local.LocalServer, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = server.home.version
    make_unpleasant(package)
    # The rules allow neither two lines nor so long a text, but the files are written without asking them.
    set_cell(package, "nodes/persons", "jane-doe", "description", "Two lines:\none; two\n" + "long " * 20_000)
    folder = tmp_path / "import"
    rows = PackageRows(package)
    assert neo4j_admin.write(rows, folder) == "neo4j-admin database import full neo4j @neo4j-admin.args"

    monkeypatch.setenv("COLDWAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(folder)
    home = ServerHome.of(version)
    home.configure(Ports())
    java.admin(home, fetch(version), "database", "import", "full", "neo4j", f"@{neo4j_admin.ARGUMENTS}", cwd=folder)
    running = local.start(version, bolt_port=free_port(), http_port=free_port())
    try:
        with connect(Target(running.ports.bolt_uri, "neo4j", home.password())) as driver:
            assert load(driver, "neo4j", rows).changes == 0
            report = verify(driver, "neo4j", rows)
            assert report.differences == []
            assert report.is_equal
    finally:
        local.stop(version)
