"""The plan that Neo4j makes for a query, step by step, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import neo4j

from graph_loader.model.yaml_text import parse

_CACHED = re.compile(r"cache\[([^\]]*)\]")
_INDEX = re.compile(r"(UNIQUE|[A-Z]+ INDEX) [^:]*:((?:`[^`]*`|[\w|&])+\([^)]*\))")
_NAMED_INDEX = re.compile(r"\b(FULLTEXT|VECTOR) INDEX (`[^`]*`|\w+)")
_SEARCHED = re.compile(r"db\.index\.(fulltext|vector)\.query\w+")
_KINDS = {"fulltext": "full-text", "vector": "vector"}
_NO_SUCH = {"01N50": "label", "01N51": "relationship type", "01N52": "property"}
_PAIRING = "CartesianProduct"
_PAIRING_NOTE = "03N90"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a plan.

    Attributes
    ----------
    operator : str
        As Neo4j calls it.
    depth : int
        How deep it is within steps that are done for each row of others.
    does : str
        What it does, in plain words; empty for an operator that is not known.
    details : str
        On what, as Neo4j writes it.
    rows : float or None
        How many rows Neo4j expects of it.
    costly : str
        Why it may take long, if it may.
    """

    operator: str
    depth: int
    does: str
    details: str
    rows: float | None
    costly: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What Neo4j says of a query without running it.

    Attributes
    ----------
    columns : list of str
        Of its answer.
    steps : list of Step
        The last step first, as Neo4j lists them.
    kind : str
        ``r`` for a query that reads, by Neo4j's own word.
    notes : list of str
        Names in the query that the database does not have, and how to say it quicker.
    """

    columns: list[str]
    steps: list[Step]
    kind: str
    notes: list[str]

    @classmethod
    def of(cls, columns: Iterable[str], summary: neo4j.ResultSummary) -> Plan:
        """Read a plan from what the driver gives for ``EXPLAIN``."""
        return cls(list(columns), list(_steps(summary.plan or {}, 0)), summary.query_type or "", list(_notes(summary)))

    def indexes(self) -> list[str]:
        """Return the keys and indexes that are used, in order of their use.

        Examples
        --------
        >>> step = Step("NodeUniqueIndexSeek", 0, "", "UNIQUE a:Actor(package, id) WHERE id = $actor", 1.0, "")
        >>> Plan([], [step], "r", []).indexes()
        ['key Actor(package, id)']
        """
        return list(dict.fromkeys(index for step in reversed(self.steps) for index in _indexes(step.details)))

    def costs(self) -> list[str]:
        """Say which steps may take long, and why."""
        return list(dict.fromkeys(f"{step.operator}: {step.costly}" for step in self.steps if step.costly))

    def more_than_reading(self) -> str | None:
        """Say what the query does besides reading data of its database; None where it only reads."""
        called = [step.details.partition("(")[0] for step in self.steps if step.operator == "ProcedureCall"]
        for step in self.steps:
            if step.operator in _words()["refused"]:
                return str(_words()["refused"][step.operator])
            if step.operator.startswith("Show"):
                return "SHOW, which tells of the server"
        for procedure in called:
            if procedure.startswith(tuple(_words()["procedures"])):
                return f"the procedure {procedure}, which does more than read"
        if self.kind == "r":
            return None
        unknown = next((step.operator for step in self.steps if not step.does), "")
        does = "writes" if "w" in self.kind else "is about the schema or the server"
        return f"{unknown or 'the procedure ' + ' or '.join(called)}, which {does}"


def _steps(plan: Mapping[str, Any], depth: int) -> Iterator[Step]:
    """Give the steps in Neo4j's order: each before what it takes its rows from, what is done for each row indented."""
    if not plan:
        return
    operator = plan["operatorType"].partition("@")[0]
    sources = plan.get("children", [])
    words = _known(operator)
    costly = words.get("costly", "")
    if operator == _PAIRING and any(_rows(source) <= 1 for source in sources):
        costly = ""
    yield Step(
        operator=operator,
        depth=depth,
        does=words.get("does", ""),
        details=_CACHED.sub(r"\1", " ".join(str(plan["args"].get("Details") or "").split())),
        rows=plan["args"].get("EstimatedRows"),
        costly=costly,
    )
    for source in sources[:0:-1]:
        yield from _steps(source, depth + 1)
    for source in sources[:1]:
        yield from _steps(source, depth)


def _rows(plan: Mapping[str, Any]) -> float:
    return float(plan["args"].get("EstimatedRows", 0))


def _known(operator: str) -> Mapping[str, str]:
    """Return what is known of an operator, whatever it has in brackets or is called when it runs in parallel."""
    reads: Mapping[str, Mapping[str, str]] = _words()["reads"]
    name = operator.removeprefix("Partitioned")
    return reads.get(name) or reads.get(name.partition("(")[0]) or {}


def _indexes(details: str) -> Iterator[str]:
    for kind, what in _INDEX.findall(details):
        yield f"{'key' if kind == 'UNIQUE' else kind.lower()} {what}"
    for kind, name in _NAMED_INDEX.findall(details):
        yield f"{_KINDS[kind.lower()]} index {name}"
    for call in _SEARCHED.finditer(details):
        yield f"the {_KINDS[call[1]]} index that {call[0]} names"


def _notes(summary: neo4j.ResultSummary) -> Iterator[str]:
    for status in sorted(summary.gql_status_objects, key=lambda each: each.position.offset if each.position else 0):
        said = status.status_description
        if status.gql_status in _NO_SUCH and (name := re.search(r"`(.*?)`", said)):
            line = f"line {status.position.line}: " if status.position else ""
            yield f"{line}the database has no {_NO_SUCH[status.gql_status]} {name[1]}"
        elif status.raw_classification == "PERFORMANCE" and status.gql_status != _PAIRING_NOTE:
            yield said.partition(". ")[2]


@cache
def _words() -> Mapping[str, Any]:
    text = files("graph_loader.database").joinpath("operators.yaml").read_text(encoding="utf-8")
    return dict(parse(text))
