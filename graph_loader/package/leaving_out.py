"""A package that breaks rules, without the rows that do so: what can be looked at while one is still coding."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace

from graph_loader.model.problems import HARMLESS, Problem
from graph_loader.model.study import Study
from graph_loader.package.content import Content
from graph_loader.package.raw import RawTable
from graph_loader.package.study_rules import check_study
from graph_loader.package.validation import check_content

_OF_IDS = frozenset({"unique", "id-clash"})
"""Codes by which nobody can tell what an id means, in the row that is named or in the other."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a draft does without.

    Attributes
    ----------
    rows : dict of str to int
        Rows left out, by file: those with a fault, and those that rest on them.
    without_study : bool
        Whether the study was left aside, for it breaks its rules; who is not there has left it in any case.
    problems : tuple of Problem
        The faults of the whole package; empty for one without fault, which is no draft.
    """

    rows: dict[str, int] = field(default_factory=dict)
    without_study: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def count(self) -> int:
        """How many rows are left out."""
        return sum(self.rows.values())


def without_faults(content: Content, problems: Iterable[Problem]) -> tuple[Content, LeftOut]:
    """Leave out the rows of a package that have a fault, then those that rest on them, until none has one.

    Parameters
    ----------
    content : Content
        Read whole: nothing in it is unreadable.
    problems : iterable of Problem
        All that is wrong with it.
    """
    faults = tuple(problem for problem in problems if problem.severity == "fault")
    rest, found = content, faults
    while True:
        lost = _lost(rest, found)
        kept = {name: _kept(rest, name, lost) for name in rest.tables}
        at_rest = rest is not content and not lost
        rest = rest.reduced(kept, rest.study)
        if at_rest:
            break
        found = tuple(problem for problem in check_content(rest) if problem.severity == "fault")
    study = rest.study and _of_those_present(rest.study, rest.labels)
    rest = rest.reduced(kept, study)
    if without_study := bool(check_study(rest)) or any(problem.code == "study" for problem in content.problems):
        rest = rest.reduced(kept, None)
    rows = {
        raw.table.file: count
        for name, raw in content.tables.items()
        if (count := len(raw.lines) + len(raw.torn) - len(kept[name]))
    }
    return rest, LeftOut(rows, without_study, faults)


def _of_those_present(study: Study, present: Container[str]) -> Study:
    """Return a study without the actors that are not there, and without the contrasts and questions that need them."""
    contrasts = {
        name: contrast
        for name, contrast in study.contrasts.items()
        if all(id_ is None or id_ in present for side in contrast.sides for id_ in (side.regime, side.state))
    }
    return replace(
        study,
        contrasts=contrasts,
        groups={
            name: replace(group, ids=tuple(id_ for id_ in group.ids if id_ in present))
            for name, group in study.groups.items()
        },
        questions={
            name: question
            for name, question in study.questions.items()
            if "contrast" not in question.parameters or question.parameters["contrast"] in contrasts
        },
        paths={
            end: names if end == "projections" else tuple(id_ for id_ in names if id_ in present)
            for end, names in study.paths.items()
        },
    )


def _lost(content: Content, faults: Iterable[Problem]) -> set[tuple[str, int]]:
    """Return file and line of the rows that cannot stay."""
    lost = {(each.file, each.row) for each in faults if each.row is not None and each.code not in HARMLESS}
    blurred = {(each.file, each.row) for each in faults if each.code in _OF_IDS and each.row is not None}
    tables = content.tables.values()
    ids = {id_ for raw in tables for row, id_ in _ids(raw) if (raw.table.file, row) in blurred}
    lost.update((raw.table.file, row) for raw in tables if ids for row, id_ in _ids(raw) if id_ in ids)
    return lost


def _ids(raw: RawTable) -> Iterable[tuple[int, str]]:
    return zip(raw.lines, raw.cells.get("id", ()), strict=False)


def _kept(content: Content, name: str, lost: set[tuple[str, int]]) -> list[int]:
    """Return the places of the rows of a table that stay, in the order of its key."""
    raw = content.tables[name]
    kept = [place for place, row in enumerate(raw.lines) if (raw.table.file, row) not in lost]
    return sorted(kept, key=raw.cells[raw.table.primary_key[0]].__getitem__)
