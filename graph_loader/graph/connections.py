"""How two entities are connected: the shortest chains of ties, with the evidence of every step.

A chain is a juxtaposition of claims, not a proof that anything flowed along it. Some nodes would connect anything
with anything: a city that both visited, a topic that both discussed, the Eastern bloc to which both belonged. Unless
asked for, chains therefore run through actors that can act (no collectives), events and agreements only, and not
along ties of place; the two ends may be of any kind. A tie that the source denies is no step unless asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import partial
from itertools import pairwise
from typing import Any

import networkx as nx

from graph_loader.graph import dossier, projections, wording
from graph_loader.graph.chains import best, differ
from graph_loader.graph.network import ClaimGraph, is_affirmed, of_vocabulary
from graph_loader.graph.told import Connection, Step
from graph_loader.model import passages

_MEETING_POINTS = frozenset({"Agreement", "Event"})


def find(
    graph: ClaimGraph,
    start: str,
    goal: str,
    *,
    families: Collection[str] = (),
    through_everything: bool = False,
    with_denied: bool = False,
    limit: int = 3,
) -> list[Connection]:
    """Find the shortest connections between two entities.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph with all attributes, whole or a time slice of it.
    start, goal : str
        Ids of the two entities.
    families : collection of str
        The families of ties that may be used; all but spatial ones unless told otherwise.
    through_everything : bool
        Whether chains may also run through places, topics and collectives, and along ties of place.
    with_denied : bool
        Whether ties that the sources deny are steps too.
    limit : int
        How many of the shortest chains to return.

    Returns
    -------
    list of Connection
        All of the same, smallest length; first those whose weakest step rests on most passages, then those whose
        steps added up rest on most, then by ids. Empty if nothing connects the two.

    Raises
    ------
    ColdWarError
        If both are the same entity.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> for node in ("kgb", "ussr", "chile"):
    ...     graph.add_node(node, label="State", name=node.upper())
    >>> claim = {"family": "trade", "evidence": [], "annotations": [], "role": None, "about_id": None,
    ...          "place_id": None, "amount": None, "amount_max": None, "summary": "…", "standing": "stated",
    ...          "date": None, "start": None, "end_earliest": None, "end": None, "aspect": "event",
    ...          "type": "EXPORTED_TO"}
    >>> _ = graph.add_edge("ussr", "kgb", "y01-01", **claim, id="y01-01")
    >>> _ = graph.add_edge("ussr", "chile", "y02-01", **claim, id="y02-01")
    >>> [[step.to_id for step in chain.steps] for chain in find(graph, "kgb", "chile")]
    [['ussr', 'chile']]
    """
    differ(start, goal, partial(wording.name, graph))
    claims = _claims_between(
        graph, {start, goal}, families, through_everything=through_everything, with_denied=with_denied
    )

    def told(pair: frozenset[str]) -> int:
        return len(passages.behind(*(graph.edges[edge] for edge in claims[pair])))

    chains = best(claims, start, goal, told, limit)
    return [Connection([_step(graph, pair, claims[frozenset(pair)]) for pair in pairwise(nodes)]) for nodes in chains]


def _claims_between(
    graph: ClaimGraph, ends: set[str], families: Collection[str], *, through_everything: bool, with_denied: bool
) -> dict[frozenset[str], list[tuple[str, str, str]]]:
    """Collect the usable claims by the pair of entities that they tie together."""
    usable = {node for node, entity in graph.nodes(data=True) if node in ends or through_everything or connects(entity)}
    spatial = {name for name, family in of_vocabulary(graph, "families").items() if family.spatial}
    claims = defaultdict(list)
    for from_, to, key, claim in graph.edges(keys=True, data=True):
        family = claim["family"]
        allowed = family in families if families else through_everything or family not in spatial
        allowed = allowed and (with_denied or is_affirmed(claim))
        if allowed and from_ != to and from_ in usable and to in usable:
            claims[frozenset((from_, to))].append((from_, to, key))
    return claims


def connects(entity: dict[str, Any]) -> bool:
    """Tell whether chains run through an entity without being asked to: an actor that can act, or a meeting point."""
    return entity["label"] in _MEETING_POINTS or (projections.is_actor(entity) and entity.get("kind") != "collective")


def _step(graph: ClaimGraph, pair: tuple[str, str], edges: list[tuple[str, str, str]]) -> Step:
    from_, to = pair
    return Step(
        from_id=from_,
        from_name=wording.name(graph, from_),
        to_id=to,
        to_name=wording.name(graph, to),
        ties=dossier.in_order(graph, edges),
    )


def lying_between(graph: ClaimGraph, start: str, goal: str, *, families: Collection[str] = ()) -> set[str]:
    """Find all that lie on a connection of two entities, a shortest one or one step longer; empty if there is none.

    Those are the connections that the explorer lists; the two ends are among what is returned.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> for node in "abcdefg":
    ...     graph.add_node(node, label="State")
    >>> for one, other in ("ab", "bd", "ac", "ce", "ed", "cf", "fg", "ge"):
    ...     _ = graph.add_edge(one, other, family="trade")
    >>> sorted(lying_between(graph, "a", "d"))
    ['a', 'b', 'c', 'd', 'e']
    """
    differ(start, goal, partial(wording.name, graph))
    claims = _claims_between(graph, {start, goal}, families, through_everything=False, with_denied=False)
    links: nx.Graph[str] = nx.Graph()
    links.add_edges_from((one, other) for one, other in map(sorted, claims))
    if start not in links or goal not in links or not nx.has_path(links, start, goal):
        return set()
    there, back = (nx.single_source_shortest_path_length(links, end) for end in (start, goal))
    return {node for node, far in there.items() if node in back and far + back[node] <= there[goal] + 1}
