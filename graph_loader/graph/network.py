"""The data package as a graph: entities are nodes, claims are edges.

What the nodes and edges carry is fixed in docs/contract.md, "The graph in memory".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    from graph_loader.package.dataset import Dataset

ClaimGraph: TypeAlias = "nx.MultiDiGraph[str]"
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
    )
    graph.add_nodes_from((entity.id, entity.attributes()) for entity in dataset.entities)
    for claim in dataset.claims:
        graph.add_edge(claim.from_id, claim.to_id, claim.id, **claim.attributes())
    from graph_loader.graph.sensible import study_of  # noqa: PLC0415 - it stands on this module

    graph.graph["study"] = study_of(graph)
    return graph
