"""Reads study.yaml: every fault of its form in one run, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from graph_loader.model import dates
from graph_loader.model.numerals import LARGEST_NUMBER
from graph_loader.model.periods import Period
from graph_loader.model.study import (
    FILE,
    KINDS,
    PLAIN,
    ROLES,
    Contrast,
    Group,
    Measure,
    Preset,
    Projection,
    Question,
    Side,
    Study,
    StudyError,
    Texts,
)
from graph_loader.model.yaml_text import parse


def read_study(folder: Path) -> Study | None:
    """Read the study of a data package.

    Raises
    ------
    StudyError
        If the file breaks its form; `problems` holds every fault.

    Examples
    --------
    >>> read_study(Path("tests"))
    """
    file = folder / FILE
    if not file.exists():
        return None
    try:
        document = parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise StudyError([f"expected a readable UTF-8 file, found {_one_line(error)}"]) from None
    except (ValueError, RecursionError) as error:
        raise StudyError([f"expected YAML, found {_one_line(error)}"]) from None
    faults: list[str] = []
    study = _study(_Entry("", {} if document is None else document, faults))
    if faults:
        raise StudyError(faults)
    return study


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


@dataclass
class _Entry:
    """A mapping of the file, taken key by key; what nobody asked for is a fault."""

    where: str
    values: Any
    faults: list[str] = field(repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.values, Mapping):
            self.fault("", f"expected keys with values, found {self.values!r}")
            self.values = {}
        self.values = {str(key): value for key, value in self.values.items()}

    def fault(self, key: str, message: str) -> None:
        place = ".".join(part for part in (self.where, key) if part)
        self.faults.append(f"{place}: {message}" if place else message)

    def take(self, key: str, kind: type | tuple[type, ...], what: str, default: Any) -> Any:
        value = self.values.pop(key, None)
        if value is None:
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault(key, f"expected {what}, found {value!r}")
            return default
        return value

    def entry(self, key: str) -> _Entry:
        return _Entry(f"{self.where}.{key}".lstrip("."), self.values.pop(key, None) or {}, self.faults)

    def entries(self, key: str) -> Iterable[tuple[str, _Entry]]:
        section = self.entry(key)
        for name in list(section.values):
            yield name, section.entry(name)

    def items(self, key: str) -> list[Any]:
        return list(self.take(key, list, "a list", []))

    def flag(self, key: str) -> bool:
        return bool(self.take(key, bool, "true or false", default=False))

    def words(self, key: str) -> tuple[str, ...]:
        values = self.items(key)
        for value in values:
            if not isinstance(value, str):
                self.fault(key, f"expected a list of words, found {value!r}")
        return tuple(value for value in values if isinstance(value, str))

    def texts(self, key: str) -> Texts:
        value = self.take(key, (str, Mapping), "a text, or texts by language", {})
        texts = {PLAIN: value} if isinstance(value, str) else {str(code): text for code, text in value.items()}
        for code, text in texts.items():
            if not isinstance(text, str):
                self.fault(f"{key}.{code}", f"expected a text, found {text!r}")
        return {code: text for code, text in texts.items() if isinstance(text, str)}

    def day(self, key: str, *, last: bool = False) -> date | None:
        return self._day(key, self.values.pop(key, None), last=last)

    def _day(self, key: str, value: Any, *, last: bool = False) -> date | None:
        if value is None or type(value) is date:
            return value
        try:
            interval = dates.parse(f"{value:04d}" if type(value) is int else value)
        except (dates.DateError, TypeError, AttributeError, ValueError):
            self.fault(key, f"expected a year, a month or a day, like 1973 or 1973-09-11, found {value!r}")
            return None
        return interval.end if last else interval.start

    def finish(self, known: Iterable[str] = ()) -> None:
        for key in self.values:
            admitted = f", expected one of {', '.join(known)}" if known else ""
            self.fault(key, f"no such key{admitted}")


def _study(entry: _Entry) -> Study:
    first, last = _years(entry)
    study = Study(
        title=entry.texts("title"),
        lead=entry.texts("lead"),
        licence=entry.texts("licence"),
        first_year=first,
        last_year=last,
        unknown_years=_unknown_years(entry),
        periods=tuple(_periods(entry, first, last)),
        eras=tuple(_eras(entry, first, last)),
        roles={role: frozenset(types) for role, types in _lists(entry.entry("roles"), ROLES)},
        projections={name: _projection(name, each) for name, each in entry.entries("projections")},
        groups={name: _group(name, each) for name, each in entry.entries("groups")},
        contrasts={made.id: made for name, each in entry.entries("contrasts") for made in _contrast(name, each)},
        questions={made.id: made for name, each in entry.entries("questions") for made in _question(name, each)},
        presets={name: _preset(name, each) for name, each in entry.entries("presets")},
        shown_first=entry.words("shown_first"),
        caveats=tuple(_listed_texts(entry, "caveats")),
        directions=dict(_directions(entry)),
        paths=dict(_lists(entry.entry("paths"), ("starts", "goals", "projections"))),
        queries={name: dict(_plain(each)) for name, each in entry.entries("queries")},
    )
    entry.finish()
    return study


def _unknown_years(entry: _Entry) -> int | None:
    years = entry.values.pop("unknown_years", None)
    if years is not None and (type(years) is not int or years < 0):
        entry.fault("unknown_years", f"expected a number of years, found {years!r}")
        return None
    return years


def _years(entry: _Entry) -> tuple[int, int]:
    years = entry.items("years")
    if not years:
        return 0, 0
    if [type(year) for year in years] != [int, int] or not 1 <= years[0] <= years[1] <= 9999:  # noqa: PLR2004
        entry.fault("years", f"expected the first and the last year, found {years!r}")
        return 0, 0
    return years[0], years[1]


def _begins(entry: _Entry, key: str) -> list[tuple[date, Texts]]:
    """Read a list of first days, each with or without the event that begins what follows."""
    found: list[tuple[date, Texts]] = []
    for number, value in enumerate(entry.items(key), 1):
        each = _Entry(f"{key}.{number}", value if isinstance(value, Mapping) else {"from": value}, entry.faults)
        begins, day = each.texts("begins"), each.day("from")
        each.finish(("from", "begins"))
        if day is None:
            each.fault("from", "expected a year or a day")
        elif found and day <= found[-1][0]:
            each.fault("from", f"expected a later one than {found[-1][0]}, found {day}")
        else:
            found.append((day, begins))
    return found


def _periods(entry: _Entry, first: int, last: int) -> Iterable[Period]:
    begins = [(day.year, words) for day, words in _begins(entry, "periods")]
    if begins and not first:
        entry.fault("years", "expected the first and the last year, since there are periods")
        return
    inside = [(year, words) for year, words in begins if first < year <= last]
    opening = next((words for year, words in begins if year == first), {})
    for (year, words), (following, _) in pairwise([(first, opening), *inside, (last + 1, {})] if begins else []):
        yield Period(year, following - 1, words)


def _eras(entry: _Entry, first: int, last: int) -> Iterable[tuple[date, date]]:
    days = [day for day, _ in _begins(entry, "eras")]
    if days and not first:
        entry.fault("years", "expected the first and the last year, since there are eras")
        return
    if days:
        opening, closing = date(first, 1, 1), date(last, 12, 31)
        begins = [opening, *(day for day in days if opening < day <= closing)]
        ends = [day - timedelta(days=1) for day in begins[1:]]
        yield from zip(begins, [*ends, closing], strict=True)


def _lists(entry: _Entry, known: tuple[str, ...]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for name in known:
        if name in entry.values:
            yield name, entry.words(name)
    entry.finish(known)


def _projection(name: str, entry: _Entry) -> Projection:
    made = Projection(
        name=name,
        families=entry.words("families"),
        presence=entry.flag("presence"),
        directed=entry.flag("directed"),
        apart=frozenset(entry.words("apart")),
        title=entry.texts("title"),
    )
    entry.finish(("families", "presence", "directed", "apart", "title"))
    return made


def _group(name: str, entry: _Entry) -> Group:
    sets = {key: entry.words(key) for key in ("theatres", "blocs", "kinds", "ids")}
    made = Group(id=name, name=entry.texts("name"), **sets, members=entry.flag("members"))
    if not any(sets.values()):
        entry.fault("", "expected a set of actors by theatres, blocs, kinds or ids")
    entry.finish(("name", *sets, "members"))
    return made


def _contrast(name: str, entry: _Entry) -> Iterable[Contrast]:
    sides = [
        _side(_Entry(f"{entry.where}.sides.{number}", each, entry.faults))
        for number, each in enumerate(entry.items("sides"), 1)
    ]
    title, official = entry.texts("title"), entry.words("official")
    partner = entry.take("partner", str, "the name of a group", "")
    measures = {measure: _measure(each) for measure, each in entry.entries("measures")}
    entry.finish(("title", "partner", "sides", "official", "measures"))
    if len(sides) != 2 or not partner:  # noqa: PLR2004
        entry.fault("", "expected a partner, the name of a group, and two sides")
    elif sides[0].id == sides[1].id:
        entry.fault("sides", f"expected two different sides, found {sides[0].id} twice")
    else:
        yield Contrast(name, title, partner, (sides[0], sides[1]), official, measures)


def _measure(entry: _Entry) -> Measure:
    made = Measure(entry.texts("name"), entry.words("families"), entry.words("types"))
    if not made.families and not made.types:
        entry.fault("", "expected families or types of claims")
    entry.finish(("name", "families", "types"))
    return made


def _side(entry: _Entry) -> Side:
    names = {key: entry.take(key, str, "an id", None) for key in ("regime", "state", "group")}
    side = Side(name=entry.texts("name"), first=entry.day("from"), last=entry.day("to", last=True), **names)
    entry.finish(("name", "from", "to", *names))
    if bool(side.regime) == bool(side.group):
        entry.fault("", "expected a regime (with its state), or a group")
    if side.first and side.last and side.last < side.first:
        entry.fault("to", f"expected no day before {side.first}, found {side.last}")
    return side


def _question(name: str, entry: _Entry) -> Iterable[Question]:
    kind = entry.take("kind", str, "a kind of question", "")
    texts = {key: entry.texts(key) for key in ("title", "what", "meaning") if key in entry.values}
    if kind not in KINDS:
        entry.fault("kind", f"expected one of {', '.join(KINDS)}, found {kind!r}")
        return
    parameters = {}
    for parameter, what in KINDS[kind].items():
        value = entry.values.pop(parameter, None)
        if value is not None:
            parameters[parameter] = value
        elif not what.endswith("?"):
            entry.fault(parameter, f"expected a {what} for a question of the kind {kind}")
    entry.finish(("kind", "title", "what", "meaning", *KINDS[kind]))
    yield Question(name, kind, parameters, texts)


def _preset(name: str, entry: _Entry) -> Preset:
    made = Preset(
        id=name,
        name=entry.texts("name"),
        families=entry.words("families"),
        theatres=entry.words("theatres"),
        first=entry.day("from"),
        last=entry.day("to", last=True),
    )
    entry.finish(("name", "families", "theatres", "from", "to"))
    return made


def _listed_texts(entry: _Entry, key: str) -> Iterable[Texts]:
    for number, value in enumerate(entry.items(key), 1):
        yield _Entry(key, {str(number): value}, entry.faults).texts(str(number))


def _directions(entry: _Entry) -> Iterable[tuple[str, tuple[float, float]]]:
    section = entry.entry("directions")
    for theatre, place in section.values.items():
        if not isinstance(place, list) or [_is_number(each) for each in place] != [True, True]:
            section.fault(theatre, f"expected two numbers, right and down from the middle, found {place!r}")
        else:
            yield theatre, (float(place[0]), float(place[1]))


def _plain(entry: _Entry) -> Iterable[tuple[str, str]]:
    for parameter, value in entry.values.items():
        if not (isinstance(value, str | date) or _is_number(value)):
            entry.fault(parameter, f"expected a text or a number, found {value!r}")
        else:
            yield parameter, str(value)


def _is_number(value: object) -> bool:
    """Tell whether a value is a number that every output can hold."""
    return type(value) in (int, float) and abs(cast("float", value)) <= LARGEST_NUMBER
