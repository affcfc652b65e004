"""Krippendorff's alpha for two coders and nominal codes, and intervals by resampling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph_loader.package.repeats import repeated

DRAWS = 1000
_BLOCK = 100
_SEED = 20170523


class Figure(NamedTuple):
    """A figure with the n on which it rests and the interval in which 95 % of its draws lie.

    `value` is None where there is no such figure: of no things, or of an alpha where all have one code.
    """

    name: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None

    @property
    def written(self) -> tuple[str, str, str, int]:
        """Its name, the figure, the interval and n, for people."""
        if self.value is None:
            return self.name, "–", "all have one code" if self.n else "", self.n
        interval = "" if self.low is None else f"{self.low:.2f} to {self.high:.2f}"
        return self.name, f"{self.value:.2f}", interval, self.n

    @property
    def short(self) -> str:
        """The figure and its interval in one cell."""
        _, value, interval, _ = self.written
        return f"{value} ({interval})" if self.low is not None else value


def alpha(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Return Krippendorff's alpha of the codes that two coders gave to the same things.

    1 is full agreement, 0 what chance alone would bring, less than 0 systematic disagreement. None if all codes are
    one: then there is nothing in which coders could agree or differ.

    References
    ----------
    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), parts A and B: nominal data, two observers,
    no missing data.

    Examples
    --------
    >>> round(alpha("aabbdcccedda", "babbbccceddd"), 3)
    0.692
    """
    pairs = Counter(zip(first, second, strict=True))
    return _finite(_alphas(list(pairs), np.array([list(pairs.values())]))[0]) if pairs else None


def alpha_figure(name: str, first: Sequence[str], second: Sequence[str]) -> Figure:
    """Return alpha with its interval: things are drawn anew, with replacement (Efron 1979).

    Draws in which all codes are one have no alpha and are left out.
    """
    pairs = Counter(zip(first, second, strict=True))
    kinds = list(pairs)
    return _figure(name, alpha(first, second), len(first), list(pairs.values()), lambda drawn: _alphas(kinds, drawn))


def ratio_figure(name: str, counts: Sequence[tuple[float, float]], n: int) -> Figure:
    """Return the sum of parts by the sum of wholes, such as an F1, with its interval; what is drawn are the counts."""
    kinds = Counter(counts)
    parts, wholes = (np.array([kind[side] for kind in kinds], dtype=float) for side in (0, 1))
    if not wholes.sum():
        return Figure(name, None, n)

    def ratios(drawn: NDArray[np.int64]) -> NDArray[np.float64]:
        return _divided(drawn @ parts, drawn @ wholes)

    times = list(kinds.values())
    return _figure(name, float(ratios(np.array([times]))[0]), n, times, ratios)


def _figure(
    name: str, value: float | None, n: int, times: Sequence[int], of: Callable[[NDArray[np.int64]], NDArray[np.float64]]
) -> Figure:
    """Return a figure with its interval: how often each kind of thing is drawn is multinomial."""
    things = sum(times)
    if value is None or things == 1:
        return Figure(name, value, n)
    random = np.random.default_rng(_SEED)
    shares = np.array(times) / things
    # In blocks: a draw of 100,000 claims with dates has as many kinds.
    drawn = ((random.multinomial(things, shares, size=_BLOCK),) for _ in range(DRAWS // _BLOCK))
    values = np.concatenate(repeated(of, drawn, DRAWS // _BLOCK))
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return Figure(name, value, n, _finite(low), _finite(high))


def _alphas(kinds: Sequence[tuple[str, str]], drawn: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the alpha of each draw (row), which has each pair of codes so many times; NaN where all codes are one.

    With n values in pairs, alpha = 1 - (n - 1) * disagreeing values / (n² - sum of squared counts of each code).
    """
    codes = {code: place for place, code in enumerate(dict.fromkeys(code for kind in kinds for code in kind))}
    counts = np.zeros((len(drawn), len(codes)))
    for side in (0, 1):
        np.add.at(counts.T, [codes[kind[side]] for kind in kinds], drawn.T)
    n = counts.sum(axis=1)
    apart = np.array([one != other for one, other in kinds])
    return 1 - _divided((n - 1) * 2 * drawn[:, apart].sum(axis=1), n**2 - (counts**2).sum(axis=1))


def _divided(parts: NDArray[np.float64], wholes: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.divide(parts, wholes, where=wholes > 0, out=np.full(len(wholes), np.nan))
    return found


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
