"""Who stands between groups: the five roles of Gould and Fernandez, and Burt's structural holes.

References
----------
R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in transaction networks",
Sociological Methodology 19 (1989), 89–126.
R. S. Burt, "Structural Holes: The Social Structure of Competition" (1992).
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias, TypeVar

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import caveats, limits
from graph_loader.analysis.holes import holes
from graph_loader.analysis.permute import PERMUTATIONS, Codes, Comparison, compare, permutations, under_permutation
from graph_loader.analysis.readings import (
    READINGS,
    among,
    covered_by,
    projection_of,
    read,
    simple_network,
    tie_network,
)
from graph_loader.analysis.table import tidy
from graph_loader.analysis.theatres import actor_strata, group_of
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import GROUPINGS, Projection
from graph_loader.package.kept import kept
from graph_loader.package.repeats import blocks

Node = TypeVar("Node", bound=Hashable)
Arcs: TypeAlias = npt.NDArray[np.intp]
ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
_AT_ONCE = 1 << 14
"""Ties and closed triples that are counted at once, so that they stay near the processor."""
_ROLE = np.array([4, 3, 2, 0, 1, 3, 1, 0], dtype=np.intp)


def gould_fernandez(network: nx.DiGraph[Node], groups: Mapping[Node, Hashable]) -> dict[Node, dict[str, int]]:
    """Count how often each node brokers in each of the five roles.

    A node brokers between a and c where a → b → c and not a → c. With groups A → B → C: coordinator A A A,
    itinerant A B A, gatekeeper A B B, representative A A B, liaison A B C.

    Parameters
    ----------
    network : networkx.DiGraph
        A network; of an undirected one pass `to_directed()`.
    groups : mapping
        The group of every node.

    Returns
    -------
    dict of dict
        Counts by node and role.

    Examples
    --------
    >>> network = nx.DiGraph([("cpsu", "sed"), ("sed", "pcch")])
    >>> theatres = {"cpsu": "moscow", "sed": "eastern-europe", "pcch": "santiago"}
    >>> gould_fernandez(network, theatres)["sed"]["liaison"]
    1
    """
    nodes = list(network)
    names = list(dict.fromkeys(groups[node] for node in nodes))
    codes = np.array([names.index(groups[node]) for node in nodes], dtype=np.intp)
    (counts,) = _counts(*_paths(network, nodes), codes[np.newaxis])
    return {
        node: dict(zip(ROLES, (int(count) for count in counts[number]), strict=True))
        for number, node in enumerate(nodes)
    }


def _paths(network: nx.DiGraph[Node], nodes: list[Node]) -> tuple[Arcs, Arcs]:
    """List the arcs between two actors by number, and the closed triples: a → b → c with a → c, or c being a.

    The open ones, of which there are as many as the squares of the degrees, need not be listed.
    """
    number = {node: place for place, node in enumerate(nodes)}
    arcs = [(number[one], number[other]) for one, other in network.edges() if one != other]
    onward: list[set[int]] = [set() for _ in nodes]
    back: list[set[int]] = [set() for _ in nodes]
    for one, other in arcs:
        onward[one].add(other)
        back[other].add(one)
    brokers, found = array("q"), array("q")
    for one, other in arcs:
        between = onward[one] & back[other]
        brokers.extend(between)
        found.append(len(between))
    pairs = np.array(arcs, dtype=np.intp).reshape(-1, 2)
    ends = np.repeat(pairs, np.array(found, dtype=np.intp), axis=0)
    mutual = np.array([(a, b, a) for a, b in arcs if a in onward[b]], dtype=np.intp).reshape(-1, 3)
    closed = np.column_stack([ends[:, 0], np.array(brokers, dtype=np.intp), ends[:, 1]])
    return pairs, np.concatenate([mutual, closed])


def _counts(arcs: Arcs, closed: Arcs, codes: Codes) -> npt.NDArray[np.intp]:
    """Count the roles of brokers on the open paths: on all of two steps, without the closed ones.

    Groups have the shape (times, nodes), counts (times, nodes, 5).
    """
    times, nodes = codes.shape
    groups, (from_, to) = int(codes.max(initial=0)) + 1, arcs.T
    first = np.arange(times)[:, np.newaxis] * nodes  # each node of each time has a number of its own
    reached, reaching = (
        np.bincount(
            ((first + here) * groups + codes.take(there, axis=1)).ravel(), minlength=codes.size * groups
        ).reshape(-1, groups)
        for here, there in ((to, from_), (from_, to))
    )
    own = np.arange(codes.size), codes.ravel()
    one, other = reached[own], reaching[own]
    begun, ended, alike = reached.sum(axis=1), reaching.sum(axis=1), (reached * reaching).sum(axis=1)
    coordinator, itinerant = one * other, alike - one * other
    gatekeeper, representative = (begun - one) * other, one * (ended - other)
    liaison = begun * ended - coordinator - itinerant - gatekeeper - representative
    counts = np.stack([coordinator, itinerant, gatekeeper, representative, liaison], axis=1)
    return counts.reshape(times, nodes, len(ROLES)) - _on(closed, codes, first)


def _on(paths: Arcs, codes: Codes, first: Codes) -> npt.NDArray[np.intp]:
    """Count the roles of the brokers on the given paths; `first` is the number of the first node of each time."""
    from_, broker, to = (codes.take(end, axis=1) for end in paths.T)
    # Which of the three are of one group: from and broker (1), broker and to (2), from and to (4).
    role = _ROLE[(from_ == broker) + 2 * (broker == to) + 4 * (from_ == to)]
    flat = np.bincount(((first + paths[:, 1]) * len(ROLES) + role).ravel(), minlength=codes.size * len(ROLES))
    return flat.reshape(*codes.shape, len(ROLES))


def brokerage(graph: ClaimGraph) -> pd.DataFrame:
    """Count the brokerage roles of all actors, beside what permuted groups would give.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `reading, projection, grouping, id, name, group, sources, role, count, expected, sd, z, p`, of every actor
        that brokers at all; actors without a group (collectives without a theatre, states outside the blocs) are
        left out of the network. Contact without direction counts each mediation both ways.
    """
    rows: list[dict[str, Any]] = []
    fewer = False
    for reading in READINGS:
        seen = read(graph, reading)
        for projection in study_of(graph).projections.values():
            for attribute in GROUPINGS:
                head = {"reading": reading, "projection": projection.name, "grouping": attribute}
                found = _Brokers(graph, seen, projection, attribute)
                fewer |= found.times < PERMUTATIONS
                rows.extend({**head, **row} for row in found.rows())
    return tidy(
        rows,
        "reading projection grouping id name group sources role count expected sd z p",
        title="Brokerage between groups",
        caveats=[
            *(caveats.ASSERTED, caveats.COVERAGE, caveats.ABSENCE, caveats.PERMUTED),
            *[caveats.FEWER] * fewer,
        ],
    )


class _Brokers:
    """The brokers of a network between groups; `times` says with how many permutations they are compared."""

    def __init__(self, graph: ClaimGraph, seen: ClaimGraph, projection: Projection, attribute: str) -> None:
        # Made so, a directed network shares the attributes; `to_directed` copies them in depth.
        whole = tie_network(seen, projection) if projection.directed else nx.DiGraph(simple_network(seen, projection))
        self._groups = {node: group_of(graph, node, attribute) for node in whole}
        self._network = among(whole, {node for node in whole if self._groups[node]})
        self._nodes, self._seen = list(self._network), seen
        self._arcs, self._closed = _paths(self._network, self._nodes)
        self.times = limits.FEWER if len(self._closed) > limits.CLOSED else PERMUTATIONS

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield five rows for every actor that brokers at all, one for each role."""
        if not len(self._arcs):
            return
        names = sorted({str(self._groups[node]) for node in self._nodes})
        codes = np.array([names.index(str(self._groups[node])) for node in self._nodes], dtype=np.intp)
        coverage = covered_by(self._seen)
        within = actor_strata(self._network, self._nodes, coverage)
        for number, comparisons in _compared(self._arcs, self._closed, codes, within, self.times).items():
            node = self._nodes[number]
            for role, comparison in zip(ROLES, comparisons, strict=True):
                yield {
                    "id": node,
                    "name": self._seen.nodes[node].get("name"),
                    "group": self._groups[node],
                    "sources": len(coverage.get(node, ())),
                    "role": role,
                    "count": int(comparison.observed),
                    **{name: getattr(comparison, name) for name in ("expected", "sd", "z", "p")},
                }


@kept
def _compared(arcs: Arcs, closed: Arcs, codes: Codes, within: Codes, times: int) -> dict[int, list[Comparison]]:
    """Set the five counts of every broker beside those of permuted groups."""
    (observed,) = _counts(arcs, closed, codes[np.newaxis])
    brokers = np.flatnonzero(observed.sum(axis=1))
    if not len(brokers):
        return {}
    work = partial(_counts_of, closed=closed, brokers=brokers)
    null = under_permutation(work, permutations(codes, within, times), arcs)
    return {
        int(number): [compare(observed[number, role], null[:, place, role]) for role in range(len(ROLES))]
        for place, number in enumerate(brokers)
    }


def _counts_of(permuted: Codes, arcs: Arcs, *, closed: Arcs, brokers: Codes) -> npt.NDArray[np.int32]:
    some = blocks(permuted, max(1, _AT_ONCE // (1 + len(arcs) + len(closed))))
    return np.concatenate([_counts(arcs, closed, codes)[:, brokers].astype(np.int32) for codes in some])


def leading_roles(graph: ClaimGraph, projection: str, grouping: str) -> dict[str, str]:
    """Name for each broker the role that it plays most beyond what permuted groups give.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    projection : {'contact', 'influence', 'all'}
        What the ties are; actors as coded.
    grouping : {'theatre', 'bloc'}
        Between which groups.

    Returns
    -------
    dict of str to str
        The role with the highest z, of actors with a z above 0.
    """
    best: dict[str, tuple[float, str]] = {}
    for row in _Brokers(graph, graph, projection_of(graph, projection), grouping).rows():
        if row["count"] and row["z"] is not None and row["z"] > 0:
            best[row["id"]] = max(best.get(row["id"], (0.0, "")), (row["z"], row["role"]))
    return {node: role for node, (_, role) in best.items()}


def structural_holes(graph: ClaimGraph) -> pd.DataFrame:
    """Measure Burt's constraint and effective size of every actor.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `projection, id, name, theatre, degree, constraint, effective_size, efficiency`, least constrained first;
        ties are weighted for the constraint, unweighted for the size. Actors as coded.
    """
    rows: list[dict[str, Any]] = []
    for projection in study_of(graph).projections.values():
        if projection.directed:
            continue
        network = simple_network(graph, projection)
        if not network:
            continue
        constraint, size = (dict(zip(network, each.tolist(), strict=True)) for each in holes(network))
        for node in sorted(network, key=lambda node: (round(constraint[node], 9), node)):
            degree = network.degree(node)
            rows.append(
                {
                    "projection": projection.name,
                    "id": node,
                    "name": network.nodes[node].get("name"),
                    "theatre": network.nodes[node].get("theatre"),
                    "degree": degree,
                    "constraint": constraint[node],
                    "effective_size": size[node],
                    "efficiency": size[node] / degree,
                }
            )
    return tidy(
        rows,
        "projection id name theatre degree constraint effective_size efficiency",
        title="Structural holes",
        caveats=[caveats.ATTENTION, caveats.COVERAGE, caveats.ABSENCE],
    )
