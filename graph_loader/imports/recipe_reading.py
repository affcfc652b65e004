"""Reads a recipe, key by key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graph_loader.imports.recipe import FORMATS, Claim, Field, Lookup, Node, Part, Recipe, Rows
from graph_loader.imports.recipe_file import Keys, RecipeError, read_yaml
from graph_loader.imports.templates import Template
from graph_loader.model.errors import ColdWarError
from graph_loader.model.problems import did_you_mean, quoted
from graph_loader.package.descriptor import Table, contract

FOLDER = "recipes"
"""Where a package keeps the recipes of its imports."""
SHIPPED = Path(__file__).with_name("recipes")
SOURCE = "Source"
_NAMED = ("entities", "sources", "source")
_ENDS = ("from", "to", "about", "place", "reported_by")
_CELLS = ("date", "role", "amount", "amount_max", "unit", "polarity", "standing", "summary")
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_SUFFIX = ".yaml"


def find(name: str, package: Path) -> Recipe:
    """Return the recipe of a file, of the package by its name, or one that comes with the installation.

    Raises
    ------
    ColdWarError
        If there is none.
    RecipeError
        If it breaks the form.
    """
    shipped = sorted(each.stem for each in SHIPPED.glob(f"*{_SUFFIX}"))
    own = sorted(each.stem for each in (package / FOLDER).glob(f"*{_SUFFIX}"))
    if name.endswith((_SUFFIX, ".yml")):
        return read(Path(name))
    if name in own:
        return read(package / FOLDER / f"{name}{_SUFFIX}")
    if name in shipped:
        return read(SHIPPED / f"{name}{_SUFFIX}")
    choices = list(dict.fromkeys([*own, *shipped]))
    raise ColdWarError(
        f"expected a recipe file NAME.yaml or one of {', '.join(choices)}, found {quoted(name)}{did_you_mean(name, choices)}"
    )


def read(file: Path) -> Recipe:
    """Read a recipe from its file.

    Raises
    ------
    RecipeError
        If it cannot be read or breaks the form.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RecipeError(str(file), f"expected a recipe in UTF-8, found {error.__class__.__name__}: {error}") from None
    return read_text(text, file.stem)


def read_text(text: str, name: str) -> Recipe:
    """Read a recipe from its text.

    Parameters
    ----------
    text : str
    name : str
        What it is called: the name of its file without the ending.

    Raises
    ------
    RecipeError
        If it breaks the form.

    Examples
    --------
    >>> read_text("title: Letters\\ncolumns: {}", "letters")
    Traceback (most recent call last):
    graph_loader.imports.recipe_file.RecipeError: letters.yaml: unknown key 'columns'
    """
    file = f"{name}{_SUFFIX}"
    if not _NAME.fullmatch(name):
        raise RecipeError(file, "expected a file whose name has only letters, digits, - and _")
    keys = Keys(file, "", read_yaml(text, file))
    title = " ".join(keys.text("title").split())
    if not title:
        keys.fault("title", "expected a title, found none")
    sections = keys.named("parts") if "parts" in keys else {"": keys}
    shared = {key: keys.raw(key) for key in _NAMED} if "" not in sections else {}
    parts = tuple(_part(part_name, section, shared, sections) for part_name, section in sections.items())
    keys.finish()
    if not any(part.claims for part in parts):
        keys.fault("claims", "expected claims, found none")
    _check_lookups(keys, parts)
    return Recipe(name, title, parts, text)


def _part(name: str, keys: Keys, shared: Mapping[str, Any], parts: Iterable[str]) -> Part:
    rows = _rows(keys.section("rows"))
    fields: dict[str, Field] = {}
    for field_name, section in keys.named("fields").items():
        fields[field_name] = _field(field_name, section, fields, parts, is_xml=bool(rows.each))
    nodes = _nodes(keys, fields, shared)
    claims = tuple(_claim(section, fields, nodes) for section in keys.sections("claims"))
    if not fields:
        keys.fault("fields", "expected fields, found none")
    if name:
        keys.finish()
    return Part(name, rows, tuple(fields.values()), nodes, claims)


def _rows(keys: Keys) -> Rows:
    header = keys.take("header", int, "the number of a line, 0 for no header", -1)
    if header < -1:
        keys.fault("header", f"expected the number of a line, 0 for no header, found {header}")
    spaces = keys.section("namespaces")
    rows = Rows(
        format=keys.choice("format", FORMATS),
        encoding=keys.text("encoding"),
        delimiter=keys.text("delimiter"),
        sheet=keys.text("sheet"),
        header=None if header < 0 else header,
        each=keys.text("each"),
        namespaces={prefix: spaces.text(prefix) for prefix in spaces.left()},
    )
    if rows.format == "xml" and not rows.each:
        keys.fault("each", "expected the XPath of the elements that are rows, found none")
    if rows.each and rows.format not in ("", "xml"):
        keys.fault("each", f"expected no XPath for rows of {rows.format}")
    keys.finish()
    return rows


def _field(name: str, keys: Keys, before: Mapping[str, Field], parts: Iterable[str], *, is_xml: bool) -> Field:
    given = [key for key in ("column", "xpath", "text") if key in keys]
    if len(given) != 1 or given[0] == ("column" if is_xml else "xpath"):
        keys.fault("", f"expected {'xpath' if is_xml else 'column'} or text, found {' and '.join(given) or 'neither'}")
    split, several = _split(keys)
    field = Field(
        name=name,
        columns=keys.texts("column"),
        xpath=keys.text("xpath"),
        text=keys.template("text", before),
        default=keys.text("default") if "default" in keys else None,
        pattern=keys.pattern("pattern"),
        lookup=_lookup(keys, before, parts) if "lookup" in keys else None,
        split=split,
        several=several,
        date=keys.choice("date", ("dmy", "mdy", "ymd", "edtf")),
        number=keys.choice("number", ("point", "comma")),
    )
    keys.finish()
    return field


def _split(keys: Keys) -> tuple[re.Pattern[str] | None, bool]:
    value = keys.take("split", object, "a sign", None)
    if value is None or value is True:
        return None, value is True
    if isinstance(value, str) and value:
        return re.compile(re.escape(value)), True
    section = Keys(keys.file, f"{keys.where}.split", value)
    pattern = section.pattern("pattern")
    section.finish()
    if pattern is None:
        section.fault("pattern", "expected a regular expression, found none")
    return pattern, True


def _lookup(keys: Keys, before: Mapping[str, Field], parts: Iterable[str]) -> Lookup:
    section = keys.section("lookup")
    if set(section.left()) == {"part", "key", "value"}:
        lookup = Lookup(part=section.text("part"), key=section.text("key"), value=section.text("value"))
        section.known("part", [lookup.part], parts, "a part")
        return lookup
    fields = (*before, "value")
    values = {key: section.as_template(key, section.text(key), fields) for key in section.left()}
    others = values.pop("*", None)
    return Lookup(values, others)


def _check_lookups(keys: Keys, parts: tuple[Part, ...]) -> None:
    fields = {part.name: [field.name for field in part.fields] for part in parts}
    for part in parts:
        for field in part.fields:
            if field.lookup and field.lookup.part:
                names = (field.lookup.key, field.lookup.value)
                keys.known(f"{part.name}.fields.{field.name}.lookup", names, fields[field.lookup.part], "a field")


def _nodes(keys: Keys, fields: Mapping[str, Field], shared: Mapping[str, Any]) -> dict[str, Node]:
    own = {key: keys.raw(key) for key in _NAMED}
    entities, sources = ({**_entries(keys, key, shared), **_entries(keys, key, own)} for key in ("entities", "sources"))
    for given in (shared, own):
        if given.get("source") is not None:
            sources["source"] = Keys(keys.file, f"{keys.where}.source".strip("."), given["source"])
    others = [*entities, *sources]
    return {
        **{name: _node(name, entry, fields, others, is_source=False) for name, entry in entities.items()},
        **{name: _node(name, entry, fields, others, is_source=True) for name, entry in sources.items()},
    }


def _entries(keys: Keys, key: str, given: Mapping[str, Any]) -> dict[str, Keys]:
    return Keys(keys.file, keys.where, {key: given.get(key)}).named(key)


def _node(
    name: str, keys: Keys, fields: Mapping[str, Field], others: Iterable[str], *, is_source: bool
) -> Node:
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
    kind = next((field for field in table.fields if field.name == "kind"), None)
    if kind is not None and kind.required and "kind" not in columns:
        if "other" not in kind.enum:
            keys.fault("columns.kind", f"expected the kind of a {table.label} ({', '.join(kind.enum)}), found none")
        columns["kind"] = Template.read("other")
    node = Node(
        name=name,
        labels=labels,
        called=keys.template("name", fields),
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


def _claim(keys: Keys, fields: Mapping[str, Field], nodes: Mapping[str, Node]) -> Claim:
    type_ = keys.template("type", fields)
    entities = [name for name, node in nodes.items() if node.labels != (SOURCE,)]
    sources = [name for name, node in nodes.items() if node.labels == (SOURCE,)]
    ends = {key: keys.text(key) for key in _ENDS if key in keys}
    for key, name in ends.items():
        keys.known(key, [name], entities, "an entity of the recipe")
    if type_ is None or not {"from", "to"} <= set(ends):
        keys.fault("", "expected type, from and to, found one missing")
        raise AssertionError
    source = keys.text("source", "source" if "source" in sources else sources[0] if len(sources) == 1 else "")
    keys.known("source", [source], sources, "a source of the recipe")
    locator = keys.template("locator", fields, "row {row}")
    cells = {key: found for key in _CELLS if (found := keys.template(key, fields))}
    claim = Claim(
        type=type_,
        nodes=ends,
        cells=cells,
        locator=locator or Template.read("row {row}"),
        source=source,
        id=keys.template("id", fields),
        when=keys.texts("when"),
    )
    keys.known("when", claim.when, fields, "a field")
    keys.finish()
    return claim
