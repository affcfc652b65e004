"""The tables of docs/neo4j-model.md: what stands in Neo4j, counted in the data and explained."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph_loader.database.elements import ACTOR, MODEL_TYPES, Node, Relationship
from graph_loader.database.properties import Point, Value, camel_case
from graph_loader.database.rows import PackageRows
from graph_loader.database.statements import schema
from graph_loader.model import dates, resources
from graph_loader.model.study_file import read_study
from graph_loader.model.vocabulary import ACTOR_LABELS
from graph_loader.package.descriptor import DataPackage

LONGEST = 60
TIE = "tie"
LOADED = "DataPackage"
"""What the loader writes beside the elements of a package."""
_TYPES = {
    str: "STRING",
    bool: "BOOLEAN",
    int: "INTEGER",
    float: "FLOAT",
    date: "DATE",
    list: "LIST<STRING>",
    Point: "POINT",
}
_TABLE_OF = {"Claim": "relationships", "Passage": "passages", "Annotation": "annotations"}
_EDTF = ("1973-09-11", "1973-09", "1973~", "197X", "1970/1973", "1970/..", "1970/", "../1973", "/1973")
_MADE = re.compile(r"CREATE (?:\w+ )?(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS\s+FOR \(n:([\w|]+)\)\s+(.*)", re.DOTALL)


@dataclass
class Kind:
    """What stands in Neo4j under one label or type."""

    count: int = 0
    example: str = ""
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    values: dict[str, Value] = field(default_factory=dict)

    def add(self, element: Node | Relationship) -> None:
        """Count an element; the first is the example, of a property the first value."""
        self.count += 1
        self.filled.update(element.properties.keys())
        self.values = element.properties | self.values
        if isinstance(element, Node):
            self.example = self.example or str(element.properties.get("name", element.id))
        else:
            self.example = self.example or f"{element.from_id} → {element.to_id}"
            self.ends[element.from_label, element.to_label] += 1


def tables(rows: PackageRows) -> dict[str, str]:
    """Return every table of the page by its name."""
    kinds: dict[str, Kind] = defaultdict(Kind)
    for element in rows.elements():
        kinds[element.kind].add(element)
    said = meanings()
    made = {
        "dates": _dates(),
        "labels": _labels(rows, kinds, said),
        "relationships": _relationships(kinds, said),
        "ties": _ties(rows, kinds),
        "properties": _properties(rows, kinds, said),
        "indexes": _indexes(rows),
    }
    return {name: "\n".join(lines).rstrip() for name, lines in made.items()}


@cache
def meanings() -> Mapping[str, Any]:
    """Return what the labels, the relationships and the properties mean that are no columns of the data package."""
    text = (Path(__file__).parent / "templates" / "neo4j-model.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.safe_load(text)
    return read


def meaning(kind: str, name: str) -> str:
    """Return what a property of a label, of a type of the model or of the ties means.

    Raises
    ------
    KeyError
        If nothing says so.
    """
    said = meanings()["properties"]
    described = _columns().get(kind, {})
    own = said["entity"] if kind in entity_labels() else said["claim"] if kind in ("Claim", TIE) else {}
    for told in (said.get(kind, {}), own, described, meanings()["everywhere"]):
        if name in told:
            return str(told[name])
    raise KeyError(f"tools/templates/neo4j-model.yaml says nothing of {kind}.{name}")


def grid(header: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """Return a Markdown table and the blank line behind it."""
    head = tuple(header)
    return ["| " + " | ".join(map(str, line)) + " |" for line in (head, ("---",) * len(head), *rows)] + [""]


@cache
def _columns() -> dict[str, dict[str, str]]:
    """Return what the columns of the data package mean, by label and property."""
    package = DataPackage.load(resources.data_dir())
    found = {table.label: table for table in package.tables.values() if table.label}
    found |= {label: package.tables[name] for label, name in _TABLE_OF.items()}
    found[TIE] = found["Claim"]
    return {
        label: {camel_case(field.name): (field.description or field.caption).rstrip(".") for field in table.fields}
        for label, table in found.items()
    }


def entity_labels() -> list[str]:
    """Return the labels of what claims are about, and of sources."""
    return [label for label in _columns() if label not in (*_TABLE_OF, TIE)]


def _labels(rows: PackageRows, kinds: Mapping[str, Kind], said: Mapping[str, Any]) -> Iterator[str]:
    actors = sum(kinds[label].count for label in ACTOR_LABELS)
    lines = [("`Actor`", actors, said["labels"]["Actor"], "")]
    lines += [
        (f"`{name}`", kinds[name].count, said["labels"][name], _example(kinds[name].example)) for name in rows.labels
    ]
    lines.append((f"`{LOADED}`", 1, said["labels"][LOADED], _example(rows.name)))
    yield from grid(("label", "nodes", "what it is", "example"), lines)


def _relationships(kinds: Mapping[str, Kind], said: Mapping[str, Any]) -> Iterator[str]:
    def cells(name: str) -> Iterator[object]:
        kind = kinds[name]
        yield f"`{name}`"
        yield kind.count
        yield f"{_side(kind.ends, 0)} → {_side(kind.ends, 1)}"
        yield said["relationships"][name]
        yield _example(kind.example)

    yield from grid(("type", "count", "from → to", "what it says", "example"), map(cells, MODEL_TYPES))


def _side(ends: Counter[tuple[str, str]], side: int) -> str:
    labels = {pair[side] for pair in ends}
    if labels >= set(ACTOR_LABELS):
        labels = labels - set(ACTOR_LABELS) | {ACTOR}
    return ", ".join(sorted(labels))


def _ties(rows: PackageRows, kinds: Mapping[str, Kind]) -> Iterator[str]:
    for family in rows.vocabulary.families.values():
        types = sorted(
            (type_ for type_ in rows.vocabulary.types.values() if type_.family == family.id),
            key=lambda type_: (-kinds[type_.name].count, type_.name),
        )
        told = ", ".join(f"`{t.name}`{' ↔' if t.symmetric else ''} {kinds[t.name].count}" for t in types)
        yield f"* **{family.name}**, {sum(kinds[t.name].count for t in types)} claims: {told}"
    yield ""
    yield "↔ marks a symmetric type."


def _properties(rows: PackageRows, kinds: Mapping[str, Kind], said: Mapping[str, Any]) -> Iterator[str]:
    yield "### Entities\n"
    yield from _table(kinds, entity_labels())
    yield "### Claims and ties\n"
    yield f"The same on both, but `type`. Of {kinds['Claim'].count:,} claims:\n"
    yield from _table(kinds, ["Claim"])
    yield "### Passages and notes\n"
    yield from _table(kinds, ["Passage", "Annotation"])
    yield "### Vocabulary and periods\n"
    yield from _table(kinds, [label for label in rows.labels if label in said["properties"] and label not in _TABLE_OF])
    yield "### The model's relationships\n"
    yield from _table(kinds, MODEL_TYPES)
    yield f"### `{LOADED}`\n"
    loaded = said["properties"][LOADED].items()
    yield from grid(("property", "what it says"), ((f"`{name}`", text) for name, text in loaded))


def _table(kinds: Mapping[str, Kind], labels: Sequence[str]) -> list[str]:
    """Return the properties of some kinds, those together that mean the same."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    examples = {}
    for label in labels:
        kind = kinds[label]
        for name, value in kind.values.items():
            if label in MODEL_TYPES and name == "id":
                continue
            key = name, _TYPES[type(value)], meaning(label, name)
            alike.setdefault(key, []).append(
                f"{label} {kind.filled[name]}" if len(labels) > 1 else f"{kind.filled[name]}"
            )
            examples.setdefault(key, value)
    return grid(
        ("property", "type", "what it says", "on how many", "example"),
        ((f"`{key[0]}`", key[1], key[2], ", ".join(on), _example(examples[key])) for key, on in alike.items()),
    )


def _example(value: Value) -> str:
    if isinstance(value, Point):
        text = f"{value.longitude:g}, {value.latitude:g}"
    elif isinstance(value, list):
        text = ", ".join(value)
    else:
        text = str(value).lower() if isinstance(value, bool) else str(value)
    short = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    return f"`{short.replace('|', '/')}`"


def _dates() -> Iterator[str]:
    study = read_study(resources.data_dir())
    years = study.unknown_years if study else None
    header = ("edtf", "aspect", "start", "startLatest", "endEarliest", "end", "possibleStart", "possibleEnd")
    yield from grid(header, (_bounds(text, aspect, years) for text in _EDTF for aspect in _aspects(text)))


def _aspects(text: str) -> tuple[dates.Aspect, ...]:
    """An unknown side reads differently for the two."""
    return ("event", "state") if text.startswith("/") or text.endswith("/") else ("event",)


def _bounds(text: str, aspect: dates.Aspect, years: int | None) -> Iterator[object]:
    interval = dates.parse(text)
    possible = dates.possible_days(interval, aspect, years)
    yield f"`{text}`"
    yield aspect if len(_aspects(text)) > 1 else "both"
    for day in (interval.start, interval.start_latest, interval.end_earliest, interval.end):
        yield day or ""
    for day, known in zip(possible, (interval.start, interval.end), strict=True):
        yield day if day and day != known else ""


def indexes(rows: PackageRows) -> dict[str, tuple[str, list[str]]]:
    """Return label and properties of every key and index of nodes."""
    found = {}
    for text in schema(rows.types).values():
        if made := _MADE.match(text):
            found[made[1]] = made[2].replace("|", ", "), re.findall(r"n\.(\w+)", made[3])
    return found


def _indexes(rows: PackageRows) -> Iterator[str]:
    yield "A key is a uniqueness constraint with an index behind it.\n"
    yield from grid(
        ("name", "label", "properties"),
        ((f"`{name}`", label, ", ".join(map(_code, on))) for name, (label, on) in indexes(rows).items()),
    )
    yield (
        "Every relationship type has a key of the same form (`VISITED_key`, `STATED_IN_key`), every type of tie an "
        "index on `start` (`VISITED_start`)."
    )


def _code(text: str) -> str:
    return f"`{text}`"
