"""Checks a data package: all problems in one run, whatever the input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_loader.model import resources
from graph_loader.model.problems import FileError, Problem
from graph_loader.package import claim_rules, entity_rules
from graph_loader.package.content import Content
from graph_loader.package.descriptor import DESCRIPTOR, contract, read_descriptor
from graph_loader.package.schema_rules import check_schema
from graph_loader.package.study_rules import check_study

FIRST_FORMAT = "0.1.0"
LATER = 10**6


@dataclass(frozen=True, slots=True)
class CheckedPackage:
    """A package's content, None where nothing could be read, and what is wrong with it."""

    content: Content | None
    problems: tuple[Problem, ...]


def validate(path: Path | str | None = None) -> tuple[Problem, ...]:
    """Find all problems of a data package.

    Parameters
    ----------
    path : pathlib.Path or str, optional
        The package's folder; that of the installation by default.

    Returns
    -------
    tuple of Problem
        In the order of files, rows and columns; empty for a package without fault.

    Examples
    --------
    >>> [problem for problem in validate("tests/fixtures/mini") if problem.severity == "error"]
    []
    >>> print(*validate("tests"))
    datapackage.json: package: expected a data package, found no datapackage.json in 'tests'
    """
    return check_package(Path(path) if path is not None else resources.data_dir()).problems


def check_package(folder: Path) -> CheckedPackage:
    """Read a package and check it against every rule.

    Parameters
    ----------
    folder : pathlib.Path
        The package's folder.

    Returns
    -------
    CheckedPackage
    """
    try:
        content = Content.read(folder)
    except FileError as error:
        return CheckedPackage(None, (Problem(error.file, None, "", "package", error.detail),))
    problems = [*content.problems, *(problem for raw in content.tables.values() for problem in raw.problems)]
    if not any(problem.file == DESCRIPTOR for problem in content.problems):
        problems += _check_descriptor(folder)
    problems += check_schema(content)
    problems += check_study(content)
    for rule, tables in (*claim_rules.RULES, *entity_rules.RULES):
        if content.is_whole(*tables):
            problems += rule(content)
    return CheckedPackage(content, tuple(sorted(_said_once(content, problems), key=_order())))


def _said_once(content: Content, problems: list[Problem]) -> list[Problem]:
    """Name what is wrong with the table of CAMEO codes by its cells, or as a whole where it is no such table."""
    broken = {problem.file for problem in content.problems}
    for raw in (raw for raw in content.tables.values() if raw.table.file in broken):
        said = [problem for problem in problems if problem.file == raw.table.file]
        whole = [problem for problem in said if problem in content.problems]
        if whole and len(said) > len(whole):
            dropped = whole if raw.is_whole else [problem for problem in said if problem not in whole]
            problems = [problem for problem in problems if problem not in dropped]
    return problems


def _check_descriptor(folder: Path) -> list[Problem]:
    """Check that the package keeps a format that this version reads, and describes its tables so."""
    ours, theirs = read_descriptor(resources.data_dir()), read_descriptor(folder)
    if _numbers(found := theirs.get("format", FIRST_FORMAT)) > _numbers(latest := ours["format"]):
        return [_of_descriptor(f"expected a format up to {latest}, which this version reads, found {found!r}")]
    known = {resource["name"]: _structure(resource) for resource in theirs["resources"]}
    names = [each["name"] for each in ours["resources"] if known.get(each["name"]) not in _forms(_structure(each))]
    if names or len(known) != len(ours["resources"]):
        what = f"another description of {', '.join(names)}" if names else "further tables"
        return [_of_descriptor(f"expected the resources that this version reads, found {what}")]
    return []


def _structure(described: Any) -> Any:
    """Leave out the words in which things are described: they are the package's own."""
    if isinstance(described, list):
        return [_structure(each) for each in described]
    if isinstance(described, dict):
        return {key: _structure(value) for key, value in described.items() if key not in ("title", "description")}
    return described


def _forms(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the description of a table in every format so far, the last first."""
    fields = resource["schema"]["fields"]
    formats = sorted({field.get("since", FIRST_FORMAT) for field in fields}, key=_numbers, reverse=True)
    return [
        resource
        | {
            "schema": resource["schema"]
            | {"fields": [each for each in fields if _numbers(each.get("since", FIRST_FORMAT)) <= _numbers(format_)]}
        }
        for format_ in formats
    ]


def _numbers(format_: object) -> tuple[int, ...]:
    parts = str(format_).split(".")
    return tuple(int(part) if part.isdecimal() else LATER for part in parts)


def _of_descriptor(message: str) -> Problem:
    return Problem(DESCRIPTOR, None, "", "descriptor", message)


def _order() -> Callable[[Problem], tuple[int, int, int, str]]:
    """Return the key that sorts problems by file, row and column."""
    tables = {table.file: (place, table.columns) for place, table in enumerate(contract().tables.values(), start=1)}

    def key(problem: Problem) -> tuple[int, int, int, str]:
        place, columns = tables.get(problem.file, (0, ()))
        column = columns.index(problem.column) if problem.column in columns else -1
        return place, problem.row or 0, column, problem.code

    return key
