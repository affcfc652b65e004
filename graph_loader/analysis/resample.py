"""The bootstrap by paragraph: what would stand if the authors had written other paragraphs of the same kind.

References
----------
B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 8 on clustered data.
T. A. B. Snijders and S. P. Borgatti, "Non-parametric standard errors and tests for network statistics",
Connections 22 (1999), 161–170.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.once import once

DRAWS = 500
DRAWS_AT_ONCE = 50
SEED = 1917
LEVEL = 0.95
KEPT = 20_000_000
"""Weights that are kept for whoever asks next; more are worked out anew, for they would fill the memory."""

Array = npt.NDArray[np.float64]
Place: TypeAlias = tuple[str, str]


class Ratio(NamedTuple):
    """A share and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def claim_weights(graph: ClaimGraph, draws: int = DRAWS, seed: int = SEED) -> tuple[list[str], Array]:
    """Draw paragraphs with replacement, as many within each source as it has, and weigh every claim by them.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    draws : int
        How many samples.
    seed : int
        Of the random numbers.

    Returns
    -------
    claims : list of str
        Ids, sorted.
    weights : numpy.ndarray
        Of shape (draws, claims): how often the claim's paragraphs were drawn, on average over them. The expected
        value is 1; a claim of a single paragraph is absent from about 37 in 100 draws.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> for number in (1, 2):
    ...     evidence = [{"source": "yordanov-2019", "locator": f"p{number}"}]
    ...     _ = graph.add_edge("ussr", "chile", f"y0{number}-01", evidence=evidence)
    >>> claims, weights = claim_weights(graph, draws=4)
    >>> claims, weights.sum(axis=1).tolist()
    (['y01-01', 'y02-01'], [2.0, 2.0, 2.0, 2.0])
    """
    weigh = _kept_weights if draws * graph.number_of_edges() <= KEPT else _weights
    return weigh(graph, draws, seed)


def _weights(graph: ClaimGraph, draws: int, seed: int) -> tuple[list[str], Array]:
    places, paragraphs = _places(graph)
    return list(places), _averaged(places, paragraphs, _drawn(paragraphs, draws, seed))


_kept_weights = once(_weights)


def claims_of(graph: ClaimGraph) -> list[str]:
    """Return the ids of the claims, sorted: what the columns of weights stand for."""
    return sorted(claim for *_, claim in graph.edges(keys=True))


def claims_left(graph: ClaimGraph, percent: int, draws: int, seed: int = SEED) -> tuple[list[str], Array]:
    """Leave out paragraphs, the same share of each source, and weigh every claim by what is left of its own.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    percent : int
        How many of a hundred paragraphs to leave out.
    draws : int
        How many samples.
    seed : int
        Of the random numbers.

    Returns
    -------
    claims : list of str
        Ids, sorted.
    weights : numpy.ndarray
        Of shape (draws, claims): the share of the claim's paragraphs that is left.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> for number in (1, 2):
    ...     evidence = [{"source": "yordanov-2019", "locator": f"p{number}"}]
    ...     _ = graph.add_edge("ussr", "chile", f"y0{number}-01", evidence=evidence)
    >>> claims_left(graph, 50, draws=3)[1].sum(axis=1).tolist()
    [1.0, 1.0, 1.0]
    """
    places, paragraphs = _places(graph)
    random = np.random.default_rng(seed + percent)
    left = np.ones((draws, len(paragraphs)))
    for members in _by_source(paragraphs):
        gone = round(len(members) * percent / 100)
        shuffled = random.permuted(np.tile(members, (draws, 1)), axis=1)
        np.put_along_axis(left, shuffled[:, :gone], 0.0, axis=1)
    return list(places), _averaged(places, paragraphs, left)


def _places(graph: ClaimGraph) -> tuple[dict[str, list[Place]], list[Place]]:
    """Collect the paragraphs of each claim, and all paragraphs that carry any."""
    places = {
        claim: sorted({(piece["source"], piece["locator"]) for piece in tie["evidence"]})
        for _, _, claim, tie in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    }
    return places, sorted({place for found in places.values() for place in found})


def _averaged(places: dict[str, list[Place]], paragraphs: list[Place], drawn: Array) -> Array:
    """Weigh each claim by its paragraphs, on average; a claim without any stays as it is."""
    position = {paragraph: column for column, paragraph in enumerate(paragraphs)}
    weights = np.ones((len(drawn), len(places)))
    sizes = np.array([len(found) for found in places.values()], dtype=np.intp)
    some = sizes > 0
    if some.any():
        flat = np.array([position[place] for found in places.values() for place in found], dtype=np.intp)
        starts = np.concatenate([[0], np.cumsum(sizes[some])[:-1]])
        for first in range(0, len(drawn), DRAWS_AT_ONCE):
            part = slice(first, first + DRAWS_AT_ONCE)
            weights[part, some] = np.add.reduceat(drawn[part, flat], starts, axis=1) / sizes[some]
    return weights


def _by_source(paragraphs: list[Place]) -> list[npt.NDArray[np.intp]]:
    sources = np.array([source for source, _ in paragraphs])
    return [np.flatnonzero(sources == source) for source in sorted(set(sources))]


def _drawn(paragraphs: list[Place], draws: int, seed: int) -> Array:
    """Count how often each paragraph is in each sample; sources keep their sizes."""
    random = np.random.default_rng(seed)
    counts = np.zeros((draws, len(paragraphs)))
    for members in _by_source(paragraphs):
        share = np.full(len(members), 1 / len(members))
        counts[:, members] = random.multinomial(len(members), share, size=draws)
    return counts


class TieSample:
    """The ties of a projection in numbers, so that a bootstrap draw needs no graph.

    Parameters
    ----------
    table : pandas.DataFrame
        As `readings.ties` gives it.
    actors, claims : sequence of str
        What the numbers stand for.
    directed : bool
        Whether a tie without a direction becomes two.

    Attributes
    ----------
    pairs : numpy.ndarray of int, shape (ties, 2)
        Distinct pairs of actors.
    directed : bool
    claims : int
        How many weigh.

    Examples
    --------
    >>> row = {"from_id": "chile", "to_id": "ussr", "claim": "y01", "with_claim": "y01", "weight": 1.0, "mutual": True}
    >>> sample = TieSample(pd.DataFrame([row]), ["chile", "ussr"], ["y01"], directed=True)
    >>> sample.pairs.tolist(), sample.weights(np.array([2.0])).tolist()
    ([[0, 1], [1, 0]], [2.0, 2.0])
    """

    def __init__(self, table: pd.DataFrame, actors: Sequence[str], claims: Sequence[str], *, directed: bool) -> None:
        self.actors, self.directed, self.claims = list(actors), directed, len(claims)
        actor = {name: number for number, name in enumerate(actors)}
        claim = {name: number for number, name in enumerate(claims)}
        pairs = np.array([table["from_id"].map(actor), table["to_id"].map(actor)], dtype=np.intp).T
        if directed:
            back = np.flatnonzero(table["mutual"])
            pairs = np.concatenate([pairs, pairs[back, ::-1]])
            table = table.iloc[[*range(len(table)), *back]]
        else:
            pairs.sort(axis=1)
        self.pairs, self._tie = np.unique(pairs, axis=0, return_inverse=True)
        self._weight = table["weight"].to_numpy(dtype=float)
        self._claim = table["claim"].map(claim).to_numpy(dtype=np.intp)
        self._with_claim = table["with_claim"].map(claim).to_numpy(dtype=np.intp)

    def weights(self, claim_weight: Array) -> Array:
        """Return the weight of every pair, given that of every claim: two claims of one tie hold together or not."""
        present = np.minimum(claim_weight[self._claim], claim_weight[self._with_claim])
        return np.bincount(self._tie, self._weight * present, minlength=len(self.pairs)).astype(float)

    def drawn(self, claim_weights: Array) -> Array:
        """Return the weight of every pair in every draw, of shape (draws, ties)."""
        drawn = np.empty((len(claim_weights), len(self.pairs)))
        for row, draw in zip(drawn, claim_weights, strict=True):
            row[:] = self.weights(draw)
        return drawn


def ratio(
    graph: ClaimGraph,
    part: Iterable[str] | Mapping[str, float],
    whole: Iterable[str] | Mapping[str, float],
    draws: int = DRAWS,
) -> Ratio | None:
    """Compute the share of some claims among others, with its interval, which holds it.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    part, whole : iterable of str, or mapping of str to float
        Claim ids, or how much each counts; the part lies within the whole.
    draws : int
        Bootstrap samples.

    Returns
    -------
    Ratio or None
        None where the whole is empty.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> for number in (1, 2):
    ...     evidence = [{"source": "yordanov-2019", "locator": f"p{number}"}]
    ...     _ = graph.add_edge("ussr", "chile", f"y0{number}-01", evidence=evidence)
    >>> ratio(graph, ["y01-01"], ["y01-01", "y02-01"])
    Ratio(value=0.5, low=0.0, high=1.0)
    """
    part, whole = (dict(each) if isinstance(each, Mapping) else dict.fromkeys(each, 1.0) for each in (part, whole))
    total = sum(whole.values())
    if not total:
        return None
    claims, weights = claim_weights(graph, draws)
    above, below = (weights @ np.array([each.get(claim, 0.0) for claim in claims]) for each in (part, whole))
    value = sum(part.values()) / total
    low, high = interval([value, value] if not below.any() else above[below > 0] / below[below > 0])
    return Ratio(value, min(low, value), max(high, value))


def lead(graph: ClaimGraph, first: Iterable[str], others: Iterable[Iterable[str]], draws: int = DRAWS) -> float:
    """Tell in what share of the draws one set of claims weighs more than each of the others.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    first : iterable of str
        Claim ids.
    others : iterable of iterable of str
        The sets to compare it with.
    draws : int
        Bootstrap samples.

    Returns
    -------
    float
        1 where there is nothing to compare it with.

    Examples
    --------
    >>> import networkx as nx
    >>> lead(nx.MultiDiGraph(), [], [])
    1.0
    """
    claims, weights = claim_weights(graph, draws)
    mine, *theirs = (
        weights[:, [claim in chosen for claim in claims]].sum(axis=1) for chosen in (set(first), *map(set, others))
    )
    return float(np.all([mine > other for other in theirs], axis=0).mean()) if theirs else 1.0


def interval(values: npt.ArrayLike) -> tuple[float, float]:
    """Return the percentile interval of a bootstrapped figure.

    Parameters
    ----------
    values : array_like
        The figure in every draw; draws in which it is undefined (NaN) are left out.

    Returns
    -------
    tuple of float
        The 2.5th and 97.5th percentile; two NaN where no draw defines the figure.

    Examples
    --------
    >>> interval([0.0] * 50 + [1.0] * 50)
    (0.0, 1.0)
    """
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    if not known.size:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
