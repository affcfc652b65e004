"""How often a command reads the files of a package, and in which order a load writes, without a Neo4j."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

from graph_loader.database import first, schema, window, writing
from graph_loader.database import load as loading
from graph_loader.database.elements import Node
from graph_loader.database.load import load
from graph_loader.database.rows import PackageRows
from graph_loader.database.statements import any_of, statement
from graph_loader.database.verify import verify
from graph_loader.exports import neo4j_admin
from graph_loader.model.folders import CACHE

Read = Callable[[Path], PackageRows]
OF_THE_VOCABULARY = "cameo-goldstein.csv"
_watched: list[tuple[str, Counter[str]]] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _watched and isinstance(arguments[0], str):
        folder, opened = _watched[0]
        file = os.path.abspath(arguments[0])  # noqa: PTH100 - a Path would be slow here
        if file.startswith(folder) and file.endswith(".csv") and not file.endswith(OF_THE_VOCABULARY):
            opened[file.removeprefix(folder)] += 1


@pytest.fixture(scope="module", autouse=True)
def _hook() -> None:
    sys.addaudithook(_note)


@pytest.fixture
def passes(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count how often each table of the package is opened; nothing was kept of it before, and all keys are there."""
    monkeypatch.setattr(schema, "ensure", lambda *_: [])
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    opened: Counter[str] = Counter()
    _watched.append((f"{package}{os.sep}", opened))
    yield opened
    _watched.clear()


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> MagicMock:
    """Stand in for what writes into Neo4j, under a lock that is always free."""
    monkeypatch.setattr(loading, "held", lambda *_, **__: nullcontext(MagicMock()))
    made = MagicMock()
    monkeypatch.setattr(loading, "Writer", made)
    return made.return_value.__enter__.return_value


@pytest.fixture(params=[PackageRows, PackageRows.read], ids=["streamed", "read"])
def read(request: pytest.FixtureRequest) -> Read:
    reader: Read = request.param
    return reader


def test_a_load_reads_no_file_more_than_twice(
    passes: Counter[str], package: Path, read: Read, writer: MagicMock
) -> None:
    summary = load(MagicMock(), "neo4j", read(package))
    assert writer.create.call_count == summary.created.total() > 0
    assert {"relationships.csv", "evidence.csv", "nodes/persons.csv", "aliases.csv"} <= passes.keys()
    assert {file: times for file, times in passes.items() if times > 2} == {}


def test_a_first_load_reads_every_file_once(
    passes: Counter[str], package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "held", lambda *_, **__: nullcontext(MagicMock(before=None)))
    monkeypatch.setattr(first, "Writer", MagicMock())
    assert load(MagicMock(), "neo4j", PackageRows(package)).created.total() > 0
    assert passes
    assert set(passes.values()) == {1}


def test_a_load_that_changes_what_is_there_reads_no_file_more_than_twice(
    passes: Counter[str], package: Path, writer: MagicMock
) -> None:
    rows = PackageRows(package)
    driver = MagicMock()
    session = driver.session.return_value.__enter__.return_value

    def run(text: str, **_: object) -> MagicMock:
        result = MagicMock()
        if text == statement("read-few-relationships", TYPES=any_of(rows.types)):
            result.__iter__.return_value = [["VISITED", [["a01-01", ""]]]]
        return result

    session.run.side_effect = run
    assert load(driver, "neo4j", rows).changed == {"VISITED": 1}
    writer.leave.assert_called_once_with({"VISITED": ["a01-01"]}, {})
    assert {file: times for file, times in passes.items() if times > 2} == {}


def test_verify_reads_no_file_more_than_twice_and_the_bulk_import_each_once(
    passes: Counter[str], package: Path, tmp_path: Path, read: Read
) -> None:
    assert verify(MagicMock(), "neo4j", read(package)).compared > 0
    assert passes
    assert {file: times for file, times in passes.items() if times > 2} == {}
    passes.clear()
    neo4j_admin.write(read(package), tmp_path / "import")
    assert passes
    assert {file: times for file, times in passes.items() if times > 1} == {}


@pytest.mark.parametrize("most", [10**6, 5], ids=["all nodes are known", "most are looked up"])
def test_no_relationship_is_sent_before_its_ends(package: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Small windows and transactions mix the order in which they are full."""
    monkeypatch.setattr(window, "WINDOW", 20)
    monkeypatch.setattr(window, "CHUNK", 3)
    monkeypatch.setattr(writing, "KNOWN", most)
    rows = PackageRows(package)
    there: set[str] = set()
    early: list[str] = []
    found_by = Counter[bool]()

    def run(text: str, *, rows: list[Any], **_: object) -> MagicMock:
        is_node = text.startswith("// Nodes")
        for row in rows:
            if is_node:
                there.update((row[1]["id"], f"known: {row[1]['id']}"))
            else:
                early.extend({*row[:2]} - there)
                found_by[row[0].startswith("known: ")] += 1
        result = MagicMock()
        result.__iter__.return_value = [{"nodes": [f"known: {row[1]['id']}" for row in rows]}] if is_node else []
        counters = result.consume.return_value.counters
        counters.nodes_created, counters.relationships_created = (len(rows), 0) if is_node else (0, len(rows))
        return result

    driver = MagicMock()
    driver.session.return_value.begin_transaction.return_value.__enter__.return_value.run.side_effect = run
    with writing.Writer(driver, "neo4j", rows.name, MagicMock()) as writer:
        for each in rows.elements():
            writer.create(each)
        writer.flush()
    assert len(there) == 2 * sum(1 for each in rows.elements() if isinstance(each, Node))
    assert early == []
    assert (found_by[False] == 0) is (most > len(there))
