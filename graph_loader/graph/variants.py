"""The graph as it would be without a source, without what is only reported, or as the annotations suggest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from graph_loader.graph.network import ClaimGraph, keep, of_vocabulary, revised
from graph_loader.model import dates
from graph_loader.package.descriptor import Field, contract

Row: TypeAlias = "dict[str, Any]"
DOUBTFUL = ("reported", "disputed")
_DERIVED = ("start", "start_latest", "end_earliest", "end")
_ENDS = ("from_id", "to_id")
_OF_TYPE = ("family", "aspect", "symmetric", "cameo")
_NUMBERS: dict[str, Callable[[str], float]] = {"number": float, "integer": int}


def without_source(graph: ClaimGraph, source: str) -> ClaimGraph:
    """Leave out the evidence of one source, and the claims that then have none.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    source : str
        Id of a source.

    Returns
    -------
    networkx.MultiDiGraph
        All nodes stay.
    """
    return _with_evidence(graph, lambda piece: bool(piece["source"] != source))


def without_package(graph: ClaimGraph, package: str) -> ClaimGraph:
    """Leave out the claims of one package of a collection.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The claim graph of a collection.
    package : str
        Its name.

    Returns
    -------
    networkx.MultiDiGraph
        All nodes stay.
    """
    return keep(graph, lambda claim: claim["package"] != package)


def without_reported(graph: ClaimGraph) -> ClaimGraph:
    """Leave out the claims that the authors only pass on or doubt.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    networkx.MultiDiGraph
        Without claims whose standing is one of `DOUBTFUL`; all nodes stay.
    """
    return keep(graph, lambda claim: claim["standing"] not in DOUBTFUL)


def as_suggested(graph: ClaimGraph) -> ClaimGraph:
    """Put the values that the annotations suggest in the place of what the sources say.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    networkx.MultiDiGraph
        A copy in which every annotation with a `field` and a `suggested` value is followed. A suggested type brings
        its family, aspect, direction, CAMEO code and Goldstein value. Its attribute `unusable` tells, by annotation,
        why a suggestion could not be followed; of two that differ neither is.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> note = {"id": "a-t48-01", "field": "date", "suggested": "1986-10"}
    >>> _ = graph.add_edge("raul-alfonsin", "moscow", "t48-01", date="1984-10", annotations=[note])
    >>> as_suggested(graph).edges["raul-alfonsin", "moscow", "t48-01"]["start"]
    '1986-10-01'
    """
    unusable: dict[str, str] = {}

    def corrected(from_: str, to: str, claim: Row) -> tuple[str, str, Row]:
        row = {**claim, "from_id": from_, "to_id": to}
        made = row | _usable(graph, claim, _columns("relationships"), unusable)
        if made.get("date") != row.get("date"):
            made |= _bounds(made["date"])
        if any(made.get(name) != row.get(name) for name in ("type", *_ENDS)):
            made = _as_typed(graph, row, made, unusable)
        return made.pop("from_id"), made.pop("to_id"), made

    kept = revised(graph, corrected)
    kept.graph["unusable"] = unusable
    for node, entity in graph.nodes(data=True):
        kept.nodes[node].update(_usable(graph, entity, _columns_of(entity), unusable))
    return kept


def _with_evidence(graph: ClaimGraph, wanted: Callable[[Row], bool]) -> ClaimGraph:
    def carried(from_: str, to: str, claim: Row) -> tuple[str, str, Row] | None:
        evidence = [piece for piece in claim["evidence"] if wanted(piece)]
        return (from_, to, {**claim, "evidence": evidence}) if evidence else None

    return revised(graph, carried)


def _columns(table: str) -> Mapping[str, Field]:
    return {field.name: field for field in contract().tables[table].fields}


def _columns_of(entity: Row) -> Mapping[str, Field]:
    tables = contract().tables.values()
    return next((_columns(table.name) for table in tables if table.label == entity.get("label")), {})


def _usable(graph: ClaimGraph, element: Row, columns: Mapping[str, Field], unusable: dict[str, str]) -> Row:
    """Read the suggested values of an entity or claim as the types of their columns."""
    values: Row = {}
    said: dict[str, dict[str, Any]] = {}
    for note in element.get("annotations") or ():
        name, suggested = note.get("field"), note.get("suggested")
        if not suggested:
            continue
        if name in columns:
            try:
                value = _value(graph, columns[name], suggested)
                said.setdefault(name, {})[note["id"]] = value[name]
                values |= value
            except (ValueError, dates.DateError) as error:
                unusable[note["id"]] = str(error)
        else:
            unusable[note["id"]] = f"expected one of the columns {', '.join(columns)}, found {name!r}"
    for name, wanted in said.items():
        if len(set(wanted.values())) > 1:
            unusable |= dict.fromkeys(
                wanted, f"expected one value for {name}, found {', '.join(map(repr, wanted.values()))}"
            )
            del values[name]
    return values


def _value(graph: ClaimGraph, field: Field, text: str) -> Row:
    if field.is_date:
        return {field.name: dates.parse(text).edtf}
    if field.type in _NUMBERS:
        return {field.name: _NUMBERS[field.type](text)}
    if field.name.endswith("_id") and text not in graph:
        raise ValueError(f"expected the id of an entity, found {text!r}")
    if field.vocabulary and text not in of_vocabulary(graph, field.vocabulary):
        raise ValueError(f"expected one of the vocabulary's {field.vocabulary}, found {text!r}")
    if field.enum and text not in field.enum:
        raise ValueError(f"expected one of {', '.join(field.enum)}, found {text!r}")
    return {field.name: text}


def _bounds(date: str) -> Row:
    interval = dates.parse(date)
    bounds = {name: getattr(interval, name) for name in _DERIVED}
    days = {name: None if day is None else day.isoformat() for name, day in bounds.items()}
    return {"date_certainty": interval.certainty, **days}


def _as_typed(graph: ClaimGraph, said: Row, suggested: Row, unusable: dict[str, str]) -> Row:
    """Give a claim all that its type says of it, and its ends in the type's order, unless the two do not fit."""
    type_ = of_vocabulary(graph, "types").get(suggested.get("type") or "")
    if type_ is None:  # a graph without a vocabulary
        return suggested
    ends = [suggested[end] for end in _ENDS]
    labels = [graph.nodes[end]["label"] for end in ends]
    if labels[0] not in type_.from_labels or labels[1] not in type_.to_labels or ends[0] == ends[1]:
        found = " and ".join(f"the {label} {end!r}" for label, end in zip(labels, ends, strict=True))
        reason = f"expected two ends that {type_.name} can join, found {found}"
        unusable |= {
            note["id"]: reason
            for note in said["annotations"]
            if note.get("suggested") and note["field"] in ("type", *_ENDS)
        }
        return suggested | {name: said[name] for name in ("type", *_ENDS)}
    if type_.symmetric:
        ends.sort()
    of_type = {name: getattr(type_, name) for name in _OF_TYPE}
    of_type["goldstein"] = type_.goldstein_when(suggested.get("polarity"))
    return suggested | of_type | dict(zip(_ENDS, ends, strict=True))
