"""Reads the entities and sources of a recipe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph_loader.imports.recipe import Field, Node
from graph_loader.imports.recipe_file import Keys
from graph_loader.imports.templates import Template
from graph_loader.model.problems import quoted
from graph_loader.package.descriptor import KIND, OTHER, Table, contract

SOURCE = "Source"
NAMED = ("entities", "sources", "source")
"""The keys of a recipe that hold entities and sources."""


def read_nodes(keys: Keys, fields: Mapping[str, Field], shared: Mapping[str, Any]) -> dict[str, Node]:
    """Return the entities and sources of a part, with those that all parts have.

    Raises
    ------
    RecipeError
        If one breaks the form, or refers to itself.
    """
    own = {key: keys.raw(key) for key in NAMED}
    entities, sources = ({**_entries(keys, key, shared), **_entries(keys, key, own)} for key in ("entities", "sources"))
    for given in (shared, own):
        if given.get("source") is not None:
            sources["source"] = Keys(keys.file, f"{keys.where}.source".strip("."), given["source"])
    others = [*entities, *sources]
    nodes = {
        **{name: _node(name, entry, fields, others, is_source=False) for name, entry in entities.items()},
        **{name: _node(name, entry, fields, others, is_source=True) for name, entry in sources.items()},
    }
    for name in nodes:
        if name in _reached(nodes, name):
            keys.fault("entities", f"expected no circle, found that {quoted(name)} refers to itself")
    return nodes


def _reached(nodes: Mapping[str, Node], name: str) -> set[str]:
    """Return the entities to which one refers, by way of others too."""
    reached: set[str] = set()
    left = [*nodes[name].references.values()]
    while left:
        if (other := left.pop()) not in reached:
            reached.add(other)
            left += nodes[other].references.values()
    return reached


def _entries(keys: Keys, key: str, given: Mapping[str, Any]) -> dict[str, Keys]:
    return Keys(keys.file, keys.where, {key: given.get(key)}).named(key)


def _node(name: str, keys: Keys, fields: Mapping[str, Field], others: Iterable[str], *, is_source: bool) -> Node:
    tables = {table.label: table for table in contract().tables.values() if table.label}
    labels = (SOURCE,) if is_source else keys.texts("label")
    keys.known("label", labels or ("",), tables, "a label")
    table = tables[labels[0]]
    columns, references = _columns(keys, table, fields, others)
    locator_kinds: tuple[str, ...] = ()
    if is_source:
        for key in ("kind", "coverage", "part_of"):
            value = keys.text(key)
            if value and key == "part_of":
                keys.known(key, [value], others, "a source of the recipe")
                references[key] = value
            elif value:
                columns[key] = keys.as_template(key, value, fields)
        locator_kinds = keys.texts("locator_kind")
        kinds = next(field.enum for field in table.fields if field.name == "locator_kind")
        keys.known("locator_kind", locator_kinds, kinds, "a kind of locator")
    kind = next((field for field in table.fields if field.name == KIND), None)
    if kind is not None and kind.required and KIND not in columns and OTHER not in kind.enum:
        keys.fault("columns.kind", f"expected the kind of a {table.label} ({', '.join(kind.enum)}), found none")
    node = Node(
        name=name,
        labels=labels,
        called=keys.template("name", fields),
        new=keys.template("new", fields),
        id=keys.template("id", fields),
        description=keys.template("description", fields),
        columns=columns,
        references=references,
        identifiers=keys.templates("identifiers", fields),
        aliases=_aliases(keys, fields),
        match=keys.choice("match", ("name", "id", "new"), "name"),
        agree=keys.texts("agree"),
        locator_kinds=locator_kinds,
    )
    keys.known("agree", node.agree, (*columns, *references), "a column that the recipe fills")
    keys.finish()
    if node.called is None and not node.identifiers:
        keys.fault("name", "expected a name, or identifiers of one that is known already, found neither")
    return node


def _columns(
    keys: Keys, table: Table, fields: Mapping[str, Field], others: Iterable[str]
) -> tuple[dict[str, Template], dict[str, str]]:
    section = keys.section("columns")
    refer = {field.name for field in table.fields if field.references} | {key.fields[0] for key in table.foreign_keys}
    columns: dict[str, Template] = {}
    references: dict[str, str] = {}
    for column in section.left():
        value = section.text(column)
        if column in refer:
            section.known(column, [value], others, "an entity of the recipe")
            references[column] = value
        else:
            columns[column] = section.as_template(column, value, fields)
    return columns, references


def _aliases(keys: Keys, fields: Mapping[str, Field]) -> dict[str, Template]:
    aliases = keys.templates("aliases", fields)
    kinds = next(field.enum for field in contract().tables["aliases"].fields if field.name == "kind")
    keys.known("aliases", aliases, kinds, "a kind of alias")
    return aliases
