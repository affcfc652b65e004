"""Claims of one fact, in a collection: which others tell it too, and where they say otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph_loader.graph.network import ClaimGraph

Edge = tuple[str, str, dict[str, Any]]
DIFFERING = ("type", "from", "date", "amount", "polarity")
"""In what two claims of one fact may disagree: `from` is who acts, `amount` with its bounds and unit."""


def told_too(graph: ClaimGraph, from_: str, to: str, claim: Mapping[str, Any]) -> Iterator[Edge]:
    """Yield the other claims of the fact that a claim tells, with their ends: they tie the same two.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> for id_, fact in (("a1", "a1"), ("b:a1", "a1"), ("a2", None)):
    ...     _ = graph.add_edge("ussr", "chile", id_, id=id_, same_fact=fact)
    >>> [claim["id"] for *_, claim in told_too(graph, "ussr", "chile", graph.edges["ussr", "chile", "a1"])]
    ['b:a1']
    """
    if fact := claim.get("same_fact"):
        for ends in dict.fromkeys([(from_, to), (to, from_)]):
            for other in (graph.get_edge_data(*ends) or {}).values():
                if other.get("same_fact") == fact and other["id"] != claim["id"]:
                    yield *ends, other


def differing(one: Edge, other: Edge) -> list[str]:
    """Return in what two claims of one fact disagree.

    Examples
    --------
    >>> a, b = {"type": "AIDED", "date": "1971"}, {"type": "AIDED", "date": "1971-05", "polarity": "denied"}
    >>> differing(("ussr", "chile", a), ("ussr", "chile", b))
    ['date', 'polarity']
    """
    mine, theirs = _said(one), _said(other)
    symmetric = one[2].get("symmetric") or other[2].get("symmetric")
    return [name for name in DIFFERING if mine[name] != theirs[name] and not (name == "from" and symmetric)]


def _said(edge: Edge) -> dict[str, Any]:
    from_, _, claim = edge
    amount = tuple(claim.get(column) for column in ("amount", "amount_max", "unit"))
    told = {column: claim.get(column) or None for column in ("type", "date", "polarity")}
    return told | {"from": from_, "amount": None if amount[0] is None else amount}
