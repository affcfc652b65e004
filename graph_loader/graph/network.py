"""The data package as a graph: entities are nodes, claims are edges.

What the nodes and edges carry is fixed in docs/contract.md, "The graph in memory".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from graph_loader.model import dates
from graph_loader.model.vocabulary import ACTOR_LABELS

if TYPE_CHECKING:
    from graph_loader.model.claims import Claim
    from graph_loader.package.dataset import Dataset

ClaimGraph: TypeAlias = "nx.MultiDiGraph[str]"
Change: TypeAlias = "Callable[[str, str, dict[str, Any]], tuple[str, str, dict[str, Any]] | None]"
PACKAGE_ATTRIBUTES = ("vocabulary", "study")
"""Attributes of the graph that are objects, not plain values."""


def to_networkx(dataset: Dataset) -> ClaimGraph:
    """Build the graph of all entities and claims of a data package.

    Parameters
    ----------
    dataset : Dataset
        The data package.

    Returns
    -------
    networkx.MultiDiGraph
        Node keys are entity ids, edge keys relationship ids; unknown values are None. The attributes are listed in
        docs/contract.md.

    Examples
    --------
    >>> from graph_loader.package.dataset import Dataset
    >>> graph = to_networkx(Dataset.load("tests/fixtures/mini"))
    >>> graph.edges["fidel-castro", "chile", "a01-01"]["family"]
    'contact'
    """
    graph: ClaimGraph = nx.MultiDiGraph(
        name=dataset.name,
        title=dataset.title,
        version=dataset.version,
        vocabulary=dataset.vocabulary,
        study=dataset.study,
        passages=dataset.locators,
        own_columns=dataset.own_columns,
    )
    if dataset.created:
        graph.graph["created"] = dataset.created
    if dataset.package_titles:
        graph.graph["packages"] = dataset.package_titles
    if dataset.left_out is not None:
        graph.graph["draft"] = dataset.left_out.count
    graph.add_nodes_from((entity.id, entity.attributes()) for entity in dataset.entities)
    years = dataset.study.unknown_years if dataset.study else None
    for claim in dataset.claims:
        graph.add_edge(claim.from_id, claim.to_id, claim.id, **claim.attributes(), **_possible(claim, years))
    for claim in dataset.claims:
        if (claim.origin or claim.key).package in dataset.without_theatres:
            for end in claim.ends:
                if graph.nodes[end]["label"] == "Person":
                    graph.nodes[end]["acts"] = True
    from graph_loader.graph.sensible import study_of  # noqa: PLC0415 - it stands on this module

    graph.graph["study"] = study_of(graph)
    return graph


def _possible(claim: Claim, years: int | None) -> dict[str, str | None]:
    """Return the bounds of an event whose start or end is unknown; None for what its date says itself."""
    first, last = dates.possible_days(claim.interval, claim.type.aspect, years)
    return {
        "possible_start": first.isoformat() if first and first != claim.interval.start else None,
        "possible_end": last.isoformat() if last and last != claim.interval.end else None,
    }


def of_vocabulary(graph: ClaimGraph, section: str) -> Mapping[str, Any]:
    """Return a section of the graph's vocabulary (`types`, `families`, …); empty where it has none."""
    found: Mapping[str, Any] = getattr(graph.graph.get("vocabulary"), section, {})
    return found


def by_id(graph: ClaimGraph) -> dict[str, dict[str, Any]]:
    """Return the attributes of every claim by its id."""
    return {key: claim for *_, key, claim in graph.edges(keys=True, data=True)}


def revised(graph: ClaimGraph, change: Change, nodes: Iterable[str] | None = None) -> ClaimGraph:
    """Make the graph anew, with each claim as it is to be, or without it.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph; it stays as it is.
    change : callable
        Takes the two ends of a claim and its attributes, and returns what they are to be, or None to drop it.
    nodes : iterable of str, optional
        Those that stay; all by default.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and claims in the order of `graph`.

    Examples
    --------
    >>> graph = nx.MultiDiGraph([("kgb", "chile", "y14-01", {"family": "influence"})])
    >>> turned = revised(graph, lambda from_, to, claim: (to, from_, claim))
    >>> list(turned.edges(keys=True, data="family"))
    [('chile', 'kgb', 'y14-01', 'influence')]
    """
    made: ClaimGraph = nx.MultiDiGraph(**graph.graph)
    staying = set(graph) if nodes is None else set(nodes)
    made.add_nodes_from((node, entity.copy()) for node, entity in graph.nodes(data=True) if node in staying)
    for from_, to, key, claim in graph.edges(keys=True, data=True):
        kept = change(from_, to, claim)
        if kept is not None and staying.issuperset(kept[:2]):
            made.add_edge(kept[0], kept[1], key, **kept[2])
    return made


def keep(graph: ClaimGraph, wanted: Callable[[dict[str, Any]], bool]) -> ClaimGraph:
    """Keep the claims that are wanted; all nodes stay."""
    return revised(graph, lambda from_, to, claim: (from_, to, claim) if wanted(claim) else None)


def is_affirmed(claim: Mapping[str, Any]) -> bool:
    """Tell whether a claim says that something was so, however poor, rather than that it was not.

    Examples
    --------
    >>> is_affirmed({"polarity": "strained"}), is_affirmed({"polarity": "denied"})
    (True, False)
    """
    return claim.get("polarity") != "denied"


def is_selective(graph: ClaimGraph, source: str) -> bool:
    """Tell whether only some passages of a source were coded: those without a claim are then unknown."""
    return source in graph and graph.nodes[source].get("coverage") == "selective"


def is_actor(entity: dict[str, Any]) -> bool:
    """Tell whether a node's attributes are those of an actor of the Cold War.

    Historians, whom the sources only cite, are Person nodes without a theatre: they are no actors. Where the vocabulary
    has no theatres, a Person is an actor (`acts`) who ends a tie; in a collection who ends one of such a package.

    Parameters
    ----------
    entity : dict
        The attributes of a node.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_actor({"label": "State"}), is_actor({"label": "Person", "theatre": None})
    (True, False)
    """
    if entity.get("label") == "Person":
        return entity.get("theatre") is not None or entity.get("acts") is True
    return entity.get("label") in ACTOR_LABELS
