"""Permutation tests: groups are exchanged among actors of the same stratum, the network stays as it is.

References
----------
B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Statistical Applications in Genetics and
Molecular Biology 9 (2010), article 39.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from graph_loader.package.repeats import blocks, repeated

PERMUTATIONS = 999
KEPT = 2**20
"""Figures in all permutations up to which they are kept for the next groups."""
AT_ONCE = 20
"""Permutations in a block."""
_STILL = 1e-12  # below this a figure does not vary
SEED = 1945

Codes = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Comparison:
    """An observed figure beside its distribution under permutation.

    Attributes
    ----------
    observed, expected, sd : float
    z : float or None
        Unknown where the figure does not vary.
    p : float
        Two-sided, at least 1/(permutations + 1).
    """

    observed: float
    expected: float
    sd: float
    z: float | None
    p: float


def strata(*keys: Sequence[Hashable]) -> Codes:
    """Give a number to every combination of several properties of the actors.

    Parameters
    ----------
    *keys : sequence of hashable
        One value for each actor, for example labels and sources.

    Returns
    -------
    numpy.ndarray
        The stratum of each actor.

    Examples
    --------
    >>> strata(["Person", "State", "Person"], ["y", "y", "y"]).tolist()
    [0, 1, 0]
    """
    numbers: dict[tuple[Hashable, ...], int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in zip(*keys, strict=True)], dtype=np.intp)


def permutations(groups: Codes, within: Codes, times: int = PERMUTATIONS, seed: int = SEED) -> Codes:
    """Permute the groups of the actors within strata.

    Parameters
    ----------
    groups, within : numpy.ndarray of int
        Group and stratum of each actor.
    times : int
        How often.
    seed : int
        Of the random numbers.

    Returns
    -------
    numpy.ndarray of int, shape (times, actors)

    Examples
    --------
    >>> groups, within = np.array([0, 1, 2, 2]), np.array([0, 0, 1, 1])
    >>> {tuple(order.tolist()) for order in permutations(groups, within, times=50)} == {(0, 1, 2, 2), (1, 0, 2, 2)}
    True
    """
    orders = _kept_orders if times * len(within) <= KEPT else _orders
    return groups[orders(within.tobytes(), times, seed)]


def _orders(within: bytes, times: int, seed: int) -> Codes:
    """Return for each permutation whose group every actor gets."""
    stratum = np.frombuffer(within, dtype=np.intp)
    random = np.random.default_rng(seed)
    members = [np.flatnonzero(stratum == number) for number in np.unique(stratum)]
    members = [places for places in members if len(places) > 1]  # one alone stays where it is
    orders = np.tile(np.arange(len(stratum)), (times, 1))
    for order in orders:
        for places in members:
            order[places] = random.permutation(places)
    return orders


_kept_orders = lru_cache(maxsize=32)(_orders)  # several groups are permuted within the same strata


def under_permutation(
    figures: Callable[..., npt.NDArray[Number]], permuted: Codes, about: Codes
) -> npt.NDArray[Number]:
    """Work out the figures of all permutations, a block of them after the other or side by side.

    Parameters
    ----------
    figures : callable
        Takes a block of permutations (rows) and `about`; returns an array with a row for each.
    permuted : numpy.ndarray of int, shape (times, ...)
        At least one.
    about : numpy.ndarray of int
        What is permuted on, such as the ties.

    Returns
    -------
    numpy.ndarray
        A row for each permutation.

    Examples
    --------
    >>> under_permutation(lambda rows, about: rows @ about, np.array([[1, 0], [0, 1]]), np.array([2, 3])).tolist()
    [2, 3]
    """
    rows = blocks(permuted, AT_ONCE)
    return np.concatenate(repeated(figures, ((block, about) for block in rows), len(rows)))


def compare(observed: float, null: npt.ArrayLike) -> Comparison:
    """Set a figure beside the values that it takes under permutation.

    Parameters
    ----------
    observed : float
        The figure.
    null : array_like
        Its values under permutation; at least one.

    Returns
    -------
    Comparison

    Examples
    --------
    >>> comparison = compare(3.0, [1, 1, 1, 3])
    >>> comparison.expected, comparison.p
    (1.5, 0.4)
    """
    values = np.asarray(null, dtype=float)
    expected, sd = float(values.mean()), float(values.std())
    extreme = int((np.abs(values - expected) >= abs(observed - expected) - _STILL).sum())
    z = (observed - expected) / sd if sd > _STILL else None
    return Comparison(float(observed), expected, sd, z, (extreme + 1) / (len(values) + 1))
