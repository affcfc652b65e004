"""The data package as a graph: entities are nodes, claims are edges.

What the nodes and edges carry is fixed in docs/architecture.md, "The graph in memory".
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    import pandas as pd

    from graph_loader.package.dataset import Dataset

ClaimGraph: TypeAlias = "nx.MultiDiGraph[str]"
Row: TypeAlias = "dict[str, Any]"


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
        docs/architecture.md.

    Examples
    --------
    >>> from graph_loader.package.dataset import Dataset
    >>> graph = to_networkx(Dataset.load())
    >>> graph.is_directed() and graph.is_multigraph()
    True
    """
    graph: ClaimGraph = nx.MultiDiGraph(
        name=dataset.name,
        version=dataset.version,
        vocabulary=dataset.vocabulary,
        study=dataset.study,
        passages=_passages(dataset),
    )
    annotations = _grouped(dataset.annotations, "target_id")
    graph.add_nodes_from(_nodes(dataset, annotations))
    for from_, to, key, claim in _edges(dataset, annotations):
        graph.add_edge(from_, to, key, **claim)
    return graph


def _nodes(dataset: Dataset, annotations: dict[str, list[Row]]) -> Iterator[tuple[str, Row]]:
    aliases = _grouped(dataset.aliases, "entity_id", drop=("source_id",))
    for label, table in dataset.nodes.items():
        for row in _rows(table):
            node = row.pop("id")
            yield node, {"label": label, **row, "aliases": aliases[node], "annotations": annotations[node]}


def _edges(dataset: Dataset, annotations: dict[str, list[Row]]) -> Iterator[tuple[str, str, str, Row]]:
    evidence = _grouped(dataset.evidence, "relationship_id")
    types = dataset.vocabulary.types
    for row in _rows(dataset.relationships):
        claim = row["id"]
        row |= {
            "symmetric": types[row["type"]].symmetric,
            "evidence": [_citation(piece) for piece in evidence[claim]],
            "annotations": annotations[claim],
        }
        yield row.pop("from_id"), row.pop("to_id"), claim, row


def _citation(row: Row) -> Row:
    return {"source": row["source_id"], **{key: value for key, value in row.items() if key != "source_id"}}


def _passages(dataset: Dataset) -> dict[str, list[str]]:
    locators: dict[str, list[str]] = {}
    for row in _rows(dataset.passages):
        locators.setdefault(row["source_id"], []).append(row["locator"])
    return locators


def _grouped(table: pd.DataFrame, key: str, drop: Iterable[str] = ()) -> dict[str, list[Row]]:
    """Collect the rows of a table by one of its columns, which the rows then no longer hold."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(table.drop(columns=list(drop))):
        groups[row.pop(key)].append(row)
    return groups


def _rows(table: pd.DataFrame) -> Iterator[Row]:
    for row in table.to_dict("records"):
        yield {str(column): _known(value) for column, value in row.items()}


def _known(value: Any) -> Any:
    """Return None for an empty cell (``""`` or NaN), else the value."""
    missing = value == "" or (isinstance(value, float) and math.isnan(value))
    return None if missing else value
