"""The graph as it would be without a source, without what is only reported, or as the annotations suggest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import networkx as nx

from graph_loader.graph.network import ClaimGraph
from graph_loader.model import dates

Row: TypeAlias = "dict[str, Any]"
DOUBTFUL = ("reported", "disputed")
_DERIVED = ("start", "start_latest", "end_earliest", "end")


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

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("ussr", "chile", "y12-03", evidence=[{"source": "yordanov-2019"}])
    >>> without_source(graph, "yordanov-2019").number_of_edges()
    0
    """
    return _with_evidence(graph, lambda piece: bool(piece["source"] != source))


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

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("cia", "coup-1973", "y15-04", standing="reported", evidence=[])
    >>> without_reported(graph).number_of_edges()
    0
    """
    doubtful = [
        (from_, to, claim) for from_, to, claim, tie in graph.edges(keys=True, data=True) if tie["standing"] in DOUBTFUL
    ]
    kept: ClaimGraph = graph.copy()
    kept.remove_edges_from(doubtful)
    return kept


def as_suggested(graph: ClaimGraph) -> ClaimGraph:
    """Put the values that the annotations suggest in the place of what the sources say.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    networkx.MultiDiGraph
        A copy in which every annotation with a `field` and a `suggested` value is followed.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> note = {"field": "date", "suggested": "1986-10"}
    >>> _ = graph.add_edge("raul-alfonsin", "moscow", "t48-01", date="1984-10", annotations=[note])
    >>> as_suggested(graph).edges["raul-alfonsin", "moscow", "t48-01"]["start"]
    '1986-10-01'
    """
    kept: ClaimGraph = nx.MultiDiGraph(**graph.graph)
    kept.add_nodes_from((node, _corrected(entity)) for node, entity in graph.nodes(data=True))
    for from_, to, claim, tie in graph.edges(keys=True, data=True):
        corrected = _corrected({**tie, "from_id": from_, "to_id": to})
        ends = corrected.pop("from_id"), corrected.pop("to_id")
        one, other = ends if all(end in graph for end in ends) else (from_, to)
        kept.add_edge(one, other, claim, **corrected)
    return kept


def _with_evidence(graph: ClaimGraph, wanted: Callable[[Row], bool]) -> ClaimGraph:
    kept: ClaimGraph = nx.MultiDiGraph(**graph.graph)
    kept.add_nodes_from((node, dict(entity)) for node, entity in graph.nodes(data=True))
    for from_, to, claim, tie in graph.edges(keys=True, data=True):
        evidence = [piece for piece in tie["evidence"] if wanted(piece)]
        if evidence:
            kept.add_edge(from_, to, claim, **{**tie, "evidence": evidence})
    return kept


def _corrected(attributes: Row) -> Row:
    corrected = dict(attributes)
    for note in attributes.get("annotations") or ():
        field, suggested = note.get("field"), note.get("suggested")
        if not suggested or field not in attributes:
            continue
        if field == "date":
            corrected |= _date(suggested)
        elif isinstance(attributes[field], str | None):
            corrected[field] = suggested
    return corrected


def _date(text: str) -> Row:
    try:
        interval = dates.parse(text)
    except dates.DateError:  # a suggestion in words stays a remark
        return {}
    bounds = {name: getattr(interval, name) for name in _DERIVED}
    days = {name: None if day is None else day.isoformat() for name, day in bounds.items()}
    return {"date": text, "date_certainty": interval.certainty, **days}
