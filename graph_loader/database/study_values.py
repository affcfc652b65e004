"""What a study says, as named queries take it: its projections, groups and contrasts as maps of Cypher."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from graph_loader.model.errors import UsageError
from graph_loader.model.study import Contrast, Group, Projection, Side, Study

Found = TypeVar("Found")


def projection(study: Study, name: str) -> dict[str, Any]:
    """Return which ties a projection holds; empty lists of types where presence ties nobody.

    Raises
    ------
    UsageError
        If the study has none of this name.
    """
    chosen: Projection = _named(study.projections, "projection", name)
    return {
        "families": list(chosen.families),
        "presence": _role(study, "presence") if chosen.presence else [],
        "accession": _role(study, "accession") if chosen.presence else [],
        "apart": sorted(chosen.apart),
        "directed": chosen.directed,
    }


def group(study: Study, name: str) -> dict[str, Any]:
    """Return by what an actor belongs to a group; no offices where holding one does not make it a member.

    Raises
    ------
    UsageError
        If the study has none of this name.
    """
    return _group(study, _named(study.groups, "group", name))


def contrast(study: Study, name: str) -> dict[str, Any]:
    """Return the partner of a contrast, its two sides and what is measured of them.

    Raises
    ------
    UsageError
        If the study has none of this name.
    """
    chosen: Contrast = _named(study.contrasts, "contrast", name)
    measures = [
        {"name": id_, "families": list(each.families), "types": list(each.types)}
        for id_, each in chosen.measures.items()
    ]
    return {
        "partner": group(study, chosen.partner),
        "official": list(chosen.official),
        "offices": _role(study, "office"),
        "measures": measures,
        "sides": [_side(study, side) for side in chosen.sides],
    }


READERS: Mapping[str, Callable[[Study, str], dict[str, Any]]] = {
    "projection": projection,
    "group": group,
    "contrast": contrast,
}
"""What the types of parameters mean that only a study can tell."""


def defaults(study: Study, kind: str) -> dict[str, str]:
    """Return what the study itself says of parameters, by their names, as a person would type it.

    Parameters
    ----------
    study : Study
    kind : str
        The kind of question that a query answers; the first of the study's questions of this kind gives its
        parameters. Empty for a query that answers none.
    """
    said = {role: "; ".join(sorted(types)) for role, types in study.roles.items()}
    if study.first_year:
        said |= {"first_year": str(study.first_year), "last_year": str(study.last_year)}
    if eras := study.eras or tuple((date(each.first, 1, 1), date(each.last, 12, 31)) for each in study.periods):
        said["turns"] = "; ".join(_turns(eras))
    question = next((each for each in study.questions.values() if kind and each.kind == kind), None)
    asked = question.parameters if question else {}
    return said | {name: typed(value) for name, value in asked.items()}


def typed(value: object) -> str:
    """Write a parameter of a question as a person would type it.

    Examples
    --------
    >>> typed(["contact", "trade"]), typed(4)
    ('contact; trade', '4')
    """
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _turns(eras: tuple[tuple[date, date], ...]) -> Iterator[str]:
    """Yield the first day of each era, and the day after the last one."""
    for first, _ in eras:
        yield first.isoformat()
    yield (eras[-1][1] + timedelta(days=1)).isoformat()


def _named(found: Mapping[str, Found], kind: str, name: str) -> Found:
    if name not in found:
        raise UsageError(f"expected a {kind} of the study ({', '.join(found) or 'it has none'}), found {name!r}")
    return found[name]


def _role(study: Study, name: str) -> list[str]:
    return sorted(study.roles.get(name, ()))


def _group(study: Study, chosen: Group) -> dict[str, Any]:
    return {
        "theatres": list(chosen.theatres),
        "blocs": list(chosen.blocs),
        "kinds": list(chosen.kinds),
        "ids": list(chosen.ids),
        "offices": _role(study, "office") if chosen.members else [],
    }


def _side(study: Study, side: Side) -> dict[str, Any]:
    return {
        "id": side.id,
        "regime": side.regime,
        "state": side.state,
        "group": group(study, side.group) if side.group else None,
        "first": side.first,
        "last": side.last,
    }
