"""The form of vocabulary.yaml: sections of entries that are read key by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from graph_loader.model.problems import FileError, did_you_mean, quoted
from graph_loader.model.yaml_text import parse

RESERVED_TYPES = frozenset(
    {
        "ABOUT",
        "AT",
        "BELONGS_TO",
        "CITES",
        "CONTRADICTS",
        "FROM",
        "IN",
        "IN_BLOC",
        "IN_FAMILY",
        "IN_PLACE",
        "IN_THEATRE",
        "MENTIONS",
        "OF_TYPE",
        "ON",
        "REPORTED_BY",
        "STATED_IN",
        "TO",
        "WITHIN",
    }
)
"""Relationships of the model in Neo4j itself: no type of a package may bear these names."""

RESERVED_LABELS = frozenset(
    {
        "Actor",
        "Annotation",
        "Bloc",
        "Claim",
        "DataPackage",
        "DataPackageBlock",
        "DataPackageMark",
        "Family",
        "Node",
        "Passage",
        "Period",
        "Relationship",
        "Theatre",
        "Type",
    }
)
"""Labels of the model itself, and words that stand for several labels."""

RESERVED_IDS = frozenset({"all", "collective", "none"})
"""Words by which pages and tables call everything, the collectives, and what belongs to no theatre or bloc."""

FILE = "vocabulary.yaml"
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_ID = ("an id in lower-case-with-hyphens", SLUG, RESERVED_IDS)
_NAMES = {
    "labels": ("a name in CamelCase", re.compile("[A-Z][A-Za-z0-9]*"), RESERVED_LABELS),
    "types": ("a name in UPPER_SNAKE_CASE", re.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*"), RESERVED_TYPES),
}
_LANGUAGE = re.compile("[a-z]{2,3}")

T = TypeVar("T")


class VocabularyError(FileError):
    """The vocabulary breaks its own form."""


class Entry:
    """One entry of the YAML file, read key by key; `finish` notes what nobody asked for."""

    def __init__(self, where: str, values: Any, faults: list[VocabularyError]) -> None:
        self.where = where
        self.faults = faults
        self.values = dict(values) if isinstance(values, dict) else {}
        self.is_lost = not isinstance(values, dict)
        if self.is_lost:
            self.fault("", f"expected keys with values, found {values!r}")

    def fault(self, key: str, message: str) -> None:
        """Note what is wrong with a value of the entry."""
        self.faults.append(VocabularyError(FILE, f"{self.where}{f'.{key}' if key else ''}: {message}"))

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """Return a value; where it is of another kind, the empty one of this kind."""
        value = self.values.pop(key, default)
        if isinstance(value, kind):
            return value
        if not self.is_lost:
            self.fault(key, f"expected {kind.__name__}, found {value!r}")
        return kind()

    def text(self, key: str) -> str:
        """Return a text, empty where there is none."""
        return self.take(key, str)

    def names(self) -> dict[str, str]:
        """Return what a thing is called in other languages; the key may be missing, its form is strict."""
        found = {}
        for code, name in self.take("names", dict, {}).items():
            if not _LANGUAGE.fullmatch(str(code)):
                self.fault("names", f"expected the code of a language, like es, found {quoted(str(code))}")
            elif not isinstance(name, str) or not name.strip():
                self.fault(f"names.{code}", f"expected a name, found {name!r}")
            else:
                found[str(code)] = name
        return found

    def texts(
        self, key: str, allowed: Iterable[str] | None = None, default: list[str] | None = None
    ) -> tuple[str, ...]:
        """Return a list of texts; all that are allowed where one of them is not."""
        values: list[Any] = self.take(key, list, default)
        if allowed is None:
            return tuple(str(value) for value in values)
        sound = [self.check(key, value, allowed) for value in values]
        return tuple(str(value) for value in (values if values and all(sound) else () if default == [] else allowed))

    def check(self, key: str, value: Any, allowed: Iterable[str]) -> bool:
        """Note a value that is none of the allowed ones."""
        if value in (choices := list(allowed)):
            return True
        if not self.is_lost:
            hint = did_you_mean(str(value), choices)
            self.fault(key, f"expected one of {', '.join(choices)}, found {value!r}{hint}")
        return False

    def finish(self) -> None:
        """Note the keys that nobody took."""
        for key in self.values:
            self.fault("", f"unknown key {key!r}")


def read_yaml(folder: Path) -> dict[str, Any]:
    """Read the file as it is written."""
    try:
        document = parse((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(FILE, f"expected a readable UTF-8 file, found {first_line(error)}") from None
    except (ValueError, RecursionError) as error:
        raise VocabularyError(FILE, f"expected YAML, found {first_line(error)}") from None
    if not isinstance(document, dict):
        raise VocabularyError(FILE, "expected the sections theatres, blocs, labels, families and types")
    return document


def first_line(error: Exception) -> str:
    """Say in one line what went wrong."""
    return " ".join(str(error).split())[:200]


def read_section(
    values: Any,
    name: str,
    build: Callable[[str, Entry], T],
    faults: list[VocabularyError],
) -> dict[str, T]:
    """Build every entry of a section."""
    section = Entry(name, values, faults)
    built = {}
    for key, each in section.values.items():
        entry = Entry(f"{name}.{key}", each, faults)
        if slip := name_fault(name, str(key)):
            section.fault("", slip)
        built[str(key)] = build(str(key), entry)
        entry.finish()
    return built


def name_fault(section: str, name: str) -> str:
    """Say what is wrong with a name of a section of the vocabulary; empty where nothing is.

    Examples
    --------
    >>> name_fault("types", "VISITED"), name_fault("types", "visited")
    ('', "expected a name in UPPER_SNAKE_CASE, found 'visited'")
    """
    expected, pattern, reserved = _NAMES.get(section, _ID)
    if not pattern.fullmatch(name):
        return f"expected {expected}, found {quoted(name)}"
    return f"expected a name that the model does not use itself, found {name!r}" if name in reserved else ""
