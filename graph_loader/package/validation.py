"""Checks a data package: all problems in one run, whatever the input."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_loader.model import resources
from graph_loader.model.problems import FileError, Problem
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package import claim_rules, entity_rules
from graph_loader.package.content import Content
from graph_loader.package.descriptor import DESCRIPTOR, DataPackage, contract, read_descriptor
from graph_loader.package.reading import read_table
from graph_loader.package.schema_rules import check_schema
from graph_loader.package.study_rules import check_study


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
    except FileError:
        return CheckedPackage(None, tuple(sorted(_without_content(folder), key=_order)))
    problems = [problem for raw in content.tables.values() for problem in raw.problems]
    problems += _check_descriptor(folder)
    problems += check_schema(content)
    problems += check_study(content)
    for rule, tables in (*claim_rules.RULES, *entity_rules.RULES):
        if content.is_whole(*tables):
            problems += rule(content)
    return CheckedPackage(content, tuple(sorted(problems, key=_order)))


def _without_content(folder: Path) -> list[Problem]:
    """Say all that can be said of a package whose descriptor or vocabulary cannot be read."""
    broken: dict[str, Problem] = {}
    for load in (DataPackage.load, Vocabulary.load):
        try:
            load(folder)
        except FileError as error:
            broken[error.file] = Problem(error.file, None, "", "package", error.detail)
    if not (folder / DESCRIPTOR).is_file():  # no package, so no word about its files
        return [broken[DESCRIPTOR]]
    others = [table for table in contract().tables.values() if table.file not in broken]
    return [*broken.values(), *(problem for table in others for problem in read_table(folder, table).problems)]


def _check_descriptor(folder: Path) -> list[Problem]:
    """Check that the package describes its tables as this version of the code reads them."""
    ours = read_descriptor(resources.data_dir())["resources"]
    theirs = read_descriptor(folder)["resources"]
    if ours == theirs:
        return []
    names = [resource["name"] for resource in ours if resource not in theirs]
    what = f"another description of {', '.join(names)}" if names else "further tables"
    return [
        Problem(DESCRIPTOR, None, "", "descriptor", f"expected the resources that this version reads, found {what}")
    ]


def _order(problem: Problem) -> tuple[int, int, int, str]:
    tables = contract().tables.values()
    for place, table in enumerate(tables, start=1):
        if table.file == problem.file:
            columns = table.columns
            column = columns.index(problem.column) if problem.column in columns else -1
            return place, problem.row or 0, column, problem.code
    return 0, problem.row or 0, -1, problem.code
