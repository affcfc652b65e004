"""The commands of docs/own-sources.md that need Neo4j, against a real one."""

import os
from pathlib import Path

from tests.conftest import Run
from tests.neo4j_servers import Database
from tests.test_own_sources_page import follow


def test_the_cards_are_loaded_and_asked(coldwar: Run, database: Database, tmp_path: Path) -> None:
    follow(coldwar, tmp_path, (("sh",), ("sh", "neo4j")), {**os.environ, **database.environment})
