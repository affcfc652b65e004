"""Who stands between groups: the five roles of Gould and Fernandez, and Burt's structural holes.

References
----------
R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in transaction networks",
Sociological Methodology 19 (1989), 89–126.
R. S. Burt, "Structural Holes: The Social Structure of Competition" (1992).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.permute import Codes, Comparison, compare, permutations, under_permutation
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

Node = TypeVar("Node", bound=Hashable)
ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
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
    counts = _counts(_open_paths(network, nodes), codes, len(nodes))
    return {
        node: dict(zip(ROLES, (int(count) for count in counts[number]), strict=True))
        for number, node in enumerate(nodes)
    }


def _open_paths(network: nx.DiGraph[Node], nodes: list[Node]) -> npt.NDArray[np.intp]:
    """List all a → b → c without a → c, by number."""
    number = {node: place for place, node in enumerate(nodes)}
    paths = [
        (number[from_], number[broker], number[to])
        for broker in nodes
        for from_ in network.predecessors(broker)
        for to in network.successors(broker)
        if from_ not in (to, broker) and to != broker and not network.has_edge(from_, to)
    ]
    return np.array(paths, dtype=np.intp).reshape(-1, 3)


def _counts(paths: npt.NDArray[np.intp], codes: Codes, nodes: int) -> npt.NDArray[np.intp]:
    """Count the roles, shape (nodes, 5), of brokers on the given paths."""
    from_, broker, to = codes[paths.T]
    # Which of the three are of one group: from and broker (1), broker and to (2), from and to (4).
    role = _ROLE[(from_ == broker) + 2 * (broker == to) + 4 * (from_ == to)]
    flat = np.bincount(paths[:, 1] * len(ROLES) + role, minlength=nodes * len(ROLES))
    return flat.reshape(nodes, len(ROLES))


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
    for reading in READINGS:
        seen = read(graph, reading)
        for projection in study_of(graph).projections.values():
            for attribute in GROUPINGS:
                head = {"reading": reading, "projection": projection.name, "grouping": attribute}
                rows.extend({**head, **row} for row in _roles(graph, seen, projection, attribute))
    return tidy(
        rows,
        "reading projection grouping id name group sources role count expected sd z p",
        title="Brokerage between groups",
        caveats=[caveats.ASSERTED, caveats.COVERAGE, caveats.ABSENCE, caveats.PERMUTED],
    )


def _roles(graph: ClaimGraph, seen: ClaimGraph, projection: Projection, attribute: str) -> Iterator[dict[str, Any]]:
    # Made so, a directed network shares the attributes; `to_directed` copies them in depth.
    whole = tie_network(seen, projection) if projection.directed else nx.DiGraph(simple_network(seen, projection))
    groups = {node: group_of(graph, node, attribute) for node in whole}
    network = among(whole, {node for node in whole if groups[node]})
    nodes = list(network)
    paths = _open_paths(network, nodes)
    if not len(paths):
        return
    names = sorted({str(groups[node]) for node in nodes})
    codes = np.array([names.index(str(groups[node])) for node in nodes], dtype=np.intp)
    coverage = covered_by(seen)
    for number, comparisons in _compared(paths, codes, actor_strata(network, nodes, coverage)).items():
        node = nodes[number]
        for role, comparison in zip(ROLES, comparisons, strict=True):
            yield {
                "id": node,
                "name": seen.nodes[node].get("name"),
                "group": groups[node],
                "sources": len(coverage.get(node, ())),
                "role": role,
                "count": int(comparison.observed),
                **{name: getattr(comparison, name) for name in ("expected", "sd", "z", "p")},
            }


@kept
def _compared(paths: npt.NDArray[np.intp], codes: Codes, within: Codes) -> dict[int, list[Comparison]]:
    """Set the five counts of every broker beside those of permuted groups."""
    observed = _counts(paths, codes, len(codes))
    null = under_permutation(_counts_of, permutations(codes, within), paths)
    return {
        int(number): [compare(observed[number, role], null[:, number, role]) for role in range(len(ROLES))]
        for number in np.flatnonzero(observed.sum(axis=1))
    }


def _counts_of(permuted: Codes, paths: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    return np.array([_counts(paths, codes, len(codes)) for codes in permuted])


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
    for row in _roles(graph, graph, projection_of(graph, projection), grouping):
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
        constraint = nx.constraint(network, weight="weight")
        size = nx.effective_size(network)
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
