"""Two coders' copies become one package: nothing is lost, somebody decides what differs, and all can be undone."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_loader.coders.choices import COLUMNS, Answer
from graph_loader.coders.copies import Copy
from graph_loader.coders.merging import Merge
from graph_loader.coders.writing import merged
from graph_loader.imports.reading import tables
from graph_loader.package.validation import validate
from tests.conftest import MINI, Run
from tests.packages import drop, edit, set_cell

Rows = list[dict[str, str]]
Copies = tuple[Path, Path, Path]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _first(row: dict[str, str]) -> str:
    return next(iter(row.values()))


def add(package: Path, table: str, **cells: str) -> None:
    """Add a row in its place, its other cells empty."""
    edit(
        package,
        table,
        lambda rows: sorted([*rows, dict.fromkeys(rows[0], "") | cells], key=lambda row: next(iter(row.values()))),
    )


def add_claim(package: Path, id_: str, to: str, **cells: str) -> None:
    """Add a claim from Moscow with a passage."""
    said = {
        "type": "SUPPORTED",
        "from_id": "ussr",
        "date": "1972",
        "summary": f"Moscow helped {to}.",
        "standing": "stated",
    }
    add(package, "relationships", **(said | {"id": id_, "to_id": to} | cells))
    add(package, "evidence", relationship_id=id_, source_id="mini-2001", locator="p02")


def two_coders_work(anna: Path, ben: Path) -> None:
    """Let two people code: one id for two claims, one fact under two dates, one person under two ids."""
    add_claim(anna, "a02-09", "chile")
    add_claim(ben, "a02-09", "argentina", type="CRITICIZED", date="")
    for package, id_, claim, date in ((anna, "luis-corvalan", "a03-08", "1973"), (ben, "corvalan", "a03-07", "1974")):
        add(package, "nodes/persons", id=id_, name="Luis Corvalán", description="Leader of a party.", theatre="moscow")
        add_claim(package, claim, id_, date=date)
    set_cell(anna, "relationships", "a01-01", "date", "1971-11")
    set_cell(ben, "relationships", "a01-01", "role", "guest")
    set_cell(anna, "relationships", "a01-03", "date", "1972-12")
    set_cell(ben, "relationships", "a01-03", "date", "1972")
    drop(ben, "aliases", entity_id="fidel-castro")


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    """Two copies of a package, and what they were copied from."""
    anna, ben, base = (Path(shutil.copytree(MINI, tmp_path / name)) for name in ("anna", "ben", "base"))
    return anna, ben, base


@pytest.fixture
def both(copies: Copies) -> Copies:
    """Give copies in which two coders worked."""
    two_coders_work(*copies[:2])
    return copies


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def decide(file: Path, choose: Callable[[dict[str, str]], str]) -> None:
    """Fill in the decisions of a list of questions."""
    rows = read(file)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"decision": choose(row), "grounds": "the text says so"} for row in rows)


def _workbook(file: Path, rows: Rows) -> None:
    """Write rows as somebody's spreadsheet saves them."""
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    for number, cells in enumerate([COLUMNS, *([row[name] for name in COLUMNS] for row in rows)]):
        sheet.write_row(number, 0, cells)
    book.close()


def answer_workbook(file: Path) -> None:
    """Decide all that a workbook asks."""
    rows = [{name: str(row.get(name) or "") for name in COLUMNS} for _, row in tables.rows(file)]
    _workbook(file, [row | {"decision": _choose(row)} for row in rows])


def _choose(row: dict[str, str]) -> str:
    return {"pair": "same", "cell": "second", "claim": "keep", "file": "first"}[row["kind"]]


def accounted(first: Copy, second: Copy, made: Merge) -> bool:
    """Tell whether every cell of either copy is in the merged rows, or in the log with the reason."""
    new = {line["second"]: line["kept"] for line in made.log if line["column"] == "id"}
    told = Counter((line["table"], line["id"], line["column"]) for line in made.log)
    for copy in (first, second.renamed(new)):
        for table in copy.tables:
            there = {copy.key(table, row): row for row in made.rows[table]}
            for key, row in copy.by_key(table).items():
                kept = there.get(key)
                if kept is None and not told[table, key, ""]:
                    return False
                if kept and any(cell != kept[name] and not told[table, key, name] for name, cell in row.items()):
                    return False
    return True


def test_two_coders_copies_are_merged_without_git(both: Copies, coldwar: Run, tmp_path: Path) -> None:
    anna, ben, base = map(str, both)
    before = [files(folder) for folder in both]
    into, asked = tmp_path / "merged", tmp_path / "to-decide.csv"
    command = ("merge", anna, ben, "--base", base, "--into", str(into))
    run = coldwar(*command)
    assert run.returncode == 1
    assert "and nothing was written" in run.stderr
    assert not into.exists()
    # An answer may open further questions: that two persons are one makes two of their claims one.
    for _ in range(3):
        again = ("--take", str(asked)) if asked.exists() else ()
        run = coldwar(*command, "--out", str(asked), *again)
        if run.stdout.startswith("0 of"):
            break
        decide(asked, _choose)
    run = coldwar(*command, "--take", str(asked), "--by", "A. Historian")
    assert (run.returncode, run.stderr) == (0, "")
    assert [files(folder) for folder in both] == before
    assert not [problem for problem in validate(into) if problem.severity != "note"]
    claims = {row["id"]: row for row in read(into / "relationships.csv")}
    # One id for two claims: the second has a new one, and its evidence with it.
    assert (claims["a02-09"]["to_id"], claims["a02-10"]["to_id"]) == ("chile", "argentina")
    assert [row["locator"] for row in read(into / "evidence.csv") if row["relationship_id"] == "a02-10"] == ["p02"]
    # One person under two ids, and one fact under two dates.
    assert "corvalan" not in {row["id"] for row in read(into / "nodes" / "persons.csv")}
    assert (claims["a03-08"]["to_id"], claims["a03-08"]["date"], "a03-07" in claims) == ("luis-corvalan", "1974", False)
    # What only one of them changed is taken from each; what both changed was decided.
    assert (claims["a01-01"]["date"], claims["a01-01"]["role"], claims["a01-03"]["date"]) == (
        "1971-11",
        "guest",
        "1972",
    )
    assert "fidel-castro" not in {row["entity_id"] for row in read(into / "aliases.csv")}
    log = {(line["table"], line["id"], line["column"]): line for line in read(into / "merges.csv")}
    decided = log["relationships", "a01-03", "date"]
    assert (decided["first"], decided["second"], decided["kept"]) == ("1972-12", "1972", "1972")
    assert (decided["decision"], decided["grounds"], decided["decided_by"]) == (
        "second",
        "the text says so",
        "A. Historian",
    )
    assert accounted(Copy.of(both[0]), Copy.of(both[1]), Merge(rows=dict(Copy.of(into).rows), log=list(log.values())))


def test_into_the_first_copy_and_taken_back(copies: Copies, coldwar: Run) -> None:
    anna, ben, base = copies
    add_claim(ben, "a02-09", "argentina")
    before = files(anna)
    assert coldwar("merge", str(anna), str(ben), "--base", str(base), "--into", str(anna)).returncode == 0
    assert "a02-09" in {row["id"] for row in read(anna / "relationships.csv")}
    run = coldwar("undo", str(anna))
    assert run.returncode == 0
    assert files(anna) == before


def test_without_an_ancestor_all_that_differs_is_asked(copies: Copies, coldwar: Run, tmp_path: Path) -> None:
    anna, ben, _ = copies
    add_claim(ben, "a02-09", "argentina")
    set_cell(ben, "relationships", "a01-03", "date", "1972")
    asked, into = tmp_path / "to-decide.csv", tmp_path / "merged"
    command = ("merge", str(anna), str(ben), "--into", str(into))
    coldwar(*command, "--out", str(asked))
    assert [(row["kind"], row["id"], row["column"]) for row in read(asked)] == [
        ("cell", "a01-03", "date"),
        ("claim", "a02-09", ""),
    ]
    decide(asked, lambda row: {"cell": "first", "claim": "drop"}[row["kind"]])
    assert coldwar(*command, "--take", str(asked)).returncode == 0
    assert read(into / "relationships.csv") == read(anna / "relationships.csv")
    assert read(into / "evidence.csv") == read(anna / "evidence.csv")
    gone = [line for line in read(into / "merges.csv") if line["id"] == "a02-09"]
    assert (gone[0]["decision"], "Moscow helped argentina." in gone[0]["second"]) == ("drop", True)


def test_what_one_removed_stays_where_the_other_built_on_it(copies: Copies, coldwar: Run, tmp_path: Path) -> None:
    anna, ben, base = copies
    for package in copies:
        add(package, "nodes/topics", id="wheat", name="Wheat", description="A crop.", kind="commodity")
    drop(anna, "nodes/topics", id="wheat")
    add_claim(ben, "a02-09", "chile", about_id="wheat")
    assert coldwar("merge", str(anna), str(ben), "--base", str(base), "--into", str(tmp_path / "m")).returncode == 0
    assert "wheat" in {row["id"] for row in read(tmp_path / "m" / "nodes" / "topics.csv")}


def test_decisions_come_from_a_workbook_too_and_a_broken_one_is_said(
    both: Copies, coldwar: Run, tmp_path: Path
) -> None:
    anna, ben, base = map(str, both)
    asked, into = tmp_path / "to-decide.xlsx", tmp_path / "merged"
    command = ("merge", anna, ben, "--base", base, "--into", str(into))
    coldwar(*command, "--out", str(asked))
    rows = [{name: str(row.get(name) or "") for name in COLUMNS} for _, row in tables.rows(asked)]
    _workbook(asked, [rows[0] | {"decision": "perhaps"}])
    run = coldwar(*command, "--take", str(asked))
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "found 'perhaps'" in run.stderr
    _workbook(asked, [row | {"decision": _choose(row)} for row in rows])
    run = coldwar(*command, "--take", str(asked))
    assert "to decide, and nothing was written" in run.stderr
    asked.write_bytes(asked.read_bytes()[:900])
    run = coldwar(*command, "--take", str(asked))
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert not into.exists()


def test_decisions_of_other_copies_and_folders_with_files_are_refused(
    both: Copies, coldwar: Run, tmp_path: Path
) -> None:
    anna, ben, base = map(str, both)
    asked = tmp_path / "to-decide.csv"
    coldwar("merge", anna, ben, "--base", base, "--into", str(tmp_path / "m"), "--out", str(asked))
    decide(asked, _choose)
    set_cell(both[1], "relationships", "a01-03", "date", "1972-11")
    run = coldwar("merge", anna, ben, "--base", base, "--into", str(tmp_path / "m"), "--take", str(asked))
    assert (run.returncode, "on cells that are others now, first: a01-03 date" in run.stderr) == (2, True)
    run = coldwar("merge", anna, ben, "--base", base, "--into", base)
    assert "holds files" in run.stderr


def test_a_merge_that_is_killed_leaves_nothing(copies: Copies, tmp_path: Path) -> None:
    anna, ben, base = map(str, copies)
    set_cell(copies[1], "relationships", "a01-03", "date", "1972")
    into = tmp_path / "merged"
    code = (
        "import os, signal, sys; from pathlib import Path; from graph_loader.coders import writing\n"
        "writing._put = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "copies = writing.read_copies(*map(Path, sys.argv[1:4]))\n"
        "writing.write(writing.merged(copies, {}), *map(Path, (sys.argv[1], sys.argv[2], sys.argv[4])))"
    )
    run = subprocess.run([sys.executable, "-c", code, anna, ben, base, str(into)], check=False, env=os.environ)
    assert run.returncode == -signal.SIGKILL
    assert not into.exists()
    assert files(copies[0]) == files(copies[2])


# What a coder does to a claim: a date, another end, another word, removed, or a claim of one's own.
_EDITS = st.lists(
    st.tuples(st.integers(0, 17), st.sampled_from(["date", "to_id", "standing", "summary", "remove", "add"])),
    max_size=6,
)


def _worked(folder: Path, edits: list[tuple[int, str]], date: str) -> Path:
    shutil.copytree(MINI, folder)
    ids = [row["id"] for row in read(MINI / "relationships.csv")]
    for number, what in edits:
        if what == "add":
            add_claim(folder, f"a09-{number:02}", ("chile", "argentina")[number % 2], date=date)
        elif what == "remove":
            drop(folder, "relationships", id=ids[number])
            drop(folder, "evidence", relationship_id=ids[number])
            drop(folder, "annotations", target_id=ids[number])
        else:
            value = {"date": date, "to_id": "santiago-city", "standing": "inferred", "summary": f"In {date}."}[what]
            set_cell(folder, "relationships", ids[number], what, value)
    rows = read(folder / "relationships.csv")
    if len({row["id"] for row in rows}) < len(rows):  # the same claim added twice
        edit(folder, "relationships", lambda rows: list({row["id"]: row for row in rows}.values()))
        edit(folder, "evidence", lambda rows: list({tuple(row.values()): row for row in rows}.values()))
    return folder


def _in_order(made: Merge) -> dict[str, list[list[tuple[str, str]]]]:
    return {table: sorted(sorted(row.items()) for row in rows) for table, rows in made.rows.items()}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_EDITS, _EDITS)
def test_merges_lose_nothing_whatever_two_coders_did(
    ours: list[tuple[int, str]], theirs: list[tuple[int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a = Copy.of(_worked(Path(folder, "a"), ours, "1970"))
        b = Copy.of(_worked(Path(folder, "b"), theirs, "1971"))
    base = Copy.of(MINI)
    # A copy merged with itself, and one that nobody changed with one that somebody did.
    assert _in_order(merged((a, a, None), {})) == _in_order(Merge(rows=dict(a.rows)))
    assert not merged((a, a, None), {}).log
    for pair in ((base, b, base), (b, base, base)):
        alone = merged(pair, {})
        assert not alone.questions
        claims = {row["id"]: row for row in alone.rows["relationships"]}
        assert claims == {row["id"]: row for row in b.rows["relationships"]}
    for ancestor in (base, None):
        answers: dict[object, Answer] = {}
        made = merged((a, b, ancestor), answers)  # type: ignore[arg-type]
        while made.questions:
            for question in made.questions:
                answers[question.place] = Answer(question.choices[len(answers) % 2])
            made = merged((a, b, ancestor), answers)  # type: ignore[arg-type]
        assert accounted(a, b, made)
        ids = Counter(row["id"] for row in made.rows["relationships"])
        assert not ids or max(ids.values()) == 1
        assert ids.keys() >= {row["relationship_id"] for row in made.rows["evidence"]}
    # The order of the copies swaps the sides, and nothing else.
    one, other = merged((a, b, base), {}), merged((b, a, base), {})
    sides = [sorted((q.place.kind, q.first, q.second) for q in made.questions) for made in (one, other)]
    assert sides[0] == sorted((kind, first, second) for kind, second, first in sides[1])
