"""The files of the bulk import: written in one walk by two processes, readable by themselves."""

import csv
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.generate import Options, write
from graph_loader.database import import_filling
from graph_loader.database.elements import Node, link
from graph_loader.database.import_files import _BATCH, ARGUMENTS, ImportFiles, placed
from graph_loader.database.import_filling import fill
from graph_loader.database.lock import COMPLETE
from graph_loader.database.rows import PackageRows
from graph_loader.model.errors import DatasetError
from tests.packages import rewrite

HEADER = ":ID(Topic),package:string,digest:string\nt,p,\n"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True, restkey="too many"))


def test_a_property_that_turns_up_late_gets_a_column_and_the_rows_before_it_an_empty_cell(tmp_path: Path) -> None:
    files = ImportFiles(tmp_path)
    name = 'two\nlines, "quoted"'
    many = (Node("Topic", f"t{number}", {"id": f"t{number}", "name": name}) for number in range(_BATCH))
    files.add(placed(many, "p"))
    late = Node("Topic", "late", {"id": "late", "aliases": ["a;b", "c"], "kind": "idea"})
    files.add(placed([late, link("WITHIN", "k", ("Topic", "late"), ("Topic", "t0"))], "p"))
    files.finish({"name": "p"})
    first, *_, last = rows = table(tmp_path / "Topic.csv")
    assert len(rows) == _BATCH + 1
    assert list(first) == [
        ":ID(Topic)", "package:string", "digest:string", "id:string", "name:string", "aliases:string[]", "kind:string",
    ]  # fmt: skip
    assert (first["name:string"], first["kind:string"]) == (name, "")
    assert (last["name:string"], last["aliases:string[]"], last["kind:string"]) == ("", "a;b\x1fc", "idea")
    assert {path.name for path in tmp_path.iterdir()} == {
        "DataPackage.csv", "Topic.csv", "Topic-Topic.csv", "neo4j-admin.args",
    }  # fmt: skip


@pytest.mark.parametrize(("size", "buffer"), [(9, 1 << 16), (100_000, 100_000 + len(HEADER)), (5_000_000, 1 << 22)])
def test_what_is_read_at_once_holds_the_longest_value_and_is_no_more_than_usual(
    tmp_path: Path, size: int, buffer: int
) -> None:
    files = ImportFiles(tmp_path)
    files.add({"Topic": [(("t", "p", "x" * size), {})]})
    files.finish({"name": "p"})
    assert f"--read-buffer-size={buffer}\n" in (tmp_path / ARGUMENTS).read_text(encoding="utf-8")


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second process write also what is small."""
    monkeypatch.setattr(import_filling, "FEW", 100)


def test_a_second_process_writes_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_steps: None) -> None:
    write(tmp_path / "package", Options(200))
    rows = PackageRows(tmp_path / "package")
    written = []
    for name in ("two", "one"):
        (tmp_path / name).mkdir()
        counts = fill(rows, tmp_path / name, COMPLETE)
        written.append((counts, {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}))
        monkeypatch.setattr(import_filling, "FEW", 10**9)
    assert written[0] == written[1]
    assert len(table(tmp_path / "two" / "Claim.csv")) == 200


def test_what_goes_wrong_in_either_process_is_raised_and_ends_the_other(
    package: Path, tmp_path: Path, small_steps: None
) -> None:
    others = set(multiprocessing.active_children())  # workers that other tests left to wait for more
    with pytest.raises(FileNotFoundError):
        fill(PackageRows(package), tmp_path / "nowhere", COMPLETE)
    rewrite(package, "mentions.csv", "p01,chile", "p01,nobody")
    (tmp_path / "files").mkdir()
    with pytest.raises(DatasetError) as caught:
        fill(PackageRows(package), tmp_path / "files", COMPLETE)
    assert "nobody" in caught.value.problems[0].message
    assert set(multiprocessing.active_children()) <= others


def test_a_script_that_guards_nothing_may_write_them(tmp_path: Path) -> None:
    """A second process must not run the script that started it."""
    write(tmp_path / "package", Options(300))
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        "from graph_loader.database import import_filling\n"
        "from graph_loader.database.rows import PackageRows\n"
        "from graph_loader.exports import neo4j_admin\n"
        "import_filling.FEW = 100\n"
        "print('once')\n"
        "neo4j_admin.write(PackageRows(Path(sys.argv[1])), Path(sys.argv[2]))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script, tmp_path / "package", tmp_path / "files"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "once\n", "")
    assert len(table(tmp_path / "files" / "Claim.csv")) == 300
