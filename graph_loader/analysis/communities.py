"""Communities: Leiden over many seeds, their consensus, and who sits between them.

Every run numbers nodes anew, so that the order of ids decides nothing. The consensus is run until all seeds agree.

References
----------
V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
Scientific Reports 9 (2019), 5233.
A. Tandon et al., "Fast consensus clustering in complex networks", Physical Review E 99 (2019), 042301; on tied pairs.
A. Lancichinetti and S. Fortunato, "Consensus clustering in complex networks", Scientific Reports 2 (2012), 336.
R. Guimerà and L. A. N. Amaral, "Functional cartography of complex metabolic networks", Nature 433 (2005), 895–900.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, Generic, TypeVar

import graspologic_native
import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from graph_loader.analysis import caveats, limits
from graph_loader.analysis.readings import bloc_of, covered_by, simple_network, widest
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph
from graph_loader.package.kept import kept
from graph_loader.package.repeats import repeated

Node = TypeVar("Node", bound=Hashable)
SEEDS = range(50)
THRESHOLD = 0.5
ROUNDS = 20
ITERATIONS = 3
MANY = 1000
"""Nodes beyond which a consensus is found among sets of nodes: a star of a thousand has half a million pairs."""


@dataclass(frozen=True, slots=True)
class Consensus(Generic[Node]):
    """The partition on which all seeds agree, and how firmly the runs before it held.

    Attributes
    ----------
    member : dict
        Community number by node, the largest community first.
    stability : dict
        How often, on average over the other members, a node shared a community with them in the first runs.
    modularity : float
        Of the consensus, in the weighted network.
    rounds : int
        How many rounds it took; `ROUNDS` if the seeds never all agreed.
    """

    member: dict[Node, int]
    stability: dict[Node, float]
    modularity: float
    rounds: int


def consensus(network: nx.Graph[Node], seeds: range = SEEDS) -> Consensus[Node]:
    """Partition a network by consensus over many runs of Leiden.

    Parameters
    ----------
    network : networkx.Graph
        A weighted network with at least one tie; of more than `limits.WHOLE` nodes only tied ones are compared.
    seeds : range
        One run each.

    Returns
    -------
    Consensus

    Examples
    --------
    >>> found = consensus(nx.barbell_graph(4, 0), range(5))
    >>> sorted(found.member.values()), found.rounds
    ([0, 0, 0, 0, 1, 1, 1, 1], 1)
    """
    nodes = list(network)
    runs = single_runs(network, seeds)
    first, rounds = runs, 1
    while not (runs == runs[0]).all() and rounds < ROUNDS:
        if len(nodes) > limits.WHOLE:
            runs = _agreed_among_tied(runs, seeds, network)
        else:
            runs = _agreed(runs, seeds) if len(nodes) <= MANY else _agreed_in_sets(runs, seeds)
        rounds += 1
    member = dict(zip(nodes, runs[0].tolist(), strict=True))
    communities: list[set[Node]] = [set() for _ in range(max(member.values()) + 1)]
    for node, number in member.items():
        communities[number].add(node)
    return Consensus(
        member,
        dict(zip(nodes, _stability(first, runs[0]), strict=True)),
        nx.community.modularity(network, communities, weight="weight"),
        rounds,
    )


def _agreed(runs: npt.NDArray[np.intp], seeds: range) -> npt.NDArray[np.intp]:
    """Run Leiden on how often two nodes were together, the rare cases left out."""
    agreed = nx.from_numpy_array(np.where(_together(runs) >= THRESHOLD, _together(runs), 0.0))
    agreed.remove_edges_from(list(nx.selfloop_edges(agreed)))
    return single_runs(agreed, seeds)


def _agreed_in_sets(runs: npt.NDArray[np.intp], seeds: range) -> npt.NDArray[np.intp]:
    """Do the same with all who were together in every run as two nodes, tied to each other by all their ties.

    One node would need a loop, which Leiden here leaves out of a node's strength. Two have the strength of all
    together, and their modularity: for sets of two it is the same network.
    """
    _, first, of, sizes = np.unique(runs, axis=1, return_index=True, return_inverse=True, return_counts=True)
    shares = _together(runs[:, first])
    weights = np.where(shares >= THRESHOLD, shares, 0.0) * np.outer(sizes, sizes)
    several = np.flatnonzero(sizes > 1)
    halves: list[tuple[int, ...]] = [(number,) for number in range(len(first))]
    for half, number in enumerate(several.tolist(), start=len(first)):
        halves[number] = (number, half)
    edges = [
        (one, other, float(sizes[one] * (sizes[one] - 1) / 2))
        for one, other in (halves[each] for each in several.tolist())
    ]
    for one, other in np.transpose(np.nonzero(np.triu(weights, 1))).tolist():
        pairs = list(product(halves[one], halves[other]))
        edges += [(half, far, float(weights[one, other]) / len(pairs)) for half, far in pairs]
    sets = _leiden(len(first) + len(several), tuple(edges), seeds)
    return np.array([_by_size(run[of.ravel()].tolist()) for run in sets], dtype=np.intp)


def _agreed_among_tied(runs: npt.NDArray[np.intp], seeds: range, network: nx.Graph[Node]) -> npt.NDArray[np.intp]:
    """Do the same with those pairs alone that are tied: of so many nodes all pairs cannot be held."""
    place = {node: number for number, node in enumerate(network)}
    ends = np.array([(place[one], place[other]) for one, other in network.edges()], dtype=np.intp)
    shares = np.zeros(len(ends))
    for run in runs:
        shares += run[ends[:, 0]] == run[ends[:, 1]]
    shares /= len(runs)
    kept_ties = shares >= THRESHOLD
    ties = zip(*ends[kept_ties].T.tolist(), shares[kept_ties].tolist(), strict=True)
    return _leiden(len(place), tuple(ties), seeds)


def single_runs(network: nx.Graph[Node], seeds: range) -> npt.NDArray[np.intp]:
    """Run Leiden once for each seed.

    Parameters
    ----------
    network : networkx.Graph
        A weighted network.
    seeds : range
        One run each.

    Returns
    -------
    numpy.ndarray of int, shape (seeds, nodes)
        Community of each node in the network's order, numbered by size, then by first member.

    Examples
    --------
    >>> single_runs(nx.barbell_graph(3, 0), range(1)).tolist()
    [[0, 0, 0, 1, 1, 1]]
    """
    place = {node: number for number, node in enumerate(network)}
    edges = tuple((place[one], place[other], weight) for one, other, weight in network.edges(data="weight", default=1))
    return _leiden(len(place), edges, seeds)


@lru_cache(maxsize=32)  # the tables and the findings ask for the same runs
@kept
def _leiden(nodes: int, edges: tuple[tuple[int, int, float], ...], seeds: range) -> npt.NDArray[np.intp]:
    """Run Leiden on a numbered network."""
    ends = np.array([edge[:2] for edge in edges], dtype=np.intp).reshape(-1, 2)
    weights = np.array([edge[2] for edge in edges], dtype=float)
    runs = repeated(_run, ((nodes, ends, weights, seed) for seed in seeds), len(seeds))
    return np.array(runs, dtype=np.intp).reshape(len(seeds), nodes)


def _run(nodes: int, ends: npt.NDArray[np.intp], weights: npt.NDArray[np.float64], seed: int) -> npt.NDArray[np.intp]:
    dealt = np.random.default_rng(seed).permutation(nodes)
    one, other = dealt[ends].T
    matrix = sparse.coo_array(
        (np.tile(weights, 2), (np.concatenate([one, other]), np.concatenate([other, one]))), shape=(nodes, nodes)
    ).tocsr()
    parts = (matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data)
    _, member = graspologic_native.leiden_csr(*parts, nodes, seed=seed, iterations=ITERATIONS)
    return _by_size([member[number] for number in dealt.tolist()])


def _by_size(member: list[int]) -> npt.NDArray[np.intp]:
    """Give communities numbers by size, then by first member."""
    sizes = Counter(member)
    first = {number: place for place, number in reversed([*enumerate(member)])}
    order = sorted(sizes, key=lambda number: (-sizes[number], first[number]))
    rank = {number: place for place, number in enumerate(order)}
    return np.array([rank[number] for number in member], dtype=np.intp)


def _together(runs: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    shares = np.zeros((runs.shape[1],) * 2)
    for run in runs:
        shares += run[:, None] == run[None, :]
    return shares / len(runs)


def _stability(runs: npt.NDArray[np.intp], member: npt.NDArray[np.intp]) -> list[float]:
    """Tell of each node how often, on average over the other members, it was with them; alone it is always so."""
    others = np.bincount(member)[member] - 1
    met = np.zeros(len(member), dtype=np.intp)
    for run in runs:
        both = member * (int(run.max()) + 1) + run
        _, of, sizes = np.unique(both, return_inverse=True, return_counts=True)
        met += sizes[of.ravel()] - 1
    shares: list[float] = np.divide(met, others * len(runs), out=np.ones(len(member)), where=others > 0).tolist()
    return shares


def communities(graph: ClaimGraph) -> pd.DataFrame:
    """Find the communities of all ties and who sits between them.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `community, id, name, theatre, bloc, source, degree, stability, participation, partners`. `participation`
        (Guimerà and Amaral) is 0 with all ties in one community and nears 1 spread over many; `partners` counts
        the communities to which an actor is tied. Sorted by community, the most spread first.
    """
    network = simple_network(graph, widest(graph))
    rows: list[dict[str, Any]] = []
    if network.number_of_edges():
        found = consensus(network)
        sources = main_sources(graph)
        for node in network:
            spread = _spread(network, found.member, node)
            rows.append(
                {
                    "community": found.member[node] + 1,
                    "id": node,
                    "name": network.nodes[node].get("name"),
                    "theatre": network.nodes[node].get("theatre"),
                    "bloc": bloc_of(graph, node),
                    "source": sources[node],
                    "degree": network.degree(node),
                    "stability": found.stability[node],
                    "participation": 1 - sum(share**2 for share in spread),
                    "partners": len(spread),
                }
            )
    rows.sort(key=lambda row: (row["community"], -round(row["participation"], 9), row["id"]))
    return tidy(
        rows,
        "community id name theatre bloc source degree stability participation partners",
        title="Communities of all ties",
        caveats=[caveats.SOURCES, caveats.COVERAGE, *[caveats.AMONG_TIED] * (len(network) > limits.WHOLE)],
    )


def _spread(network: nx.Graph[Node], member: Mapping[Node, int], node: Node) -> list[float]:
    weights: dict[int, float] = {}
    for partner, tie in network[node].items():
        weights[member[partner]] = weights.get(member[partner], 0.0) + tie["weight"]
    total = sum(weights.values())
    return [weight / total for weight in weights.values()]


def main_sources(graph: ClaimGraph) -> dict[str, str]:
    """Name the source that speaks of each entity, or `several`.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("ussr", "chile", "y12-03", evidence=[{"source": "yordanov-2019"}])
    >>> main_sources(graph)["chile"]
    'yordanov-2019'
    """
    coverage = covered_by(graph)
    return {node: next(iter(sources)) if len(sources) == 1 else "several" for node, sources in coverage.items()}
