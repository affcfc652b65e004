"""`coldwar new`: what it writes holds from the first moment, with theatres or without, with claims or without."""

import io
import json
import sys
from pathlib import Path

import pytest

from graph_loader.analysis import ANALYSES, NO_CLAIMS, NO_THEATRES, analyse
from graph_loader.build import build
from graph_loader.graph import connections, projections
from graph_loader.graph.network import is_actor, to_networkx
from graph_loader.graph.sensible import study_of
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.dataset import Dataset
from graph_loader.package.validation import validate
from tests.conftest import Run

SAID = ("--title", "Letters: a {study} of <b>", "--person", "Anna Muster", "--person", "B. Prüfer")
WHOLE = (*SAID, "--licence", "cc-by-4.0")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "papers"


@pytest.mark.parametrize(
    "options",
    [
        WHOLE,
        (*SAID, "--licence", "https://example.org/terms", "--years", "1951", "1962"),
        (*WHOLE, "--theatre", "north=The North", "--theatre", 'south=The: "South"'),
        (*WHOLE, "--from", "coldwar"),
        (*WHOLE, "--from", "coldwar", "--theatre", "none"),
        ("--example",),
    ],
    ids=["plain", "terms", "theatres", "coldwar", "coldwar without theatres", "example"],
)
def test_a_new_package_has_neither_faults_nor_notes(options: tuple[str, ...], folder: Path, coldwar: Run) -> None:
    assert coldwar("new", folder, *options).returncode == 0
    outcome = coldwar("validate", folder)
    assert (outcome.returncode, outcome.stdout) == (0, "0 faults, 0 notes\n")
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    assert {resource["path"] for resource in described["resources"]} == files
    assert str(folder) in (folder / "README.md").read_text(encoding="utf-8")


def test_it_says_who_made_it_under_which_licence(folder: Path, coldwar: Run) -> None:
    coldwar("new", folder, *WHOLE, "--theatre", "north=The North", "--years", "1951", "1962")
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (described["name"], described["title"]) == ("letters-a-study-of-b", "Letters: a {study} of <b>")
    assert [person["title"] for person in described["contributors"]] == ["Anna Muster", "B. Prüfer"]
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    dataset = Dataset.load(folder)
    assert dataset.study is not None
    assert (dataset.study.title, dataset.study.first_year) == ({"en": "Letters: a {study} of <b>"}, 1951)
    assert [theatre.name for theatre in dataset.vocabulary.theatres.values()] == ["The North"]


def test_a_title_in_another_alphabet_leaves_the_name_to_the_folder(folder: Path, coldwar: Run) -> None:
    coldwar("new", folder, "--title", "Письма 1962", "--person", "А. Б.", "--licence", "CC0-1.0")
    assert Dataset.load(folder).name == "papers"


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ((*SAID, "--licence", "GPL"), "--licence: expected CC-BY-4.0, "),
        ((*WHOLE, "--theatre", "north"), "--theatre: expected a new id in lower-case-with-hyphens and a name"),
        ((*WHOLE, "--theatre", "none=None"), "--theatre: expected a new id"),
        ((*WHOLE, "--theatre", "a=A", "--theatre", "a=B"), "--theatre: expected a new id"),
        ((*WHOLE, "--years", "1962", "1951"), "--years: expected the first and the last year, found 1962 1951"),
        (("--title", "One\ntwo", *WHOLE[2:]), "--title: expected one line of up to 200 characters"),
        ((*WHOLE, "--person", " "), "--person: expected one line"),
        (("--example", "--theatre", "a=A"), "expected --example without --theatre and --from"),
        (SAID, "expected --licence: there is no terminal at which to ask for it"),
    ],
)
def test_what_cannot_be_is_one_line_and_leaves_nothing(
    options: tuple[str, ...], line: str, folder: Path, coldwar: Run
) -> None:
    outcome = coldwar("new", folder, *options)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith(f"coldwar: {line}")
    assert outcome.stderr.count("\n") == 1
    assert not list(folder.parent.iterdir())


def test_a_folder_with_files_is_left_alone_and_an_empty_one_is_filled(folder: Path, coldwar: Run) -> None:
    folder.mkdir()
    assert coldwar("new", ".", "--example", cwd=folder).returncode == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    outcome = coldwar("new", folder, *WHOLE)
    assert (outcome.returncode, outcome.stderr.count("\n")) == (1, 1)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert list(folder.parent.iterdir()) == [folder]


class Terminal(io.StringIO):
    """What somebody types; at the end they press Ctrl-C."""

    def isatty(self) -> bool:
        return True

    def readline(self, *_: object) -> str:
        if line := super().readline():
            return line
        raise KeyboardInterrupt


def test_what_was_not_said_is_asked_for(folder: Path, coldwar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = "Letters\nAnna; Bert\nGPL\nCC0-1.0\nnorth\nnorth=The North; south=The South\n"
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    outcome = coldwar("new", folder)
    assert outcome.returncode == 0
    assert "expected CC-BY-4.0" in outcome.stderr
    dataset = Dataset.load(folder)
    assert list(dataset.vocabulary.theatres) == ["north", "south"]


def test_ctrl_c_leaves_nothing(folder: Path, coldwar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("Letters\n"))
    assert coldwar("new", folder).returncode != 0
    assert not list(folder.parent.iterdir())


def test_a_package_without_claims_is_built_and_says_that_there_is_nothing_yet(
    folder: Path, tmp_path: Path, coldwar: Run
) -> None:
    coldwar("new", folder, *WHOLE)
    build(tmp_path / "build", folder)
    page = (tmp_path / "build" / "index.html").read_text(encoding="utf-8")
    assert "There is nothing here yet: the package holds no claims." in page
    assert "theatre" not in page
    assert coldwar("view", "--data", folder, "-o", tmp_path / "view.html").returncode == 0
    graph = to_networkx(Dataset.load(folder))
    for name in ANALYSES:
        table = analyse(graph, name)
        assert not table.empty or table.attrs["why"] == NO_CLAIMS


def test_without_theatres_every_person_who_ends_a_tie_acts(folder: Path, tmp_path: Path, coldwar: Run) -> None:
    coldwar("new", folder, "--example")
    with (folder / "nodes" / "persons.csv").open("a", encoding="utf-8") as table:
        table.write("zoe-voice,Zoe Voice,Whose word alone is passed on.,,,,,\n")
    evidence = folder / "evidence.csv"
    evidence.write_text(evidence.read_text(encoding="utf-8").replace(",tomas-orrel", ",zoe-voice"), encoding="utf-8")
    assert not [problem for problem in validate(folder) if problem.severity != "note"]
    graph = to_networkx(Dataset.load(folder))
    persons = {node for node, entity in graph.nodes(data=True) if entity["label"] == "Person"}
    assert {node for node in persons if is_actor(graph.nodes[node])} == persons - {"zoe-voice"}
    assert "ilse-marn" in projections.actors(graph)
    chain = connections.find(graph, "ilse-marn", "tomas-orrel")[0]
    assert [step.to_id for step in chain.steps] == ["ruben-aldane", "lake-conference-1962", "tomas-orrel"]
    assert {question.kind for question in study_of(graph).questions.values()} >= {"broker", "footing"}
    assert not analyse(graph, "paths").empty
    assert {name for name in ANALYSES if analyse(graph, name).attrs.get("why") == NO_THEATRES} == {
        "brokerage",
        "go-betweens",
        "grouping",
        "mixing",
    }
    build(tmp_path / "build", folder)
    assert "theatre" not in (tmp_path / "build" / "index.html").read_text(encoding="utf-8").lower()
    shown = coldwar("show", "Ilse Marn", "--data", folder).stdout
    assert "acts" not in shown


def test_a_theatre_that_the_vocabulary_does_not_have_is_a_fault(folder: Path, coldwar: Run) -> None:
    coldwar("new", folder, "--example")
    states = folder / "nodes" / "states.csv"
    states.write_text(states.read_text(encoding="utf-8").replace("shore.,,", "shore.,north,", 1), encoding="utf-8")
    (problem,) = validate(folder)
    assert str(problem) == (
        "nodes/states.csv:2:theatre: vocabulary: expected an empty cell, since vocabulary.yaml has no theatres, "
        "found 'north'"
    )


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  MET_WITH:", "  STATED_IN:", "types: expected a name that the model does not use itself, found 'STATED_IN'"),
        ("  MET_WITH:", "  Met_with:", "types: expected a name in UPPER_SNAKE_CASE, found 'Met_with'"),
        ("  other: {", "  all: {", "families: expected a name that the model does not use itself, found 'all'"),
        ("theatres: {}", "theatres: {none: {name: None, colour: '#111111'}}", "theatres: expected a name that"),
        ("  Topic: {", "  Claim: {", "labels: expected a name that the model does not use itself, found 'Claim'"),
        ("theatres: {}", "theaters: {}", "unknown section 'theaters', did you mean 'theatres'?"),
    ],
)
def test_names_that_the_model_uses_itself_are_refused(
    old: str, new: str, line: str, folder: Path, coldwar: Run
) -> None:
    coldwar("new", folder, *WHOLE)
    vocabulary = folder / "vocabulary.yaml"
    vocabulary.write_text(vocabulary.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert f"vocabulary.yaml: package: {line}" in coldwar("validate", folder).stdout


@pytest.mark.parametrize("kind", ["none", "collective", "Two words", "", 5, None])
def test_kinds_that_the_model_uses_itself_or_cannot_be_are_refused(kind: object, folder: Path, coldwar: Run) -> None:
    coldwar("new", folder, "--example")
    descriptor = folder / "datapackage.json"
    described = json.loads(descriptor.read_text(encoding="utf-8"))
    (events,) = (table for table in described["resources"] if table["name"] == "events")
    (field,) = (field for field in events["schema"]["fields"] if field["name"] == "kind")
    field["constraints"]["enum"] += ["regatta", kind]
    descriptor.write_text(json.dumps(described), encoding="utf-8")
    (line, _) = coldwar("validate", folder).stdout.splitlines()
    assert line.startswith("datapackage.json: descriptor: expected a kind in lower-case-with-hyphens that the model")


def test_every_type_of_the_general_vocabulary_reads_as_a_verb_in_both_languages(folder: Path, coldwar: Run) -> None:
    coldwar("new", folder, *WHOLE)
    types = Vocabulary.load(folder).types.values()
    assert all(type_.names.get("es") and type_.verb for type_ in types)
