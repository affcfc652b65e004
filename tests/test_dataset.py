"""The data package as typed tables."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from graph_loader.model.errors import DatasetError
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import contract

MINI = Path(__file__).parent / "fixtures" / "mini"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return Dataset.load(MINI)


def claim(dataset: Dataset, id_: str) -> dict[str, object]:
    (row,) = dataset.relationships[dataset.relationships["id"] == id_].to_dict("records")
    return row


def test_a_dataset_knows_its_package(dataset: Dataset) -> None:
    assert (dataset.name, dataset.version, dataset.path) == ("coldwar-mini", "0.1.0", MINI)


def test_there_is_a_table_for_every_label(dataset: Dataset) -> None:
    assert list(dataset.nodes) == list(dataset.vocabulary.labels)
    assert all(len(frame) for frame in dataset.nodes.values())


def test_tables_have_the_columns_of_the_descriptor_in_the_files_order(dataset: Dataset) -> None:
    tables = contract().tables
    for label, frame in dataset.nodes.items():
        (table,) = (table for table in tables.values() if table.label == label)
        assert tuple(frame.columns) == table.columns
    for name in ("evidence", "aliases", "passages", "mentions", "annotations"):
        assert tuple(getattr(dataset, name).columns) == tables[name].columns
    assert list(dataset.nodes["State"]["id"]) == ["argentina", "chile", "cuba", "ussr"]


def test_unknown_text_is_empty_and_an_unknown_number_is_nan(dataset: Dataset) -> None:
    visit = claim(dataset, "a01-01")
    assert (visit["role"], visit["about_id"]) == ("", "")
    assert pd.isna(visit["amount"])
    texts = dataset.relationships.drop(columns=["amount", "amount_max", "goldstein"])
    assert not texts.isna().to_numpy().any()
    assert all(isinstance(value, str) for value in texts.to_numpy().ravel())


def test_amounts_are_numbers_and_counts_whole_ones(dataset: Dataset) -> None:
    assert claim(dataset, "a04-01")["amount"] == 22500000.5
    assert list(dataset.mentions["count"]) == [2, 3, 1, 1]
    assert dataset.mentions["count"].dtype.kind == "i"


def test_a_claim_takes_family_aspect_and_sign_from_its_type(dataset: Dataset) -> None:
    credit = claim(dataset, "a02-01")
    assert [credit[column] for column in ("family", "aspect", "cameo", "goldstein")] == ["trade", "event", "071", 7.4]


def test_a_type_without_a_code_is_unsigned_which_is_not_zero(dataset: Dataset) -> None:
    judgement = claim(dataset, "a02-02")
    assert judgement["cameo"] == ""
    assert pd.isna(judgement["goldstein"])


@pytest.mark.parametrize(
    ("id_", "bounds"),
    [
        ("a02-03", ["1970-11-01", "1970-11-30", "1973-09-01", "1973-09-30", "certain"]),
        ("a03-01", ["1973-09-11", "1973-09-11", "", "", "certain"]),
        ("an01-02", ["1954-01-01", "1954-12-31", "1954-01-01", "", "certain"]),
        ("a01-03", ["1972-12-01", "1972-12-31", "1972-12-01", "1972-12-31", "approximate"]),
        ("a05-03", ["", "", "", "", ""]),
    ],
)
def test_the_bounds_of_a_date_are_iso_days(dataset: Dataset, id_: str, bounds: list[str]) -> None:
    columns = ["start", "start_latest", "end_earliest", "end", "date_certainty"]
    assert [claim(dataset, id_)[column] for column in columns] == bounds


def test_a_broken_package_is_not_loaded(tmp_path: Path) -> None:
    package = shutil.copytree(MINI, tmp_path / "package")
    (package / "evidence.csv").unlink()
    with pytest.raises(DatasetError) as error:
        Dataset.load(package)
    assert [str(problem) for problem in error.value.problems] == [
        "evidence.csv: missing-file: expected a CSV file, found none"
    ]


def test_a_folder_without_a_package_is_not_loaded(tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        Dataset.load(tmp_path)
