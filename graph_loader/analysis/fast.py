"""Betweenness at speed, with NetworkX's own numbers coming out.

Of one network rustworkx works it out, some thirty times faster than NetworkX at 5,000 actors (docs/benchmarks.md); of
the many draws of a bootstrap, which are small and sparse, NumPy does it for several draws at once.

References
----------
L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977), 35–41.
U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001), 163–177.
U. Brandes and C. Pich, "Centrality estimation in large networks", International Journal of Bifurcation and Chaos 17
(2007), 2303–2318.
A. E. Sarıyüce, E. Saule, K. Kaya and Ü. V. Çatalyürek, "Shattering and compressing networks for betweenness
centrality", Proceedings of the SIAM International Conference on Data Mining (2013), 686–694; on actors of one tie.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Any, NamedTuple, TypeVar

import networkx as nx
import numpy as np
import numpy.typing as npt
import rustworkx as rx
from scipy import sparse

from graph_loader.analysis import limits
from graph_loader.package.kept import kept
from graph_loader.package.repeats import blocks, repeated

Node = TypeVar("Node", bound=Hashable)
Pairs = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
AT_ONCE = 2**14  # figures in one matrix: what a processor keeps near
LONG = 100  # steps; longer paths are left to rustworkx, which does not walk them level by level
THREADED = 1000  # actors; with fewer, threads take more time than they save
STARTS_AT_ONCE = 64
SEED = 1977


class Estimate(NamedTuple):
    """Betweenness of every actor, normalized, and its standard error, which is 0 where nothing was sampled."""

    values: Floats
    errors: Floats


def betweenness(graph: nx.Graph[Node], *, normalized: bool = True) -> dict[Node, float]:
    """Compute what `networkx.betweenness_centrality` computes, faster; of more than `limits.WHOLE` actors, estimate it.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Weights are ignored: a tie is one step.
    normalized : bool
        Divide by the number of pairs of the others.

    Returns
    -------
    dict
        Share (or number) of the shortest paths between others that run through each node.

    Examples
    --------
    >>> betweenness(nx.path_graph(["moscow", "prague", "santiago"]))
    {'moscow': 0.0, 'prague': 1.0, 'santiago': 0.0}
    """
    if normalized and len(graph) > limits.REDRAWN:
        scores = estimated(graph).values
    else:
        scores = betweenness_of_pairs(_pairs(graph), len(graph), directed=graph.is_directed(), normalized=normalized)
    return dict(zip(graph, scores.tolist(), strict=True))


def estimated(graph: nx.Graph[Node]) -> Estimate:
    """Compute or estimate normalized betweenness as `of_many` does, in the order of the nodes."""
    return of_many(_pairs(graph), len(graph), directed=graph.is_directed())


def _pairs(graph: nx.Graph[Node]) -> Pairs:
    position = {node: number for number, node in enumerate(graph)}
    return np.array([(position[one], position[other]) for one, other in graph.edges()], dtype=np.intp).reshape(-1, 2)


def of_many(pairs: Pairs, nodes: int, *, directed: bool) -> Estimate:
    """Compute normalized betweenness of a large network, or estimate it from `limits.STARTS` starts of paths.

    Parameters
    ----------
    pairs : numpy.ndarray of int, shape (ties, 2)
        Distinct pairs of numbers below `nodes`.
    nodes : int
        How many; it is estimated beyond `limits.WHOLE`.
    directed : bool
        Whether a tie leads one way only.

    Returns
    -------
    Estimate
        Of a sample the values are unbiased: starts are drawn at random, without replacement.
    """
    if not directed:
        pairs = np.sort(pairs, axis=1)
    pairs = pairs[np.lexsort(pairs.T[::-1])]  # in whatever order they come, it is the same question
    return _of_many(pairs, nodes, directed, limits.STARTS if nodes > limits.WHOLE else nodes)


@kept
def _of_many(pairs: Pairs, nodes: int, directed: bool, starts: int) -> Estimate:
    if starts < nodes:
        found = _Pruned(pairs, nodes, directed=directed).estimate(starts)
        if found is not None:
            return Estimate(*(each / ((nodes - 1) * (nodes - 2)) for each in found))
    return Estimate(betweenness_of_pairs(pairs, nodes, directed=directed), np.zeros(nodes))


def distances(graph: nx.Graph[Node]) -> tuple[dict[Node, float], dict[Node, float]]:
    """Compute `networkx.closeness_centrality` and `networkx.harmonic_centrality`, many starts at a time.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Weights are ignored: a tie is one step.

    Returns
    -------
    closeness, harmonic : dict

    Notes
    -----
    Each start is a bit, and a step passes on the bits of all of them (M. Then et al., "The more the merrier: efficient
    multi-source graph traversal", Proceedings of the VLDB Endowment 8 (2014), 449–460).

    Examples
    --------
    >>> distances(nx.path_graph(["moscow", "prague", "santiago"]))[1]
    {'moscow': 1.5, 'prague': 2.0, 'santiago': 1.5}
    """
    arcs, nodes = _pairs(graph), len(graph)
    if not graph.is_directed():
        arcs = np.concatenate([arcs, arcs[:, ::-1]])
    from_, to = arcs[np.argsort(arcs[:, 1], kind="stable")].T
    reached, first = np.unique(to, return_index=True)
    steps, near, harmonic = np.zeros(nodes), np.zeros(nodes), np.zeros(nodes)
    for start in range(0, nodes if len(arcs) else 0, STARTS_AT_ONCE**2):
        chosen = np.arange(start, min(nodes, start + STARTS_AT_ONCE**2))
        new = np.zeros((nodes, STARTS_AT_ONCE), dtype=np.uint64)
        new[chosen, (chosen - start) // 64] = np.uint64(1) << ((chosen - start) % 64).astype(np.uint64)
        seen, length = new.copy(), 0
        while new.any():
            length += 1
            passed = np.bitwise_or.reduceat(new[from_], first, axis=0) & ~seen[reached]
            new = np.zeros_like(new)
            new[reached] = passed
            seen |= new
            found = np.bitwise_count(new).sum(axis=1, dtype=np.intp)
            steps += found * length
            near += found
            harmonic += found / length
    with np.errstate(invalid="ignore"):
        closeness = np.where(steps > 0, near / steps * near / max(1, nodes - 1), 0.0)
    return dict(zip(graph, closeness.tolist(), strict=True)), dict(zip(graph, harmonic.tolist(), strict=True))


def betweenness_of_pairs(pairs: Pairs, nodes: int, *, directed: bool, normalized: bool = True) -> Floats:
    """Compute betweenness from numbered pairs, without a graph in between.

    Parameters
    ----------
    pairs : numpy.ndarray of int, shape (ties, 2)
        Distinct pairs of numbers below `nodes`.
    nodes : int
        How many nodes.
    directed : bool
        Whether a tie leads one way only.
    normalized : bool
        As in `betweenness`.

    Returns
    -------
    numpy.ndarray of float, shape (nodes,)

    Examples
    --------
    >>> betweenness_of_pairs(np.array([[0, 1], [1, 2]]), 3, directed=False).tolist()
    [0.0, 1.0, 0.0]
    """
    graph: Any = rx.PyDiGraph() if directed else rx.PyGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from_no_data([tuple(pair) for pair in pairs.tolist()])
    scores = rx.betweenness_centrality(graph, normalized=normalized and nodes > 2, parallel_threshold=THREADED)  # noqa: PLR2004
    return np.array([scores[node] for node in range(nodes)], dtype=float)


def betweenness_of_draws(pairs: Pairs, held: Flags, nodes: int, *, directed: bool) -> Floats:
    """Compute normalized betweenness in many networks that are parts of one.

    Parameters
    ----------
    pairs : numpy.ndarray of int, shape (ties, 2)
        Distinct pairs of numbers below `nodes`.
    held : numpy.ndarray of bool, shape (draws, ties)
        Which ties each network has.
    nodes : int
        How many nodes.
    directed : bool
        Whether a tie leads one way only.

    Returns
    -------
    numpy.ndarray of float, shape (draws, nodes)

    Examples
    --------
    >>> betweenness_of_draws(np.array([[0, 1], [1, 2]]), np.array([[True, True], [True, False]]), 3, directed=False)
    array([[0., 1., 0.],
           [0., 0., 0.]])
    """
    inner = len(_Pruned(pairs, nodes, directed=directed).inner)
    size = max(1, min(AT_ONCE // max(1, inner**2), 16 * AT_ONCE // max(1, *pairs.shape, nodes)))
    scores = np.empty((len(held), nodes))
    order = np.argsort(held.sum(axis=1), kind="stable")  # networks of a size together
    chosen = blocks(order, size)
    found = repeated(_at_once, ((pairs, held[draws], nodes, directed) for draws in chosen), len(chosen))
    for draws, of_draws in zip(chosen, found, strict=True):
        scores[draws] = of_draws
    return scores


def _at_once(pairs: Pairs, held: Flags, nodes: int, directed: bool) -> Floats:
    """Compute the betweenness of a few draws side by side in one matrix."""
    draw, tie = np.nonzero(held)
    side_by_side = _Pruned(pairs[tie] + (draw * nodes)[:, None], len(held) * nodes, directed=directed)
    found = side_by_side.scores(nodes)
    if found is None:
        return np.array([betweenness_of_pairs(pairs[ties], nodes, directed=directed) for ties in held])
    return found.reshape(-1, nodes) / max(1, (nodes - 1) * (nodes - 2))


class _Pruned:
    """A network without its actors of one partner: these stand in the weights of the partner.

    Attributes
    ----------
    inner : numpy.ndarray of int
        The actors that are left, in order.
    """

    def __init__(self, arcs: Pairs, nodes: int, *, directed: bool) -> None:
        count = partial(np.bincount, minlength=nodes)
        if directed:
            key = np.array([nodes, 1])
            mutual = np.isin(arcs @ key, arcs[:, ::-1] @ key)
        else:
            arcs = np.concatenate([arcs, arcs[:, ::-1]])
            mutual = np.ones(len(arcs), dtype=bool)
        partners = count(arcs[:, 0]) + count(arcs[~mutual, 1])
        from_leaf, to_leaf = (partners[arcs] == 1).T
        begin, end = from_leaf & ~to_leaf, to_leaf & ~from_leaf
        # From how many actors, itself among them, paths begin at each, and to how many they go on.
        starts, goals = 1.0 + count(arcs[begin, 1]), 1.0 + count(arcs[end, 0])
        self._between_leaves: Floats = (starts - 1) * (goals - 1) - count(arcs[begin & mutual, 1])
        self.inner, numbers = np.unique(arcs[~(from_leaf | to_leaf)], return_inverse=True)
        self._starts, self._goals = starts[self.inner], goals[self.inner]
        arcs = numbers.reshape(-1, 2)
        size = len(self.inner)
        self._onward = sparse.csr_array((np.ones(len(arcs)), arcs.T), shape=(size, size))
        self._back = self._onward.T.tocsr() if directed else self._onward

    def scores(self, nodes: int) -> Floats | None:
        """Count the shortest paths through each actor of networks of so many; None where paths are long."""
        scores, size = self._between_leaves.copy(), len(self.inner)
        if not size:
            return scores
        network = self.inner // nodes
        place = np.arange(size) - np.searchsorted(network, network)
        begun = np.zeros((int(network[-1]) + 1, int(place.max()) + 1))
        begun[network, place] = self._starts
        step = max(1, AT_ONCE // size)
        for first in range(0, begun.shape[1], step):
            weights = begun[network, first : first + step]
            here = np.flatnonzero((place >= first) & (place < first + step))
            own = np.zeros_like(weights)
            own[here, place[here] - first] = 1.0
            found = _dependencies(self._onward, self._back, own, self._goals)
            if found is None:
                return None
            through, reached = found
            scores[self.inner] += (through * (weights - own)).sum(axis=1)
            scores[self.inner] += (self._goals - 1) * (weights * (reached & (own == 0))).sum(axis=1)
        return scores

    def estimate(self, starts: int) -> Estimate | None:
        """Estimate the shortest paths through each actor of one network from some starts; None where paths are long."""
        scores, size = self._between_leaves.copy(), len(self.inner)
        chosen = np.random.default_rng(SEED).permutation(size)[:starts]
        total, squares = np.zeros(size), np.zeros(size)
        for block in blocks(np.sort(chosen), STARTS_AT_ONCE):
            own = np.zeros((size, len(block)))
            own[block, np.arange(len(block))] = 1.0
            found = _dependencies(self._onward, self._back, own, self._goals)
            if found is None:
                return None
            through, reached = found
            weights = self._starts[block]
            through *= weights - own
            through += (self._goals - 1)[:, None] * (weights * (reached & (own == 0)))
            total += through.sum(axis=1)
            squares += (through**2).sum(axis=1)
        number = max(1, len(chosen))
        scores[self.inner] += total * size / number
        errors = np.zeros_like(scores)
        spread = np.maximum(squares - total**2 / number, 0) / max(1, number - 1)
        errors[self.inner] = size * np.sqrt(spread / number * (1 - number / max(1, size)))
        return Estimate(scores, errors)


def _dependencies(
    onward: sparse.csr_array, back: sparse.csr_array, own: Floats, goals: Floats
) -> tuple[Floats, Flags] | None:
    """Sum Brandes's dependencies level by level: a column is a source, marked in `own`, a row an actor.

    Returns them with whom each source reaches, or None where a path is too long for this.
    """
    levels, paths = [own], own.copy()
    unseen, share, through = own == 0, np.empty_like(own), np.zeros_like(own)
    while True:
        further = back @ levels[-1]
        further *= unseen
        if not further.any():
            break
        if len(levels) == LONG:
            return None
        levels.append(further)
        paths += further
        np.equal(paths, 0, out=unseen)
    paths += unseen
    np.reciprocal(paths, out=paths)
    paths *= paths
    for near, far in zip(levels[-2::-1], levels[:0:-1], strict=True):
        np.add(through, goals[:, None], out=share)
        share *= far
        share *= paths
        passed = onward @ share
        passed *= near
        through += passed
    return through, ~unseen
