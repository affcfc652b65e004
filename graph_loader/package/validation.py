"""Checks a data package: all problems in one run, whatever the input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from graph_loader.model import resources
from graph_loader.model.collector import collector_paused
from graph_loader.model.problems import FileError, Problem, did_you_mean, limited, quoted
from graph_loader.model.vocabulary_file import RESERVED_IDS, SLUG
from graph_loader.package import base_uri, claim_rules, entity_rules, undo
from graph_loader.package.content import Content
from graph_loader.package.descriptor import DESCRIPTOR, KIND, RESERVED, contract, read_descriptor
from graph_loader.package.reading import LARGEST_CHECKED, LARGEST_FILE, too_large
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
    >>> [problem for problem in validate("tests/fixtures/mini") if problem.severity != "note"]
    []
    >>> print(*validate("tests"))
    datapackage.json: package: expected a data package, found no datapackage.json in 'tests'
    """
    return check_package(Path(path) if path is not None else resources.data_dir(), is_held=False).problems


def check_package(folder: Path, *, is_held: bool = True) -> CheckedPackage:
    """Read a package and check it against every rule.

    Parameters
    ----------
    folder : pathlib.Path
        The package's folder.
    is_held : bool
        Whether its rows will be held as objects, and what is wrong with each of them matters. Else tables may be
        larger, and of very many problems of a kind the last stands for the others.

    Returns
    -------
    CheckedPackage
    """
    if what := undo.interrupted(folder):
        message = f"expected a package at rest, found {what!r} interrupted: take it back with coldwar undo"
        return CheckedPackage(None, (_of_descriptor(message),))
    with collector_paused():
        return _checked(folder, is_held=is_held)


def _checked(folder: Path, *, is_held: bool) -> CheckedPackage:
    tables = contract().tables.values() if is_held else ()
    if large := tuple(filter(None, (too_large(folder / table.file, table) for table in tables))):
        return CheckedPackage(None, large)  # before the other tables are read
    try:
        content = Content.read(folder, LARGEST_FILE if is_held else LARGEST_CHECKED)
    except FileError as error:
        return CheckedPackage(None, (Problem(error.file, None, "", "package", error.detail),))
    described = any(problem.file == DESCRIPTOR for problem in content.problems)
    found = chain(
        content.problems,
        *(raw.problems for raw in content.tables.values()),
        () if described else _check_descriptor(folder),
        _strays(folder, content),
        check_content(content),
    )
    problems = list(found) if is_held else limited(found)
    return CheckedPackage(content, tuple(sorted(_said_once(content, problems), key=_order())))


def check_content(content: Content) -> Iterator[Problem]:
    """Check what was read against every rule whose tables could be read."""
    yield from check_schema(content)
    yield from check_study(content)
    for rule, tables in (*claim_rules.RULES, *entity_rules.RULES):
        if content.is_whole(*tables):
            yield from rule(content)


def _said_once(content: Content, problems: list[Problem]) -> list[Problem]:
    """Name what is wrong with the table of CAMEO codes by its cells, or as a whole where it is no such table."""
    broken = {problem.file for problem in content.problems}
    for raw in (raw for raw in content.tables.values() if raw.table.file in broken):
        said = [problem for problem in problems if problem.file == raw.table.file]
        whole = [problem for problem in said if problem in content.problems]
        if whole and len(said) > len(whole):
            form = {problem.code for problem in raw.problems if problem.severity == "unreadable"}
            named = raw.is_whole or bool(form - {"missing-column"})
            dropped = whole if named else [problem for problem in said if problem not in whole]
            problems = [problem for problem in problems if problem not in dropped]
    return problems


def _check_descriptor(folder: Path) -> list[Problem]:
    """Check that the package keeps a format that this version reads, and describes its tables so."""
    ours, theirs = read_descriptor(resources.data_dir()), read_descriptor(folder)
    if _numbers(found := theirs.get("format", FIRST_FORMAT)) > _numbers(latest := ours["format"]):
        return [_of_descriptor(f"expected a format up to {latest}, which this version reads, found {found!r}")]
    if wrong := base_uri.fault(theirs):
        return [_of_descriptor(wrong)]
    known = {resource["name"]: resource for resource in ours["resources"]}
    if further := [resource["name"] for resource in theirs["resources"] if resource["name"] not in known]:
        found = ", ".join(map(quoted, further))
        return [_of_descriptor(f"expected the resources that this version reads, found further tables: {found}")]
    return [
        _of_descriptor(message)
        for resource in theirs["resources"]
        for message in _faults(resource, known[resource["name"]])
    ]


def _strays(folder: Path, content: Content) -> Iterator[Problem]:
    """Find tables that nobody reads: a misspelt name would hide all its rows."""
    files = [raw.table.file for raw in content.tables.values()]
    for path in sorted([*folder.glob("*.csv"), *folder.glob("nodes/*.csv")]):
        if (file := path.relative_to(folder).as_posix()) not in files:
            message = f"expected the tables of a data package, found another one{did_you_mean(file, files)}"
            yield Problem(file, None, "", "stray-file", message)


def _faults(theirs: dict[str, Any], ours: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with a package's description of a table: it may only add columns and kinds."""
    name = theirs["name"]
    columns = [field["name"] for field in ours["schema"]["fields"]]
    fields = theirs["schema"]["fields"]
    if _shape(theirs["path"], [each for each in fields if each["name"] in columns]) not in _forms(ours):
        yield f"expected the resources that this version reads, found another description of {name}"
    elif own := [each for each in fields if each["name"] not in columns]:
        if not contract().tables[name].extensible:
            yield f"expected columns of one's own in tables of nodes and in relationships only, found some in {name}"
        elif fields[-len(own) :] != own:
            yield f"expected columns of one's own behind all others of {name}, found them between"
        else:
            yield from (fault for each in own if (fault := _own_fault(each, name)))
    for kind in _own_kinds(fields, ours["schema"]["fields"]):
        if not isinstance(kind, str) or not SLUG.fullmatch(kind) or kind in RESERVED_IDS:
            expected = "a kind in lower-case-with-hyphens that the model does not use itself"
            yield f"expected {expected}, found {quoted(str(kind))} in {name}"


def _own_kinds(theirs: list[dict[str, Any]], ours: list[dict[str, Any]]) -> list[Any]:
    """Return the kinds that a package adds to a table's."""
    known, said = (
        [kind for field in fields if field["name"] == KIND for kind in field.get("constraints", {}).get("enum", [])]
        for fields in (ours, theirs)
    )
    return [kind for kind in said if kind not in known]


def _own_fault(field: dict[str, Any], table: str) -> str:
    """Say what is wrong with a column that a package added."""
    name, type_ = field["name"], field.get("type", "string")
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", str(name)):
        return f"expected a column in lower_snake_case, found {quoted(str(name))} in {table}"
    if name in RESERVED:
        return f"expected a column whose name the graph does not use itself, found {quoted(name)} in {table}"
    if type_ not in ("string", "number", "integer"):
        return f"expected string, number or integer as the type of {table}.{name}, found {quoted(str(type_))}"
    return ""


def _shape(path: str, fields: list[dict[str, Any]]) -> tuple[str, list[tuple[str, str]]]:
    """Return what must be as the contract has it: its rules for cells hold whatever a package says of them."""
    return path, [(field["name"], field.get("type", "string")) for field in fields]


def _forms(resource: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the shape of a table in every format so far, the last first."""
    fields = resource["schema"]["fields"]
    formats = sorted({field.get("since", FIRST_FORMAT) for field in fields}, key=_numbers, reverse=True)
    return [
        _shape(
            resource["path"],
            [each for each in fields if _numbers(each.get("since", FIRST_FORMAT)) <= _numbers(format_)],
        )
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
