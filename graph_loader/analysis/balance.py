"""Friends and foes: signed ties, balanced triads, and the frustration of the network.

The sign of a claim is that of its Goldstein value; a claim without one is unsigned, which is not zero. Within an era
a pair is friendly or hostile by the majority of its signed claims and ambivalent where they balance; eras end where
a regime changes, so that nothing is netted across one.

References
----------
D. Cartwright and F. Harary, "Structural balance: a generalization of Heider's theory", Psychological Review 63
(1956), 277–293.
J. A. Davis, "Clustering and structural balance in graphs", Human Relations 20 (1967), 181–187.
S. Aref, A. J. Mason and M. C. Wilson, "A modeling and computational study of the frustration index in signed
networks", Networks 75 (2020), 95–110.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import caveats, limits
from graph_loader.analysis.permute import PERMUTATIONS, SEED, Comparison, compare, under_permutation
from graph_loader.analysis.table import tidy
from graph_loader.graph import projections
from graph_loader.graph.network import ClaimGraph, is_affirmed
from graph_loader.graph.once import once
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates, passages
from graph_loader.model.periods import falls
from graph_loader.package.kept import kept

Node = TypeVar("Node", bound=Hashable)
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Triads:
    """How many closed triads there are, and how many of each kind, by their number of hostile ties."""

    kinds: tuple[int, int, int, int]

    @property
    def total(self) -> int:
        """All closed triads."""
        return sum(self.kinds)

    @property
    def balanced(self) -> float:
        """Share without, or with two, hostile ties (Cartwright and Harary)."""
        return (self.kinds[0] + self.kinds[2]) / self.total

    @property
    def clusterable(self) -> float:
        """Share that is not all friends but for one hostile tie (Davis)."""
        return 1 - self.kinds[1] / self.total


class _Signable(NamedTuple):
    """A claim between two states or parties."""

    pair: tuple[str, str]
    claim: str
    tie: dict[str, Any]


def triads(network: nx.Graph[Node]) -> Triads:
    """Count the closed triads of a signed network.

    Parameters
    ----------
    network : networkx.Graph
        Ties with `sign` 1 or -1.

    Returns
    -------
    Triads

    Examples
    --------
    >>> network = nx.Graph()
    >>> network.add_weighted_edges_from([("usa", "junta", 1), ("usa", "ussr", -1), ("junta", "ussr", -1)], "sign")
    >>> triads(network).balanced
    1.0
    """
    places, signs = _triangles(network)
    return _kinds(signs[places])


def _triangles(network: nx.Graph[Node]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """List the closed triads by the numbers of their three ties, and the signs of all ties."""
    edges = {frozenset(edge): number for number, edge in enumerate(network.edges())}
    order = {node: number for number, node in enumerate(network)}
    partners = {node: set(network[node]) for node in network}
    found = [
        (edges[frozenset((one, two))], edges[frozenset((one, three))], edges[frozenset((two, three))])
        for one, two in network.edges()
        for three in partners[one] & partners[two]
        if order[three] > max(order[one], order[two])
    ]
    signs = np.array([tie["sign"] for *_, tie in network.edges(data=True)], dtype=np.intp)
    return np.array(found, dtype=np.intp).reshape(-1, 3), signs


def _kinds(signs: npt.NDArray[np.intp]) -> Triads:
    none, one, two, three = np.bincount((signs < 0).sum(axis=1), minlength=4).tolist()
    return Triads((none, one, two, three))


def frustration(network: nx.Graph[Node]) -> tuple[int, bool]:
    """Compute the line index: the fewest ties whose sign must change for the network to be balanced.

    Parameters
    ----------
    network : networkx.Graph
        Ties with `sign` 1 or -1.

    Returns
    -------
    index : int
        The number of ties.
    exact : bool
        Whether it is proven to be the least; else it is the best found within ten seconds.

    Notes
    -----
    The XOR model of Aref, Mason and Wilson (2020), solved by branch and bound (HiGHS).

    Examples
    --------
    >>> network = nx.Graph()
    >>> network.add_weighted_edges_from([(1, 2, 1), (2, 3, 1), (1, 3, -1)], "sign")
    >>> frustration(network)
    (1, True)
    """
    place = {node: number for number, node in enumerate(network)}
    edges = [(place[one], place[other], int(tie["sign"])) for one, other, tie in network.edges(data=True)]
    return (0, True) if all(sign > 0 for *_, sign in edges) else _frustration(edges, len(place))


@kept
def _frustration(edges: list[tuple[int, int, int]], nodes: int) -> tuple[int, bool]:
    from scipy import optimize, sparse  # noqa: PLC0415 - what is kept needs none

    rows = 2 * len(edges)
    matrix = sparse.lil_array((rows, nodes + len(edges)))
    least = np.zeros(rows)
    for number, (one, other, sign) in enumerate(edges):
        # Frustrated are friends on different sides: f >= x - y and f >= y - x; and foes on the same side.
        first, second = 2 * number, 2 * number + 1
        matrix[[first, second], nodes + number] = 1
        matrix[first, one], matrix[first, other] = -1, sign
        matrix[second, one], matrix[second, other] = 1, -sign
        if sign < 0:
            least[[first, second]] = -1, 1
    integrality = np.concatenate([np.ones(nodes), np.zeros(len(edges))])
    result = optimize.milp(
        np.concatenate([np.zeros(nodes), np.ones(len(edges))]),
        constraints=optimize.LinearConstraint(matrix.tocsr(), least, np.inf),
        bounds=optimize.Bounds(0, 1),
        integrality=integrality,
        options={"time_limit": SECONDS},
    )
    if result.x is None:
        return sum(sign < 0 for *_, sign in edges), False
    return round(result.fun), bool(result.status == 0)


@once
def friends_and_foes(graph: ClaimGraph) -> pd.DataFrame:
    """Tell for every pair of states and parties, in every era, whether they were friends or foes.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `era, reading, one, other, sign, positive, negative, unsigned, goldstein, sources, claims`. Persons and
        organizations act for their state, parties for themselves. `sign` is 1, -1, or 0 for ambivalent pairs;
        `goldstein` is the mean value, a check of sensitivity only.
    """
    seen = states_and_parties(graph)
    claims = _signable(seen)
    readings: tuple[dates.Reading, ...] = ("certain", "possible")
    eras = study_of(graph).eras
    rows = [row for era in eras for reading in readings for row in _pairs(claims, era, reading)]
    return tidy(
        rows,
        "era reading one other sign positive negative unsigned goldstein sources claims",
        title="Friends and foes by era",
        caveats=[caveats.ATTENTION, caveats.UNSIGNED, caveats.ABSENCE, caveats.DATES],
    )


def states_and_parties(graph: ClaimGraph) -> ClaimGraph:
    """Let states act for whoever belongs to them, except parties.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    networkx.MultiDiGraph

    Examples
    --------
    >>> graph = nx.MultiDiGraph([("pcch", "chile", "y01-01")])
    >>> graph.add_node("pcch", label="Party", state_id="chile")
    >>> graph.add_node("chile", label="State")
    >>> list(states_and_parties(graph).edges)
    [('pcch', 'chile', 'y01-01')]
    """
    apart: ClaimGraph = graph.copy()
    for _, entity in apart.nodes(data=True):
        if entity["label"] == "Party":
            entity["state_id"] = None
    return projections.roll_up(apart)


def _signable(seen: ClaimGraph) -> list[_Signable]:
    """List the affirmed claims between two states or parties."""
    return [
        _Signable((min(from_, to), max(from_, to)), claim, tie)
        for from_, to, claim, tie in seen.edges(keys=True, data=True)
        if from_ != to
        and is_affirmed(tie)
        and all(seen.nodes[end]["label"] in ("State", "Party") for end in (from_, to))
    ]


def _pairs(signable: list[_Signable], era: tuple[date, date], reading: dates.Reading) -> Iterator[dict[str, Any]]:
    pairs: defaultdict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for pair, claim, tie in signable:
        if falls(tie, *era, reading):
            pairs[pair].append((claim, tie))
    for (one, other), claims in sorted(pairs.items()):
        values = [tie["goldstein"] for _, tie in claims if tie.get("goldstein") is not None]
        positive, negative = sum(value > 0 for value in values), sum(value < 0 for value in values)
        yield {
            "era": _name(era),
            "reading": reading,
            "one": one,
            "other": other,
            "sign": int(np.sign(positive - negative)),
            "positive": positive,
            "negative": negative,
            "unsigned": len(claims) - positive - negative,
            "goldstein": sum(values) / len(values) if values else None,
            "sources": len(passages.sources(*(tie for _, tie in claims))),
            "claims": " ".join(sorted(claim for claim, _ in claims)),
        }


def _name(era: tuple[date, date]) -> str:
    return f"{era[0]:%Y-%m}/{era[1]:%Y-%m}"


def balance(graph: ClaimGraph) -> pd.DataFrame:
    """Set the share of balanced triads beside that of shuffled signs, in every era and over all claims.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `era, reading, ties, hostile, triads, balanced, expected, sd, z, p, clusterable, frustration, exact`, of eras
        with at least one signed tie. Shares are unknown where no triad is closed, frustration with more than
        `limits.SIGNED` ties.
    """
    signed = friends_and_foes(graph)
    rows = [
        {"era": era, "reading": reading, **_balance(_signed_network(pairs))}
        for (era, reading), pairs in signed[signed["sign"] != 0].groupby(["era", "reading"], sort=True)
    ]
    return tidy(
        rows,
        "era reading ties hostile triads balanced expected sd z p clusterable frustration exact",
        title="Structural balance by era",
        caveats=[
            caveats.ATTENTION,
            caveats.UNSIGNED,
            caveats.ABSENCE,
            "Expected shares come from shuffling the signs over the ties.",
            *[caveats.NO_FRUSTRATION] * any(row["ties"] > limits.SIGNED for row in rows),
        ],
    )


def in_fullest_era(graph: ClaimGraph) -> tuple[dict[str, Any], pd.DataFrame] | None:
    """Return the balance of the era with most closed triads, the first of equals, and its pairs with a sign.

    Dates are read as possible; None where no triad is closed. The first is a row of `balance`, the second rows of
    `friends_and_foes`.
    """
    found = _fullest_era(graph)
    return found and ({"era": found[0], **_balance(found[1])}, found[2])


def balanced_in_fullest_era(graph: ClaimGraph) -> Comparison | None:
    """Set the share of balanced triads of that era beside that of shuffled signs; None where no triad is closed."""
    found = _fullest_era(graph)
    return found and _compared(*_triangles(found[1]))


def _fullest_era(graph: ClaimGraph) -> tuple[str, nx.Graph[str], pd.DataFrame] | None:
    signed = friends_and_foes(graph)
    signed = signed[(signed["sign"] != 0) & (signed["reading"] == "possible")]
    networks = {str(era): (_signed_network(pairs), pairs) for era, pairs in signed.groupby("era", sort=True)}
    triads = {era: len(_triangles(network)[0]) for era, (network, _) in networks.items()}
    if not any(triads.values()):
        return None
    era = min(triads, key=lambda each: (-triads[each], each))
    return (era, *networks[era])


def _signed_network(pairs: pd.DataFrame) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from(zip(pairs["one"], pairs["other"], pairs["sign"], strict=True), "sign")
    return network


def _balance(network: nx.Graph[str]) -> dict[str, Any]:
    many = network.number_of_edges() > limits.SIGNED
    index, exact = (None, None) if many else frustration(network)
    places, signs = _triangles(network)
    row: dict[str, Any] = {
        "ties": len(signs),
        "hostile": int((signs < 0).sum()),
        "triads": len(places),
        "frustration": index,
        "exact": exact,
    }
    if len(places):
        comparison = _compared(places, signs)
        row |= {
            "balanced": comparison.observed,
            "clusterable": _kinds(signs[places]).clusterable,
            "expected": comparison.expected,
            "sd": comparison.sd,
            "z": comparison.z,
            "p": comparison.p,
        }
    return row


@kept
def _compared(triads: npt.NDArray[np.intp], signs: npt.NDArray[np.intp]) -> Comparison:
    """Set the share of balanced triads beside that of shuffled signs."""
    random = np.random.default_rng(SEED)
    shuffled = np.array([random.permutation(signs) for _ in range(PERMUTATIONS)])
    return compare(_kinds(signs[triads]).balanced, under_permutation(_balanced, shuffled, triads))


def _balanced(shuffled: npt.NDArray[np.intp], triads: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    return np.array([_kinds(signs[triads]).balanced for signs in shuffled])
