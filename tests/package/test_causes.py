"""One cause is one problem: what cannot be read, or is torn, brings no others in other tables."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_loader.package.descriptor import contract
from graph_loader.package.validation import validate
from tests.packages import rewrite

FIXTURES = Path(__file__).parents[1] / "fixtures"
FILES = [table.file for table in contract().tables.values() if (FIXTURES / "accra" / table.file).is_file()]
MINIS = [table.file for table in contract().tables.values() if (FIXTURES / "mini" / table.file).is_file()]
CLAIMS = "relationships.csv"
Damage = Callable[[Path], object]


def copied(tmp_path: Path, name: str) -> Path:
    return shutil.copytree(FIXTURES / name, tmp_path / "package")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return copied(tmp_path, "mini")


def told(package: Path) -> list[str]:
    return [str(problem) for problem in validate(package) if problem.severity != "note"]


@pytest.mark.parametrize(("name", "file"), [("accra", file) for file in FILES] + [("mini", file) for file in MINIS])
def test_a_table_with_semicolons_is_one_problem_whichever_it_is(tmp_path: Path, name: str, file: str) -> None:
    package = copied(tmp_path, name)
    before = told(package)
    path = package / file
    text = path.read_text(encoding="utf-8").replace(",", ";").replace("\n", "\r\n")
    path.write_bytes(text.encode("utf-8-sig"))  # as Excel saves it
    (problem,) = (each for each in told(package) if each not in before)
    assert problem.startswith(f"{file}:1: separator: expected cells parted by commas, found semicolons")


@pytest.mark.parametrize(("name", "file"), [("accra", file) for file in FILES] + [("mini", file) for file in MINIS])
def test_a_torn_row_is_one_problem_and_all_others_are_still_checked(tmp_path: Path, name: str, file: str) -> None:
    package = copied(tmp_path, name)
    path = package / file
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if not lines:
        pytest.skip("no row to tear")
    for place in {0, len(lines) // 2, len(lines) - 1}:
        torn = [*lines]
        torn[place] = ",".join([torn[place].rstrip("\n"), "one", "cell", "two", "many"]) + "\n"
        path.write_text("".join([header, *torn]), encoding="utf-8")
        assert [problem.split(": ")[0] for problem in told(package)] == [f"{file}:{place + 2}"]


def test_decimal_commas_name_their_cells_and_hide_nothing(package: Path) -> None:
    rewrite(package, "nodes/places.csv", "37.6156,55.7522", "37,6156,55,7522")
    rewrite(package, CLAIMS, ",22500000.5,,tonne", ",22500000,5,,tonne")
    rewrite(package, CLAIMS, "a04-04,TRADED_WITH", "a04-04,TRADED_WTH")
    assert [problem.split(", found")[0] for problem in told(package)] == [
        "nodes/places.csv:2:longitude: type: expected a number such as 12 or -3.5",
        "nodes/places.csv:2:latitude: type: expected a number such as 12 or -3.5",
        f"{CLAIMS}:11:amount: type: expected a number such as 12 or -3.5",
        next(problem for problem in told(package) if "TRADED_WTH" in problem).split(", found")[0],
    ]


def test_a_decimal_comma_that_may_be_in_either_of_two_cells_is_a_torn_row(package: Path) -> None:
    rewrite(package, CLAIMS, "80000000,100000000,USD", "80,5,100,USD")
    assert told(package) == [f"{CLAIMS}:5: cell-count: expected 13 cells, found 14: decimal commas? write points"]


def test_rows_in_another_order_are_one_problem(package: Path) -> None:
    path = package / CLAIMS
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, *reversed(lines)]), encoding="utf-8")
    assert told(package) == [
        f"{CLAIMS}:3:id: order: expected rows sorted by id, found 'an01-01' after 'an01-02', and 16 more"
    ]


# In YAML these are numbers like any other.
OF_YAML = ("-0", "-0.0", "0x10")
NO_NUMBERS = ["1e999", "NaN", "inf", "-inf", "9" * 400, "-" + "9" * 25, "-0", "-0.0", "\u22120", "\uff11\uff12", "0x10"]
PLACES: dict[str, tuple[str, str, str, str]] = {
    "an amount": (CLAIMS, "22500000.5", "amount", f"{CLAIMS}:11:amount: "),
    "a count": ("mentions.csv", "chile,2", "count", "mentions.csv:2:count: "),
    "a degree": ("nodes/places.csv", "37.6156", "longitude", "nodes/places.csv:2:longitude: "),
    "a value on a scale": ("cameo-goldstein.csv", "make a visit,1.9", "goldstein", "cameo-goldstein.csv:"),
    "the middle of a theatre": (
        "vocabulary.yaml",
        "37.62",
        "centre",
        "vocabulary.yaml: package: theatres.moscow.centre: ",
    ),
}


@pytest.mark.parametrize(
    ("place", "number"),
    [
        pytest.param(place, number, id=f"{place}-{number[:6]}")
        for place in PLACES
        for number in NO_NUMBERS
        if not (PLACES[place][0].endswith(".yaml") and number in OF_YAML)
    ],
)
def test_what_is_no_finite_number_is_refused_everywhere(package: Path, place: str, number: str) -> None:
    file, old, _, where = PLACES[place]
    before, _, _ = old.rpartition(",")
    rewrite(package, file, old, f"{before},{number}" if before else number)
    (problem,) = told(package)
    assert problem.startswith(where)


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 100_000, "- " * 100_000, "a: &a [x, x]\nb: [*a, *a]\n"], ids=["lists", "rows", "references"]
)
@pytest.mark.parametrize("file", ["study.yaml", "vocabulary.yaml"])
def test_yaml_that_grows_without_bound_is_one_problem(package: Path, file: str, text: str) -> None:
    (package / file).write_text(text, encoding="utf-8")
    (problem,) = told(package)
    assert problem.startswith(f"{file}: ")
    assert len(problem) < 200


@pytest.mark.parametrize("number", [".inf", "-.inf", ".nan", "9" * 400, "1.0e+999"])
def test_a_study_has_finite_numbers(tmp_path: Path, number: str) -> None:
    package = copied(tmp_path, "accra")
    rewrite(package, "study.yaml", "gold-shore: [0, 0.9]", f"gold-shore: [0, {number}]")
    (problem,) = told(package)
    assert problem.startswith("study.yaml: study: directions.gold-shore: expected two numbers")


@pytest.mark.parametrize("name", ["edges.csv", "my edges.tsv", "coding.xlsx", "sheet.ods", "volume.xml", "graph.gexf"])
def test_a_file_that_is_no_package_is_told_how_to_become_one(coldwar: Callable, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Source,Target\n")
    result = coldwar("validate", tmp_path / name)
    line, summary = result.stdout.splitlines()
    assert (result.returncode, summary) == (1, "1 unreadable, 0 faults, 0 notes")
    word = f"'{tmp_path / name}'" if " " in name else str(tmp_path / name)
    assert f"coldwar import {word} --into PACKAGE" in line
    assert "coldwar new" in line


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("https://example.org/edges.csv", "found the address https://example.org/edges.csv: download it"),
        ("tables.zip", "an archive: unpack it"),
        ("letter.docx", "save its table as CSV or XLSX for coldwar import"),
        ("nodes", "a part of one: give its folder"),
        ("relationships.csv", "a part of one: give its folder"),
        ("tables", "found no datapackage.json in 'tables' but 2 files of tables: coldwar import tables/a.csv --into"),
        ("shelf", "one is in shelf/package"),
        ("two\nlines.csv", r"the file 'two\nlines.csv': coldwar import FILE --into PACKAGE"),
        ("nowhere", "found no datapackage.json in 'nowhere'"),
    ],
)
def test_whatever_else_is_given_is_one_line(coldwar: Callable, package: Path, path: str, says: str) -> None:
    place = package.parent
    for name in ("tables.zip", "letter.docx", "two\nlines.csv"):
        (place / name).write_bytes(b"PK")
    (place / "tables").mkdir()
    for name in ("a.csv", "b.xlsx", "notes.pdf"):
        (place / "tables" / name).write_bytes(b"x")
    shutil.copytree(package, place / "shelf" / "package")
    given = path if ":" in path else Path("package") / path if path in ("nodes", "relationships.csv") else Path(path)
    result = coldwar("validate", given, cwd=place)
    assert (result.returncode, len(result.stdout.splitlines())) == (1, 2)
    assert says in result.stdout
