"""A recipe: which rows of a file say what, and how they make entities, sources and claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from graph_loader.imports.templates import Template

Templates: TypeAlias = Mapping[str, Template]

FORMATS = ("csv", "xlsx", "ods", "json", "jsonl", "gexf", "graphml", "xml")
ALWAYS = ("row", "file", "stem")
"""Fields of every row: its number, the name of its file, and that without its ending."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of a file are; what is empty is found out from the file."""

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header: int | None = None
    each: str = ""
    namespaces: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What values become, by a table of the recipe or the rows of another part; `others` is for all the rest."""

    values: Templates = field(default_factory=dict, hash=False)
    others: Template | None = None
    part: str = ""
    key: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a row says, from a column, a place in XML, or fields before it."""

    name: str
    columns: tuple[str, ...] = ()
    xpath: str = ""
    text: Template | None = None
    default: Template | None = None
    pattern: re.Pattern[str] | None = None
    lookup: Lookup | None = None
    split: re.Pattern[str] | None = None
    several: bool = False
    join: bool = False
    page: bool = False
    date: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """Who or what a row names: an entity, or a source."""

    name: str
    labels: tuple[str, ...]
    called: Template | None
    new: Template | None = None
    id: Template | None = None
    description: Template | None = None
    columns: Templates = field(default_factory=dict, hash=False)
    references: Mapping[str, str] = field(default_factory=dict, hash=False)
    identifiers: Templates = field(default_factory=dict, hash=False)
    aliases: Templates = field(default_factory=dict, hash=False)
    match: str = "name"
    agree: tuple[str, ...] = ()
    locator_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that a row makes: its ends and matters by the names of entities, its cells as templates."""

    type: Template
    nodes: Mapping[str, str]
    cells: Templates
    locator: Template
    source: str
    id: Template | None = None
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of rows and what they say."""

    name: str
    rows: Rows
    fields: tuple[Field, ...]
    nodes: Mapping[str, Node]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe, as its file says."""

    name: str
    title: str
    parts: tuple[Part, ...]
    text: str
