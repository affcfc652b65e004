"""How far the communities only rediscover theatre, bloc or, as the baseline, the article that speaks of an actor.

References
----------
L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2 (1985), 193–218.
A. Strehl and J. Ghosh, "Cluster ensembles", Journal of Machine Learning Research 3 (2002), 583–617.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import caveats, limits
from graph_loader.analysis.communities import SEEDS, consensus, main_sources, single_runs
from graph_loader.analysis.permute import Codes, Comparison, compare, permutations, under_permutation
from graph_loader.analysis.readings import bloc_of, covered_by, projection_of, simple_network, widest
from graph_loader.analysis.table import tidy
from graph_loader.analysis.theatres import actor_strata
from graph_loader.graph.network import ClaimGraph
from graph_loader.package.kept import kept

_GROUPS_NEEDED = 2


def adjusted_rand(one: Codes, other: Codes) -> float:
    """Compute the adjusted Rand index of two partitions, many times faster than scikit-learn, with its values.

    Parameters
    ----------
    one, other : numpy.ndarray of int
        The group of each actor in either partition, from 0.

    Returns
    -------
    float
        1 for equal partitions, 0 on average for unrelated ones.

    Examples
    --------
    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = np.bincount(one * (other.max() + 1) + other)
    both, first, second, pairs = (
        float((counts * (counts - 1)).sum())
        for counts in (table, np.bincount(one), np.bincount(other), np.array([len(one)]))
    )
    chance, most = first * second / pairs if pairs else 0.0, (first + second) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def mutual_information(one: Codes, other: Codes) -> float:
    """Return the normalized mutual information of two partitions: over the mean of their entropies.

    Parameters
    ----------
    one, other : numpy.ndarray of int
        The group of each actor in either partition, from 0.

    Returns
    -------
    float
        1 for equal partitions, 0 where the one tells nothing of the other.

    Examples
    --------
    >>> mutual_information(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    0.0
    """
    entropies = [_entropy(codes) for codes in (one, other)]
    if not any(entropies):
        return 1.0
    shared = sum(entropies) - _entropy(one * (other.max() + 1) + other)
    return max(0.0, 2 * shared / sum(entropies))


def _entropy(codes: Codes) -> float:
    shares = np.bincount(codes)[np.unique(codes)] / len(codes)
    return float(-(shares * np.log(shares)).sum())


def agreement(graph: ClaimGraph) -> pd.DataFrame:
    """Compare the communities with theatre, bloc and, as the baseline, with source.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `grouping, actors, communities, modularity, rounds, ari, ari_expected, ari_z, ari_p, nmi`: adjusted Rand
        index and normalized mutual information over the actors that have the attribute, and the index under
        permutation.
    """
    network = simple_network(graph, widest(graph))
    columns = "grouping actors communities modularity rounds ari ari_expected ari_z ari_p nmi"
    return tidy(
        _comparisons(graph, network) if network.number_of_edges() else [],
        columns,
        title="Agreement of the communities with theatre, bloc and source",
        caveats=[caveats.SOURCES, caveats.PERMUTED, *[caveats.AMONG_TIED] * (len(network) > limits.WHOLE)],
    )


class Agreement(NamedTuple):
    """Adjusted Rand index of a grouping with the consensus, and with every single run of Leiden."""

    consensus: float
    runs: list[float]


def agreement_over_seeds(graph: ClaimGraph, projection: str, by: str) -> dict[str, Agreement]:
    """Tell how the agreement with a grouping and with source varies from run to run, over the same actors.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph with at least one tie between actors.
    projection : str
        A projection of the study.
    by : {'theatre', 'bloc'}
        The grouping.

    Returns
    -------
    dict of str to Agreement
        `by` and `source`, over the tied actors that have both; empty where these are all of one group or one source,
        with which nothing can agree.
    """
    found = _tied_groups(graph, projection, by)
    if found is None:
        return {}
    network, known, codes = found
    member = np.array(list(consensus(network).member.values()), dtype=np.intp)[known]
    runs = single_runs(network, SEEDS)[:, known]
    return {
        name: Agreement(adjusted_rand(groups, member), [adjusted_rand(groups, run) for run in runs])
        for name, groups in codes.items()
    }


def margins(graph: ClaimGraph, projection: str, by: str) -> npt.NDArray[np.float64] | None:
    """Tell how much more every single run agrees with a grouping than with source; as `agreement_over_seeds`."""
    found = _tied_groups(graph, projection, by)
    if found is None:
        return None
    network, known, codes = found
    runs = single_runs(network, SEEDS)[:, known]
    grouped, source = ([adjusted_rand(codes[name], run) for run in runs] for name in (by, "source"))
    return np.asarray(np.subtract(grouped, source))


def _tied_groups(
    graph: ClaimGraph, projection: str, by: str
) -> tuple[nx.Graph[str], npt.NDArray[np.intp], dict[str, Codes]] | None:
    """Return the network, the places of the actors that have both groups, and these; None where there is but one."""
    network = simple_network(graph, projection_of(graph, projection))
    nodes = list(network)
    groupings = _groupings(graph, network)
    compared = {name: groupings[name] for name in (by, "source")}
    known = np.array(
        [place for place, node in enumerate(nodes) if all(groups.get(node) for groups in compared.values())],
        dtype=np.intp,
    )
    codes = {
        name: np.unique([str(groups[nodes[place]]) for place in known], return_inverse=True)[1]
        for name, groups in compared.items()
    }
    if any(len(np.unique(groups)) < _GROUPS_NEEDED for groups in codes.values()):
        return None
    return network, known, codes


def _groupings(graph: ClaimGraph, network: nx.Graph[str]) -> dict[str, Mapping[str, str | None]]:
    return {
        "source": main_sources(graph),
        "theatre": {node: network.nodes[node].get("theatre") for node in network},
        "bloc": {node: bloc_of(graph, node) for node in network},
    }


def _comparisons(graph: ClaimGraph, network: nx.Graph[str]) -> Iterator[dict[str, Any]]:
    found = consensus(network)
    coverage = covered_by(graph)
    for name, groups in _groupings(graph, network).items():
        known = [node for node in network if groups.get(node)]
        if not known:
            continue
        member = np.array([found.member[node] for node in known], dtype=np.intp)
        names = sorted({str(groups[node]) for node in known})
        codes = np.array([names.index(str(groups[node])) for node in known], dtype=np.intp)
        # Source cannot be permuted within source: it is compared within labels alone.
        within = actor_strata(network, known, {} if name == "source" else coverage)
        comparison = _compared(codes, member, within)
        yield {
            "grouping": name,
            "actors": len(known),
            "communities": len(np.unique(member)),
            "modularity": found.modularity,
            "rounds": found.rounds,
            "ari": comparison.observed,
            "ari_expected": comparison.expected,
            "ari_z": comparison.z,
            "ari_p": comparison.p,
            "nmi": mutual_information(codes, member),
        }


@kept
def _compared(codes: Codes, member: Codes, within: Codes) -> Comparison:
    """Set the agreement of a grouping with the communities beside that of permuted groups."""
    null = under_permutation(_indices, permutations(codes, within), member)
    return compare(adjusted_rand(codes, member), null)


def _indices(permuted: Codes, member: Codes) -> npt.NDArray[np.float64]:
    return np.array([adjusted_rand(codes, member) for codes in permuted])
