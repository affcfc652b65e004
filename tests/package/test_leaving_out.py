"""A package that breaks rules, as a draft: the rows with faults and what rests on them are left out, and counted."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_loader.graph.network import to_networkx
from graph_loader.model.errors import DatasetError
from graph_loader.package.dataset import Dataset
from graph_loader.package.validation import check_content
from tests.packages import rewrite
from tests.views.sample import data_of

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "fixtures" / "mini"
CLAIMS = "relationships.csv"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return shutil.copytree(MINI, tmp_path / "package")


def rows(package: Path) -> dict[str, int] | None:
    left_out = Dataset.load(package, draft=True).left_out
    return left_out and left_out.rows


def test_a_package_without_fault_is_no_draft() -> None:
    dataset = Dataset.load(MINI, draft=True)
    assert dataset.left_out is None
    assert "draft" not in to_networkx(dataset).graph


def test_a_claim_with_a_fault_takes_its_evidence_and_its_annotations_along(package: Path) -> None:
    rewrite(package, CLAIMS, "1972-12~", "12/1972")
    dataset = Dataset.load(package, draft=True)
    assert dataset.left_out is not None
    assert dataset.left_out.rows == {CLAIMS: 1, "evidence.csv": 1, "annotations.csv": 1}
    assert [problem.code for problem in dataset.left_out.problems] == ["date"]
    assert "a01-03" not in {claim.id for claim in dataset.claims}
    assert to_networkx(dataset).graph["draft"] == 3


def test_an_entity_with_a_fault_takes_along_all_that_names_it_to_the_last(package: Path) -> None:
    rewrite(package, "nodes/states.csv", "SUHH", "Suhh")
    dataset = Dataset.load(package, draft=True)
    gone = {"ussr", "kgb", "leonid-brezhnev", "moscow-city", "grain-agreement-1980"}
    assert not gone & {entity.id for entity in dataset.entities}
    text = " ".join(str(vars(claim)) if hasattr(claim, "__dict__") else str(claim) for claim in dataset.claims)
    assert not [id_ for id_ in gone if re.search(rf"'{id_}'", text)]
    assert not [problem for problem in check_content(dataset.content) if problem.code in ("reference", "foreign-key")]


def test_of_an_id_that_stands_twice_neither_stays_for_nobody_knows_whose_evidence_it_is(package: Path) -> None:
    rewrite(package, CLAIMS, "a01-02,", "a01-01,")
    kept = {claim.id for claim in Dataset.load(package, draft=True).claims}
    assert not {"a01-01", "a01-02"} & kept
    assert "a01-03" in kept


def test_evidence_with_a_fault_leaves_a_claim_that_has_other_evidence(package: Path) -> None:
    rewrite(package, "evidence.csv", "a01-01,mini-2001,p03", "a01-01,mini-2001,p33")
    assert rows(package) == {"evidence.csv": 1}
    rewrite(package, "evidence.csv", "a01-01,mini-2001,p01", "a01-01,mini-2001,p31")
    assert rows(package) == {CLAIMS: 1, "evidence.csv": 2}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("aliases.csv", "Cyrl,\n", "Cyrl,"),
        ("aliases.csv", "entity_id", "\ufeffentity_id"),
        ("aliases.csv", "\n", "\r\n"),
        ("passages.csv", "Outlook without a claim.", ""),
        ("nodes/topics.csv", "grain,", "gold,Gold,Metal.,commodity\ngrain,"),
    ],
)
def test_the_form_of_a_file_and_what_is_still_to_come_cost_no_row(package: Path, file: str, old: str, new: str) -> None:
    rewrite(package, file, old, new)
    with pytest.raises(DatasetError):
        Dataset.load(package)
    assert rows(package) == {}


def test_rows_out_of_order_are_read_in_order(package: Path) -> None:
    file = package / CLAIMS
    header, first, *rest = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([header, *rest, first]), encoding="utf-8")
    dataset = Dataset.load(package, draft=True)
    assert dataset.claims == Dataset.load(MINI).claims
    assert dataset.left_out is not None


@pytest.mark.parametrize(
    "damage",
    [
        lambda package: (package / "evidence.csv").unlink(),
        lambda package: rewrite(package, "evidence.csv", "source_id", "source"),
        lambda package: (package / "vocabulary.yaml").write_text("types: ["),
        lambda package: rewrite(package, "datapackage.json", '"name"', '"nom"'),
    ],
)
def test_what_cannot_be_read_stops_a_draft_too(package: Path, damage: Callable[[Path], None]) -> None:
    damage(package)
    with pytest.raises(DatasetError) as caught:
        Dataset.load(package, draft=True)
    assert "unreadable" in {problem.severity for problem in caught.value.problems}


def test_a_cameo_code_with_a_fault_costs_its_own_value_only(package: Path) -> None:
    rewrite(package, "cameo-goldstein.csv", "042,make a visit,1.9", "042,make a visit,1e999")
    dataset = Dataset.load(package, draft=True)
    assert dataset.left_out is not None
    assert dataset.left_out.rows == {"cameo-goldstein.csv": 1}
    assert dataset.vocabulary.types["VISITED"].goldstein is None
    assert dataset.vocabulary.types["MET_WITH"].goldstein == Dataset.load(MINI).vocabulary.types["MET_WITH"].goldstein


def test_a_study_that_breaks_its_rules_is_left_aside(tmp_path: Path) -> None:
    package = shutil.copytree(ROOT / "tests" / "fixtures" / "accra", tmp_path / "package")
    study = (package / "study.yaml").read_text(encoding="utf-8")
    (package / "study.yaml").write_text(study + "\nnonsense: 1\n", encoding="utf-8")
    dataset = Dataset.load(package, draft=True)
    assert dataset.left_out is not None
    assert (dataset.left_out.rows, dataset.left_out.without_study, dataset.study) == ({}, True, None)


def test_a_study_goes_on_without_those_who_are_left_out(tmp_path: Path) -> None:
    package = shutil.copytree(ROOT / "data", tmp_path / "package")
    whole = Dataset.load(package).study
    assert whole is not None
    named = next(side.regime for contrast in whole.contrasts.values() for side in contrast.sides if side.regime)
    file = next(path for path in (package / "nodes").glob("*.csv") if f"\n{named}," in path.read_text(encoding="utf-8"))
    rewrite(package, file.relative_to(package).as_posix(), f"\n{named},", f"\n{named},,")
    dataset = Dataset.load(package, draft=True)
    assert dataset.left_out is not None
    assert dataset.study is not None
    assert not dataset.left_out.without_study
    assert (dataset.study.periods, dataset.study.title) == (whole.periods, whole.title)
    assert not [side for each in dataset.study.contrasts.values() for side in each.sides if side.regime == named]


COMMANDS = [
    ("show", "Salvador Allende"),
    ("path", "Salvador Allende", "Chile"),
    ("analyse", "sources"),
    ("export", "gexf", "-o", "out.gexf"),
    ("export", "neo4j-admin", "-o", "bulk"),
    ("view", "-o", "view.html"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_commands_refuse_faults_and_name_the_draft_and_work_on_it(
    coldwar: Callable, package: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    rewrite(package, CLAIMS, "1972-12~", "12/1972")
    refused = coldwar(*command, "--data", package, cwd=tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == "coldwar: the data package has 1 problem; --draft works on the rest"
    done = coldwar(*command, "--data", package, "--draft", cwd=tmp_path)
    assert done.returncode == 0
    assert "draft: 3 rows left out; `coldwar validate` lists what is wrong" in done.stderr.splitlines()


def test_a_file_that_a_spreadsheet_spoilt_is_offered_to_tidy_by_every_command(
    coldwar: Callable, package: Path, tmp_path: Path
) -> None:
    file = package / "evidence.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    for command in (*COMMANDS, ("workbook", package, "-o", "coding.xlsx")):
        place = () if command[0] == "workbook" else ("--data", package)
        *_, hint, last = coldwar(*command, *place, cwd=tmp_path).stderr.splitlines()
        assert (hint[:23], last) == ("coldwar tidy PACKAGE me", "coldwar: the data package has 1 problem"), command


def test_what_is_unreadable_is_offered_no_draft(coldwar: Callable, package: Path) -> None:
    (package / "evidence.csv").unlink()
    assert "--draft" not in coldwar("show", "Chile", "--data", package).stderr


def test_the_pages_of_a_draft_say_so_in_both_languages(coldwar: Callable, package: Path, tmp_path: Path) -> None:
    rewrite(package, CLAIMS, "1972-12~", "12/1972")
    assert coldwar("build", "--data", package, "--draft", "-o", "built", cwd=tmp_path).returncode == 0
    pages = {name: (tmp_path / "built" / name).read_text(encoding="utf-8") for name in ("index.html", "index.es.html")}
    assert '<p class="draft">Draft: 3 rows of the data are left out' in pages["index.html"]
    assert '<p class="draft">Borrador: se omiten 3 filas de los datos' in pages["index.es.html"]
    explorer = (tmp_path / "built" / "network.html").read_text(encoding="utf-8")
    assert 'id="draft">Draft: 3 rows of the data are left out' in explorer
    assert data_of(explorer)["draft"] == 3
    assert coldwar("build", "--data", MINI, "-o", "built", cwd=tmp_path).returncode == 0
    for name in ("index.html", "network.html"):
        assert 'class="draft"' not in (tmp_path / "built" / name).read_text(encoding="utf-8")
