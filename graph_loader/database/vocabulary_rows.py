"""Vocabulary and periods of a data package as nodes, so that definitions, signs and colours can be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from graph_loader.database.elements import Node, Relationship, link
from graph_loader.database.properties import Properties, Value, known, point
from graph_loader.model.study import Study
from graph_loader.model.vocabulary import Vocabulary


def vocabulary_elements(vocabulary: Vocabulary, study: Study | None) -> Iterator[Node | Relationship]:
    """Yield families, types, theatres and blocs, and the periods of the study."""
    for family in vocabulary.families.values():
        yield _node(
            "Family",
            family.id,
            family.name,
            family.names,
            description=family.description,
            colour=family.colour,
            structural=family.structural,
            spatial=family.spatial,
        )
    for type_ in vocabulary.types.values():
        yield _node(
            "Type",
            type_.name,
            type_.verb,
            type_.names,
            description=type_.description,
            family=type_.family,
            aspect=type_.aspect,
            symmetric=type_.symmetric,
            causal=type_.causal,
            cameo=type_.cameo,
            goldstein=type_.goldstein,
            fromLabels=list(type_.from_labels),
            toLabels=list(type_.to_labels),
            roles=list(type_.roles),
        )
        yield link("IN_FAMILY", type_.name, ("Type", type_.name), ("Family", type_.family))
    for theatre in vocabulary.theatres.values():
        centre = point(theatre.longitude, theatre.latitude)
        yield _node("Theatre", theatre.id, theatre.name, theatre.names, colour=theatre.colour, location=centre)
    for bloc in vocabulary.blocs.values():
        yield _node("Bloc", bloc.id, bloc.name, bloc.names)
    for period in study.periods if study else ():
        days: Properties = {"start": date(period.first, 1, 1), "end": date(period.last, 12, 31)}
        yield _node("Period", f"{period.first}-{period.last}", str(period), {}, **_begins(period.begins), **days)


def _node(label: str, id_: str, name: str, names: Mapping[str, str], **properties: Value) -> Node:
    translated = {f"name{language.capitalize()}": text for language, text in names.items() if language != "en"}
    said: Properties = {"id": id_, "name": name, **translated, **properties}
    return Node(label, id_, known(said))


def _begins(texts: Mapping[str, str]) -> Properties:
    """Return by what a period begins, in English and in each other language."""
    return {f"begins{'' if language == 'en' else language.capitalize()}": text for language, text in texts.items()}
