"""A person's own query: with a header like those of the library, or with types given on the command line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graph_loader.database.cypher_text import more_than_a_query, parameters
from graph_loader.database.library import PACKAGE, Query, header_and_query
from graph_loader.database.parameters import TYPES, Parameter
from graph_loader.model.errors import ColdWarError, UsageError
from graph_loader.model.problems import quoted
from graph_loader.model.yaml_text import parse
from graph_loader.package.encodings import decoded

STANDARD_INPUT = "-"
_KEYS = ("title", "question", "parameters", "columns")
_HEADER = re.compile(rf"\s*({'|'.join(_KEYS)})\s*:")
_TYPES = f"TYPE is one of {', '.join(TYPES)}"


@dataclass(frozen=True, slots=True)
class Own:
    """A query of one's own with what was given for its parameters.

    Attributes
    ----------
    query : Query
        Named like its file; its text is the whole file, so that places in it are those of the file.
    given : dict of str to str
        The text for every parameter, as a person types it.
    """

    query: Query
    given: dict[str, str]

    @property
    def of_package(self) -> bool:
        """Whether it asks about one data package, or with its names."""
        return self.takes_package or any(parameter.of_package for parameter in self.query.parameters)

    @property
    def takes_package(self) -> bool:
        """Whether it limits itself to one data package."""
        return PACKAGE in parameters(self.query.text)


def read(file: str) -> str:
    """Return the text of a file, or of standard input for ``-``.

    Raises
    ------
    ColdWarError
        If it is in no known encoding.
    """
    if file == STANDARD_INPUT and sys.stdin is None:
        raise ColdWarError("expected a query on standard input, found it closed")
    content = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    try:
        text, _ = decoded(content)
    except UnicodeError as error:
        raise ColdWarError(f"{called(file)}: {error}") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def called(file: str) -> str:
    """Return what a file is called in messages."""
    return "standard input" if file == STANDARD_INPUT else file


def own(file: str, text: str, given: Mapping[str, str]) -> Own:
    """Make a query of a text and of what was given as ``NAME`` or ``NAME:TYPE`` with a value.

    Raises
    ------
    ColdWarError
        If the text is not one query, or its header is broken.
    UsageError
        If a parameter has no value or no type, or something is given that the query does not use.

    Examples
    --------
    >>> asked = own("-", "MATCH (n {id: $who}) RETURN n.name LIMIT $many", {"who:entity": "KGB", "many:number": "3"})
    >>> [(parameter.name, parameter.type) for parameter in asked.query.parameters], asked.given
    ([('who', 'entity'), ('many', 'number')], {'who': 'KGB', 'many': '3'})
    """
    name = called(file)
    if fault := more_than_a_query(text):
        raise ColdWarError(f"{name}: expected one query, found {fault}")
    header = _header(name, text)
    used = [parameter for parameter in parameters(text) if parameter != PACKAGE]
    declared = _declared(name, header.get("parameters") or {}, used)
    typed, values = _given(name, given, used, declared)
    known = {**typed, **declared}
    values = {each.name: each.default for each in declared.values() if each.default is not None} | values
    if missing := [parameter for parameter in used if parameter not in values]:
        raise UsageError(_asking(name, missing, known))
    return Own(
        Query(
            name=name,
            theme="",
            title=header.get("title") or "",
            question=header.get("question") or "",
            parameters=tuple(known[parameter] for parameter in used),
            columns=header.get("columns") or {},
            text=text,
        ),
        values,
    )


def _header(name: str, text: str) -> Mapping[str, Any]:
    """Return what the first lines of comment say in YAML, if they are a header."""
    said, _ = header_and_query(text.lstrip())
    if not any(map(_HEADER.match, said.split("\n"))):
        return {}
    try:
        parse(said)
        header = yaml.load(said, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts of all values, and nothing else
        _check_form(header)
    except ValueError as error:
        reason = " ".join(str(error).split())
        raise ColdWarError(f"{name}: expected a header of {', '.join(_KEYS)}, found a broken one: {reason}") from None
    return dict(header)


def _check_form(header: Any) -> None:
    if not isinstance(header, dict):
        raise ValueError("no keys with values")  # noqa: TRY004 - of the file, not of the caller
    for key, value in header.items():
        if key not in _KEYS:
            raise ValueError(f"the key {quoted(key)}")
        expected = str if key in {"title", "question"} else dict
        if value and not isinstance(value, expected):
            raise ValueError(f"{key}: expected {'a text' if expected is str else 'keys with values'}")
    for parameter, entry in (header.get("parameters") or {}).items():
        if not isinstance(entry, dict) or not {"type"} <= entry.keys() <= {"type", "default"}:
            raise ValueError(f"parameters.{parameter}: expected {{type: TYPE}} or {{type: TYPE, default: VALUE}}")


def _declared(name: str, entries: Mapping[str, Any], used: Iterable[str]) -> dict[str, Parameter]:
    """Return the parameters of a header, each of which has to be used."""
    for parameter in entries:
        if parameter == PACKAGE:
            raise ColdWarError(f"{name}: ${PACKAGE} is the data package and needs no entry in the header")
        if parameter not in used:
            raise ColdWarError(f"{name}: its header has a parameter {parameter!r}, which the query does not use")
    try:
        return {parameter: Parameter.of(parameter, entry) for parameter, entry in entries.items()}
    except ValueError as error:
        raise ColdWarError(f"{name}: parameters: {error}") from None


def _given(
    name: str, given: Mapping[str, str], used: Iterable[str], declared: Mapping[str, Parameter]
) -> tuple[dict[str, Parameter], dict[str, str]]:
    """Return the parameters whose types were given, and all values that were."""
    typed, values = dict[str, Parameter](), dict[str, str]()
    for key, value in given.items():
        parameter, _, type_ = key.rpartition(":") if ":" in key and key not in used else (key, "", "")
        if parameter == PACKAGE:
            raise UsageError(f"expected --package NAME for ${PACKAGE}, found --param {key}")
        if parameter not in used:
            raise UsageError(f"{name}: expected a parameter of {', '.join(used) or '(none)'}, found {parameter!r}")
        if parameter in values:
            raise UsageError(f"expected one value of {parameter!r}, found two")
        values[parameter] = value
        if not type_ and parameter not in declared:
            raise UsageError(
                f"{name} does not say of which type {parameter!r} is: expected --param {parameter}:TYPE=VALUE; {_TYPES}"
            )
        if type_ and type_ not in TYPES:
            raise UsageError(f"--param {key}: expected a type of {', '.join(TYPES)}, found {type_!r}")
        if type_ and parameter in declared and declared[parameter].type != type_:
            raise UsageError(f"--param {key}: expected {declared[parameter].type!r}, as the header of {name} says")
        typed[parameter] = Parameter(parameter, type_)
    return typed, values


def _asking(name: str, missing: Iterable[str], known: Mapping[str, Parameter]) -> str:
    """Ask for parameters that have no value."""
    options = [f"--param {each}{'' if each in known else ':TYPE'}=VALUE" for each in missing]
    asked = f"{name}: expected a value of {', '.join(f'${each}' for each in missing)}: {' '.join(options)}"
    return asked if all(each in known for each in missing) else f"{asked}; {_TYPES}"
