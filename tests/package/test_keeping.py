"""Kept packages: the same as read anew, and never older than what they were made from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph_loader.model.errors import DatasetError
from graph_loader.model.folders import CACHE
from graph_loader.package import keeping
from graph_loader.package.dataset import Dataset
from tests.packages import set_cell

MINI = Path(__file__).parents[1] / "fixtures" / "mini"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "package"))


def test_a_kept_package_is_what_was_read(package: Path) -> None:
    read = Dataset.load(package)
    kept = keeping.recall(keeping.place(package))
    assert kept is not None
    assert (kept.entities, kept.claims, kept.version) == (read.entities, read.claims, read.version)
    assert kept.relationships.equals(read.relationships)


def test_a_kept_package_lies_where_it_was_asked_for(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package.parent)
    Dataset.load(package.name)
    assert keeping.recall(keeping.place(package)) is not None
    assert Dataset.load(package).path == package


def test_a_changed_file_is_read_anew(package: Path) -> None:
    Dataset.load(package)
    set_cell(package, "relationships", "a01-01", "summary", "Fidel Castro saw Chile.")
    assert keeping.recall(keeping.place(package)) is None
    assert Dataset.load(package).claims[0].summary == "Fidel Castro saw Chile."


def test_a_package_with_faults_is_not_kept(package: Path) -> None:
    set_cell(package, "relationships", "a01-01", "to_id", "nowhere")
    for _ in range(2):
        with pytest.raises(DatasetError):
            Dataset.load(package)


@pytest.mark.parametrize("damage", [b"", b"no pickle", None])
def test_a_damaged_copy_is_none(package: Path, cache: Path, damage: bytes | None) -> None:
    Dataset.load(package)
    (copy,) = (cache / "packages").iterdir()
    copy.write_bytes(copy.read_bytes()[:1000] if damage is None else damage)
    assert Dataset.load(package).claims


def test_where_nothing_can_be_kept_packages_are_read(package: Path, cache: Path) -> None:
    cache.write_text("a file where a folder should be")
    assert Dataset.load(package).claims


def test_only_some_copies_stay(package: Path, cache: Path) -> None:
    for number in range(keeping.MOST + 3):
        set_cell(package, "relationships", "a01-01", "summary", f"Fidel Castro toured Chile for {number} weeks.")
        Dataset.load(package)
    assert len(list((cache / "packages").iterdir())) == keeping.MOST


def test_copies_take_no_more_room_than_is_theirs(package: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Dataset.load(package)
    (first,) = (cache / "packages").iterdir()
    monkeypatch.setattr(keeping, "LARGEST", first.stat().st_size * 3 // 2)
    set_cell(package, "relationships", "a01-01", "summary", "Fidel Castro saw Chile.")
    Dataset.load(package)
    assert [*(cache / "packages").iterdir()] == [keeping.place(package)], "the newest stays"


@pytest.mark.parametrize("place", [0, 40, -1])
def test_values_kept_singly_are_all_as_they_were_written_or_none(tmp_path: Path, place: int) -> None:
    file = tmp_path / "kept" / "values.pickle"
    keeping.keep_each(["kgb", {"ties": [1, 2]}, None], file)
    kept = keeping.recall_each(file)
    assert kept is not None
    assert [kept[number] for number in (2, 1, 0)] == [None, {"ties": [1, 2]}, "kgb"]
    damaged = bytearray(file.read_bytes())
    damaged[place] ^= 1
    file.write_bytes(damaged)
    assert keeping.recall_each(file) is None
