"""The measures agree with published results to the printed digits."""

from itertools import permutations as orders
from itertools import product

import networkx as nx
import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from graph_loader.analysis import agreement, balance, brokerage, centrality, communities, fast, permute, theatres


def test_betweenness_of_the_karate_club_is_freemans() -> None:
    # Printed in the documentation of NetworkX and igraph for Zachary's network (normalized).
    scores = fast.betweenness(nx.karate_club_graph())
    printed = {0: 0.4376, 33: 0.3041, 32: 0.1452, 2: 0.1437, 31: 0.1383}
    assert {node: round(scores[node], 4) for node in printed} == printed


def test_the_medici_lie_between_the_families_as_jackson_prints_it() -> None:
    # M. O. Jackson, "Social and Economic Networks" (2008), section 1.2.1: Medici .522, Guadagni .255, Strozzi .103.
    scores = fast.betweenness(nx.florentine_families_graph())
    printed = {"Medici": 0.522, "Guadagni": 0.255, "Strozzi": 0.103}
    assert {family: round(scores[family], 3) for family in printed} == printed


def test_eigenvector_centrality_of_the_families_as_jackson_prints_it() -> None:
    # Ibid., table 2.1: Medici .430, Strozzi .356, Guadagni .289.
    scores = centrality.eigenvector(nx.florentine_families_graph())
    printed = {"Medici": 0.430, "Strozzi": 0.356, "Guadagni": 0.289}
    assert {family: round(scores[family], 3) for family in printed} == printed


@pytest.mark.parametrize("make", [nx.florentine_families_graph, nx.karate_club_graph, nx.davis_southern_women_graph])
@pytest.mark.parametrize("directed", [False, True])
def test_fast_betweenness_is_that_of_networkx(make: type[nx.Graph], directed: bool) -> None:
    graph = make().to_directed() if directed else make()
    if directed:
        graph.remove_edges_from(list(graph.edges())[::3])
    for normalized in (True, False):
        expected = nx.betweenness_centrality(graph, normalized=normalized)
        assert fast.betweenness(graph, normalized=normalized) == pytest.approx(expected, abs=1e-12)


def test_read_s_tribes_are_as_balanced_as_signnet_prints_it(tribes: nx.Graph) -> None:
    # signnet (R), vignette on balance: balance_score(tribes, "triangles") is 0.8676471.
    found = balance.triads(tribes)
    assert (found.total, round(found.balanced, 7)) == (68, 0.8676471)


def test_the_line_index_of_read_s_tribes_is_seven(tribes: nx.Graph) -> None:
    # frustration_exact(tribes) in signnet; Aref, Mason and Wilson (2018), table 1.
    assert balance.frustration(tribes) == (7, True)


def test_the_line_index_is_the_least_over_all_bipartitions() -> None:
    network = nx.gnm_random_graph(9, 20, seed=3)
    for number, (_, _, tie) in enumerate(network.edges(data=True)):
        tie["sign"] = -1 if number % 3 == 0 else 1
    least = min(
        sum((sides[one] != sides[other]) == (sign > 0) for one, other, sign in network.edges(data="sign"))
        for sides in product((0, 1), repeat=9)
    )
    assert balance.frustration(network) == (least, True)


def test_consensus_finds_the_best_known_partition_of_the_karate_club(karate: nx.Graph) -> None:
    # U. Brandes et al., "On modularity clustering" (2008): the optimum is 0.4198 with four communities.
    found = communities.consensus(karate)
    assert len(set(found.member.values())) == 4
    assert found.modularity == pytest.approx(0.4198, abs=0.0015)


def test_the_adjusted_rand_index_is_that_of_scikit_learn() -> None:
    dice = np.random.default_rng(7)
    for _ in range(20):
        one, other = dice.integers(0, 4, 30), dice.integers(0, 3, 30)
        assert agreement.adjusted_rand(one, other) == pytest.approx(adjusted_rand_score(one, other), abs=1e-12)
        shared = normalized_mutual_info_score(one, other)
        assert agreement.mutual_information(one, other) == pytest.approx(shared, abs=1e-12)


def test_the_factions_of_the_karate_club_share_eleven_ties(karate: nx.Graph) -> None:
    # W. W. Zachary (1977): 78 ties, of which eleven join the two clubs after the split.
    club = dict(karate.nodes(data="club"))
    assert theatres.ei_index(karate, club) == pytest.approx((11 - 67) / 78)


def test_assortativity_is_that_of_networkx(karate: nx.Graph) -> None:
    club = dict(karate.nodes(data="club"))
    expected = nx.attribute_assortativity_coefficient(karate, "club")
    assert theatres.assortativity(karate, club) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("AAA", "coordinator"),
        ("ABA", "itinerant"),
        ("ABB", "gatekeeper"),
        ("AAB", "representative"),
        ("ABC", "liaison"),
    ],
)
def test_the_five_roles_are_those_of_gould_and_fernandez(groups: str, role: str) -> None:
    # The two-path structures as the documentation of R's sna::brokerage lists them.
    network = nx.DiGraph([("from", "broker"), ("broker", "to")])
    counts = brokerage.gould_fernandez(network, dict(zip(["from", "broker", "to"], groups, strict=True)))
    assert counts["broker"] == {**dict.fromkeys(brokerage.ROLES, 0), role: 1}


def test_nobody_brokers_between_actors_with_a_tie_of_their_own() -> None:
    network = nx.DiGraph([("from", "broker"), ("broker", "to"), ("from", "to")])
    assert not any(brokerage.gould_fernandez(network, dict.fromkeys(network, "A"))["broker"].values())


def test_brokerage_in_the_karate_club_agrees_with_enumeration(karate: nx.Graph) -> None:
    network, club = karate.to_directed(), dict(karate.nodes(data="club"))
    expected = {node: dict.fromkeys(brokerage.ROLES, 0) for node in network}
    for one, broker, other in orders(network, 3):
        if network.has_edge(one, broker) and network.has_edge(broker, other) and not network.has_edge(one, other):
            pattern = club[one] == club[broker], club[broker] == club[other], club[one] == club[other]
            role = {
                (True, True, True): "coordinator",
                (False, False, True): "itinerant",
                (False, True, False): "gatekeeper",
                (True, False, False): "representative",
            }[pattern]
            expected[broker][role] += 1
    assert brokerage.gould_fernandez(network, club) == expected


def test_permuted_groups_give_the_expectation_of_the_formula(karate: nx.Graph) -> None:
    # Three actors drawn at random are of one group with probability sum n(n-1)(n-2) / N(N-1)(N-2).
    network = karate.to_directed()
    groups = np.array([club == "Officer" for _, club in karate.nodes(data="club")], dtype=np.intp)
    sizes = np.bincount(groups)
    chance = (sizes * (sizes - 1) * (sizes - 2)).sum() / (34 * 33 * 32)
    paths = sum(brokerage.gould_fernandez(network, dict.fromkeys(network, "A"))[0].values())
    drawn = [
        brokerage.gould_fernandez(network, dict(zip(network, order, strict=True)))[0]["coordinator"]
        for order in permute.permutations(groups, np.zeros(34, dtype=np.intp), times=400)
    ]
    standard_error = np.std(drawn) / np.sqrt(len(drawn))
    assert np.mean(drawn) == pytest.approx(paths * chance, abs=4 * standard_error)


def test_constraint_of_the_families_is_burt_s() -> None:
    # igraph's constraint() on the marriages: Medici .21, Guadagni .25, families with one tie 1.
    constraint = nx.constraint(nx.florentine_families_graph())
    assert [round(constraint[family], 2) for family in ("Medici", "Guadagni", "Pazzi")] == [0.21, 0.25, 1.0]
