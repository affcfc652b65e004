"""Rows are written back byte for byte, all of a change or nothing, and the last change can be taken back."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest

from graph_loader import Dataset, to_networkx
from graph_loader.model.errors import ColdWarError, DatasetError
from graph_loader.package import undo
from graph_loader.package.editing import Draft
from graph_loader.package.validation import validate

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / "mini", tmp_path / "mini"))


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("folder", [ROOT / "data", FIXTURES / "mini", FIXTURES / "accra"], ids=lambda path: path.name)
def test_rows_that_nobody_changed_are_written_as_they_stood(folder: Path) -> None:
    assert Draft.open(folder).changes() == {}


def test_a_new_table_is_described_and_the_package_still_keeps_its_rules(package: Path) -> None:
    draft = Draft.open(package)
    draft.rows["identifiers"].append({"entity_id": "chile", "scheme": "iso3166", "value": "CL", "source_id": ""})
    assert set(draft.save("an id")) == {"identifiers.csv", "datapackage.json"}
    assert (package / "identifiers.csv").read_text() == "entity_id,scheme,value,source_id\nchile,iso3166,CL,\n"
    assert not [problem for problem in validate(package) if problem.severity != "note"]


def test_a_change_is_taken_back_and_brought_back(package: Path) -> None:
    before = content(package)
    draft = Draft.open(package)
    draft.rows["states"][0]["name"] = "Republic of Chile"
    draft.rows["identifiers"].append({"entity_id": "chile", "scheme": "iso3166", "value": "CL", "source_id": ""})
    draft.save("two changes")
    after = content(package)
    assert undo.undo(package) == "two changes"
    assert content(package) == before
    assert undo.undo(package) == "undo of two changes"
    assert content(package) == after


def test_what_somebody_changed_since_is_not_lost(package: Path) -> None:
    draft = Draft.open(package)
    draft.rows["states"][0]["name"] = "Republic of Chile"
    draft.save("a name")
    with (package / "nodes" / "states.csv").open("a") as stream:
        stream.write("more\n")
    with pytest.raises(ColdWarError, match=r"states.csv was changed since 'a name'"):
        undo.undo(package)


def test_two_who_change_a_package_at_once_do_not_lose_each_others_rows(package: Path) -> None:
    one, other = Draft.open(package), Draft.open(package)
    one.rows["states"][0]["name"] = "Republic of Chile"
    one.save("a name")
    after = content(package)
    other.rows["topics"][0]["name"] = "Another topic"
    with pytest.raises(ColdWarError, match=r"states.csv was changed meanwhile; nothing was written"):
        other.save("a topic")
    assert content(package) == after


def test_a_recipe_that_was_edited_since_its_import_stays(package: Path) -> None:
    draft = Draft.open(package)
    draft.rows["states"][0]["name"] = "Republic of Chile"
    draft.save("an import", {"recipes/letters.yaml": b"title: Letters\n", "recipes/decisions.csv": b""})
    before = content(package) | {"recipes/letters.yaml": b"title: Mended\n"}
    (package / "recipes" / "letters.yaml").write_text("title: Mended\n")
    undo.undo(package)
    after = content(package)
    assert after.pop("recipes/letters.yaml") == b"title: Mended\n"
    assert Draft.open(package).rows["states"][0]["name"] != "Republic of Chile"
    undo.undo(package)
    assert content(package) == before


def test_nothing_to_take_back_is_one_line(package: Path) -> None:
    with pytest.raises(ColdWarError, match="nothing to take back"):
        undo.undo(package)


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_change_that_breaks_off_leaves_all_or_nothing(
    package: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException] | OSError
) -> None:
    before = content(package)
    draft = Draft.open(package)
    draft.rows["states"][0]["name"] = "Republic of Chile"
    draft.rows["topics"][0]["name"] = "Another topic"
    move, moved = Path.replace, []

    def breaks(self: Path, target: Path) -> Path:
        if moved and "after" in self.parts:
            raise error
        moved.append(self)
        return move(self, target)

    monkeypatch.setattr(Path, "replace", breaks)
    with pytest.raises(error if isinstance(error, type) else type(error)):
        draft.save("two names")
    monkeypatch.undo()
    if error is KeyboardInterrupt:  # as after a kill: nobody could clean up
        (problem,) = validate(package)
        assert "'two names' interrupted: take it back with coldwar undo" in str(problem)
        with pytest.raises(ColdWarError, match="was interrupted"):
            undo.write_all(package, {"aliases.csv": b""}, "another")
        assert undo.undo(package) == "two names"
    assert content(package) == before


def test_a_package_on_a_disk_of_its_own_and_tables_behind_links_are_changed_all_the_same(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(package)
    shared = (package / "nodes" / "states.csv").rename(package.parent / "states.csv")
    (package / "nodes" / "states.csv").symlink_to(shared)
    shared.chmod(0o660)
    move = Path.replace

    def between_disks(self: Path, target: Path) -> Path:
        if undo.place(package) in self.parents:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", between_disks)
    draft = Draft.open(package)
    draft.rows["states"][0]["name"] = "Republic of Chile"
    draft.save("a name")
    assert "Republic of Chile" in shared.read_text()
    assert (package / "nodes" / "states.csv").is_symlink()
    assert shared.stat().st_mode & 0o777 == 0o660
    assert undo.undo(package) == "a name"
    assert content(package) == before


def test_a_package_that_cannot_be_written_stays_at_rest(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(package)

    def refuses(self: Path, target: Path) -> Path:
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    draft = Draft.open(package)
    draft.rows["states"][0]["name"] = "Republic of Chile"
    monkeypatch.setattr(Path, "replace", refuses)
    with pytest.raises(OSError, match="Read-only"):
        draft.save("a name")
    assert undo.interrupted(package) == ""
    assert content(package) == before


def test_rows_that_cannot_be_told_stop_the_work(package: Path) -> None:
    (package / "aliases.csv").write_text("entity_id;name;kind;language;script;source_id\n")
    with pytest.raises(DatasetError):
        Draft.open(package)


def test_own_columns_and_kinds_reach_the_claims(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text())
    tables = {resource["name"]: resource["schema"]["fields"] for resource in descriptor["resources"]}
    tables["relationships"].append({"name": "box", "type": "integer"})
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    lines = (package / "relationships.csv").read_text().splitlines()
    lines = [f"{lines[0]},box", *(f"{line},7" for line in lines[1:])]
    (package / "relationships.csv").write_text("\n".join(lines) + "\n")
    graph = to_networkx(Dataset.load(package))
    assert {claim["box"] for *_, claim in graph.edges(data=True)} == {7}
