"""What changed is told by the files alone, or not at all."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_loader.database import blocks, bulk
from graph_loader.database.blocks import Cut, _block, _runs
from graph_loader.database.feed import UnsureError
from graph_loader.database.rows import PackageRows
from graph_loader.database.units import CLAIM, PASSAGE, Unit, context, feed_of, units
from tests.conftest import MINI
from tests.packages import edit, rewrite, set_cell


def cut(package: Path) -> dict[tuple[str, bytes], Unit]:
    """Return all units, which have to make blocks."""
    rows = PackageRows(package)
    found = list(units(rows, feed_of(rows)))
    assert all(_block(kind, run) for kind, run in _runs(found))
    return {(unit.kind, unit.key): unit for unit in found}


def changed(package: Path) -> set[tuple[str, str]]:
    before, now = cut(MINI), cut(package)
    names = before.keys() | now.keys()
    return {(kind, key.decode()) for kind, key in names if before.get((kind, key)) != now.get((kind, key))}


def test_a_package_is_cut_once_until_it_is_changed(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LEAST", 0)
    rows = PackageRows(package)
    first = Cut.of(rows)
    assert Cut.of(rows) is first
    set_cell(package, "relationships", "a01-02", "summary", "another")
    assert {block.digest for block in Cut.of(rows).blocks} != {block.digest for block in first.blocks}


@pytest.mark.parametrize("text", ["plain", 'with "quotes", commas', "over\ntwo lines", '"', 'a"b,c"', "Łódź", ""])
def test_only_the_claim_whose_text_changed_is_another(package: Path, text: str) -> None:
    set_cell(package, "relationships", "a01-02", "summary", text)
    assert changed(package) == {(CLAIM, "a01-02")}


def test_a_source_s_name_changes_its_passages(package: Path) -> None:
    set_cell(package, "nodes/sources", "doe-1999", "name", "Another")
    with (package / "evidence.csv").open(newline="") as stream:
        cited = {f"doe-1999#{row['locator']}" for row in csv.DictReader(stream) if row["source_id"] == "doe-1999"}
    assert changed(package) == {("Source", "doe-1999"), *((PASSAGE, place) for place in cited)}


def test_evidence_and_names_belong_to_what_they_are_of(package: Path) -> None:
    edit(package, "evidence", lambda rows: [row | {"footnote": "99"} if row is rows[0] else row for row in rows])
    edit(package, "aliases", lambda rows: [row | {"name": "New"} if row is rows[0] else row for row in rows])
    with (package / "aliases.csv").open(newline="") as stream:
        named = next(csv.DictReader(stream))["entity_id"]
    assert {key for _, key in changed(package)} == {"a01-01", named}


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text.replace(b"\n", b"\r"),
        lambda text: text + b"\n",
        lambda text: text + b"z99\n",
        lambda text: text + b'z99,"VISITED\n',
        lambda text: text + text.splitlines(keepends=True)[-1],
        lambda text: text.replace(b"id,type", b"type,id", 1),
        lambda text: text.replace(b"\na01-02,", b"\na01|02,"),
        lambda text: text.replace(b"\na01-01,", b"\na01-00,"),
    ],
    ids=["ends of lines", "blank line", "short row", "open quote", "twice", "header", "bar", "evidence of nobody"],
)
def test_what_is_not_as_it_should_be_is_not_told_by_the_files(package: Path, harm: Callable[[bytes], bytes]) -> None:
    file = package / "relationships.csv"
    file.write_bytes(harm(file.read_bytes()))
    with pytest.raises(UnsureError):
        cut(package)


def test_another_vocabulary_is_another_context(package: Path) -> None:
    def of(folder: Path) -> str:
        rows = PackageRows(folder)
        return context(rows, feed_of(rows))

    assert of(package) == of(MINI)
    rewrite(package, "vocabulary.yaml", "family: contact", "family: influence")
    assert of(package) != of(MINI)


def test_a_package_goes_in_bulk_by_the_rows_of_its_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = PackageRows.read(MINI)
    count = sum(len(list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))) for table in MINI.rglob("*.csv"))
    for limit, expected in ((count, True), (count + 1, False)):
        monkeypatch.setattr(bulk, "BULK_ROWS", limit)
        assert bulk.is_large(rows) is expected
