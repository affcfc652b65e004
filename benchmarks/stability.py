"""Tell what the stability of ranks covers, on networks whose truth is known.

Usage: python -m benchmarks.stability
Prints a Markdown table for docs/stability.md. The truth is a network of which every paragraph tells a few ties, drawn
at random; a rank is true if the whole network gives it. With enough paragraphs all ties would be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import networkx as nx
import numpy as np

from graph_loader.analysis import fast, resample, stability
from graph_loader.analysis.readings import tie_network
from graph_loader.graph.network import ClaimGraph
from graph_loader.model.study import Projection

ARTICLES, DRAWS = 200, 200
TIES_TOLD = 4
PARAGRAPHS = (20, 40, 80)


class Coverage(NamedTuple):
    """What the ends of the ranks hold, as shares of the actors that have a rank; `told` of all actors."""

    told: float
    ranked: float
    estimate: float
    truth: float
    percentile_estimate: float
    percentile_truth: float
    width: float


def main() -> None:
    print("| network | paragraphs | told | ranked | holds the estimate | holds the truth | width | "
          "plain percentiles: estimate | truth |")  # fmt: skip
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, network in networks():
        for paragraphs in PARAGRAPHS:
            found = coverage(network, paragraphs, ARTICLES, DRAWS)
            cells = (found.told, found.ranked, found.estimate, found.truth)
            plain = (found.percentile_estimate, found.percentile_truth)
            shares = [f"{cell:.0%}".replace("%", " %") for cell in (*cells, *plain)]
            print(
                f"| {name} | {paragraphs} | {' | '.join(shares[:4])} | {found.width:.0f} | {' | '.join(shares[4:])} |"
            )


def networks() -> Iterator[tuple[str, nx.Graph[int]]]:
    """Name a few networks of different shapes."""
    yield "karate club", nx.karate_club_graph()
    yield "Florentine families", nx.convert_node_labels_to_integers(nx.florentine_families_graph())
    yield "a few main characters (Barabási–Albert, 60 actors)", nx.barabasi_albert_graph(60, 2, seed=1)


def coverage(network: nx.Graph[int], paragraphs: int, articles: int, draws: int, seed: int = 0) -> Coverage:
    """Write articles about a network and rank its actors by betweenness from each."""
    dice = np.random.default_rng(seed)
    truth = fast.betweenness(network)
    (best,), (worst,) = stability.places(np.array([[truth[node] for node in network]]).round(12))
    true = {f"{node}": (first, last) for node, first, last in zip(network, best, worst, strict=True)}
    rows: list[tuple[bool, ...]] = []
    widths: list[float] = []
    told = 0.0
    for _ in range(articles):
        graph = article(network, paragraphs, dice)
        projection = Projection("contact", ("contact",))
        claims, weights = resample.claim_weights(graph, draws, int(dice.integers(2**31)))
        seen = tie_network(graph, projection)
        actors = list(seen)
        told += len(actors) / len(network) / articles
        sample = stability.sample_of(graph, projection, seen, claims)
        weighed = sample.drawn(np.array([np.ones(len(claims)), *weights]))
        observed, *resampled = stability.measured(sample.pairs, weighed, len(actors), directed=False)[0]
        drawn = np.array(resampled)
        found = stability.standing(observed, drawn)
        percentiles = np.quantile(stability.places(drawn)[0], [0.025, 0.975], axis=0, method="closest_observation")
        ends = np.array([found["rank_low"], found["rank_high"]])
        for column, actor in enumerate(actors):
            if np.isnan(ends[0, column]):
                continue
            first, last = found["rank"][column], found["rank_last"][column]
            widths.append(ends[1, column] - ends[0, column] + 1)
            rows.append(
                tuple(
                    bool(one[0] <= other[0] and other[1] <= one[1])
                    for one in (ends[:, column], percentiles[:, column])
                    for other in ((first, last), true[actor])
                )
            )
    estimate, held, plain_estimate, plain_held = np.mean(rows, axis=0).tolist()
    ranked = len(rows) / (told * len(network) * articles)
    return Coverage(told, ranked, estimate, held, plain_estimate, plain_held, float(np.mean(widths)))


def article(network: nx.Graph[int], paragraphs: int, dice: np.random.Generator) -> ClaimGraph:
    """Tell some ties of a network in each of several paragraphs."""
    graph: ClaimGraph = nx.MultiDiGraph()
    graph.add_nodes_from(map(str, network), label="State")
    edges = list(network.edges())
    for paragraph in range(paragraphs):
        for number, chosen in enumerate(dice.choice(len(edges), TIES_TOLD, replace=False)):
            one, other = map(str, edges[chosen])
            evidence = [{"source": "article", "locator": f"p{paragraph}"}]
            graph.add_edge(one, other, f"c{paragraph}-{number}", family="contact", type="MET_WITH", symmetric=True,
                           evidence=evidence)  # fmt: skip
    return graph


if __name__ == "__main__":
    main()
