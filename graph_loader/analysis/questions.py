"""The ten questions behind the findings, each answered from whatever graph it is put to.

An answer states its conclusion in a form that can be compared: the same question, put to the graph without one
source or without the reported claims, shows whether the conclusion survives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx
import numpy as np

from graph_loader.analysis import balance, centrality, communities, go_betweens, juntas, resample, theatres
from graph_loader.analysis.change import years
from graph_loader.analysis.influence_paths import shortest
from graph_loader.analysis.readings import ALL_TIES, CONTACT, simple_network
from graph_loader.analysis.table import records
from graph_loader.network import ClaimGraph
from graph_loader.projections import is_actor

BOOTSTRAP = "95 % of the resamplings of paragraphs"
ALPHA = 0.05
PEAK_YEARS = 4
REGIMES_OF_TRADE = ("buenos-aires", "santiago")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a graph answers to one of the questions.

    Attributes
    ----------
    conclusion : str
        What must stay the same for the finding to survive.
    statement : str
        A sentence or two with the figures in them.
    measure : str
        What `figure` is.
    figure : float
        The main figure; `low` and `high` are the ends of its interval, `interval` says how that was obtained.
    claims : tuple of str
        Ids of the claims behind it.
    """

    conclusion: str
    statement: str
    measure: str
    figure: float
    low: float
    high: float
    interval: str
    claims: tuple[str, ...]


Question: TypeAlias = Callable[[ClaimGraph, int], Answer | None]


def _contact_broker(graph: ClaimGraph, draws: int) -> Answer | None:
    """Find who lies between the others in the network of contacts."""
    table = centrality.centrality_of(graph, "coded", "contact", draws)
    if table.empty or not table["betweenness"].max():
        return None
    first = table.iloc[0]
    return Answer(
        conclusion=str(first["id"]),
        statement=f"{first['name']} lies on {_percent(first['betweenness'])} of the shortest paths of contact among "
        f"{len(table)} actors, more than anyone else, with {first['degree']} partners.",
        measure="rank by betweenness in contact",
        figure=float(first["betweenness_rank"]),
        low=float(first["betweenness_rank_low"]),
        high=float(first["betweenness_rank_high"]),
        interval=BOOTSTRAP,
        claims=_around(simple_network(graph, CONTACT), str(first["id"])),
    )


def _go_between(graph: ClaimGraph, draws: int) -> Answer | None:
    """Find through whom the Soviet bloc and the Southern Cone met."""
    table = go_betweens.go_betweens_of(graph, "coded", "all", draws)
    table = table[table["between"] == "bloc and cone"]
    if table.empty:
        return None
    first = table.iloc[0]
    others = _listing(f"{name} ({_percent(share)})" for name, share in zip(table["name"], table["share"], strict=True))
    network = simple_network(graph, ALL_TIES)
    sides = [node for node, entity in network.nodes(data=True) if entity.get("theatre") in go_betweens.SIDES]
    return Answer(
        conclusion=str(first["id"]),
        statement="Of the pairs from the Soviet bloc and the Southern Cone that have no tie of their own and meet "
        f"through a third actor, most meet through {others}.",
        measure=f"share of the brokered pairs that {first['name']} connects",
        figure=float(first["share"]),
        low=float(first["share_low"]),
        high=float(first["share_high"]),
        interval=BOOTSTRAP,
        claims=_around(network.subgraph([*sides, str(first["id"])]), str(first["id"])),
    )


def _influence_on_santiago(graph: ClaimGraph, draws: int) -> Answer | None:
    """Compare Moscow's, Eastern Europe's, Washington's and Havana's influence on Santiago, as asserted."""
    by_theatre: defaultdict[str, list[str]] = defaultdict(list)
    for claim, tie, one, other in _between_theatres(graph):
        if tie["family"] == "influence" and other == "santiago" and one != "santiago":
            by_theatre[one].append(claim)
    return _leading_share(
        graph, by_theatre, draws, what="the claims of influence from abroad on Santiago", who="exerted by"
    )


def _leading_share(
    graph: ClaimGraph, claims: dict[str, list[str]], draws: int, *, what: str, who: str
) -> Answer | None:
    order = sorted(claims, key=lambda name: (-len(claims[name]), name))
    share = resample.ratio(graph, claims[order[0]], _flat(claims.values()), draws) if order else None
    if share is None:
        return None
    leading = _theatre(graph, order[0])
    listed = _listing(f"{_theatre(graph, name)} ({len(claims[name])})" for name in order)
    return Answer(
        conclusion=order[0],
        statement=f"Of {what}, {_percent(share.value)} are {who} {leading}; in claims: {listed}.",
        measure=f"share of {leading}",
        figure=share.value,
        low=share.low,
        high=share.high,
        interval=BOOTSTRAP,
        claims=tuple(sorted(claims[order[0]])),
    )


def _way_to_the_party(graph: ClaimGraph, draws: int) -> Answer | None:
    """Find whether Soviet influence on the Chilean Communists is told as direct or through third parties."""
    table = shortest(graph)
    mine = table[(table["projection"] == "influence") & (table["goal"] == "pcch") & (table["start"] != "usa")]
    if mine.empty:
        return None
    best = mine.sort_values(["length", "start"]).iloc[0]
    claims = str(best["claims"]).split()
    known, weights = resample.claim_weights(graph, draws)
    held = (weights[:, [claim in claims for claim in known]] > 0).all(axis=1)
    return Answer(
        conclusion=str(best["via"]),
        statement=f"The shortest chain of influence from Moscow to the Communist Party of Chile is "
        f"{'direct' if best['via'] == 'direct' else 'through ' + _theatres(graph, str(best['via']))}: "
        f"{' → '.join(_name(graph, node) for node in str(best['path']).split(' > '))}.",
        measure="steps of the shortest chain of influence",
        figure=float(best["steps"]),
        low=float(best["steps"]),
        high=float(mine["steps"].max()),
        interval=f"over the {len(mine)} shortest chains; all its claims are in {_percent(held.mean())} of resamplings",
        claims=tuple(claims),
    )


def _across_theatres(graph: ClaimGraph, draws: int) -> Answer | None:
    """Test whether contacts keep to the theatres more than groups at random would."""
    del draws  # a permutation test
    table = theatres.grouping(graph)
    mine = table[(table["projection"] == "contact") & (table["grouping"] == "theatre") & (table["group"] == "all")]
    mine = mine[mine["measure"] == "e-i"]
    if mine.empty:
        return None
    row = mine.iloc[0]
    sign = "more" if row["observed"] > row["expected"] else "less"
    clear = row["p"] < ALPHA
    external = (1 + row["observed"]) / 2
    return Answer(
        conclusion=sign if clear else "no difference",
        statement=f"{_percent(external)} of the {row['ties']} ties of contact cross from one theatre to another (E–I "
        f"index {row['observed']:.2f}); theatres exchanged among actors of the same kind and source would give "
        f"{row['expected']:.2f} (p = {row['p']:.3f}): "
        + (f"contact crosses {sign} than chance." if clear else "no clear difference from chance."),
        measure="E–I index of contact between theatres",
        figure=float(row["observed"]),
        low=float(row["expected"] - 1.96 * row["sd"]),
        high=float(row["expected"] + 1.96 * row["sd"]),
        interval="where 95 % of the permuted networks lie",
        claims=_all_claims(simple_network(graph, CONTACT)),
    )


def _communities(graph: ClaimGraph, draws: int) -> Answer | None:
    """Compare how far the communities follow the theatres and how far they follow the articles."""
    del draws  # the interval is that of the seeds
    rows = {row["grouping"]: row for row in records(communities.agreement(graph))}
    if not {"theatre", "source"} <= rows.keys():
        return None
    theatre, source = rows["theatre"], rows["source"]
    closer = "theatres" if theatre["ari"] > source["ari"] else "articles"
    low, high = communities.spread_over_seeds(graph)
    return Answer(
        conclusion=closer,
        statement=f"The {source['communities']} communities of all ties agree with the theatres to "
        f"{theatre['ari']:.2f} (adjusted Rand; permuted {theatre['ari_expected']:.2f}) and with the article that "
        f"speaks of the actors to {source['ari']:.2f}: they follow the {closer} more closely.",
        measure="adjusted Rand index of communities and theatres",
        figure=theatre["ari"],
        low=low,
        high=high,
        interval="over single runs of Louvain",
        claims=_all_claims(simple_network(graph, ALL_TIES)),
    )


def _attention(graph: ClaimGraph, draws: int) -> Answer | None:
    """Find the years to which the articles devote most of their claims."""
    del draws  # the interval is that of the dates
    rows = [row for row in records(years(graph)) if row["family"] == "all"]
    if not rows:
        return None
    spans = [rows[place : place + PEAK_YEARS] for place in range(len(rows) - PEAK_YEARS + 1)]
    peak = max(spans, key=lambda span: round(_sum(span, "expected"), 9))
    shares = [_sum(peak, column) / (_sum(rows, column) or 1.0) for column in ("expected", "earliest", "latest")]
    first, last = peak[0]["year"], peak[-1]["year"]
    claims = [
        claim
        for *_, claim, tie in graph.edges(keys=True, data=True)
        if tie.get("start") and tie.get("end") and tie["end"] >= str(first) and tie["start"] < str(last + 1)
    ]
    undated = sum(not tie.get("date") for *_, tie in graph.edges(data=True))
    return Answer(
        conclusion=f"{first}–{last}",
        statement=f"The articles look hardest at {first}–{last}: {_percent(shares[0])} of the years of all dated "
        f"claims fall there. {undated} claims carry no date.",
        measure=f"share of {first}–{last} in all claim-years from 1917 to 1991",
        figure=shares[0],
        low=min(shares),
        high=max(shares),
        interval="over the earliest and latest readings of the dates",
        claims=tuple(sorted(claims)),
    )


def _sum(rows: list[dict[str, Any]], column: str) -> float:
    return float(sum(row[column] for row in rows))


def _balance(graph: ClaimGraph, draws: int) -> Answer | None:
    """Test whether friends and foes form balanced triads in the era that has most of them."""
    del draws  # a permutation test
    table = balance.balance(graph)
    table = table[(table["reading"] == "possible") & (table["triads"] > 0)]
    if table.empty:
        return None
    row = table.sort_values(["triads", "era"], ascending=[False, True]).iloc[0]
    pairs = balance.friends_and_foes(graph)
    pairs = pairs[(pairs["era"] == row["era"]) & (pairs["reading"] == "possible") & (pairs["sign"] != 0)]
    clear = row["p"] < ALPHA
    side = "more" if row["balanced"] > row["expected"] else "less"
    return Answer(
        conclusion=side if clear else "no difference",
        statement=f"In {row['era']}, the era with most closed triads, {_percent(row['balanced'])} of {row['triads']} "
        f"are balanced; shuffled signs give {_percent(row['expected'])} (p = {row['p']:.3f}). {row['frustration']} of "
        f"{row['ties']} signed ties would have to turn for full balance.",
        measure="share of balanced triads",
        figure=float(row["balanced"]),
        low=float(row["expected"] - 1.96 * row["sd"]),
        high=float(min(1.0, row["expected"] + 1.96 * row["sd"])),
        interval="where 95 % of the shuffled networks lie",
        claims=tuple(sorted(set(" ".join(pairs["claims"]).split()))),
    )


def _two_juntas(graph: ClaimGraph, draws: int) -> Answer | None:
    """Compare the hostile share of what the bloc did to either junta."""
    shares, claims = {}, []
    for junta in juntas.JUNTAS:
        acts = [act for act in juntas.acts(graph) if act.junta == junta and act.side == "regime"]
        signed = [act.claim for act in acts if act.sign != "unsigned"]
        hostile = [act.claim for act in acts if act.sign == "hostile"]
        shares[junta.state] = resample.ratio(graph, hostile, signed, draws)
        claims += signed
    chile, argentina = shares["chile"], shares["argentina"]
    if chile is None or argentina is None:
        return None
    table = juntas.restraint(graph)
    restrained = table[(table["type"] == juntas.RESTRAINT)].drop_duplicates("claim")["junta"].value_counts()
    return Answer(
        conclusion="Chile" if chile.value > argentina.value else "Argentina",
        statement=f"Of the signed claims between the Soviet bloc and the regime, {_percent(chile.value)} are hostile "
        f"under the Chilean junta and {_percent(argentina.value)} under the Argentine one "
        f"({_percent(argentina.low)} to {_percent(argentina.high)}); "
        f"{restrained.get('argentine-junta-1976', 0)} claims state restraint towards the Argentine junta, "
        f"{restrained.get('chilean-junta-1973', 0)} towards the Chilean.",
        measure="hostile share of the signed claims, bloc and Chilean junta",
        figure=chile.value,
        low=chile.low,
        high=chile.high,
        interval=BOOTSTRAP,
        claims=tuple(sorted({*claims, *table[table["type"] == juntas.RESTRAINT]["claim"]})),
    )


def _trade(graph: ClaimGraph, draws: int) -> Answer | None:
    """Compare the weight of trade in Moscow's relations with Buenos Aires and with Santiago."""
    shares, part = {}, {}
    for theatre in REGIMES_OF_TRADE:
        pairs = [(claim, tie) for claim, tie, *ends in _between_theatres(graph) if {*ends} == {"moscow", theatre}]
        part[theatre] = [claim for claim, tie in pairs if tie["family"] == "trade"]
        shares[theatre] = resample.ratio(graph, part[theatre], [claim for claim, _ in pairs], draws)
    argentine, chilean = (shares[theatre] for theatre in REGIMES_OF_TRADE)
    if argentine is None or chilean is None:
        return None
    return Answer(
        conclusion="Buenos Aires" if argentine.value > chilean.value else "Santiago",
        statement=f"Trade and credit make up {_percent(argentine.value)} of the claims between Moscow and Buenos "
        f"Aires, and {_percent(chilean.value)} of those between Moscow and Santiago "
        f"({_percent(chilean.low)} to {_percent(chilean.high)}).",
        measure="share of trade in the claims between Moscow and Buenos Aires",
        figure=argentine.value,
        low=argentine.low,
        high=argentine.high,
        interval=BOOTSTRAP,
        claims=tuple(sorted(_flat(part.values()))),
    )


def _footing(graph: ClaimGraph, draws: int) -> Answer | None:
    """Find how many ties between actors rest on a single paragraph."""
    places = {
        claim: {(piece["source"], piece["locator"]) for piece in tie["evidence"]}
        for *_, claim, tie in graph.edges(keys=True, data=True)
    }
    ties = [tie["claims"] for *_, tie in simple_network(graph, ALL_TIES).edges(data=True)]
    if not ties:
        return None
    single = [len(set.union(*(places[claim] for claim in claims))) == 1 for claims in ties]
    both = sum(len({source for claim in claims for source, _ in places[claim]}) > 1 for claims in ties)
    random = np.random.default_rng(resample.SEED)
    drawn = random.choice(single, size=(max(draws, 1), len(single))).mean(axis=1)
    low, high = resample.interval(drawn)
    share = sum(single) / len(single)
    return Answer(
        conclusion="most" if share > 1 / 2 else "a minority",
        statement=f"{_percent(share)} of the {len(ties)} ties between actors rest on one paragraph alone, and {both} "
        "are told by both articles.",
        measure="share of ties that rest on one paragraph",
        figure=share,
        low=low,
        high=high,
        interval="95 % of the resamplings of ties",
        claims=tuple(sorted({claim for claims, alone in zip(ties, single, strict=True) if alone for claim in claims})),
    )


QUESTIONS: dict[str, Question] = {
    "Who brokered contact": _contact_broker,
    "Who went between the Soviet bloc and the Southern Cone": _go_between,
    "Whose influence on Santiago is asserted": _influence_on_santiago,
    "Direct or through third parties": _way_to_the_party,
    "Contact within and across theatres": _across_theatres,
    "Communities: theatres or articles": _communities,
    "Where the articles look": _attention,
    "Friends and foes in balance": _balance,
    "Two juntas": _two_juntas,
    "Trade with Buenos Aires, politics with Santiago": _trade,
    "On how little it rests": _footing,
}


def _between_theatres(graph: ClaimGraph) -> Iterator[tuple[str, dict[str, Any], str, str]]:
    """Yield the claims between actors of known theatres, with the two."""
    for from_, to, claim, tie in graph.edges(keys=True, data=True):
        ends = graph.nodes[from_], graph.nodes[to]
        if all(is_actor(end) and end.get("theatre") for end in ends):
            yield claim, tie, ends[0]["theatre"], ends[1]["theatre"]


def _around(network: nx.Graph[str], actor: str) -> tuple[str, ...]:
    return tuple(sorted({claim for tie in network[actor].values() for claim in tie["claims"]}))


def _all_claims(network: nx.Graph[str]) -> tuple[str, ...]:
    return tuple(sorted({claim for *_, tie in network.edges(data=True) for claim in tie["claims"]}))


def _flat(lists: Iterable[Collection[str]]) -> list[str]:
    return [item for collection in lists for item in collection]


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _listing(items: Iterable[str], most: int = 4) -> str:
    *some, last = list(items)[:most]
    return f"{', '.join(some)} and {last}" if some else last


def _name(graph: ClaimGraph, node: str) -> str:
    return str(graph.nodes[node].get("name") or node)


def _theatre(graph: ClaimGraph, theatre: str) -> str:
    known = getattr(graph.graph.get("vocabulary"), "theatres", {})
    return str(known[theatre].name) if theatre in known else theatre


def _theatres(graph: ClaimGraph, names: str) -> str:
    return _listing(_theatre(graph, name) for name in names.split())
