"""The vocabulary of the data package: theatres, blocs, labels, families, relationship types, Goldstein values."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml

from graph_loader.model import resources
from graph_loader.model.dates import Aspect
from graph_loader.model.problems import FileError

ACTOR_LABELS = ("Person", "State", "Party", "Organization")
"""The labels of nodes that act; they carry the second label Actor in Neo4j."""

_FILE, _CAMEO_FILE = "vocabulary.yaml", "cameo-goldstein.csv"
_ASPECTS = ("event", "state")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

T = TypeVar("T")


class VocabularyError(FileError):
    """The vocabulary breaks its own form."""


@dataclass(frozen=True, slots=True)
class Theatre:
    """A theatre of the Cold War: for whom an actor acts. The centre is in degrees, for maps."""

    id: str
    name: str
    colour: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Bloc:
    """A formal alliance."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node, with its look; the shape is named as vis-network names it."""

    name: str
    plural: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family of relationship types."""

    id: str
    name: str
    colour: str
    description: str


@dataclass(frozen=True, slots=True)
class CameoCode:
    """An act in CAMEO with its Goldstein value, from -10 (conflict) to +10 (cooperation)."""

    code: str
    label: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A type of relationship and what it may join.

    Attributes
    ----------
    name, family, description : str
    from_labels, to_labels : tuple of str
        Labels that its ends may have.
    symmetric : bool
        Whether direction means nothing.
    aspect : str
        ``event`` (happened once within its date) or ``state`` (held throughout it).
    cameo : str or None
        Its CAMEO code; None is unsigned, which is not zero.
    goldstein : float or None
        The Goldstein value of that code.
    role_required : tuple of str
        Labels of the from-side for which a relationship must name a role.
    roles : tuple of str
        The only roles allowed; empty for any.
    """

    name: str
    family: str
    description: str
    from_labels: tuple[str, ...]
    to_labels: tuple[str, ...]
    symmetric: bool
    aspect: Aspect
    cameo: str | None
    goldstein: float | None
    role_required: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Everything that data/vocabulary.yaml and data/cameo-goldstein.csv say, by id and in the file's order.

    Examples
    --------
    >>> vocabulary = Vocabulary.load()
    >>> vocabulary.types["VISITED"].goldstein
    1.9
    >>> list(vocabulary.theatres)[:2]
    ['moscow', 'eastern-europe']
    """

    theatres: Mapping[str, Theatre]
    blocs: Mapping[str, Bloc]
    labels: Mapping[str, Label]
    families: Mapping[str, Family]
    types: Mapping[str, RelationshipType]
    cameo: Mapping[str, CameoCode]

    @classmethod
    def load(cls, path: Path | None = None) -> Vocabulary:
        """Read the vocabulary of a data package.

        Parameters
        ----------
        path : pathlib.Path, optional
            The package's folder; that of the installation by default.

        Returns
        -------
        Vocabulary

        Raises
        ------
        VocabularyError
            If a file is missing or says something that has no meaning here.
        """
        folder = path or resources.data_dir()
        document = _read_yaml(folder / _FILE)
        cameo = _read_cameo(folder / _CAMEO_FILE)
        labels = _section(document, "labels", _label)
        families = _section(document, "families", _family)

        def relationship_type(name: str, entry: _Entry) -> RelationshipType:
            return _relationship_type(name, entry, labels, families, cameo)

        return cls(
            theatres=_section(document, "theatres", _theatre),
            blocs=_section(document, "blocs", lambda id_, entry: Bloc(id_, entry.text("name"))),
            labels=labels,
            families=families,
            types=_section(document, "types", relationship_type),
            cameo=cameo,
        )


class _Entry:
    """One entry of the YAML file, read key by key; `finish` refuses what nobody asked for."""

    def __init__(self, where: str, values: Any) -> None:
        if not isinstance(values, dict):
            raise VocabularyError(_FILE, f"{where}: expected keys with values, found {values!r}")
        self.where = where
        self.values = dict(values)

    def take(self, key: str, kind: type[T] | tuple[type[T], ...], default: T | None = None) -> T:
        value = self.values.pop(key, default)
        if not isinstance(value, kind):
            names = kind.__name__ if isinstance(kind, type) else kind[0].__name__
            raise VocabularyError(_FILE, f"{self.where}.{key}: expected {names}, found {value!r}")
        return value

    def text(self, key: str) -> str:
        return self.take(key, str)

    def texts(
        self, key: str, allowed: Iterable[str] | None = None, default: list[str] | None = None
    ) -> tuple[str, ...]:
        values: list[Any] = self.take(key, list, default)
        for value in values:
            self.check(key, value, values if allowed is None else allowed)
        return tuple(str(value) for value in values)

    def check(self, key: str, value: Any, allowed: Iterable[str]) -> None:
        if value not in (choices := list(allowed)):
            raise VocabularyError(_FILE, f"{self.where}.{key}: expected one of {', '.join(choices)}, found {value!r}")

    def finish(self) -> None:
        if self.values:
            raise VocabularyError(_FILE, f"{self.where}: unknown key {next(iter(self.values))!r}")


def _read_yaml(file: Path) -> dict[str, Any]:
    try:
        document = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(_FILE, f"expected a readable UTF-8 file, found {_first_line(error)}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise VocabularyError(_FILE, f"expected YAML, found {_first_line(error)}") from None
    if not isinstance(document, dict):
        raise VocabularyError(_FILE, "expected the sections theatres, blocs, labels, families and types")
    return document


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _read_cameo(file: Path) -> dict[str, CameoCode]:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        codes = [CameoCode(row["code"], row["label"], float(row["goldstein"])) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, TypeError, ValueError) as error:
        raise VocabularyError(
            _CAMEO_FILE, f"expected rows of code, label, goldstein, found {_first_line(error)}"
        ) from None
    return {code.code: code for code in codes}


def _section(document: dict[str, Any], name: str, build: Callable[[str, _Entry], T]) -> dict[str, T]:
    section = _Entry(name, document.get(name)).values
    built = {}
    for key, values in section.items():
        entry = _Entry(f"{name}.{key}", values)
        built[str(key)] = build(str(key), entry)
        entry.finish()
    return built


def _theatre(id_: str, entry: _Entry) -> Theatre:
    centre: list[Any] = entry.take("centre", list)
    if [type(degree) for degree in centre] != [float, float]:
        raise VocabularyError(_FILE, f"{entry.where}.centre: expected [longitude, latitude], found {centre!r}")
    return Theatre(id_, entry.text("name"), entry.text("colour"), *centre)


def _label(name: str, entry: _Entry) -> Label:
    return Label(name, entry.text("plural"), entry.text("colour"), entry.text("shape"))


def _family(id_: str, entry: _Entry) -> Family:
    return Family(id_, entry.text("name"), entry.text("colour"), entry.text("description"))


def _relationship_type(
    name: str,
    entry: _Entry,
    labels: Mapping[str, Label],
    families: Mapping[str, Family],
    cameo: Mapping[str, CameoCode],
) -> RelationshipType:
    family, aspect = entry.text("family"), entry.text("aspect")
    entry.check("family", family, families)
    entry.check("aspect", aspect, _ASPECTS)
    code = entry.take("cameo", str, "")
    if code:
        entry.check("cameo", code, cameo)
    admitted = ("Actor", *labels)
    return RelationshipType(
        name=name,
        family=family,
        description=entry.text("description"),
        from_labels=_with_actors(entry.texts("from", admitted)),
        to_labels=_with_actors(entry.texts("to", admitted)),
        symmetric=entry.take("symmetric", bool, default=False),
        aspect=cast("Aspect", aspect),
        cameo=code or None,
        goldstein=cameo[code].goldstein if code else None,
        role_required=_with_actors(entry.texts("role_required", admitted, [])),
        roles=entry.texts("roles", None, []),
    )


def _with_actors(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(label for each in labels for label in (ACTOR_LABELS if each == "Actor" else (each,)))
