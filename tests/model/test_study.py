"""study.yaml: every fault in one run, with its place; names that stand for nothing; what holds without the file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from graph_loader.analysis.findings import answered
from graph_loader.graph.network import to_networkx
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import StudyError
from graph_loader.model.study_file import read_study
from graph_loader.package.dataset import Dataset
from graph_loader.package.validation import validate

MINI = Path(__file__).parents[1] / "fixtures" / "mini"
ACCRA = MINI.with_name("accra")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        (tmp_path / "study.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_periods_run_from_one_beginning_to_the_day_before_the_next(written: Callable[[str], Path]) -> None:
    study = read_study(
        written("years: [1955, 1998]\nperiods: [{from: 1961, begins: a wall}, 1989]\neras: [1989-11-09]")
    )
    assert study is not None
    assert [(str(each), each.begins) for each in study.periods] == [
        ("1955–1960", {}),
        ("1961–1988", {"en": "a wall"}),
        ("1989–1998", {}),
    ]
    assert study.eras == ((date(1955, 1, 1), date(1989, 11, 8)), (date(1989, 11, 9), date(1998, 12, 31)))


FAULTS = {
    "titel: x": "titel: no such key",
    "years: [1998, 1955]": "years: expected the first and the last year, found [1998, 1955]",
    "years: [1955]": "years: expected the first and the last year, found [1955]",
    "periods: [1961]": "years: expected the first and the last year, since there are periods",
    "years: [1955, 1998]\nperiods: [1989, 1961]": (
        "periods.2.from: expected a later one than 1989-01-01, found 1961-01-01"
    ),
    "years: [1955, 1998]\nperiods: [{from: soon}]": (
        "periods.1.from: expected a year, a month or a day, like 1973 or 1973-09-11, found 'soon'"
    ),
    "groups: {a: {name: A}}": "groups.a: expected a set of actors by theatres, blocs, kinds or ids",
    "groups: {a: {ids: x}}": "groups.a.ids: expected a list, found 'x'",
    "questions: {q: {kind: guess}}": (
        "questions.q.kind: expected one of broker, go-between, influence-on, mixing, communities, coverage, balance, "
        "contrast, footing, found 'guess'"
    ),
    "questions: {q: {kind: footing}}": (
        "questions.q.projection: expected a projection for a question of the kind footing"
    ),
    "contrasts: {c: {partner: g, sides: []}}": "contrasts.c: expected a partner, the name of a group, and two sides",
    "contrasts: {c: {partner: g, sides: [{regime: r, group: g}, {group: h, from: 1980, to: 1970}]}}": (
        "contrasts.c.sides.1: expected a regime (with its state), or a group"
    ),
    "contrasts: {c: {partner: g, sides: [{group: h, from: 1950}, {group: h, from: 1970}]}}": (
        "contrasts.c.sides: expected two different sides, found h twice"
    ),
    "eras: [1961-08-13]": "years: expected the first and the last year, since there are eras",
    "directions: {north: [1]}": "directions.north: expected two numbers, right and down from the middle, found [1]",
    "title: {en: 5}": "title.en: expected a text, found 5",
    "- a\n- b": "expected keys with values, found ['a', 'b']",
    "a: [": "expected YAML",
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.items())
def test_a_fault_is_named_with_its_place(written: Callable[[str], Path], text: str, fault: str) -> None:
    with pytest.raises(StudyError) as failure:
        read_study(written(text))
    assert any(each.startswith(fault) for each in failure.value.problems), failure.value.problems


def test_all_faults_come_in_one_run(written: Callable[[str], Path]) -> None:
    with pytest.raises(StudyError) as failure:
        read_study(written("titel: x\nyears: [1]\ngroups: {a: {}}\n"))
    assert len(failure.value.problems) == 3


def test_names_that_stand_for_nothing_are_problems_of_the_package(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MINI, tmp_path / "package"))
    (folder / "study.yaml").write_text(
        "groups: {g: {theatres: [moscou], ids: [chle]}}\n"
        "questions: {q: {kind: go-between, projection: none, one: g, other: h}}\n"
        "shown_first: [contcat]\n",
        encoding="utf-8",
    )
    found = [str(problem) for problem in validate(folder) if problem.file == "study.yaml"]
    places = {text.split(": ")[2] for text in found}
    assert places == {
        "groups.g.theatres",
        "groups.g.ids",
        "questions.q.projection",
        "questions.q.other",
        "shown_first",
    }
    assert any("did you mean 'chile'" in text for text in found)


WRONG_NAMES = """
roles: {office: [RULED]}
projections: {talks: {families: [talk], apart: [lunch]}}
presets: {x: {families: [talk], theatres: [moscou]}}
shown_first: [talk]
directions: {moscou: [1, 0]}
groups: {g: {theatres: [moscou], blocs: [left], kinds: [club], ids: [chle]}}
contrasts:
  c:
    partner: p
    official: [club]
    measures: {m: {families: [talk], types: [RULED]}}
    sides: [{group: h, from: 1960, to: 1970}, {regime: junta, state: chle, from: 1971, to: 1980}]
questions:
  a: {kind: coverage, span: 0}
  b: {kind: contrast, contrast: d}
  e: {kind: go-between, projection: dreams, one: 5, other: [g]}
  f: {kind: influence-on, families: [talk], target: h}
  i: {kind: influence-on, families: talk, target: g}
  j: {kind: mixing, projection: talks, by: colour}
paths: {starts: [chle], goals: [cuba], projections: [talks, walks]}
"""
EXPECTED = """
roles.office: expected a type of the vocabulary, found 'RULED'
projections.talks.families: expected a family, found 'talk'
projections.talks.apart: expected a kind of event, found 'lunch'
presets.x.families: expected a family, found 'talk'
presets.x.theatres: expected a theatre, found 'moscou'
shown_first: expected a family, found 'talk'
directions: expected a theatre, found 'moscou'
groups.g.theatres: expected a theatre, found 'moscou'
groups.g.blocs: expected a bloc, found 'left'
groups.g.kinds: expected a kind of organization, found 'club'
groups.g.ids: expected the id of an actor, found 'chle'
contrasts.c.partner: expected a group, found 'p'
contrasts.c.measures.m: expected a family, found 'talk'
contrasts.c.measures.m: expected a type of the vocabulary, found 'RULED'
contrasts.c.sides.1.group: expected a group, found 'h'
contrasts.c.sides.2.regime: expected the id of an actor, found 'junta'
contrasts.c.sides.2.state: expected the id of a state, found 'chle'
contrasts.c.official: expected a kind of organization, found 'club'
questions.a.span: expected a whole number from 1 on, found '0'
questions.b.contrast: expected one of the contrasts, found 'd'
questions.e.projection: expected one of the projections, found 'dreams'
questions.e.one: expected a group, found '5'
questions.e.other: expected a group, found "['g']"
questions.f.families: expected one of the families, found 'talk'
questions.f.target: expected one of the groups, found 'h'
questions.i.families: expected a list of families, found 'talk'
questions.j.by: expected one of the groupings, found 'colour'
paths.starts: expected the id of an actor, found 'chle'
paths.projections: expected a projection, found 'walks'
"""


def test_every_name_of_a_study_is_looked_up_where_it_belongs(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MINI, tmp_path / "package"))
    (folder / "study.yaml").write_text(WRONG_NAMES, encoding="utf-8")
    found = [problem.message.split(", did you mean")[0] for problem in validate(folder) if problem.file == "study.yaml"]
    assert found == EXPECTED.strip().splitlines()


def test_a_package_without_a_study_gets_decades_and_the_questions_that_its_data_allow() -> None:
    study = study_of(to_networkx(Dataset.load(MINI)))
    assert all(period.first % 10 == 0 for period in study.periods[1:])
    assert {"broker", "footing", "coverage"} <= set(study.questions)
    assert set(study.presets) == {family for each in study.projections.values() for family in each.families}


def test_eras_stay_within_the_years_of_the_study(written: Callable[[str], Path]) -> None:
    study = read_study(written("years: [1955, 9999]\neras: [1950-01-01, 1955-01-01, 1989-11-09]"))
    assert study is not None
    assert study.eras == ((date(1955, 1, 1), date(1989, 11, 8)), (date(1989, 11, 9), date(9999, 12, 31)))


@pytest.mark.parametrize("left", ["projections", "groups", "projections groups contrasts presets questions paths"])
def test_a_study_that_says_only_some_of_it_still_asks_what_it_can(left: str, tmp_path: Path) -> None:
    """Whatever sections are missing, the questions name what there is."""
    folder = shutil.copytree(ACCRA, tmp_path / "accra")
    said = yaml.safe_load((folder / "study.yaml").read_text(encoding="utf-8"))
    kept = {key: value for key, value in said.items() if key in {"title", "years", "roles", *left.split()}}
    kept = {key: value for key, value in kept.items() if key not in ("contrasts", "questions", "presets", "paths")}
    (folder / "study.yaml").write_text(yaml.safe_dump(kept), encoding="utf-8")
    answered_ = answered(to_networkx(Dataset.load(folder)), draws=2)
    assert answered_.found
    assert all(each.why["es"].endswith(".") for each in answered_.unanswered)
