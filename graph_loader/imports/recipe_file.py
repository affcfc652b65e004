"""The form of a recipe's file: keys that are read one by one, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from graph_loader.imports.recipe import ALWAYS
from graph_loader.imports.templates import Template, TemplateError
from graph_loader.model.problems import FileError, did_you_mean, quoted
from graph_loader.model.vocabulary_file import first_line
from graph_loader.model.yaml_text import parse

LARGEST = 1_000_000
"""Characters of a recipe."""
_NAME = re.compile("[a-z][a-z0-9_]*")

T = TypeVar("T")


class RecipeError(FileError):
    """A recipe breaks its own form."""


class Keys:
    """The keys of one place in a recipe, taken one by one; `finish` finds what nobody asked for."""

    def __init__(self, file: str, where: str, values: Any) -> None:
        self.file, self.where = file, where
        if values is None:
            values = {}
        if not isinstance(values, dict):
            self.fault("", f"expected keys with values, found {brief(values)}")
        if odd := [key for key in values if not isinstance(key, str)]:
            self.fault("", f"expected keys that are words, found {brief(odd[0])}: put it into quotes")
        self._values: dict[str, Any] = dict(values)
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def fault(self, key: str, message: str) -> None:
        """Refuse the recipe for what a key says."""
        place = ".".join(filter(None, (self.where, key)))
        raise RecipeError(self.file, f"{place}: {message}" if place else message)

    def take(self, key: str, kind: type[T], expected: str, default: T) -> T:
        """Return a value of a kind; an empty one is the default."""
        self._asked.add(key)
        value = self._values.pop(key, None)
        if value is None:
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind in (str, int)):
            hint = ": put it into quotes" if kind is str and not isinstance(value, dict | list) else ""
            self.fault(key, f"expected {expected}, found {brief(value)}{hint}")
        return value  # type: ignore[no-any-return]

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        return self.take(key, str, "a text", default)

    def choice(self, key: str, choices: Iterable[str], default: str = "") -> str:
        """Return one of some words."""
        value, listed = self.text(key, default), list(choices)
        if value != default and value not in listed:
            self.fault(key, f"expected one of {', '.join(listed)}, found {quoted(value)}{did_you_mean(value, listed)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one alone may stand without brackets."""
        if isinstance(self._values.get(key), str):
            return (self.text(key),)
        values = self.take(key, list, "a text or a list of texts", [])
        for value in values:
            if not isinstance(value, str):
                self.fault(key, f"expected texts, found {brief(value)}: put it into quotes")
        return tuple(values)

    def template(self, key: str, fields: Iterable[str], default: str = "") -> Template | None:
        """Return a template, None where there is none."""
        text = self.text(key, default)
        return self.as_template(key, text, fields) if text else None

    def as_template(self, key: str, text: str, fields: Iterable[str]) -> Template:
        """Read a template and check that it names fields of the recipe."""
        try:
            template = Template.read(text)
        except TemplateError as error:
            raise RecipeError(self.file, f"{self.where}.{key}: {error}, found {quoted(text)}") from None
        self.known(key, template.fields, (*fields, *ALWAYS), "a field")
        return template

    def templates(self, key: str, fields: Iterable[str]) -> dict[str, Template]:
        """Return templates by their keys."""
        section = self.section(key)
        return {each: section.as_template(each, section.text(each), fields) for each in section.left()}

    def known(self, key: str, names: Iterable[str], choices: Iterable[str], what: str) -> None:
        """Refuse names that nothing bears."""
        listed = list(dict.fromkeys(choices))
        for name in names:
            if name not in listed:
                shown = ", ".join(listed) or "none"
                self.fault(key, f"expected {what} ({shown}), found {quoted(name)}{did_you_mean(name, listed)}")

    def raw(self, key: str) -> Any:
        """Return a value as it is written, to be read in another place."""
        self._asked.add(key)
        return self._values.pop(key, None)

    def section(self, key: str) -> Keys:
        """Return the keys under a key."""
        self._asked.add(key)
        where = ".".join(filter(None, (self.where, key)))
        return Keys(self.file, where, self._values.pop(key, None))

    def sections(self, key: str) -> list[Keys]:
        """Return the entries of a list, each with its keys."""
        entries = self.take(key, list, "a list", [])
        return [
            Keys(self.file, f"{self.where}{'.' if self.where else ''}{key}[{at}]", each)
            for at, each in enumerate(entries, 1)
        ]

    def named(self, key: str) -> dict[str, Keys]:
        """Return the entries of a section by their names."""
        section = self.section(key)
        for name in section.left():
            if not _NAME.fullmatch(name):
                section.fault("", f"expected a name in small letters, digits and _, found {quoted(name)}")
        return {name: section.section(name) for name in section.left()}

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """Return a regular expression."""
        text = self.text(key)
        try:
            return re.compile(text) if text else None
        except re.error as error:
            raise RecipeError(
                self.file, f"{self.where}.{key}: expected a regular expression, found {quoted(text)} ({error})"
            ) from None

    def left(self) -> list[str]:
        """Return the keys that nobody has taken yet."""
        return list(self._values)

    def finish(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self._values:
            self.fault("", f"unknown key {quoted(key)}{did_you_mean(key, self._asked)}")


def brief(value: Any) -> str:
    """Show a value of YAML in a few signs."""
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "keys with values"
    return quoted(value) if isinstance(value, str) else str(value)[:60]


def read_yaml(text: str, file: str) -> Mapping[str, Any]:
    """Return what a recipe's file says.

    Raises
    ------
    RecipeError
        If it is no YAML of keys and values, or has aliases, which can grow without bound.
    """
    if len(text) > LARGEST:
        raise RecipeError(file, f"expected at most {LARGEST:,} characters, found {len(text):,}")
    try:
        document = parse(text)
    except (ValueError, RecursionError) as error:
        raise RecipeError(file, f"expected YAML, found {first_line(error)}") from None
    if not isinstance(document, dict):
        raise RecipeError(file, "expected the keys title, fields, entities, claims")
    return document
