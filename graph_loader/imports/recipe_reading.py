"""Reads a recipe, key by key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graph_loader.imports.recipe import FORMATS, Claim, Field, Lookup, Node, Part, Recipe, Rows
from graph_loader.imports.recipe_file import Keys, RecipeError, read_yaml
from graph_loader.imports.recipe_nodes import NAMED, SOURCE, read_nodes
from graph_loader.imports.templates import Template
from graph_loader.imports.written import cells
from graph_loader.model.errors import ColdWarError
from graph_loader.model.problems import did_you_mean, quoted

FOLDER = "recipes"
"""Where a package keeps the recipes of its imports."""
SHIPPED = Path(__file__).with_name("recipes")
_ENDS = ("from", "to", "about", "place", "reported_by")
_CELLS = ("date", "role", "amount", "amount_max", "unit", "polarity", "standing", "summary")
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_OTHERS = "*"
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
        f"expected a recipe file NAME.yaml or one of {', '.join(choices)}, found {quoted(name)}"
        f"{did_you_mean(name, choices)}"
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
    except OSError as error:
        raise RecipeError(str(file), f"expected a recipe, found {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise RecipeError(str(file), "expected a recipe in UTF-8, found another encoding") from None
    return read_text(text, file.stem)


def read_text(text: str, name: str) -> Recipe:
    r"""Read a recipe from its text.

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
    >>> read_text("title: Letters\ncolumns: {}", "letters")
    Traceback (most recent call last):
    graph_loader.imports.recipe_file.RecipeError: letters.yaml: unknown key 'columns'
    """
    file = f"{name}{_SUFFIX}"
    if not _NAME.fullmatch(name):
        raise RecipeError(file, "expected a file whose name has only letters, digits, - and _")
    keys = Keys(file, "", read_yaml(text, file))
    title = " ".join(keys.text("title").split())
    sections = keys.named("parts") if "parts" in keys else {"": keys}
    shared = {key: keys.raw(key) for key in NAMED} if "" not in sections else {}
    parts = tuple(_part(part_name, section, shared, sections) for part_name, section in sections.items())
    keys.finish()
    if not title:
        keys.fault("title", "expected a title, found none")
    for part in parts:
        if not part.fields:
            keys.fault(".".join(filter(None, (part.name, "fields"))), "expected fields, found none")
    if not any(part.claims for part in parts):
        keys.fault("claims", "expected claims, found none")
    _check_lookups(keys, parts)
    return Recipe(name, title, parts, text)


def _part(name: str, keys: Keys, shared: Mapping[str, Any], parts: Iterable[str]) -> Part:
    rows = _rows(keys.section("rows"))
    fields: dict[str, Field] = {}
    for field_name, section in keys.named("fields").items():
        fields[field_name] = _field(field_name, section, fields, parts, is_xml=bool(rows.each))
    nodes = read_nodes(keys, fields, shared)
    claims = tuple(_claim(section, fields, nodes) for section in keys.sections("claims"))
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
        default=keys.as_template("default", keys.text("default"), before) if "default" in keys else None,
        pattern=keys.pattern("pattern"),
        lookup=_lookup(keys, before, parts) if "lookup" in keys else None,
        split=split,
        several=several,
        join=keys.take("join", bool, "true or false", default=False),
        page=keys.take("page", bool, "true or false", default=False),
        date=_custom(keys, "date", cells.ORDERS_PATTERN, "dmy, mdy, ymd or edtf (dmy 19: of that century)"),
        number=_custom(keys, "number", cells.NUMBERS_PATTERN, "point or comma"),
    )
    keys.finish()
    return field


def _custom(keys: Keys, key: str, pattern: re.Pattern[str], expected: str) -> str:
    custom = keys.text(key)
    if custom and not pattern.fullmatch(custom):
        keys.fault(key, f"expected {expected}, found {quoted(custom)}")
    return custom


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
    texts = {key: section.text(key) for key in section.left()}
    if texts.get(_OTHERS) == _OTHERS:
        texts[_OTHERS] = "{value}"
    values = {key: section.as_template(key, text, fields) for key, text in texts.items()}
    others = values.pop(_OTHERS, None)
    return Lookup(values, others)


def _check_lookups(keys: Keys, parts: tuple[Part, ...]) -> None:
    fields = {part.name: [field.name for field in part.fields] for part in parts}
    for part in parts:
        for field in part.fields:
            if field.lookup and field.lookup.part:
                names = (field.lookup.key, field.lookup.value)
                keys.known(f"{part.name}.fields.{field.name}.lookup", names, fields[field.lookup.part], "a field")


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
    filled = {key: found for key in _CELLS if (found := keys.template(key, fields))}
    filled |= keys.templates("columns", fields)
    claim = Claim(
        type=type_,
        nodes=ends,
        cells=filled,
        locator=locator or Template.read("row {row}"),
        source=source,
        id=keys.template("id", fields),
        when=keys.texts("when"),
    )
    keys.known("when", claim.when, fields, "a field")
    keys.finish()
    return claim
