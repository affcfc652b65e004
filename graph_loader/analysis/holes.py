"""Structural holes of networks of any size: whoever has them ties those who are not tied to each other.

References
----------
R. S. Burt, "Structural holes and good ideas", American Journal of Sociology 110 (2004), 349–399; on constraint.
S. P. Borgatti, "Structural holes: unpacking Burt's redundancy measures", Connections 20 (1997), 35–38; on effective
size.
"""

from __future__ import annotations

from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

AT_ONCE = 256
"""Actors whose ties of ties are worked out together: among some ten thousand with hubs these are nearly all pairs."""


def holes(network: nx.Graph[str]) -> tuple[Floats, Floats]:
    """Measure constraint and effective size of every actor.

    NetworkX holds a number for every pair of actors to find the same; here memory grows with the ties.

    Parameters
    ----------
    network : networkx.Graph
        Simple, without loops and without actors that have no tie; ties carry a weight.

    Returns
    -------
    constraint, effective_size : numpy.ndarray of float, shape (actors,)
        In the order of the network's nodes. The constraint takes the ties by their weights, the effective size does
        not: it is the degree less the mean degree of the neighbours among themselves.

    Examples
    --------
    >>> star = nx.Graph([("ussr", "chile"), ("ussr", "argentina")], weight=1)
    >>> constraint, size = holes(star)
    >>> constraint.tolist(), size.tolist()
    ([0.5, 1.0, 1.0], [2.0, 1.0, 1.0])
    """
    weights = nx.to_scipy_sparse_array(network, weight="weight", dtype=np.dtype(float), format="csr")
    tied = weights.astype(bool).astype(float)
    degree = tied.sum(axis=1)
    shares = weights.multiply(1 / weights.sum(axis=1)[:, np.newaxis]).tocsr()
    constraint, closed = np.empty(len(degree)), np.empty(len(degree))
    for first in range(0, len(degree), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        invested = shares[some] + tied[some].multiply(shares[some] @ shares)
        constraint[some] = invested.multiply(invested).sum(axis=1)
        closed[some] = tied[some].multiply(tied[some] @ tied).sum(axis=1)
    return constraint, degree - closed / degree
