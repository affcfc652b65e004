"""What works out the algorithms of a network: this process, or a Neo4j with Graph Data Science (`gds`).

Whichever it is, the network is the same one, made by `readings` from the same claims.

References
----------
L. C. Freeman, "Centrality in social networks", Social Networks 1 (1978), 215–239.
S. Wasserman and K. Faust, "Social Network Analysis" (1994), on closeness where not everybody reaches everybody.
V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. (2008), P10008.
J. Y. Yen, "Finding the k shortest loopless paths in a network", Management Science 17 (1971), 712–716.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any, Literal, Protocol, TypeVar

import networkx as nx

from graph_loader.analysis import fast
from graph_loader.analysis.communities import single_runs

Direction = Literal["in", "out", "both"]
Network = TypeVar("Network", bound="nx.Graph[str]")
SEED = 0
PAGERANK: dict[str, Any] = {"tol": 1e-12, "max_iter": 1000}
"""When it has converged; by itself NetworkX stops in the fifth decimal."""


class Measures(Protocol):
    """What an engine works out of one network; every answer is by actor, and 0 or 1 for one without a tie.

    Betweenness, closeness and harmonic count steps; PageRank, Louvain and Leiden weigh a tie by its `weight`; paths are
    the shorter the more it weighs. Direction counts where the network has one.
    """

    def degree(self, direction: Direction = "both", *, weighted: bool = False) -> dict[str, float]:
        """Count the ties, or add up their weights."""

    def betweenness(self) -> dict[str, float]:
        """Return the share of the shortest paths between others that run through each actor."""

    def closeness(self) -> dict[str, float]:
        """Return how near an actor is to those who reach it, times the share of the others that they are."""

    def harmonic(self) -> dict[str, float]:
        """Add up 1/distance from all others."""

    def pagerank(self, start: str | None = None) -> dict[str, float]:
        """Return PageRank, of walks that return to `start` or to anybody; damping 0.85, the sum is 1."""

    def components(self) -> dict[str, int]:
        """Give every component a number, directions aside, from 1, the largest first."""

    def louvain(self) -> dict[str, int]:
        """Give every community of Louvain a number, from 1, the largest first; for networks without direction."""

    def leiden(self) -> dict[str, int]:
        """Give every community of Leiden a number, from 1, the largest first; for networks without direction."""

    def paths(self, start: str, goal: str, count: int) -> list[list[str]]:
        """List the shortest paths without a loop, the shortest first; none where there is none."""


class Engine(Protocol):
    """Something that works out the algorithms of networks.

    Attributes
    ----------
    name : str
        What tables call it.
    """

    @property
    def name(self) -> str:
        """Return what tables call it."""

    def on(self, network: nx.Graph[str]) -> AbstractContextManager[Measures]:
        """Take a network in, for as long as the block lasts."""


class Memory:
    """Python itself: NetworkX, with rustworkx for betweenness and graspologic for Leiden.

    Examples
    --------
    >>> chain = nx.path_graph(["cpsu", "sed", "pcch"])
    >>> nx.set_edge_attributes(chain, 1.0, "weight")
    >>> with MEMORY.on(chain) as measures:
    ...     print(measures.betweenness()["sed"], measures.paths("cpsu", "pcch", 5))
    1.0 [['cpsu', 'sed', 'pcch']]
    """

    name = "memory"

    @contextmanager
    def on(self, network: nx.Graph[str]) -> Iterator[Measures]:
        """Take a network in."""
        yield _InMemory(network)


MEMORY = Memory()


class _InMemory:
    def __init__(self, network: nx.Graph[str]) -> None:
        self._network = network

    def degree(self, direction: Direction = "both", *, weighted: bool = False) -> dict[str, float]:
        network, weight = self._network, "weight" if weighted else None
        if not isinstance(network, nx.DiGraph) or direction == "both":
            return dict(network.degree(weight=weight))
        return dict(network.in_degree(weight=weight) if direction == "in" else network.out_degree(weight=weight))

    def betweenness(self) -> dict[str, float]:
        return fast.betweenness(self._network)

    def closeness(self) -> dict[str, float]:
        return fast.distances(self._network)[0]

    def harmonic(self) -> dict[str, float]:
        return fast.distances(self._network)[1]

    def pagerank(self, start: str | None = None) -> dict[str, float]:
        home = {start: 1.0} if start else None
        found = nx.pagerank(self._network, personalization=home, dangling=home, weight="weight", **PAGERANK)
        return dict(found)

    def components(self) -> dict[str, int]:
        parts = nx.connected_components(self._network.to_undirected(as_view=True))
        return numbered(self._network, {actor: number for number, part in enumerate(parts) for actor in part})

    def louvain(self) -> dict[str, int]:
        actors = list(self._network)
        # Louvain goes through sets, and those of names have another order in every process.
        network: Any = self._network
        places = nx.convert_node_labels_to_integers(network)
        parts = nx.community.louvain_communities(places, weight="weight", seed=SEED)
        return numbered(actors, {actors[place]: number for number, part in enumerate(parts) for place in part})

    def leiden(self) -> dict[str, int]:
        found = single_runs(self._network, range(SEED, SEED + 1))[0].tolist()
        return numbered(self._network, dict(zip(self._network, found, strict=True)))

    def paths(self, start: str, goal: str, count: int) -> list[list[str]]:
        network: nx.Graph[str] = with_lengths(self._network)
        if not nx.has_path(network, start, goal):
            return []
        return list(islice(nx.shortest_simple_paths(network, start, goal, weight="length"), count))


def with_lengths(network: Network) -> Network:
    """Give every tie its `length`: a step is the shorter the more claims carry it.

    Parameters
    ----------
    network : networkx.Graph or networkx.DiGraph
        A weighted network; its ties get the attribute.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        The same network.

    Examples
    --------
    >>> with_lengths(nx.Graph([("chile", "ussr", {"weight": 4.0})])).edges["chile", "ussr"]["length"]
    0.25
    """
    for *_, tie in network.edges(data=True):
        tie["length"] = 1 / tie["weight"]
    return network


def numbered(actors: Iterable[str], part: dict[str, int]) -> dict[str, int]:
    """Give the parts of a network numbers anew, from 1: by size, then by their first actor.

    Parameters
    ----------
    actors : iterable of str
        All actors, in order.
    part : dict of str to int
        Which part each is in, under any numbers.

    Returns
    -------
    dict of str to int

    Examples
    --------
    >>> numbered(["chile", "cuba", "ussr"], {"chile": 7, "cuba": 3, "ussr": 3})
    {'chile': 2, 'cuba': 1, 'ussr': 1}
    """
    order: Sequence[str] = list(actors)
    sizes = Counter(part[actor] for actor in order)
    # `Counter` keeps the order in which it met the parts, and sorting that of equals.
    number = {name: place for place, (name, _) in enumerate(sizes.most_common(), 1)}
    return {actor: number[part[actor]] for actor in order}
