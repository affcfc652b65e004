"""Every rule of the data package, each broken once in a copy of the mini package; and files that are no files."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import system
from frictionless import validate as frictionless_validate

from graph_loader.model.errors import DatasetError
from graph_loader.model.problems import did_you_mean, hints, listed
from graph_loader.package import claim_rules, entity_rules, reading, schema_rules, summary_rules
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import contract, read_descriptor
from graph_loader.package.form import LONGEST_LINE
from graph_loader.package.validation import check_package, validate

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "fixtures" / "mini"
CLAIMS = "relationships.csv"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return shutil.copytree(MINI, tmp_path / "package")


def found(package: Path, severity: str = "fault") -> list[str]:
    return [str(problem) for problem in validate(package) if (problem.severity == "note") == (severity == "note")]


def edit(package: Path, file: str, old: str, new: str) -> None:
    path = package / file
    text = path.read_text(encoding="utf-8")
    assert old in text, "the test changes something that the package has"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_mini_package_is_without_fault() -> None:
    assert validate(MINI) == ()


def test_a_package_of_the_first_format_is_still_read() -> None:
    assert "format" not in read_descriptor(MINI)  # 0.1.0, which had neither study.yaml nor the columns of later ones
    dataset = Dataset.load(MINI)
    brown = next(entity for entity in dataset.entities if entity.label == "Source")
    assert brown.columns["container"] is None
    assert {claim.polarity for claim in dataset.claims} == {""}
    assert {annotation.other_id for claim in dataset.claims for annotation in claim.annotations} == {None}


def test_a_format_of_the_future_is_one_clear_line(package: Path) -> None:
    descriptor = read_descriptor(package) | {"format": "9.0.0"}
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    found = [str(problem) for problem in validate(package) if problem.code == "descriptor"]
    assert found == [
        "datapackage.json: descriptor: expected a format up to 0.5.0, which this version reads, found '9.0.0'"
    ]


def test_titles_and_descriptions_are_the_packages_own(package: Path) -> None:
    descriptor = read_descriptor(package)
    descriptor["resources"][0]["title"] = "People"
    descriptor["resources"][0]["schema"]["fields"][0]["description"] = "Whatever."
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert [problem for problem in validate(package) if problem.severity != "note"] == []


@pytest.mark.parametrize("folder", [MINI, ROOT / "data"], ids=["mini", "data"])
def test_frictionless_finds_no_fault_either(folder: Path) -> None:
    if any("missing-file" in problem for problem in found(folder)):
        pytest.skip("the data are not complete yet")
    with system.use_context(trusted=True):
        report = frictionless_validate(folder / "datapackage.json")
    assert report.valid, report.to_summary()


with (ROOT / "tests" / "fixtures" / "broken_rules.csv").open(encoding="utf-8", newline="") as rows:
    # Each: a file, a text in it, what that becomes, the problem that this makes.
    BROKEN_RULES = list(csv.reader(rows))[1:]


with (ROOT / "tests" / "fixtures" / "doubtful_rules.csv").open(encoding="utf-8", newline="") as rows:
    DOUBTFUL_RULES = list(csv.reader(rows))[1:]


def code_of(problem: str) -> str:
    return problem.split(": ")[1]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"), [pytest.param(*case, id=code_of(case[-1])) for case in BROKEN_RULES]
)
def test_a_broken_rule_is_a_clear_problem(package: Path, file: str, old: str, new: str, problem: str) -> None:
    edit(package, file, old, new)
    assert problem in found(package)


def test_every_rule_is_broken_by_a_test() -> None:
    sources = [Path(module.__file__).read_text() for module in (claim_rules, summary_rules, entity_rules)]
    codes = {code for source in sources for code in re.findall(r'"([a-z]+(?:-[a-z]+)*)", (?:message|f")', source)}
    tested = {code_of(problem) for *_, problem in BROKEN_RULES}
    assert len(codes) > 15
    doubtful = {code_of(problem) for *_, problem in DOUBTFUL_RULES}
    elsewhere = {"identifier", "identifier-scheme", "identifier-shared", "coder"}  # tests/views, tests/coders
    assert codes - tested - doubtful - elsewhere == {"lifetime", "reported-by", "distant-date", "unused"}, (
        "notes tested below"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"), [pytest.param(*case, id=code_of(case[-1])) for case in DOUBTFUL_RULES]
)
def test_what_may_mislead_is_a_note(package: Path, file: str, old: str, new: str, problem: str) -> None:
    edit(package, file, old, new)
    assert problem in found(package, "note")


def test_rules_hold_however_many_rows_are_taken_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_BLOCK", 2)
    monkeypatch.setattr(schema_rules, "_SOME", 2)
    for number, (file, old, new, problem) in enumerate([*BROKEN_RULES, *DOUBTFUL_RULES]):
        package = shutil.copytree(MINI, tmp_path / str(number))
        edit(package, file, old, new)
        assert problem in map(str, validate(package))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CRITICIZED,pcch,chilean-coup-1973,1973-09", "AFFECTED,pcch,chilean-coup-1973,"),  # earlier than its effect
        ("CRITICIZED,pcch,chilean-coup-1973,1973-09", "AFFECTED,chilean-coup-1973,pcch,1973"),  # in its year
        ("Castro and Allende met in Santiago in 1971", "Fidel and Salvador Allende met in Santiago in 1971"),  # aliases
        ("throughout the 1970s", "throughout the 1970s, until 1979"),
        ("From 1954 on the KGB was an organ of the Soviet Union", "In 1991 the KGB was an organ of Moscow"),
        ("80000000,100000000,USD", ",,"),  # a role says what has no figure
    ],
)
def test_what_says_enough_is_no_note(package: Path, old: str, new: str) -> None:
    if new == ",,":
        edit(package, CLAIMS, "chile,1972?,,,,80000000", "chile,1972?,,,largest lender,80000000")
    edit(package, CLAIMS, old, new)
    codes = {code_of(note) for note in found(package, "note") if "a cell" not in note}
    assert not codes & {"cause-after-effect", "summary-year", "amount-required"}


def test_an_annotation_excuses_a_cause_that_the_source_puts_late(package: Path) -> None:
    edit(package, CLAIMS, "a01-03,MET_WITH,fidel-castro,salvador-allende", "a01-03,AFFECTED,grain-agreement-1980,pcch")
    assert "cause-after-effect" not in {code_of(note) for note in found(package, "note")}
    edit(package, "annotations.csv", "a01-03-date,a01-03", "a01-03-date,a01-02")
    assert "cause-after-effect" in {code_of(note) for note in found(package, "note")}


def add_column(package: Path, file: str, column: str, id_: str, value: str) -> None:
    rows = list(csv.reader((package / file).read_text(encoding="utf-8").splitlines()))
    rows = [[*row, column if number == 0 else value if row[0] == id_ else ""] for number, row in enumerate(rows)]
    with (package / file).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ((CLAIMS, "polarity", "a01-02", "strained"), ""),
        ((CLAIMS, "polarity", "a01-02", "no"), f"{CLAIMS}:3:polarity: enum: expected one of denied, strained"),
        (("annotations.csv", "other_id", "a01-03-date", "a01-02"), ""),
        (("annotations.csv", "other_id", "a01-03-date", "chile"), ""),
        (("annotations.csv", "other_id", "a01-03-date", "a01-09"), "annotations.csv:2:other_id: reference: expected"),
    ],
)
def test_a_column_of_a_later_format(package: Path, cell: tuple[str, str, str, str], problem: str) -> None:
    add_column(package, *cell)
    assert [each.startswith(problem) for each in found(package)] == ([True] if problem else [])


def test_a_cell_has_a_sensible_length(package: Path) -> None:
    edit(package, "nodes/persons.csv", "Prime minister of Cuba.", "x" * 100_000)
    assert found(package) == [
        "nodes/persons.csv:2:description: cell-too-long: expected at most 4000 characters, found 100000"
    ]


def test_a_break_makes_no_other_problems(package: Path) -> None:
    edit(package, CLAIMS, "a04-04,TRADED_WITH", "a04-04,TRADED_WTH")
    assert len(found(package)) == 1
    (package / "nodes" / "states.csv").unlink()
    assert found(package) == [
        "nodes/states.csv: missing-file: expected a CSV file, found none",
        *(problem for problem in found(package) if "TRADED_WTH" in problem),
    ]


def test_all_problems_come_in_one_run_in_the_order_of_the_files(package: Path) -> None:
    edit(package, "nodes/persons.csv", "1926-08-13", "1926-13")
    edit(package, CLAIMS, ",tonne,", ",,")
    edit(package, CLAIMS, "1973-09-21", "21.9.1973")
    places = [problem.split(": ")[0] for problem in found(package)]
    assert places == ["nodes/persons.csv:2:born", "relationships.csv:9:date", "relationships.csv:11:unit"]


def test_rows_are_counted_as_an_editor_does(package: Path) -> None:
    edit(package, "nodes/persons.csv", "Prime minister of Cuba.", '"Prime\nminister"')
    edit(package, "nodes/persons.csv", "leonid-brezhnev,Leonid Brezhnev,", "leonid-brezhnev,,")
    assert [problem.row for problem in validate(package) if problem.severity != "note"] == [2, 5]


def test_rows_out_of_order_are_found(package: Path) -> None:
    file = package / "aliases.csv"
    header, first, *rest = file.read_text().splitlines(keepends=True)
    file.write_text("".join([header, *rest, first]))
    assert found(package) == [
        "aliases.csv:6:entity_id: order: expected rows sorted by entity_id, found 'fidel-castro' after 'ussr'"
    ]


ODD = {
    "distant-date": ("nodes/agreements.csv", "1980-07", "1790-07", "nodes/agreements.csv:2:date"),
    "reported-by": (CLAIMS, "weakly placed.,stated", "weakly placed.,reported", f"{CLAIMS}:6:standing"),
    "lifetime": (CLAIMS, "chile,1971-11-10/1971-12-04", "chile,1917", f"{CLAIMS}:2:date"),
    "similar-claim": (
        CLAIMS,
        "INFORMED,kgb,leonid-brezhnev,../1982,eastern-bloc,",
        "LOCATED_IN,kgb,moscow-city,,,",
        f"{CLAIMS}:18:id",
    ),
}


@pytest.mark.parametrize(("code", "case"), ODD.items(), ids=ODD)
def test_what_is_odd_is_a_note(package: Path, code: str, case: tuple[str, str, str, str]) -> None:
    file, old, new, place = case
    edit(package, file, old, new)
    (note,) = (each for each in found(package, "note") if not code_of(each).startswith("summary-"))
    assert note.startswith(f"{place}: {code}: expected ")
    if code != "similar-claim":  # which leaves the third party of the other claim an orphan
        assert found(package) == []
        Dataset.load(package)


def test_an_unused_type_of_the_projects_own_package_is_a_note(package: Path) -> None:
    edit(package, "datapackage.json", '"coldwar-mini"', f'"{contract().name}"')
    assert "vocabulary.yaml: unused: expected a row of relationships.csv that uses types.KILLED, found none" in found(
        package, "note"
    )


def write(content: bytes) -> Callable[[Path], None]:
    return lambda file: file.write_bytes(content) and None


def replace(old: bytes, new: bytes) -> Callable[[Path], None]:
    return lambda file: file.write_bytes(file.read_bytes().replace(old, new)) and None


def make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def make_huge(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(600 * 2**20)


ALIASES_HEADER = b"entity_id,name,kind,language,script,source_id\n"


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (Path.unlink, "aliases.csv: missing-file: expected a CSV file, found none"),
        (make_folder, "aliases.csv: not-a-file: expected a CSV file, found a folder or a device"),
        (make_huge, "aliases.csv: file-too-large: expected at most 512 MB, found 600 MB"),
        (
            write(b""),
            "aliases.csv: empty-file: expected a header entity_id,",
        ),
        (
            write(b"\n \n"),
            "aliases.csv: empty-file: expected a header entity_id,",
        ),
        (
            lambda file: file.write_bytes(file.read_text(encoding="utf-8").encode("utf-16")),
            "aliases.csv:1: encoding: expected UTF-8, found UTF-16",
        ),
        (replace(b"Fidel,", b"Fid\0el,"), "aliases.csv:2: nul-byte: expected text, found a NUL byte"),
        (replace(b"Fidel,", b"Fid\xe9l,"), "aliases.csv:2: encoding: expected UTF-8, found byte 0xe9"),
        (replace(b"Fidel,", b"Fid\xed\xa0\x80l,"), "aliases.csv:2: encoding: expected UTF-8, found byte 0xed"),
        (
            replace(b"entity_id,", b"\xef\xbb\xbfentity_id,"),
            "aliases.csv:1: byte-order-mark: expected UTF-8 without a byte order mark, found one",
        ),
        (replace(b"\n", b"\r\n"), "aliases.csv:1: line-ending: expected lines that end with LF, found a CR"),
        (
            replace(b"Cyrl,\n", b"Cyrl,"),
            "aliases.csv:6: final-newline: expected a newline at the end of the file, found none",
        ),
        (
            replace(b",Fidel,", b',"Fidel,'),
            "aliases.csv:2: quoting: expected quotes that close",
        ),
        (
            replace(b",kind,", b",kinds,"),
            "aliases.csv:1:kind: missing-column: expected a column 'kind', found none, did you mean 'kinds'?",
        ),
        (
            replace(b",kind,", b",kinds,"),
            "aliases.csv:1: extra-column: expected no column 'kinds', found it, did you mean 'kind'?",
        ),
        (
            replace(b"name,kind,", b"kind,name,"),
            "aliases.csv:1: column-order: expected the columns entity_id,name,kind,",
        ),
        (
            replace(b"name,kind,", b"name,kind,kind,"),
            "aliases.csv:1:kind: duplicate-column: expected the column 'kind' once, found it twice",
        ),
        (
            replace(b"fidel-castro,Fidel,", b"\nfidel-castro,Fidel,"),
            "aliases.csv:2: blank-row: expected a row of cells, found a blank line",
        ),
        (
            replace(b"fidel-castro,Fidel,", b"  ,,,,,\nfidel-castro,Fidel,"),
            "aliases.csv:2: blank-row: expected a row of cells, found one of empty cells",
        ),
        (replace(b",Fidel,", b",Fidel,,"), "aliases.csv:2: cell-count: expected 6 cells, found 7"),
        (
            write(b'"' + ALIASES_HEADER),
            "aliases.csv:1: quoting: expected quotes that close",
        ),
        (write(bytes(range(1, 256)) * 50), "aliases.csv:2: encoding: expected UTF-8, found byte 0x80"),
    ],
)
def test_a_damaged_file_is_a_clear_problem(package: Path, damage: Callable[[Path], None], problem: str) -> None:
    damage(package / "aliases.csv")
    assert any(line.startswith(problem) for line in found(package))
    with pytest.raises(DatasetError):
        Dataset.load(package)


@pytest.mark.parametrize("damage", [Path.unlink, make_folder, make_huge, write(b""), write(b"a\0"), write(b"\xff\n")])
def test_a_lost_table_brings_no_flood_of_other_problems(package: Path, damage: Callable[[Path], None]) -> None:
    damage(package / "relationships.csv")
    assert len(found(package)) == 1


def test_a_torn_row_of_a_node_table_is_the_only_problem(package: Path) -> None:
    edit(package, "nodes/states.csv", "Soviet Union,", "Soviet, Union,")
    assert found(package) == ["nodes/states.csv:5: cell-count: expected 9 cells, found 10"]


def test_a_table_may_be_empty_but_for_its_header(package: Path) -> None:
    (package / "aliases.csv").write_bytes(ALIASES_HEADER)
    assert found(package) == []
    assert len(Dataset.load(package).aliases) == 0


@pytest.mark.parametrize(
    ("file", "content", "start"),
    [
        ("datapackage.json", b"{", "datapackage.json: package: expected JSON in UTF-8"),
        ("datapackage.json", b"[]", "datapackage.json: package: expected a JSON object, found list"),
        ("datapackage.json", b"{}", "datapackage.json: package: expected resources"),
        ("datapackage.json", b'{"resources": 3}', "datapackage.json: package: expected resources"),
        (
            "datapackage.json",
            b'{"resources": [1]}',
            "datapackage.json: package: expected resources with a schema, found another",
        ),
        ("datapackage.json", b"[" * 100_000, "datapackage.json: package: expected JSON"),
        ("datapackage.json", b"\xff", "datapackage.json: package: expected JSON in UTF-8"),
        ("vocabulary.yaml", b"\xff", "vocabulary.yaml: package: expected a readable UTF-8 file"),
        ("vocabulary.yaml", b"types: [", "vocabulary.yaml: package: expected YAML"),
        ("vocabulary.yaml", b"- a", "vocabulary.yaml: package: expected the sections"),
        ("cameo-goldstein.csv", b"code\n1\n", "cameo-goldstein.csv: package: expected rows"),
    ],
)
def test_a_broken_descriptor_or_vocabulary_is_one_problem(package: Path, file: str, content: bytes, start: str) -> None:
    (package / file).write_bytes(content)
    (problem,) = found(package)
    assert problem.startswith(start)
    assert len(problem.splitlines()) == 1


def test_a_broken_vocabulary_does_not_hide_what_is_wrong_elsewhere(package: Path) -> None:
    (package / "datapackage.json").write_text("{")
    (package / "vocabulary.yaml").write_text("types: [")
    (package / "aliases.csv").write_bytes(b"")
    places = [problem.partition(":")[0] for problem in found(package)]
    assert places == ["datapackage.json", "vocabulary.yaml", "aliases.csv"]


def test_a_descriptor_with_other_tables_is_refused(package: Path) -> None:
    edit(package, "datapackage.json", '"path": "aliases.csv"', '"path": "../../etc/passwd"')
    (problem,) = found(package)
    assert problem.startswith("datapackage.json: descriptor: ")
    assert problem.endswith("found another description of aliases")


def test_the_command_lists_problems_and_fails(coldwar: Callable, package: Path) -> None:
    edit(package, CLAIMS, ",tonne,", ",,")
    result = coldwar("validate", package)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "relationships.csv:11:unit: amount: expected the unit of '22500000.5', found none",
        "1 fault, 0 notes",
    ]


def test_the_command_speaks_json(coldwar: Callable, package: Path) -> None:
    edit(package, CLAIMS, ",tonne,", ",,")
    result = coldwar("validate", package, "--json")
    assert result.returncode == 1
    assert json.loads(result.stdout) == [
        {
            "file": "relationships.csv",
            "row": 11,
            "column": "unit",
            "code": "amount",
            "message": "expected the unit of '22500000.5', found none",
            "severity": "fault",
        }
    ]


def test_the_command_is_content_with_a_sound_package(coldwar: Callable) -> None:
    result = coldwar("validate", MINI)
    assert (result.returncode, result.stdout) == (0, "0 faults, 0 notes\n")


@pytest.mark.parametrize("path", ["", "does-not-exist", "/dev/null"])
def test_the_command_fails_where_there_is_no_package(coldwar: Callable, path: str, tmp_path: Path) -> None:
    result = coldwar("validate", tmp_path / path)
    assert result.returncode == 1
    assert "datapackage.json" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def parted_by(sign: str) -> Callable[[Path], None]:
    return lambda file: file.write_text(file.read_text().replace(",", sign)) and None


def encoded(encoding: str) -> Callable[[Path], None]:
    return lambda file: file.write_bytes(file.read_text().encode(encoding)) and None


@pytest.mark.parametrize(
    ("damage", "cause"),
    [
        (parted_by(";"), "semicolons"),
        (parted_by("\t"), "tabs"),
        (replace(b"id,", b"sep=,\nid,"), "Excel"),
        (write(b"PK\x03\x04" + bytes(200)), "spreadsheet"),
        (write(b"\xd0\xcf\x11\xe0" + bytes(200)), "spreadsheet"),
        (encoded("utf-16"), "UTF-16"),
        (encoded("utf-16-le"), "UTF-16"),
    ],
)
def test_a_file_of_another_form_is_one_problem_that_names_the_cause(
    package: Path, damage: Callable[[Path], None], cause: str
) -> None:
    damage(package / CLAIMS)
    (problem,) = found(package)
    assert problem.startswith(CLAIMS)
    assert cause in problem


def test_slips_in_the_vocabulary_are_all_named_and_hide_nothing(package: Path) -> None:
    edit(package, "vocabulary.yaml", 'cameo: "040"', 'cameo: "049"')
    edit(package, "vocabulary.yaml", "moscow: {name: Moscow,", "moscow: {name: [Moscow],")
    edit(package, CLAIMS, ",tonne,", ",,")
    places = [problem.split(": ")[0] for problem in found(package)]
    assert places == ["vocabulary.yaml", "vocabulary.yaml", f"{CLAIMS}:11:unit"]


@pytest.mark.parametrize(("file", "content"), [("vocabulary.yaml", "types: ["), ("cameo-goldstein.csv", "code\n1\n")])
def test_a_file_that_cannot_be_read_hides_no_other_problem(package: Path, file: str, content: str) -> None:
    (package / file).write_text(content)
    edit(package, CLAIMS, ",tonne,", ",,")
    assert sorted(problem.split(": ")[0] for problem in found(package)) == sorted([file, f"{CLAIMS}:11:unit"])


@pytest.mark.parametrize("name", ["FROM", "STATED_IN", "IN_THEATRE", "MET WITH", "met_with", "2MET"])
def test_a_type_that_is_no_name_of_its_own_is_refused(package: Path, name: str) -> None:
    for file in ("vocabulary.yaml", CLAIMS):
        path = package / file
        path.write_text(re.sub(r"\bVISITED\b", name, path.read_text()))
    (problem,) = found(package)
    assert problem.startswith("vocabulary.yaml: package: types: expected a name")


@pytest.mark.parametrize(
    ("number", "code", "says"),
    [
        ("9" * 25, "range", "at most"),
        ("9" * 400, "range", "at most"),
        ("inf", "type", "a number such as"),
        ("1.234.567", "type", "mean 1234567?"),
        ('"1,5"', "type", "mean 1.5?"),
        ('"1,500"', "type", "mean 1.500 or 1500?"),
        ("1 000", "type", "mean 1000?"),
        ("1\u00a0000", "type", "mean 1000?"),
        ("\u0661\u0662", "type", "mean 12?"),
        ("1e6", "type", "mean 1000000?"),
        ("+5", "type", "mean 5?"),
    ],
)
def test_a_number_by_other_customs_is_refused_with_what_it_may_mean(
    package: Path, number: str, code: str, says: str
) -> None:
    edit(package, CLAIMS, "22500000.5", number)
    (problem,) = (each for each in found(package) if f":amount: {code}: " in each)
    assert says in problem


def test_a_count_beyond_its_type_is_refused(package: Path) -> None:
    edit(package, "mentions.csv", "chile,2", f"chile,{'9' * 25}")
    (problem,) = found(package)
    assert problem.startswith("mentions.csv:2:count: range: ")


def test_a_point_that_may_part_thousands_is_a_note(package: Path) -> None:
    edit(package, CLAIMS, "22500000.5", "23.000")
    (note,) = found(package, "note")
    assert note.startswith(f"{CLAIMS}:11:amount: ambiguous-number: ")
    assert note.endswith("write 23 or 23000")
    assert found(package) == []


def test_many_problems_of_a_kind_are_counted(package: Path) -> None:
    rows = "".join(f"n{number:06},x,y\n" for number in range(3000))
    (package / "nodes" / "topics.csv").write_text("id,name,description,kind\n" + rows)
    problems = [problem for problem in validate(package) if problem.code == "cell-count"]
    lines = list(listed(problems))
    assert len(lines) == 51
    assert lines[-1] == "nodes/topics.csv: cell-count: … and 2,950 more like the 50 above (fault)"


def test_a_program_is_told_so_many_problems_of_a_kind_and_how_many_more_there_are(
    coldwar: Callable, package: Path
) -> None:
    rows = "".join(f"n{number:06},x,y\n" for number in range(10_100))
    (package / "nodes" / "topics.csv").write_text("id,name,description,kind\n" + rows)
    problems = [problem for problem in validate(package) if problem.code == "cell-count"]
    assert [problem.times for problem in problems] == [1] * 10_000 + [100]
    assert problems[-1].row == 10_002
    assert list(listed(problems))[-1].startswith("nodes/topics.csv: cell-count: … and 10,050 more")
    assert len([each for each in check_package(package).problems if each.code == "cell-count"]) == 10_100
    told = [each for each in json.loads(coldwar("validate", package, "--json").stdout) if each["code"] == "cell-count"]
    assert [each.get("times") for each in told] == [None] * 10_000 + [100]


def test_a_file_whose_rows_are_none_is_given_up(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_LOST", 100)
    monkeypatch.setattr(reading, "_BLOCK", 10)
    (package / "nodes" / "topics.csv").write_text("id,name,description,kind\n" + "x\n" * 10_000)
    problems = found(package)
    assert len(problems) < 120
    assert "nodes/topics.csv: not-csv: expected rows of 4 cells, found 100 others" in problems


def test_a_line_without_end_is_one_problem(package: Path) -> None:
    (package / CLAIMS).write_bytes(b"id,type\n" + b"x" * (LONGEST_LINE + 2**20 + 1))
    (problem,) = found(package)
    assert problem.startswith(f"{CLAIMS}:2: quoting: ")
    assert problem.endswith("found a line of more than 16 MB")


def test_rows_keep_their_lines_behind_cells_of_several_lines(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_BLOCK", 3)
    rows = [f'n{number},"x\ny",,subject\n' if number % 4 == 1 else f"n{number},x,,subject\n" for number in range(20)]
    (package / "nodes" / "topics.csv").write_text("id,name,description,kind\n" + "".join(rows) + 'n99,"x\n')
    raw = reading.read_table(package, contract().tables["topics"])
    expected = [2 + number + sum(earlier % 4 == 1 for earlier in range(number)) for number in range(20)]
    assert [record.row for record in raw.records] == expected
    assert [str(problem)[:27] for problem in raw.problems] == ["nodes/topics.csv:27: quotin"]


def test_what_lies_within_itself_is_found_at_the_end_of_a_long_chain(package: Path) -> None:
    file = package / "nodes" / "events.csv"
    columns = file.read_text(encoding="utf-8").splitlines()[0].split(",")
    within = {f"e{number:05}": f"e{number + 1:05}" for number in range(9_998)} | {"e09998": "e09997"}
    rows = ({"id": id_, "part_of": container} for id_, container in within.items())
    text = "".join(",".join(row.get(column, "") for column in columns) + "\n" for row in rows)
    file.write_text(",".join(columns) + "\n" + text, encoding="utf-8")
    circles = [problem for problem in validate(package) if problem.code == "circle"]
    assert [problem.message.partition("found ")[2] for problem in circles] == [
        "'e09997' within itself",
        "'e09998' within itself",
    ]


def test_a_suggestion_is_given_only_so_often_and_only_where_something_is_alike() -> None:
    assert did_you_mean("military-strength", ["italy", "united-kingdom", "chile"]) == ""
    hint = hints(["chile"])
    given = [hint("chiles") for _ in range(100)]
    assert given[0] == ", did you mean 'chile'?"
    assert 10 <= len(list(filter(None, given))) < 50
