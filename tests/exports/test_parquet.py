"""Parquet files are read back in DuckDB and polars, cell by cell; the blocks of docs/parquet.md are run."""

import csv
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from graph_loader.exports import parquet
from graph_loader.model.dates import in_window
from graph_loader.package.dataset import Dataset
from tests.conftest import MINI, ROOT, Run

ACCRA = ROOT / "tests" / "fixtures" / "accra"
Read = Callable[[Path], tuple[list[str], list[tuple[Any, ...]]]]


def in_duckdb(file: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    table = duckdb.read_parquet(str(file))
    return table.columns, table.fetchall()


def in_polars(file: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    table = pl.read_parquet(file)
    return table.columns, table.rows()


READERS = pytest.mark.parametrize("read", [in_duckdb, in_polars])


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    parquet.write(Dataset.load(), folder / "coldwar-parquet")
    return folder


@READERS
def test_every_cell_of_every_file_comes_back(read: Read, real: Path) -> None:
    data = ROOT / "data"
    files = {file.stem: file for file in (*data.glob("*.csv"), *data.glob("nodes/*.csv"))}
    assert {file.stem for file in (real / "coldwar-parquet").glob("*.parquet")} == set(files)
    for name, file in files.items():
        with file.open(encoding="utf-8", newline="") as stream:
            header, *said = csv.reader(stream)
        columns, rows = read(real / "coldwar-parquet" / f"{name}.parquet")
        assert columns[: len(header)] == header
        found = [
            [_as_said(cell, text) for cell, text in zip(row, cells, strict=False)]
            for row, cells in zip(rows, said, strict=True)
        ]
        assert found == said, name


def _as_said(cell: Any, text: str) -> str:
    """Write a cell as the package has it: a number may stand there with or without a decimal point."""
    if isinstance(cell, int | float):
        return text if text and float(text) == cell else repr(cell)
    assert cell != ""
    return "" if cell is None else cell


@READERS
def test_claims_have_the_days_and_the_family_that_the_graph_has(read: Read, real: Path) -> None:
    columns, rows = read(real / "coldwar-parquet" / "relationships.parquet")
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    for row, claim in zip(found, Dataset.load().claims, strict=True):
        attributes = claim.attributes()
        for name in ("family", "aspect", "symmetric", "cameo", "goldstein", "date_certainty"):
            assert row[name] == attributes[name], (claim.id, name)
        for name in ("start", "start_latest", "end_earliest", "end"):
            assert row[name] == getattr(claim.interval, name), (claim.id, name)


def test_the_types_are_those_that_the_page_says(real: Path) -> None:
    schema = pl.read_parquet_schema(real / "coldwar-parquet" / "relationships.parquet")
    assert {name: str(schema[name]) for name in ("start", "amount", "symmetric", "goldstein")} == {
        "start": "Date",
        "amount": "Float64",
        "symmetric": "Boolean",
        "goldstein": "Float64",
    }
    assert schema["type"] == pl.Categorical
    assert pl.read_parquet_schema(real / "coldwar-parquet" / "mentions.parquet")["count"] == pl.Int64


@READERS
def test_a_collection_says_from_where_everything_is(read: Read, coldwar: Run, tmp_path: Path) -> None:
    done = coldwar("export", "parquet", "--data", MINI, "--data", ACCRA, "--out", tmp_path / "both")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'both'}\n")
    both = Dataset.load([MINI, ACCRA])
    _, origins = read(tmp_path / "both" / "origins.parquet")
    assert {id_: (package, there) for id_, package, there in origins} == {
        id_: tuple(key) for id_, key in both.origins.items()
    }
    _, members = read(tmp_path / "both" / "members.parquet")
    assert {(id_, package) for id_, package, *_ in members} == {
        (id_, it.key.package) for id_, said in both.members.items() for it in said
    }
    _, claims = read(tmp_path / "both" / "relationships.parquet")
    assert [row[0] for row in claims] == [claim.id for claim in both.claims]


def test_the_page_is_run_as_it_stands(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "parquet.md").read_text(encoding="utf-8")
    sections = dict(part.split("\n", 1) for part in page.split("\n## ")[1:])
    blocks = {
        name: re.search(r"^```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[1] for name, text in sections.items()
    }
    monkeypatch.chdir(real)
    rows = duckdb.sql(blocks["DuckDB"].rstrip().rstrip(";")).fetchall()
    names: dict[str, Any] = {}
    exec(blocks["polars"], names)
    assert names["table"].rows() == rows
    window = date(1970, 1, 1), date(1973, 12, 31)
    within = [
        claim.type.family
        for claim in Dataset.load().claims
        if claim.polarity != "denied" and in_window(claim.interval, claim.type.aspect, *window, "possible")
    ]
    assert {family: claims for family, claims, _ in rows} == {family: within.count(family) for family in set(within)}


def test_a_folder_of_others_is_left_alone(coldwar: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = coldwar("export", "parquet", "--data", MINI, "--out", tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_without_pyarrow_it_says_how_to_have_it(coldwar: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = coldwar("export", "parquet", "--data", MINI, "--out", tmp_path / "out")
    assert done.stderr == 'coldwar: Parquet needs an extra: pip install "coldwar-graph[parquet]"\n'
    assert not (tmp_path / "out").exists()
