"""The query library: the named Cypher queries under ``cypher/queries/<theme>/``, with a study's default parameters.

Each file starts with a header, which is YAML behind ``//``: title, question, parameters with their types, and the
columns of the result. Numbers such as limits have a default there; all else that a query asks about is the study's. A
query of a finding names the kind of question that it answers (``finding``), and asks what the study asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from graph_loader.database import study_values
from graph_loader.database.about import About
from graph_loader.database.cypher_text import filled
from graph_loader.database.literals import literal
from graph_loader.database.parameters import Parameter
from graph_loader.model.errors import ColdWarError, UsageError
from graph_loader.model.problems import FileError, did_you_mean, quoted
from graph_loader.model.resources import cypher_dir
from graph_loader.model.study import FILE, KINDS, Study
from graph_loader.model.yaml_text import safe_loader

PACKAGE = "package"
"""The parameter of every query that nobody need give."""


@dataclass(frozen=True, slots=True)
class Query:
    """A named query.

    Attributes
    ----------
    name, theme : str
        The names of its file and folder.
    title, question : str
        What it shows, and what it answers in plain words.
    parameters : tuple of Parameter
        What may be chosen.
    columns : dict of str to str
        The columns of its result, with what they hold.
    text : str
        The Cypher, without the header.
    finding : str
        The kind of question of a study that it answers; empty for none.
    package : str
        The name of the data package for which it answers; a database may hold several.
    """

    name: str
    theme: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    text: str
    finding: str = ""
    package: str = ""

    def bound(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return all parameters of the Cypher: the values, and the package."""
        return {PACKAGE: self.package, **values}

    def defaults(self) -> dict[str, Any]:
        """Return the value of each parameter where nothing else is said; one without a default is refused."""
        return {parameter.name: parameter.default_value() for parameter in self.parameters}

    def with_values(self, values: Mapping[str, Any]) -> str:
        """Return the Cypher with values in the place of the parameters, to be run in the Neo4j Browser.

        Examples
        --------
        >>> query = replace(library()["neighbourhood"], package="coldwar-mini")
        >>> print(query.with_values({"actor": "kgb"}).splitlines()[0])
        MATCH path = (:Actor {id: 'kgb'})-[r {package: 'coldwar-mini'}]-(:Actor)
        """
        bound = self.bound(values)
        return filled(self.text, lambda name: literal(bound[name]))


@cache
def library(folder: Path | None = None) -> Mapping[str, Query]:
    """Return all queries by their names, one theme after the other.

    Raises
    ------
    ColdWarError
        If a file's header cannot be read.

    Examples
    --------
    >>> library()["contacts-of"].theme
    'contact'
    """
    files = sorted((folder or cypher_dir() / "queries").glob("*/*.cypher"))
    return MappingProxyType({file.stem: _read(file) for file in files})


def of_package(data: Path | Sequence[Path]) -> Mapping[str, Query]:
    """Return all queries by their names, for a data package or collection, with the defaults of its study.

    Raises
    ------
    ColdWarError
        If the study names a query or a parameter that there is not, or a value that does not fit.
    """
    about = About.of(data)
    study = about.study or Study()
    for fault in faults(study):
        raise FileError(FILE, fault)
    return MappingProxyType({name: _with(query, study, about.name) for name, query in library().items()})


def faults(study: Study) -> Iterator[str]:
    """Say which default parameters of a study belong to no query, or cannot be values of theirs."""
    for name, defaults in study.queries.items():
        if name not in library():
            yield f"queries.{name}: expected a named query, found {quoted(name)}{did_you_mean(name, library())}"
            continue
        known = {parameter.name: parameter for parameter in library()[name].parameters}
        for parameter, text in defaults.items():
            place = f"queries.{name}.{parameter}"
            if parameter not in known:
                expected = ", ".join(known) or "(none)"
                yield f"{place}: expected a parameter of {expected}, found {quoted(parameter)}"
            elif not replace(known[parameter], study=study).can_be(text):
                yield f"{place}: expected a value of type {known[parameter].type!r}, found {quoted(text)}"


def _finding(kind: str) -> str:
    if kind and kind not in KINDS:
        raise ValueError(f"expected a finding of {', '.join(KINDS)}, found {kind!r}")
    return kind


def _with(query: Query, study: Study, package: str) -> Query:
    said = {**study_values.defaults(study, query.finding), **study.queries.get(query.name, {})}
    known = (replace(each, study=study, default=said.get(each.name, each.default)) for each in query.parameters)
    return replace(query, package=package, parameters=tuple(known))


def named(name: str, queries: Mapping[str, Query] | None = None) -> Query:
    """Return the query of a name.

    Raises
    ------
    UsageError
        If there is none.
    """
    if name not in library():
        raise UsageError(f"there is no query {name!r}; `coldwar queries` lists them")
    return (library() if queries is None else queries)[name]


def header_and_query(text: str) -> tuple[str, str]:
    """Part the comment with which a text begins, without its signs, from what comes after it."""
    lines = text.split("\n")
    length = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    return "\n".join(line.removeprefix("//") for line in lines[:length]), "\n".join(lines[length:])


def _read(file: Path) -> Query:
    said, text = header_and_query(file.read_text(encoding="utf-8"))
    try:
        header = yaml.load(said, Loader=safe_loader())  # noqa: S506 - one of the safe loaders
        return Query(
            name=file.stem,
            theme=file.parent.name,
            title=header["title"],
            question=header["question"],
            parameters=tuple(Parameter.of(name, rest) for name, rest in (header.get("parameters") or {}).items()),
            columns=MappingProxyType(dict(header["columns"])),
            text=text.strip(),
            finding=_finding(header.get("finding", "")),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise ColdWarError(
            f"{file.parent.name}/{file.name}: expected a header, found a broken one: {reason}"
        ) from error
