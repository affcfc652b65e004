"""The vocabulary of the data package: theatres, blocs, labels, families, relationship types, Goldstein values."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

from graph_loader.model import resources
from graph_loader.model.dates import Aspect
from graph_loader.model.problems import did_you_mean, quoted
from graph_loader.model.vocabulary_file import FILE, Entry, VocabularyError, first_line, read_section, read_yaml

ACTOR_LABELS = ("Person", "State", "Party", "Organization")
"""The labels of nodes that act; they carry the second label Actor in Neo4j."""

_CAMEO_FILE = "cameo-goldstein.csv"
_STRONGEST = 10
_DEGREES = (180, 90)
_ASPECTS = ("event", "state")
SECTIONS = ("theatres", "blocs", "labels", "families", "types")
_DISPENSABLE = ("theatres", "blocs")
"""Sections that a vocabulary may lack: nobody needs a theatre or an alliance."""
Texts: TypeAlias = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Theatre:
    """A theatre of the Cold War: for whom an actor acts. Its centre, if it has one, is in degrees, for maps."""

    id: str
    name: str
    colour: str
    longitude: float | None = None
    latitude: float | None = None
    names: Texts = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Bloc:
    """A formal alliance."""

    id: str
    name: str
    names: Texts = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node, with its look; the shape is named as vis-network names it."""

    name: str
    plural: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family of relationship types.

    A structural one holds belonging and place, which are no acts; a spatial one place alone, which leads from nobody
    to anybody.
    """

    id: str
    name: str
    colour: str
    description: str
    names: Texts = field(default_factory=dict, hash=False)
    structural: bool = False
    spatial: bool = False


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
    about_required, amount_required : tuple of str
        The same for the matter that it is about, and for an amount or, of what has no figure, a role in its place.
    roles : tuple of str
        The only roles allowed; empty for any.
    causal : bool
        Whether it ties a cause to its effect.
    to_kinds : tuple of str
        The kinds that what it leads to must be of; empty for any.
    names : mapping of str to str
        What it is called in other languages.
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
    about_required: tuple[str, ...] = ()
    amount_required: tuple[str, ...] = ()
    causal: bool = False
    to_kinds: tuple[str, ...] = ()
    names: Texts = field(default_factory=dict, hash=False)

    @property
    def verb(self) -> str:
        """Its name in plain language: that of the vocabulary, else its name in small letters."""
        return self.names.get("en") or self.name.lower().replace("_", " ")

    def goldstein_when(self, polarity: str | None) -> float | None:
        """Return the Goldstein value of a claim: what was not so, or hardly, carries none."""
        return None if polarity else self.goldstein


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

        Raises
        ------
        VocabularyError
            If a file is missing or says something that has no meaning here.
        """
        vocabulary, faults = cls.read(path or resources.data_dir())
        if faults:
            raise faults[0]
        return vocabulary

    @classmethod
    def read(cls, folder: Path) -> tuple[Vocabulary, list[VocabularyError]]:
        """Read what can be read of a vocabulary, and say all that is wrong with it.

        A section that is not there is empty; an entry with a fault is there, with a value that admits everything.
        """
        faults: list[VocabularyError] = []
        document: dict[str, Any] | None = None
        try:
            document = read_yaml(folder)
        except VocabularyError as error:
            faults.append(error)
        own = folder / _CAMEO_FILE
        cameo, codes, lost = _read_cameo(own if own.exists() else resources.data_dir() / _CAMEO_FILE)
        faults += lost
        if document is None:
            return cls({}, {}, {}, {}, {}, cameo), faults
        for key in (key for key in document if key not in SECTIONS):
            hint = did_you_mean(str(key), SECTIONS)
            faults.append(VocabularyError(FILE, f"unknown section {quoted(str(key))}{hint}"))

        def section(name: str, build: Callable[[str, Entry], T]) -> dict[str, T]:
            said = document.get(name)
            return read_section({} if said is None and name in _DISPENSABLE else said, name, build, faults)

        labels = section("labels", _label)
        families = section("families", _family)

        scaled: dict[str, CameoCode | None] = dict.fromkeys(codes) | cameo

        def relationship_type(name: str, entry: Entry) -> RelationshipType:
            return _relationship_type(name, entry, labels, families, scaled)

        vocabulary = cls(
            theatres=section("theatres", _theatre),
            blocs=section("blocs", lambda id_, entry: Bloc(id_, entry.text("name"), entry.names())),
            labels=labels,
            families=families,
            types=section("types", relationship_type),
            cameo=cameo,
        )
        return vocabulary, faults


def _read_cameo(file: Path) -> tuple[dict[str, CameoCode], set[str], list[VocabularyError]]:
    """Return the sound rows, the codes of all rows, and what is wrong."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = [(row["code"], row["label"], row["goldstein"]) for row in csv.DictReader(lines)]
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        fault = f"expected rows of code, label, goldstein, found {first_line(error)}"
        return {}, set(), [VocabularyError(_CAMEO_FILE, fault)]
    values = [(code, label, _goldstein(text)) for code, label, text in rows]
    codes = {code: CameoCode(code, label, value) for code, label, value in values if value is not None}
    lost = [quoted(str(text)) for *_, text in rows if _goldstein(text) is None]
    faults = [f"expected rows with a goldstein from -{_STRONGEST} to {_STRONGEST}, found {text}" for text in lost[:1]]
    return codes, {code for code, *_ in rows}, [VocabularyError(_CAMEO_FILE, fault) for fault in faults]


def _goldstein(text: str | None) -> float | None:
    """Return a value on Goldstein's scale; None for anything else: no infinity, no NaN, no other digits."""
    value = float(text) if text and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else math.nan
    return value if abs(value) <= _STRONGEST else None


def _theatre(id_: str, entry: Entry) -> Theatre:
    centre: list[Any] = entry.take("centre", list, [])
    limits = zip(centre, _DEGREES, strict=False)
    is_point = [type(degree) in (int, float) for degree in centre] == [True, True] and all(
        abs(each) <= most for each, most in limits
    )
    if centre and not is_point:
        entry.fault("centre", f"expected [longitude, latitude], found {centre!r}")
        centre = []
    longitude, latitude = centre or (None, None)
    return Theatre(id_, entry.text("name"), entry.text("colour"), longitude, latitude, entry.names())


def _label(name: str, entry: Entry) -> Label:
    return Label(name, entry.text("plural"), entry.text("colour"), entry.text("shape"))


def _family(id_: str, entry: Entry) -> Family:
    flags = {flag: entry.take(flag, bool, default=False) for flag in ("structural", "spatial")}
    return Family(id_, entry.text("name"), entry.text("colour"), entry.text("description"), entry.names(), **flags)


def _relationship_type(
    name: str,
    entry: Entry,
    labels: Mapping[str, Label],
    families: Mapping[str, Family],
    cameo: Mapping[str, CameoCode | None],
) -> RelationshipType:
    family, aspect = entry.text("family"), entry.text("aspect")
    entry.check("family", family, families)
    entry.check("aspect", aspect, _ASPECTS)
    code = entry.take("cameo", str, "")
    scaled = cameo.get(code)
    if code and cameo:  # else the table of codes is what is broken
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
        goldstein=scaled.goldstein if scaled else None,
        role_required=_with_actors(entry.texts("role_required", admitted, [])),
        roles=entry.texts("roles", None, []),
        about_required=_with_actors(entry.texts("about_required", admitted, [])),
        amount_required=_with_actors(entry.texts("amount_required", admitted, [])),
        causal=entry.take("causal", bool, default=False),
        to_kinds=entry.texts("to_kinds", None, []),
        names=entry.names(),
    )


def _with_actors(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(label for each in labels for label in (ACTOR_LABELS if each == "Actor" else (each,)))
