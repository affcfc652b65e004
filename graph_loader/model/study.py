"""What belongs to a study and not to the software: periods, groups, contrasts, questions, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from graph_loader.model.periods import Period
from graph_loader.model.problems import FileError

FILE = "study.yaml"
LANGUAGES = ("en", "es")
"""The languages of pages and findings."""
PLAIN = "en"
"""The language of words that come without one."""

KINDS: Mapping[str, Mapping[str, str]] = {
    "broker": {"projection": "projection"},
    "go-between": {"projection": "projection", "one": "group", "other": "group"},
    "influence-on": {"families": "families", "target": "group", "starts": "group?"},
    "mixing": {"projection": "projection", "by": "grouping"},
    "communities": {"projection": "projection", "by": "grouping"},
    "coverage": {"span": "number"},
    "balance": {},
    "contrast": {"contrast": "contrast"},
    "footing": {"projection": "projection"},
}
"""The kinds of question, with what each must be told (and may be, with a question mark)."""

GROUPINGS = ("theatre", "bloc")
ROLES = ("presence", "accession", "office")

Texts: TypeAlias = Mapping[str, str]


def in_language(texts: Texts, language: str) -> str:
    """Return a text in a language, else in the plain one, else in any; empty where there is none."""
    return texts.get(language) or texts.get(PLAIN) or next(iter(texts.values()), "")


class StudyError(FileError):
    """The study breaks its own form; `problems` are its lines."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(FILE, problems[0])
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Group:
    """A set of actors, by any of theatre, bloc, kind and id.

    Attributes
    ----------
    id : str
    name : mapping of str to str
        By language.
    theatres, blocs, kinds, ids : tuple of str
        Who belongs to it: actors of these theatres, states of these blocs, organizations of these kinds, and these.
    members : bool
        Whether those who hold an office in one of `ids`, or belong to it, count too.
    """

    id: str
    name: Texts
    theatres: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    members: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sides of a contrast: a regime and the state that it ruled, or a group, in a span of time."""

    name: Texts
    first: date | None = None
    last: date | None = None
    regime: str | None = None
    state: str | None = None
    group: str | None = None

    @property
    def id(self) -> str:
        """The id of its regime or group."""
        return self.regime or self.group or ""


@dataclass(frozen=True, slots=True)
class Measure:
    """Claims that a contrast counts beside the signs: those of some families, and those of some types."""

    name: Texts
    families: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """What a partner, a group, did with each of two sides; `official` are the kinds of body that count as a regime's.

    `measures` are rows of the table beside the signs.
    """

    id: str
    title: Texts
    partner: str
    sides: tuple[Side, Side]
    official: tuple[str, ...] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Projection:
    """A choice of ties: families, presence at the same event or agreement, and whether direction matters.

    Events of the kinds in `apart` tie nobody: one can fight a war or an election without ever meeting.
    """

    name: str
    families: tuple[str, ...]
    presence: bool = False
    directed: bool = False
    apart: frozenset[str] = frozenset()
    title: Texts = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of one of the `KINDS`, its parameters, and its own words by language where it has some.

    `texts` may hold ``title``, ``what`` (the matter, inside the sentence that answers) and ``meaning``.
    """

    id: str
    kind: str
    parameters: Mapping[str, Any]
    texts: Mapping[str, Texts]


@dataclass(frozen=True, slots=True)
class Preset:
    """A named first view of the explorer: some families, claims that touch some theatres, a span of time."""

    id: str
    name: Texts
    families: tuple[str, ...] = ()
    theatres: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """Everything that a package's study.yaml says; what it leaves out is what `sensible` makes of the data.

    Attributes
    ----------
    title, lead, licence : mapping of str to str
        Words of the pages, by language.
    first_year, last_year : int
        The years that the study is about.
    unknown_years : int or None
        How many years beyond the side of its date that is known an event counts as possible; None for no bound.
    periods : tuple of Period
        Years between turning points, each with the event that begins it.
    eras : tuple of tuple of datetime.date
        First and last days between changes of regime, for signed ties.
    roles : mapping of str to frozenset of str
        Types that put an actor into an event (``presence``), make it party to an agreement (``accession``), or tie a
        person or body to the body it serves (``office``).
    projections, groups, contrasts, questions, presets : mapping
        By id.
    shown_first : tuple of str
        The families that a page shows at first sight; empty for all.
    caveats : tuple of mapping
        What these data can and cannot carry, beside what is true of any.
    directions : mapping of str to tuple of float
        Where each theatre lies on the canvas, from the middle.
    paths : mapping of str to tuple of str
        ``starts`` and ``goals`` of the tables of paths, and the ``projections`` in which they are followed.
    queries : mapping of str to mapping
        Default parameters of named queries.
    """

    title: Texts = field(default_factory=dict)
    lead: Texts = field(default_factory=dict)
    licence: Texts = field(default_factory=dict)
    first_year: int = 0
    last_year: int = 0
    unknown_years: int | None = None
    periods: tuple[Period, ...] = ()
    eras: tuple[tuple[date, date], ...] = ()
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    projections: Mapping[str, Projection] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    contrasts: Mapping[str, Contrast] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    presets: Mapping[str, Preset] = field(default_factory=dict)
    shown_first: tuple[str, ...] = ()
    caveats: tuple[Texts, ...] = ()
    directions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    queries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def widest(self) -> Projection:
        """The projection with most families, the first of equals; without any, one that ties nobody."""
        return max(self.projections.values(), key=lambda each: len(each.families), default=Projection("", ()))
