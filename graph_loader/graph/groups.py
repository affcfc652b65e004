"""Who belongs to a group of the study."""

from __future__ import annotations

from collections.abc import Collection

from graph_loader.graph.network import ClaimGraph, is_actor, is_affirmed
from graph_loader.graph.once import once
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import Group


def members(graph: ClaimGraph, group: Group) -> frozenset[str]:
    """Return the entities that belong to a group.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("ruritania", label="State", theatre="north")
    >>> members(graph, Group("north", {}, theatres=("north",)))
    frozenset({'ruritania'})
    """
    found = _of(graph, group.theatres, group.blocs, group.kinds) | {node for node in group.ids if node in graph}
    return found | office_holders(graph, group.ids) if group.members else found


@once
def _of(graph: ClaimGraph, theatres: tuple[str, ...], blocs: tuple[str, ...], kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        node
        for node, entity in graph.nodes(data=True)
        if is_actor(entity)
        and (entity.get("theatre") in theatres or entity.get("bloc") in blocs or entity.get("kind") in kinds)
    )


def office_holders(graph: ClaimGraph, bodies: Collection[str]) -> set[str]:
    """Return who holds an office in any of some bodies, or belongs to it."""
    offices = study_of(graph).roles.get("office", frozenset())
    return {from_ for from_, to, tie in graph.edges(data=True)
            if to in bodies and tie["type"] in offices and is_affirmed(tie)}  # fmt: skip
