"""collection.yaml: which packages belong together, in what order, where decisions stand, what words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_loader.collection.identities import FACTS, IDENTITIES
from graph_loader.collection.words import Renaming
from graph_loader.model.problems import FileError, did_you_mean, quoted
from graph_loader.model.vocabulary_file import SLUG, name_fault
from graph_loader.model.yaml_text import parse
from graph_loader.package.descriptor import COLLECTION as FILE

_KEYS = ("name", "title", "packages", "identities", "facts", "rename")
_SECTIONS = ("theatres", "blocs", "families", "types")


@dataclass(frozen=True, slots=True)
class Description:
    """What a collection is made of.

    Attributes
    ----------
    folders : tuple of pathlib.Path
        Of its packages; the first is heard before the others.
    identities, facts : pathlib.Path or None
        The files of decisions, which may not be there yet; None for packages that were named one by one.
    rename : mapping of str to Renaming
        By package: what it calls things, and what they are called here.
    name, title : str
        Empty where nobody says.
    file : pathlib.Path or None
        Where this stands.
    named : tuple of str
        Which of the two files of decisions it names.
    """

    folders: tuple[Path, ...]
    identities: Path | None = None
    facts: Path | None = None
    rename: Mapping[str, Renaming] = field(default_factory=dict)
    name: str = ""
    title: str = ""
    file: Path | None = None
    named: tuple[str, ...] = ()


def read_description(file: Path) -> Description:
    """Read what a collection is made of.

    Raises
    ------
    FileError
        If the file breaks its form.
    """
    try:
        said = parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(FILE, f"expected a readable UTF-8 file, found {_one_line(error)}") from None
    except (ValueError, RecursionError) as error:
        raise FileError(FILE, f"expected YAML, found {_one_line(error)}") from None
    if not isinstance(said, Mapping):
        raise FileError(FILE, f"expected the keys {', '.join(_KEYS)}, found {quoted(str(said))}")
    for key in said:
        if key not in _KEYS:
            raise FileError(FILE, f"unknown key {quoted(str(key))}{did_you_mean(str(key), _KEYS)}")
    packages = said.get("packages")
    if not isinstance(packages, list) or not packages or not all(isinstance(each, str) and each for each in packages):
        raise FileError(FILE, f"packages: expected a list of folders, found {quoted(str(packages))}")
    name = _text(said, "name")
    if name and not SLUG.fullmatch(name):
        raise FileError(FILE, f"name: expected lower-case-with-hyphens, found {quoted(name)}")
    return Description(
        tuple(_folder(file.parent, each) for each in packages),
        file.parent / (_text(said, "identities") or IDENTITIES.file),
        file.parent / (_text(said, "facts") or FACTS.file),
        _renaming(said.get("rename") or {}),
        name,
        _text(said, "title"),
        file,
        tuple(key for key in ("identities", "facts") if said.get(key)),
    )


def _folder(parent: Path, said: str) -> Path:
    try:
        folder = parent / Path(said).expanduser()
        folder.resolve()
    except (RuntimeError, ValueError, OSError) as error:  # nobody's home, a NUL
        raise FileError(FILE, f"packages: expected a folder, found {quoted(said)}: {_one_line(error)}") from None
    return folder


def _text(said: Mapping[Any, Any], key: str) -> str:
    value = said.get(key) or ""
    if not isinstance(value, str):
        raise FileError(FILE, f"{key}: expected a text, found {quoted(str(value))}")
    return value


def _renaming(said: Any) -> dict[str, Renaming]:
    for package, sections in _mapping("rename", said).items():
        for section, names in _mapping(f"rename.{package}", sections).items():
            where = f"rename.{package}.{section}"
            if section not in _SECTIONS:
                raise FileError(FILE, f"{where}: expected one of {', '.join(_SECTIONS)}")
            for word, other in _mapping(where, names).items():
                if slip := name_fault(section, str(other)):
                    raise FileError(FILE, f"{where}.{word}: {slip}")
    return dict(said)


def _mapping(where: str, said: Any) -> Mapping[str, Any]:
    if not isinstance(said, Mapping):
        raise FileError(FILE, f"{where}: expected keys with values, found {quoted(str(said))}")
    return said


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
