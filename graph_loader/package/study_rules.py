"""What a study names must exist: theatres, families, types and blocs in the vocabulary, entities in the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from graph_loader.model.numerals import LARGEST_NUMBER
from graph_loader.model.problems import Problem, did_you_mean, quoted
from graph_loader.model.study import FILE, GROUPINGS, KINDS, Contrast, Question, Study
from graph_loader.model.vocabulary import ACTOR_LABELS, Vocabulary
from graph_loader.package.content import Content

_OF_ENTITIES = _ACTOR, _STATE = "the id of an actor", "the id of a state"
_STATES, _ORGANIZATIONS = ("State",), ("Organization",)


class _Reference(NamedTuple):
    """A name that the study uses, where, and what it may be."""

    place: str
    name: str
    what: str
    admitted: Collection[str]


def check_study(content: Content) -> list[Problem]:
    """Find the names in a package's study that stand for nothing."""
    if content.study is None or not content.vocabulary.types:  # names cannot be told from slips of the vocabulary
        return []
    kinds = {label: _kinds(content, label) for label in ("Event", "Organization")}
    return [
        Problem(
            FILE, None, "", "study", f"{place}: expected {what}, found {quoted(name)}{did_you_mean(name, admitted)}"
        )
        for place, name, what, admitted in _references(content.study, content.vocabulary, content.labels, kinds)
        if name not in admitted and (what not in _OF_ENTITIES or content.is_whole("nodes"))
    ]


def _kinds(content: Content, label: str) -> tuple[str, ...]:
    table = next(raw.table for raw in content.tables.values() if raw.table.label == label)
    return next(field.enum for field in table.fields if field.name == "kind")


def _references(
    study: Study, vocabulary: Vocabulary, labels: Mapping[str, str], kinds: Mapping[str, Collection[str]]
) -> Iterator[_Reference]:
    actors = [id_ for id_, label in labels.items() if label in ACTOR_LABELS]
    states = [id_ for id_ in actors if labels[id_] in _STATES]
    yield from _of_ties(study, vocabulary, kinds["Event"])
    for name, group in study.groups.items():
        place = f"groups.{name}"
        yield from _each(f"{place}.theatres", group.theatres, "a theatre", vocabulary.theatres)
        yield from _each(f"{place}.blocs", group.blocs, "a bloc", vocabulary.blocs)
        yield from _each(f"{place}.kinds", group.kinds, "a kind of organization", kinds["Organization"])
        yield from _each(f"{place}.ids", group.ids, _ACTOR, actors)
    for contrast in study.contrasts.values():
        yield from _of_contrast(contrast, study, vocabulary, actors, states)
        place = f"contrasts.{contrast.id}.official"
        yield from _each(place, contrast.official, "a kind of organization", kinds["Organization"])
    for question in study.questions.values():
        yield from _of_question(question, study, vocabulary)
    for end, names in study.paths.items():
        if end == "projections":
            yield from _each("paths.projections", names, "a projection", study.projections)
        else:
            yield from _each(f"paths.{end}", names, _ACTOR, actors)


def _each(place: str, names: Iterable[str | None], what: str, admitted: Collection[str]) -> Iterator[_Reference]:
    for name in names:
        if name is not None:
            yield _Reference(place, name, what, admitted)


def _of_ties(study: Study, vocabulary: Vocabulary, events: Collection[str]) -> Iterator[_Reference]:
    families, theatres = vocabulary.families, vocabulary.theatres
    for role, types in study.roles.items():
        yield from _each(f"roles.{role}", sorted(types), "a type of the vocabulary", vocabulary.types)
    for name, projection in study.projections.items():
        yield from _each(f"projections.{name}.families", projection.families, "a family", families)
        yield from _each(f"projections.{name}.apart", sorted(projection.apart), "a kind of event", events)
    for name, preset in study.presets.items():
        yield from _each(f"presets.{name}.families", preset.families, "a family", families)
        yield from _each(f"presets.{name}.theatres", preset.theatres, "a theatre", theatres)
    yield from _each("shown_first", study.shown_first, "a family", families)
    yield from _each("directions", study.directions, "a theatre", theatres)


def _of_contrast(
    contrast: Contrast, study: Study, vocabulary: Vocabulary, actors: Collection[str], states: Collection[str]
) -> Iterator[_Reference]:
    place = f"contrasts.{contrast.id}"
    yield _Reference(f"{place}.partner", contrast.partner, "a group", study.groups)
    for measure, chosen in contrast.measures.items():
        here = f"{place}.measures.{measure}"
        yield from _each(here, chosen.families, "a family", vocabulary.families)
        yield from _each(here, chosen.types, "a type of the vocabulary", vocabulary.types)
    for number, side in enumerate(contrast.sides, 1):
        here = f"{place}.sides.{number}"
        yield from _each(f"{here}.group", [side.group], "a group", study.groups)
        yield from _each(f"{here}.regime", [side.regime], _ACTOR, actors)
        yield from _each(f"{here}.state", [side.state], _STATE, states)


def _of_question(question: Question, study: Study, vocabulary: Vocabulary) -> Iterator[_Reference]:
    admitted: dict[str, Collection[str]] = {
        "projection": study.projections,
        "group": study.groups,
        "contrast": study.contrasts,
        "families": vocabulary.families,
        "grouping": GROUPINGS,
    }
    for parameter, value in question.parameters.items():
        what = KINDS[question.kind][parameter].rstrip("?")
        place = f"questions.{question.id}.{parameter}"
        if what == "number":
            if type(value) is not int or not 1 <= value <= LARGEST_NUMBER:
                yield _Reference(place, str(value), "a whole number from 1 on", ())
            continue
        if what == "families" and not (isinstance(value, list) and value):
            yield _Reference(place, str(value), "a list of families", ())
            continue
        if what != "families" and not isinstance(value, str):
            yield _Reference(place, str(value), f"a {what}", ())
            continue
        for name in value if isinstance(value, list) else [value]:
            yield _Reference(
                place, str(name), f"one of the {what if what == 'families' else what + 's'}", admitted[what]
            )
