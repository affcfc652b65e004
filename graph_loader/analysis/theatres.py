"""Do ties keep to theatres and blocs: the E–I index and attribute assortativity, against permutation.

References
----------
D. Krackhardt and R. N. Stern, "Informal networks and organizational crises: an experimental simulation",
Social Psychology Quarterly 51 (1988), 123–140.
M. E. J. Newman, "Mixing patterns in networks", Physical Review E 67 (2003), 026126.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.permute import Codes, Comparison, compare, permutations, strata
from graph_loader.analysis.readings import among, bloc_of, covered_by, names_of, projection_of, simple_network
from graph_loader.analysis.table import joined, tidy
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.once import once
from graph_loader.model.errors import ColdWarError
from graph_loader.model.study import GROUPINGS
from graph_loader.package.kept import kept
from graph_loader.package.repeats import blocks, repeated

Node = TypeVar("Node", bound=Hashable)
Floats = npt.NDArray[np.float64]
Edges = npt.NDArray[np.intp]
AT_ONCE = 2**18  # ends of ties that are looked at together


def ei_index(network: nx.Graph[Node], groups: Mapping[Node, Hashable]) -> float:
    """Compute the E–I index of Krackhardt and Stern: (external - internal) / all ties.

    Parameters
    ----------
    network : networkx.Graph
        Ties count once, whatever their weight.
    groups : mapping
        The group of every node.

    Returns
    -------
    float
        From -1 (all ties within groups) to 1 (all between them).

    Raises
    ------
    ColdWarError
        If there is no tie.

    Examples
    --------
    >>> ei_index(nx.path_graph(3), {0: "moscow", 1: "moscow", 2: "santiago"})
    0.0
    """
    if not network.number_of_edges():
        raise ColdWarError("expected a network with ties, found none: the E–I index is not defined")
    external = sum(groups[one] != groups[other] for one, other in network.edges())
    return 2 * external / network.number_of_edges() - 1


def grouping(graph: ClaimGraph) -> pd.DataFrame:
    """Test whether ties keep to theatres and blocs, in every projection.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `projection, grouping, measure, group, ties, observed, expected, sd, z, p`: measure `e-i` of all groups
        (`group` is `all`) and of each one, and `assortativity` of all. Actors without a group are left out.
    """
    return joined([grouping_of(graph, name, attribute) for name in names_of(graph) for attribute in GROUPINGS])


@once
def grouping_of(graph: ClaimGraph, projection: str, attribute: str) -> pd.DataFrame:
    """Test whether the ties of one projection keep to theatres or blocs.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    projection : {'contact', 'influence', 'all'}
        What the ties are.
    attribute : {'theatre', 'bloc'}
        What the groups are.

    Returns
    -------
    pandas.DataFrame
        As `grouping`.
    """
    network = simple_network(graph, projection_of(graph, projection))
    values = {node: group_of(graph, node, attribute) for node in network}
    inside = among(network, {node for node, value in values.items() if value})
    return tidy(
        [{"projection": projection, "grouping": attribute, **row} for row in _tests(inside, values, covered_by(graph))],
        "projection grouping measure group ties observed expected sd z p",
        title="Ties within and between groups",
        caveats=[caveats.SOURCES, caveats.COVERAGE, caveats.PERMUTED],
    )


def group_of(graph: ClaimGraph, node: str, attribute: str) -> str | None:
    """Return the theatre or the bloc of an actor.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    node : str
        Id of an actor.
    attribute : {'theatre', 'bloc'}
        Which.

    Returns
    -------
    str or None
        None for a collective without a theatre, or a state outside the alliances.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("chile", label="State", theatre="santiago", bloc="rio-pact")
    >>> group_of(graph, "chile", "theatre"), group_of(graph, "chile", "bloc")
    ('santiago', 'rio-pact')
    """
    if attribute == "bloc":
        return bloc_of(graph, node)
    theatre: str | None = graph.nodes[node].get("theatre")
    return theatre


def actor_strata(network: nx.Graph[str], actors: Sequence[str], coverage: Mapping[str, frozenset[str]]) -> Codes:
    """Give the numbers of the strata within which groups are permuted: the same label, the same sources.

    Parameters
    ----------
    network : networkx.Graph
        Nodes with `label`.
    actors : sequence of str
        Some of its nodes.
    coverage : mapping
        As `covered_by` gives it.

    Returns
    -------
    numpy.ndarray of int
        In the order of `actors`.

    Examples
    --------
    >>> network = nx.Graph()
    >>> network.add_nodes_from(["chile", "ussr"], label="State")
    >>> actor_strata(network, ["chile", "ussr"], {"ussr": frozenset({"yordanov-2019"})}).tolist()
    [0, 1]
    """
    labels = [str(network.nodes[actor]["label"]) for actor in actors]
    return strata(labels, [coverage.get(actor, frozenset()) for actor in actors])


def _tests(
    network: nx.Graph[str], values: Mapping[str, str | None], coverage: Mapping[str, frozenset[str]]
) -> Iterator[dict[str, Any]]:
    names = sorted({str(values[node]) for node in network})
    if not network.number_of_edges():
        return
    position = {node: number for number, node in enumerate(network)}
    edges = np.array([(position[one], position[other]) for one, other in network.edges()], dtype=np.intp)
    codes = np.array([names.index(str(values[node])) for node in network], dtype=np.intp)
    comparisons = _compared(edges, codes, actor_strata(network, list(network), coverage), len(names))
    (touched,), (within,) = _ties(edges, codes[None, :], len(names))
    sizes = touched - within
    labels = [("e-i", "all"), ("assortativity", "all"), *(("e-i", name) for name in names)]
    for number, ((measure, group), comparison) in enumerate(zip(labels, comparisons, strict=True)):
        if comparison is None:
            continue
        ties = len(edges) if group == "all" else int(sizes[number - 2])
        yield {
            "measure": measure,
            "group": group,
            "ties": ties,
            **{name: getattr(comparison, name) for name in ("observed", "expected", "sd", "z", "p")},
        }


@kept
def _compared(edges: Edges, codes: Codes, within: Codes, groups: int) -> list[Comparison | None]:
    """Set the figures beside those of permuted groups; None where one of the two is not defined."""
    (observed,) = _figures(edges, codes[None, :], groups)
    permuted = blocks(permutations(codes, within), max(1, AT_ONCE // len(edges)))
    null = np.concatenate(repeated(_figures, ((edges, block, groups) for block in permuted), len(permuted))).T
    return [
        None if np.isnan(figure) or np.isnan(drawn).all() else compare(figure, drawn[~np.isnan(drawn)])
        for figure, drawn in zip(observed, null, strict=True)
    ]


def _figures(edges: Edges, codes: Codes, groups: int) -> Floats:
    """Compute E–I of all ties, assortativity, and E–I of each group; a row of `codes` groups the actors anew.

    NaN where a group has no tie.
    """
    touched, within = _ties(edges, codes, groups)
    with np.errstate(invalid="ignore"):
        each = 1 - 2 * within / (touched - within)
    internal = within.sum(axis=1, keepdims=True) / len(edges)
    chance = ((touched / (2 * len(edges))) ** 2).sum(axis=1, keepdims=True)
    apart = np.where(chance < 1, 1 - chance, np.nan)
    return np.hstack([1 - 2 * internal, (internal - chance) / apart, each])


def _ties(edges: Edges, codes: Codes, groups: int) -> tuple[Codes, Codes]:
    """Count by rows of `codes` the ends of ties in each group, and the ties within it."""
    one, other = (codes[:, ends] for ends in edges.T)
    nowhere = np.where(one == other, one, groups)
    touched, within = (_tally(chosen, groups) for chosen in (np.hstack([one, other]), nowhere))
    return touched, within


def _tally(codes: Codes, groups: int) -> Codes:
    """Count each group in each row; what is of no group has the number after the last."""
    rows = np.arange(len(codes))[:, None] * (groups + 1)
    counts = np.bincount((rows + codes).ravel(), minlength=len(codes) * (groups + 1))
    return counts.reshape(len(codes), groups + 1)[:, :-1]


def assortativity(network: nx.Graph[Node], groups: Mapping[Node, Hashable]) -> float:
    """Compute Newman's assortativity of an attribute, as `networkx.attribute_assortativity_coefficient` does.

    Parameters
    ----------
    network : networkx.Graph
        At least one tie.
    groups : mapping
        The group of every node.

    Returns
    -------
    float
        1 where all ties are within groups, 0 as expected by chance.

    Raises
    ------
    ColdWarError
        If fewer than two groups have ties.

    Examples
    --------
    >>> round(assortativity(nx.path_graph(4), {0: "moscow", 1: "moscow", 2: "santiago", 3: "santiago"}), 6)
    0.333333
    """
    names = list(dict.fromkeys(groups[node] for node in network if network.degree(node)))
    if len(names) < 2:  # noqa: PLR2004
        raise ColdWarError("expected ties of at least two groups, found fewer: assortativity is not defined")
    numbers = {node: names.index(groups[node]) for node in network if network.degree(node)}
    ends = np.array([(numbers[one], numbers[other]) for one, other in network.edges()], dtype=np.intp)
    return float(_figures(ends, np.arange(len(names))[None, :], len(names))[0, 1])
