"""What everything is about: entities, and claims that sources make about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from graph_loader.model import dates
from graph_loader.model.passages import distinct
from graph_loader.model.vocabulary import RelationshipType

DOUBTFUL = frozenset({"reported", "disputed"})
"""Standings of claims that the author only passes on, or that somebody doubts."""


BOUNDS = ("start", "start_latest", "end_earliest", "end")
"""The bounds of a claim's date, which the graph carries in ISO days."""


class Key(NamedTuple):
    """What an entity or a claim is known by: its package, and its id, which people see and cite.

    Equal ids in two packages may be two things; that they are one is a decision, never assumed.
    """

    package: str
    id: str

    @property
    def written(self) -> str:
        """Both as one text.

        Examples
        --------
        >>> Key("visits", "oslo").written
        'visits:oslo'
        """
        return f"{self.package}:{self.id}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place where a claim stands, and whom that place cites; None for what it does not say."""

    source: str
    locator: str
    footnote: str | None = None
    cites: str | None = None
    cites_locator: str | None = None
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark on a claim or an entity.

    `suggested` is what its `field` should say, if it says so; `other_id` the second side of a contradiction.
    """

    id: str
    kind: str
    field: str | None = None
    suggested: str | None = None
    note: str | None = None
    source_id: str | None = None
    locator: str | None = None
    other_id: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity."""

    name: str
    kind: str
    language: str | None = None
    script: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id under which others know an entity, and who gives it."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Member:
    """What one package of a collection says of an entity: its id there, label, name and cells that are not empty."""

    key: Key
    label: str
    name: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entity:
    """A node: its label, its name, and what else its table says; None for what is unknown.

    `members` is what the packages of a collection say of it, each for itself; empty for a single package.
    """

    key: Key
    label: str
    name: str
    columns: Mapping[str, Any]
    aliases: tuple[Alias, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    members: tuple[Member, ...] = ()

    @property
    def id(self) -> str:
        """Its id within its package."""
        return self.key.id

    def attributes(self) -> dict[str, Any]:
        """Return the attributes of its node in the graph, as docs/contract.md lists them."""
        return {
            "label": self.label,
            "name": self.name,
            **self.columns,
            "aliases": [_plain(alias) for alias in self.aliases],
            "identifiers": [_plain(each) for each in self.identifiers],
            "annotations": [_plain(annotation) for annotation in self.annotations],
            **self._said_by(),
        }

    def _said_by(self) -> dict[str, Any]:
        """Return what each package of a collection says."""
        if not self.members:
            return {}
        rows = [
            {"package": it.key.package, "id": it.key.id, "name": it.name, "columns": dict(it.columns)}
            for it in self.members
        ]
        return {"members": rows}


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: one type, one pair, one matter, one date.

    Attributes
    ----------
    key : Key
    type : RelationshipType
        With family, aspect, CAMEO code and Goldstein value.
    from_id, to_id : str
        Who acts, and whom it concerns.
    interval : DateInterval
        Its date; `interval.edtf` is empty for none.
    about_id, place_id, role, unit : str or None
    amount, amount_max : float or None
        In `unit`, never converted.
    summary, standing : str
    polarity : str
        ``denied`` (it was not so), ``strained`` (it was so, but poor or in decline), or empty: it was so.
    evidence : tuple of Evidence
    annotations : tuple of Annotation
    provenance : str or None
        Recipe, file and row from which it was imported.
    coder : str or None
        Who coded it; `coders` tells several apart.
    own : mapping
        The columns that its package added, by name.
    origin : Key or None
        In a collection, its package and its id there.
    same_fact : str or None
        In a collection, one id for all claims of the fact that it tells, if another package tells it too.

    Examples
    --------
    >>> from graph_loader.model.vocabulary import Vocabulary
    >>> visited, place = Vocabulary.load().types["VISITED"], Evidence("yordanov-2019", "p20")
    >>> key, day = Key("coldwar", "y20-01"), dates.parse("1971-11")
    >>> claim = Claim(key, visited, "fidel-castro", "chile", day, evidence=(place, place))
    >>> claim.passages, claim.sign, claim.in_window(date(1971, 1, 1), date(1971, 6, 30))
    (('yordanov-2019#p20',), 1, False)
    """

    key: Key
    type: RelationshipType
    from_id: str
    to_id: str
    interval: dates.DateInterval
    about_id: str | None = None
    place_id: str | None = None
    role: str | None = None
    amount: float | None = None
    amount_max: float | None = None
    unit: str | None = None
    summary: str = ""
    standing: str = "stated"
    polarity: str = ""
    coder: str | None = None
    evidence: tuple[Evidence, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    provenance: str | None = None
    own: Mapping[str, Any] = field(default_factory=dict)
    origin: Key | None = None
    same_fact: str | None = None

    @property
    def id(self) -> str:
        """Its id within its package."""
        return self.key.id

    @property
    def ends(self) -> tuple[str, str]:
        """The two entities that it ties."""
        return self.from_id, self.to_id

    @property
    def passages(self) -> tuple[str, ...]:
        """The places on which it rests, each once, in the order of its evidence."""
        return tuple(distinct((piece.source, piece.locator) for piece in self.evidence))

    @property
    def sources(self) -> frozenset[str]:
        """The sources that make it."""
        return frozenset(piece.source for piece in self.evidence)

    @property
    def voices(self) -> frozenset[str]:
        """Those whose words a source passes on."""
        return frozenset(piece.reported_by for piece in self.evidence if piece.reported_by)

    @property
    def sign(self) -> int | None:
        """1 for friendly, -1 for hostile, by the Goldstein value of its type; None without a sign or not affirmed."""
        value = self.type.goldstein_when(self.polarity)
        return None if not value else 1 if value > 0 else -1

    @property
    def doubtful(self) -> bool:
        """Whether its author only passes it on, or somebody doubts it."""
        return self.standing in DOUBTFUL

    def attributes(self) -> dict[str, Any]:
        """Return the attributes of its edge in the graph, as docs/contract.md lists them."""
        interval, type_ = self.interval, self.type
        return {
            "id": self.id,
            "type": type_.name,
            "date": interval.edtf or None,
            "about_id": self.about_id,
            "place_id": self.place_id,
            "role": self.role,
            "amount": self.amount,
            "amount_max": self.amount_max,
            "unit": self.unit,
            "summary": self.summary,
            "standing": self.standing,
            "polarity": self.polarity or None,
            "provenance": self.provenance,
            **({"coder": self.coder} if self.coder else {}),
            **self.own,
            "family": type_.family,
            "aspect": type_.aspect,
            "cameo": type_.cameo,
            "goldstein": type_.goldstein_when(self.polarity),
            **{bound: _iso(getattr(interval, bound)) for bound in BOUNDS},
            "date_certainty": interval.certainty or None,
            "symmetric": type_.symmetric,
            "evidence": [_plain(piece) for piece in self.evidence],
            "annotations": [_plain(annotation) for annotation in self.annotations],
            **({"package": self.origin.package} if self.origin else {}),
            **({"same_fact": self.same_fact} if self.same_fact else {}),
        }

    def in_window(self, first: date | None, last: date | None, reading: dates.Reading = "possible") -> bool:
        """Tell whether it may have fallen, or must have fallen, into a span of days; None leaves a side open."""
        return dates.in_window(self.interval, self.type.aspect, first, last, reading)


def coders(cell: str | None) -> tuple[str, ...]:
    """Return who coded a claim, of a cell that may name several.

    Examples
    --------
    >>> coders("Anna; Ben"), coders(None)
    (('Anna', 'Ben'), ())
    """
    return tuple(filter(None, (name.strip() for name in (cell or "").split(";"))))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(part: Alias | Annotation | Evidence | Identifier) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}
