"""The parameters of the named queries: from what a person types to a value of Neo4j."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from graph_loader.database import study_values
from graph_loader.database.about import About
from graph_loader.database.literals import bound, count, decimal, unit, words
from graph_loader.model.errors import ColdWarError, UnknownNameError, UsageError
from graph_loader.model.study import GROUPINGS, Study
from graph_loader.model.vocabulary import ACTOR_LABELS, Vocabulary
from graph_loader.package.dataset import Dataset
from graph_loader.package.names import NameIndex

_ENTITIES: dict[str, tuple[str, ...] | None] = {
    "actor": tuple(sorted(ACTOR_LABELS)),
    "entity": None,
    "event": ("Event",),
    "organization": ("Organization",),
    "person": ("Person",),
    "place": ("Place",),
    "source": ("Source",),
    "state": ("State",),
    "topic": ("Topic",),
}
_LISTS = {"actors": "actor", "days": "first day", "families": "family", "theatres": "theatre", "ties": "tie"}
"""What a list holds; its parts are parted by semicolons, since names have commas."""


class Meaning:
    """What names mean: those of entities in the data package, those of theatres and families in its vocabulary.

    Parameters
    ----------
    data : pathlib.Path or sequence of pathlib.Path
        The folder of a package or collection, or several; read only when a name is looked up.
    """

    def __init__(self, data: Path | Sequence[Path]) -> None:
        self._data = data

    @cached_property
    def dataset(self) -> Dataset:
        """The claims and passages."""
        return Dataset.load(self._data, draft=True)

    @cached_property
    def names(self) -> NameIndex:
        """The names of all entities."""
        return NameIndex(self.dataset)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Theatres, families and types."""
        return About.of(self._data).vocabulary

    @cached_property
    def study(self) -> Study:
        """The study of the package, or what is sensible for its data."""
        from graph_loader.graph.network import to_networkx  # noqa: PLC0415 - few parameters need a graph
        from graph_loader.graph.sensible import study_of  # noqa: PLC0415

        return study_of(to_networkx(self.dataset))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query.

    Attributes
    ----------
    name : str
        Without ``$``.
    type : str
        One of `TYPES`.
    default : str, optional
        As a person would type it, entities by their ids; None where it must be given.
    study : Study, optional
        What tells the meaning of a default that names something of the study.
    """

    name: str
    type: str
    default: str | None = None
    study: Study | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, name: str, header: Mapping[str, Any]) -> Parameter:
        """Read a parameter from a query's header.

        Raises
        ------
        ValueError
            If its type is not one of `TYPES`.
        """
        if header["type"] not in TYPES:
            raise ValueError(f"expected a type of {', '.join(TYPES)}, found {header['type']!r}")
        return cls(name, header["type"], str(header["default"]) if "default" in header else None)

    @property
    def of_package(self) -> bool:
        """Whether only a data package can tell what a value means."""
        return self.type in {*_ENTITIES, *_LISTS, *_CHOICES, "claim", "locator"} - {"standing"}

    def default_value(self) -> Any:
        """Return the value where nothing is given; no names are looked up.

        Raises
        ------
        UsageError
            If there is no default.
        """
        if self.default is None:
            expected = f"expected --param {self.name}=VALUE of type {self.type!r}"
            raise UsageError(f"{expected}: the study has no default for it")
        if self.type in study_values.READERS:
            return study_values.READERS[self.type](self.study or Study(), self.default)
        if self.type in _LISTS:
            one = Parameter(self.name, _LISTS[self.type])
            return [replace(one, default=each).default_value() for each in _listed(self.default)]
        if self.type in _ENTITIES or self.type in _CHOICES:
            return self.default
        return _READERS[self.type](self.default)

    def can_be(self, text: str) -> bool:
        """Tell whether a text has the form of its type; no names are looked up."""
        try:
            replace(self, default=text).default_value()
        except (ValueError, ColdWarError):
            return False
        return True

    def value(self, text: str, meaning: Meaning) -> Any:
        """Return the value that a text stands for.

        Raises
        ------
        ColdWarError
            If the text does not fit the type or the name is unknown or ambiguous.

        Examples
        --------
        >>> mini = Meaning(Path("tests/fixtures/mini"))
        >>> Parameter("actor", "actor").value("Castro, Fidel", mini)
        'fidel-castro'
        >>> Parameter("to", "last day").value("1973-09", mini)
        datetime.date(1973, 9, 30)
        """
        if self.type in study_values.READERS:
            return _of_study(self, text, meaning.study)
        if self.type in _LISTS:
            one = Parameter(self.name, _LISTS[self.type])
            return [one.value(each, meaning) for each in _listed(text)]
        if self.type in _ENTITIES:
            return _entity(self.name, text, _ENTITIES[self.type], meaning.names)
        if self.type in _CHOICES:
            return _chosen(self.name, text, _CHOICES[self.type](meaning.vocabulary))
        if self.type == "claim" and text not in set(meaning.dataset.relationships["id"]):
            raise UsageError(f"--param {self.name}: expected the id of a claim, found {text!r}")
        try:
            return _READERS[self.type](text)
        except ValueError as error:
            raise UsageError(f"--param {self.name}: expected a value of type {self.type!r}, found {text!r}") from error


def values(
    parameters: tuple[Parameter, ...], given: Mapping[str, str], meaning: Meaning, *, two_sides: bool = True
) -> dict[str, Any]:
    """Return the value of every parameter of a query.

    Parameters
    ----------
    parameters : tuple of Parameter
        What the query takes.
    given : mapping of str to str
        What a person typed for some of them.
    meaning : Meaning
        What names mean.
    two_sides : bool
        Whether two entities or theatres that it takes are two sides, of which none can be the other.

    Raises
    ------
    UsageError
        If something is given that the query does not take.
    ColdWarError
        If a value does not fit.
    """
    known = {parameter.name for parameter in parameters}
    for name in given:
        if name not in known:
            raise UsageError(f"expected a parameter of {', '.join(sorted(known)) or '(none)'}, found {name!r}")
    chosen = {
        parameter.name: parameter.value(given[parameter.name], meaning)
        if parameter.name in given
        else parameter.default_value()
        for parameter in parameters
    }
    if two_sides:
        _check_sides(parameters, chosen)
    ends = ([each.name for each in parameters if each.type == type_] for type_ in ("first day", "last day"))
    for from_, to in zip(*ends, strict=False) if given else ():
        _check_order(from_, to, chosen)
    types = {parameter.type: parameter.name for parameter in parameters}
    if given and {"source", "locator"} <= types.keys():
        _check_locator(chosen[types["source"]], chosen[types["locator"]], meaning.dataset)
    return chosen


def _check_sides(parameters: tuple[Parameter, ...], chosen: Mapping[str, Any]) -> None:
    """Refuse a path from an entity to itself, or what would count every pair within a theatre twice."""
    sides = [each for each in parameters if each.type in _ENTITIES or each.type == "theatre"]
    for one, other in combinations(sides, 2):
        if one.type == other.type and chosen[one.name] == chosen[other.name]:
            expected = f"expected another {one.type} than that of {one.name!r}"
            raise UsageError(f"--param {other.name}: {expected}, found {chosen[other.name]!r} for both")


def _check_order(from_: str, to: str, chosen: Mapping[str, Any]) -> None:
    if chosen[from_] > chosen[to]:
        found = f"{from_}={chosen[from_]} and {to}={chosen[to]}"
        raise UsageError(f"--param {from_}: expected a day that is not after {to!r}, found {found}")


def _check_locator(source: str, locator: str, dataset: Dataset) -> None:
    own = dataset.locators.get(source, [])
    if locator not in own:
        expected = f"a passage of {source}, such as {own[0]} or {own[-1]}" if own else "a source that has passages"
        raise UsageError(f"--param locator: expected {expected}, found {source}, {locator}")


def _entity(name: str, text: str, labels: tuple[str, ...] | None, names: NameIndex) -> str:
    """Return the id of the entity that a text names; one of another kind is called by its own."""
    try:
        return names.resolve(text, labels).id
    except UnknownNameError as unknown:
        try:
            other = names.resolve(text)
        except UnknownNameError:
            raise unknown from None
        expected = " or ".join(labels or ())
        raise UsageError(f"--param {name}: expected {expected}, found the {other.label} {other.name!r}") from None


def _of_study(parameter: Parameter, text: str, study: Study) -> dict[str, Any]:
    try:
        return study_values.READERS[parameter.type](study, text)
    except UsageError as error:
        raise UsageError(f"--param {parameter.name}: {error.message}") from None


def _chosen(name: str, text: str, choices: tuple[str, ...]) -> str:
    if not choices:
        raise UsageError(f"--param {name}: the vocabulary of the package has none to choose from")
    if text not in choices:
        raise UsageError(f"--param {name}: expected one of {', '.join(choices)}, found {text!r}")
    return text


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


_CHOICES: dict[str, Callable[[Vocabulary], tuple[str, ...]]] = {
    "theatre": lambda vocabulary: tuple(vocabulary.theatres),
    "family": lambda vocabulary: tuple(vocabulary.families),
    "tie": lambda vocabulary: tuple(vocabulary.types),
    "standing": lambda _: ("stated", "reported", "inferred", "disputed"),
    "grouping": lambda _: GROUPINGS,
}
_READERS: dict[str, Callable[[str], Any]] = {
    "first day": lambda text: bound(text, "start"),
    "last day": lambda text: bound(text, "end"),
    "number": count,
    "decimal": decimal,
    "text": str,
    "claim": str,
    "locator": str,
    "unit": unit,
    "words": words,
}
TYPES = (*_ENTITIES, *_LISTS, *_CHOICES, *_READERS, *study_values.READERS)
