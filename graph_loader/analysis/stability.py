"""How firm the ranks of the actors are when paragraphs are drawn again, and when paragraphs are left out.

A rank is a set: an actor that shares its value with two others has all three of their places. The ends reported for
it are the 2.5 % quantile of the best place and the 97.5 % quantile of the worst place that ties allow over the draws,
widened where needed to hold the places that the actor has in the data. They are called stability: drawing with
replacement leaves out a third of the paragraphs, so the draws are not centred on the data, and the bootstrap of ranks
is not consistent where actors are nearly equal (Hall and Miller). docs/stability.md tells what they cover in
networks whose truth is known.

References
----------
P. Hall and H. Miller, "Using the bootstrap to quantify the authority of an empirical ranking", Annals of Statistics
37 (2009), 3929–3959.
M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm, "Inference for ranks with applications to mobility across
neighbourhoods and academic achievement across countries", Review of Economic Studies 91 (2024), 476–518.
S. Epskamp, D. Borsboom and E. I. Fried, "Estimating psychological networks and their accuracy: a tutorial paper",
Behavior Research Methods 50 (2018), 195–212; on leaving cases out and the CS coefficient.
"""

from __future__ import annotations

from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import caveats, fast, limits, resample
from graph_loader.analysis.readings import READINGS, read, tie_network, ties
from graph_loader.analysis.resample import TieSample
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import Projection
from graph_loader.package.kept import kept

Floats: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.intp]
MEASURES = ("betweenness", "strength")
RANKS = ("rank", "rank_last", "rank_low", "rank_high", "first", "first_five")
FEW = 5
DROPPED = tuple(range(10, 100, 10))
ALIKE = 0.7


def columns() -> str:
    """Name the columns that `rank_columns` makes."""
    return " ".join(f"{measure}_{name}" for measure in MEASURES for name in RANKS)


def sample_of(seen: ClaimGraph, projection: Projection, network: nx.DiGraph[str], claims: list[str]) -> TieSample:
    """Return the ties of a network in numbers, to be weighed anew when the claims weigh differently."""
    return TieSample(ties(seen, projection), list(network), claims, directed=projection.directed)


def measured(pairs: fast.Pairs, weights: Floats, actors: int, *, directed: bool) -> Floats:
    """Compute the measures of a network in numbers, shape (measures, draws, actors); a row of weights is a draw."""
    between = fast.betweenness_of_draws(pairs, weights > 0, actors, directed=directed)
    return np.array([between.round(12), strength_of(pairs, weights, actors)])


def strength_of(pairs: fast.Pairs, weights: Floats, actors: int) -> Floats:
    """Compute the strength of the actors, shape (draws, actors); a row of weights is a draw."""
    strength = np.empty((len(weights), actors))
    for row, draw in zip(strength, weights, strict=True):
        row[:] = np.bincount(pairs.ravel(), draw.repeat(2), minlength=actors)
    return strength.round(12)


def places(values: Floats) -> tuple[Places, Places]:
    """Rank every row of a matrix, the highest value first: the best and the worst place that ties allow.

    Parameters
    ----------
    values : numpy.ndarray of float, shape (draws, actors)
        What is ranked.

    Returns
    -------
    best, worst : numpy.ndarray of int, shape (draws, actors)
        From 1; they differ where values are equal.

    Examples
    --------
    >>> best, worst = places(np.array([[0.5, 0.0, 0.9, 0.0]]))
    >>> best.tolist(), worst.tolist()
    ([[2, 3, 1, 3]], [[2, 4, 1, 4]])
    """
    order = np.argsort(-values, axis=1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=1)
    number = np.arange(1, values.shape[1] + 1)
    edge = np.ones((len(values), 1), dtype=bool)
    change = ordered[:, 1:] != ordered[:, :-1]
    starts = np.maximum.accumulate(np.where(np.hstack([edge, change]), number, 0), axis=1)
    ends = np.where(np.hstack([change, edge]), number, values.shape[1])
    ends = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    best, worst = np.empty_like(order), np.empty_like(order)
    np.put_along_axis(best, order, starts, axis=1)
    np.put_along_axis(worst, order, ends, axis=1)
    return best, worst


def standing(observed: Floats, drawn: Floats) -> dict[str, list[float]]:
    """Rank the actors in the data and say how firm the ranks are.

    Parameters
    ----------
    observed : numpy.ndarray of float, shape (actors,)
        A measure in the data.
    drawn : numpy.ndarray of float, shape (draws, actors)
        The same in every draw.

    Returns
    -------
    dict of str to list
        By the names in `RANKS`: the best and the worst place of an actor in the data, the ends of their stability,
        and the probabilities over the draws that it is first and among the first five, where equals share the places
        that they hold together. An actor whose measure is 0 has neither places nor ends (NaN).

    Examples
    --------
    >>> standing(np.array([0.4, 0.2, 0.0]), np.array([[0.3, 0.3, 0.0], [0.4, 0.2, 0.1]]))["first"]
    [0.75, 0.25, 0.0]
    """
    (first,), (last,) = places(observed[None, :])
    best, worst = places(drawn)
    tail = (1 - resample.LEVEL) / 2
    low = np.minimum(np.quantile(best, tail, axis=0, method="lower"), first)
    high = np.maximum(np.quantile(worst, 1 - tail, axis=0, method="higher"), last)
    of_data = (np.where(observed > 0, ends, np.nan).tolist() for ends in (first, last, low, high))
    chances = (
        (np.clip((few - best + 1) / (worst - best + 1), 0, 1) * (drawn > 0)).mean(axis=0).tolist() for few in (1, FEW)
    )
    return dict(zip(RANKS, (*of_data, *chances), strict=True))


def rank_columns(sample: TieSample, weights: Floats) -> dict[str, dict[str, float]]:
    """Give the columns of ranks by betweenness and by strength, each by actor; a row of weights is a draw.

    Of more than `limits.REDRAWN` actors the ranks by betweenness are those in the data alone.
    """
    whole = sample.weights(np.ones(weights.shape[1]))
    if len(sample.actors) > limits.REDRAWN:
        standings = _standings_of_many(sample, whole, weights)
    else:
        standings = _standings(
            sample.pairs, whole, sample.drawn(weights), actors=len(sample.actors), directed=sample.directed
        )
    return {
        f"{name}_{column}": dict(zip(sample.actors, values, strict=True))
        for name, found in zip(MEASURES, standings, strict=True)
        for column, values in found.items()
    }


@kept
def _standings(
    pairs: fast.Pairs, whole: Floats, weights: Floats, *, actors: int, directed: bool
) -> list[dict[str, list[float]]]:
    observed = measured(pairs, whole[None, :], actors, directed=directed)
    drawn = measured(pairs, weights, actors, directed=directed)
    return [standing(*values) for values in zip(observed[:, 0], drawn, strict=True)]


def _standings_of_many(sample: TieSample, whole: Floats, weights: Floats) -> list[dict[str, list[float]]]:
    actors = len(sample.actors)
    between = fast.of_many(sample.pairs, actors, directed=sample.directed).values.round(12)
    first, last = (np.where(between > 0, ends[0], np.nan) for ends in places(between[None, :]))
    unknown = np.full(actors, np.nan)
    known = dict(zip(RANKS, (each.tolist() for each in (first, last, *[unknown] * 4)), strict=True))
    observed, drawn = (strength_of(sample.pairs, each, actors) for each in (whole[None, :], sample.drawn(weights)))
    return [known, standing(observed[0], drawn)]


def said_of(actors: int) -> list[str]:
    """Return the caveats of ranks in networks of so many actors."""
    return [caveats.NOT_REDRAWN] * (actors > limits.REDRAWN) + [caveats.ESTIMATED] * (actors > limits.WHOLE)


def stability(graph: ClaimGraph, draws: int = 100) -> pd.DataFrame:
    """Find how many paragraphs can be left out before the order of the actors is lost.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    draws : int
        How often each share of the paragraphs is left out.

    Returns
    -------
    pandas.DataFrame
        `reading, projection, actors, betweenness_cs, strength_cs`: the CS coefficient of Epskamp, Borsboom and Fried,
        here the largest share of paragraphs, in steps of a tenth, whose loss within each source leaves the rank
        correlation with the whole at 0.7 or more in 95 % of the draws, as does that of every smaller share. They
        call an order stable from 0.5 on and advise not to interpret one below 0.25. Unknown where all are equal, and
        for betweenness among more than `limits.REDRAWN` actors.
    """
    claims = resample.claims_of(graph)
    samples = {
        (reading, projection.name): sample_of(seen, projection, network, claims)
        for reading in READINGS
        for projection in study_of(graph).projections.values()
        if (network := tie_network(seen := read(graph, reading), projection))
    }
    orders = {name: _Orders(sample) for name, sample in samples.items()}
    for share in DROPPED:
        left = resample.claims_left(graph, share, draws)[1] if any(each.hold for each in orders.values()) else None
        for each in orders.values():
            if left is not None and each.hold:
                each.leave_out(share, left)
    rows = [
        {
            "reading": reading,
            "projection": projection,
            "actors": len(each.sample.actors),
            **{f"{name}_cs": value for name, value in zip(MEASURES, each.found, strict=True)},
        }
        for (reading, projection), each in orders.items()
    ]
    return tidy(
        rows,
        "reading projection actors betweenness_cs strength_cs",
        title="How stable the orders of the actors are",
        caveats=[
            caveats.ATTENTION,
            caveats.DROPPED,
            *said_of(max((len(sample.actors) for sample in samples.values()), default=0))[:1],
        ],
    )


class _Orders:
    """The orders of the actors of a network, of which more and more paragraphs are left out until none holds."""

    def __init__(self, sample: TieSample) -> None:
        self.sample = sample
        weights = sample.weights(np.ones(sample.claims))[None, :]
        if len(sample.actors) > limits.REDRAWN:
            strength = strength_of(sample.pairs, weights, len(sample.actors))
            self._whole = np.concatenate([np.zeros_like(strength), strength])
        else:
            self._whole = measured(sample.pairs, weights, len(sample.actors), directed=sample.directed)[:, 0]
        self._holds = np.ptp(self._whole, axis=1) > 0
        self.found = np.where(self._holds, 0.0, np.nan)

    @property
    def hold(self) -> bool:
        """Whether any of them does."""
        return bool(self._holds.any())

    def leave_out(self, share: int, draws: Floats) -> None:
        """Leave out a share of the paragraphs, larger than any before."""
        weights = self.sample.drawn(draws)
        if len(self.sample.actors) > limits.REDRAWN:
            strength = strength_of(self.sample.pairs, weights, len(self.sample.actors))
            alike = np.array([0.0, np.mean(rank_correlation(strength, self._whole[1]) >= ALIKE)])
        else:
            alike = _alike(self.sample.pairs, self._whole, weights, directed=self.sample.directed)
        self._holds &= alike >= resample.LEVEL
        self.found[self._holds] = share / 100


@kept
def _alike(pairs: fast.Pairs, whole: Floats, weights: Floats, *, directed: bool) -> Floats:
    """Tell in what share of the draws each order is like that of the whole."""
    drawn = measured(pairs, weights, whole.shape[1], directed=directed)
    alike = [rank_correlation(*values) >= ALIKE for values in zip(drawn, whole, strict=True)]
    return np.asarray(np.mean(alike, axis=1))


def rank_correlation(drawn: Floats, whole: Floats) -> Floats:
    """Compute Spearman's correlation of each row with one order; 0 where either has no order.

    Examples
    --------
    >>> rank_correlation(np.array([[3.0, 2.0, 1.0], [1.0, 1.0, 1.0]]), np.array([9.0, 5.0, 0.0])).tolist()
    [1.0, 0.0]
    """
    one, other = (_centred(values) for values in (drawn, whole[None, :]))
    size = np.sqrt((one**2).sum(axis=1) * (other**2).sum())
    product = (one * other).sum(axis=1)
    return np.asarray(np.divide(product, size, out=np.zeros(len(drawn)), where=size > 0).round(12))


def _centred(values: Floats) -> Floats:
    best, worst = places(values)
    return np.asarray((best + worst) / 2 - (values.shape[1] + 1) / 2)
