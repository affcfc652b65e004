"""The ten questions behind the findings, each answered from whatever graph it is put to.

An answer states its conclusion in a form that can be compared: the same question, put to the graph without one
source or without the reported claims, shows whether the conclusion survives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from graph_loader.analysis import balance, centrality, go_betweens, junta_acts, resample, theatres, variants
from graph_loader.analysis.agreement import agreement_over_seeds
from graph_loader.analysis.answers import (
    BOOTSTRAP,
    Answer,
    claims_around,
    claims_of,
    listing,
    of,
    percent,
    shares,
    theatre_name,
)
from graph_loader.analysis.change import shares_by_year, years
from graph_loader.analysis.influence_paths import shortest
from graph_loader.analysis.readings import ALL_TIES, CONTACT, among, simple_network
from graph_loader.analysis.table import records
from graph_loader.analysis.two_juntas import two_juntas
from graph_loader.graph import wording
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.projections import is_actor
from graph_loader.graph.sensible import study_of

ALPHA = 0.05
PEAK_YEARS = 4
PARTY = "pcch"
SOVIET = ("cpsu", "kgb", "ussr")

Question: TypeAlias = Callable[[ClaimGraph, int], Answer | None]


def _contact_broker(graph: ClaimGraph, draws: int) -> Answer | None:
    """Find who lies between the others in the network of contacts."""
    table = centrality.centrality_of(graph, "coded", "contact", draws)
    if table.empty or not table["betweenness"].max():
        return None
    first = table.iloc[0]
    return Answer(
        conclusion=str(first["id"]),
        statement=f"First of {len(table)} actors in contact: {first['name']}, on {percent(first['betweenness'])} of "
        f"the shortest paths between the others, with {first['degree']} partners; first in "
        f"{percent(first['betweenness_first'])} of the resamplings.",
        measure="rank by betweenness in contact",
        figure=float(first["betweenness_rank"]),
        low=float(first["betweenness_rank_low"]),
        high=float(first["betweenness_rank_high"]),
        interval=BOOTSTRAP,
        claims=claims_around(simple_network(graph, CONTACT), str(first["id"])),
        view=f"sel=node,{first['id']}",
    )


def _go_between(graph: ClaimGraph, draws: int) -> Answer | None:
    """Find through whom the Soviet bloc and the Southern Cone met."""
    table = go_betweens.go_betweens_of(graph, "coded", "all", draws)
    table = table[table["between"] == "bloc and cone"]
    if table.empty:
        return None
    first = table.iloc[0]
    listed = shares(zip(table["name"], table["share"], strict=True), percent)
    network = simple_network(graph, ALL_TIES)
    sides = [node for node, entity in network.nodes(data=True) if entity.get("theatre") in go_betweens.SIDES]
    return Answer(
        conclusion=str(first["id"]),
        statement="Where an actor of the Soviet bloc and one of the Southern Cone have no tie of their own but are "
        f"both tied to a third, that go-between is: {listed}.",
        measure=f"share of {first['name']} in all such cases of going between",
        figure=float(first["share"]),
        low=float(first["share_low"]),
        high=float(first["share_high"]),
        interval=BOOTSTRAP,
        claims=claims_around(among(network, {*sides, str(first["id"])}), str(first["id"])),
        view=f"sel=node,{first['id']}",
    )


def _influence_on_santiago(graph: ClaimGraph, draws: int) -> Answer | None:
    """Compare Moscow's, Eastern Europe's, Washington's and Havana's influence on Santiago, as asserted."""
    by_theatre: defaultdict[str, list[str]] = defaultdict(list)
    for claim, tie, one, other in _between_theatres(graph):
        if tie["family"] == "influence" and other == "santiago" and one != "santiago":
            by_theatre[one].append(claim)
    return _leading_share(graph, by_theatre, draws, what="tell of influence from abroad on Santiago")


def _influence_on_the_party(graph: ClaimGraph, draws: int) -> Answer | None:
    """Tell whether influence on the Chilean Communists came straight from Moscow or through third parties."""
    people = {from_ for from_, to, tie in graph.edges(data=True) if to == PARTY and tie["type"] in junta_acts.OFFICES}
    by_theatre: defaultdict[str, list[str]] = defaultdict(list)
    for from_, to, claim, tie in graph.edges(keys=True, data=True):
        theatre = graph.nodes[from_].get("theatre")
        if tie["family"] == "influence" and to in {PARTY, *people} and theatre not in (None, "santiago"):
            by_theatre[theatre].append(claim)
    answer = _leading_share(
        graph, by_theatre, draws, what="tell of influence from abroad on the Communist Party of Chile and its people"
    )
    paths = [row for row in records(shortest(graph)) if row["goal"] == PARTY and row["projection"] == "influence"]
    soviet = [row for row in paths if row["start"] in SOVIET]
    if answer is None or not soviet:
        return answer
    doubtful = {claim for *_, claim, tie in graph.edges(keys=True, data=True) if tie["standing"] in variants.DOUBTFUL}
    best = min(soviet, key=lambda row: (row["length"], not doubtful.isdisjoint(row["claims"].split()), row["start"]))
    names = " → ".join(wording.name(graph, node) for node in best["path"].split(" > "))
    return replace(
        answer,
        view=f"focus={PARTY}&sel=node,{PARTY}",
        statement=f"{answer.statement} The shortest Soviet chain to the party is {names} "
        f"({listing(best['claims'].split())}).",
    )


def _leading_share(graph: ClaimGraph, claims: dict[str, list[str]], draws: int, *, what: str) -> Answer | None:
    order = sorted(claims, key=lambda name: (-len(claims[name]), name))
    every = _flat(claims.values())
    share = resample.ratio(graph, claims[order[0]], every, draws) if order else None
    if share is None:
        return None
    leading = theatre_name(graph, order[0])
    listed = shares((theatre_name(graph, name), len(claims[name])) for name in order)
    first = resample.lead(graph, claims[order[0]], [claims[name] for name in order[1:]], draws)
    return Answer(
        conclusion=order[0],
        statement=f"{len(every)} claims {what}: {listed}. {leading} leads with "
        f"{percent(share.value)}, and in {percent(first)} of the resamplings.",
        measure=f"share of {leading}",
        figure=share.value,
        low=share.low,
        high=share.high,
        interval=BOOTSTRAP,
        claims=tuple(sorted(every)),
    )


def _across_theatres(graph: ClaimGraph, draws: int) -> Answer | None:
    """Test whether contacts keep to the theatres more than groups at random would."""
    del draws  # a permutation test
    rows = records(theatres.grouping_of(graph, "contact", "theatre"))
    row = next((row for row in rows if (row["measure"], row["group"]) == ("e-i", "all")), None)
    if row is None:
        return None
    sign = "more" if row["observed"] > row["expected"] else "less"
    clear = row["p"] < ALPHA
    external = (1 + row["observed"]) / 2
    return Answer(
        conclusion=sign if clear else "no difference",
        statement=f"{percent(external)} of the {row['ties']} ties of contact cross from one theatre to another (E–I "
        f"index {row['observed']:.2f}); theatres exchanged among actors of the same kind and source would give "
        f"{row['expected']:.2f} (p = {row['p']:.3f}): "
        + (f"contact crosses {sign} than chance." if clear else "no clear difference from chance."),
        measure="E–I index of contact between theatres",
        figure=float(row["observed"]),
        low=float(row["expected"] - 1.96 * row["sd"]),
        high=float(row["expected"] + 1.96 * row["sd"]),
        interval="where 95 % of the permuted networks lie",
        by_chance=True,
        claims=claims_of(simple_network(graph, CONTACT)),
    )


def _communities(graph: ClaimGraph, draws: int) -> Answer | None:
    """Compare how far the communities follow the theatres and how far they follow the articles."""
    del draws  # to find the communities of every draw would take hours: no interval
    network = simple_network(graph, ALL_TIES)
    if not network.number_of_edges():
        return None
    found = agreement_over_seeds(graph)
    if not found:
        return None
    theatre, source = found["theatre"], found["source"]
    margins = np.subtract(theatre.runs, source.runs)
    ahead, behind = float((margins > 0).mean()), float((margins < 0).mean())
    closer = "theatres" if ahead > 1 - ALPHA else "articles" if behind > 1 - ALPHA else "neither"
    return Answer(
        conclusion=closer,
        statement=f"The communities of all ties agree with the theatres to {theatre.consensus:.2f} (adjusted Rand "
        f"index; {min(theatre.runs):.2f} to {max(theatre.runs):.2f} over single runs) and with the article that speaks "
        f"of the same actors to {source.consensus:.2f}; the theatres are ahead "
        f"in {percent(ahead)} of the single runs: "
        + (
            "neither is clearly ahead." if closer == "neither" else f"the communities follow the {closer} more closely."
        ),
        measure="adjusted Rand index of communities and theatres",
        figure=theatre.consensus,
        low=None,
        high=None,
        interval="the communities are not found anew for other paragraphs",
        claims=claims_of(network),
    )


def _attention(graph: ClaimGraph, draws: int) -> Answer | None:
    """Find the years to which the articles devote most of their claims."""
    rows = [row for row in records(years(graph)) if row["family"] == "all"]
    if not rows:
        return None
    spans = [rows[place : place + PEAK_YEARS] for place in range(len(rows) - PEAK_YEARS + 1)]
    peak = max(spans, key=lambda span: round(_sum(span, "expected"), 9))
    by_dates = [_sum(peak, column) / (_sum(rows, column) or 1.0) for column in ("expected", "earliest", "latest")]
    first, last = peak[0]["year"], peak[-1]["year"]
    years_of = study_of(graph).first_year, study_of(graph).last_year
    spread = {claim: {year: shares["expected"] for year, shares in shares_by_year(tie, *years_of)}
              for *_, claim, tie in graph.edges(keys=True, data=True)}  # fmt: skip
    inside = {claim: sum(share for year, share in years.items() if first <= year <= last)
              for claim, years in spread.items()}  # fmt: skip
    share = resample.ratio(graph, inside, {claim: sum(years.values()) for claim, years in spread.items()}, draws)
    if share is None:
        return None
    undated = sum(not tie.get("date") for *_, tie in graph.edges(data=True))
    return Answer(
        conclusion=f"{first}–{last}",
        statement=f"The articles look hardest at {first}–{last}: {percent(share.value)} of the years of all dated "
        f"claims fall there, {percent(min(by_dates))} to {percent(max(by_dates))} as imprecise dates are read early or "
        f"late. {undated} claims carry no date.",
        measure=f"share of {first}–{last} in all claim-years from {years_of[0]} to {years_of[1]}",
        figure=share.value,
        low=share.low,
        high=share.high,
        interval=BOOTSTRAP,
        claims=tuple(sorted(claim for claim, years in spread.items() if any(first <= year <= last for year in years))),
        view=f"y={first}-01-01~{last}-12-31",
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
        statement=f"In {row['era']}, the era with most closed triads, {percent(row['balanced'])} of {row['triads']} "
        f"are balanced; shuffled signs give {percent(row['expected'])} (p = {row['p']:.3f}). {row['frustration']} of "
        f"{row['ties']} signed ties would have to turn for full balance.",
        measure="share of balanced triads",
        figure=float(row["balanced"]),
        low=float(row["expected"] - 1.96 * row["sd"]),
        high=float(min(1.0, row["expected"] + 1.96 * row["sd"])),
        interval="where 95 % of the shuffled networks lie",
        by_chance=True,
        claims=tuple(sorted(set(" ".join(pairs["claims"]).split()))),
    )


def _footing(graph: ClaimGraph, draws: int) -> Answer | None:
    """Find how many ties between actors rest on a single paragraph: all are counted, so there is nothing to draw."""
    del draws
    places = {
        claim: {(piece["source"], piece["locator"]) for piece in tie["evidence"]}
        for *_, claim, tie in graph.edges(keys=True, data=True)
    }
    ties = [tie["claims"] for *_, tie in simple_network(graph, ALL_TIES).edges(data=True)]
    if not ties:
        return None
    single = [len(set.union(*(places[claim] for claim in claims))) == 1 for claims in ties]
    both = sum(len({source for claim in claims for source, _ in places[claim]}) > 1 for claims in ties)
    share = sum(single) / len(single)
    return Answer(
        conclusion="most" if share > 1 / 2 else "a minority",
        statement=f"{of(sum(single), len(ties))} ties between actors rest on one paragraph alone, and {both} are "
        "told by both articles.",
        measure="share of ties that rest on one paragraph",
        figure=share,
        low=None,
        high=None,
        interval="a count of all ties in the data, which leaves nothing to resample",
        claims=tuple(sorted({claim for claims, alone in zip(ties, single, strict=True) if alone for claim in claims})),
    )


QUESTIONS: dict[str, Question] = {
    "Who brokered contact": _contact_broker,
    "Who went between the Soviet bloc and the Southern Cone": _go_between,
    "Whose influence on Santiago is asserted": _influence_on_santiago,
    "Whose influence on the Chilean Communists": _influence_on_the_party,
    "Contact within and across theatres": _across_theatres,
    "Communities: theatres or articles": _communities,
    "Where the articles look": _attention,
    "Friends and foes in balance": _balance,
    "Two juntas": two_juntas,
    "On how little it rests": _footing,
}


def _between_theatres(graph: ClaimGraph) -> Iterator[tuple[str, dict[str, Any], str, str]]:
    """Yield the claims between actors of known theatres, with the two."""
    for from_, to, claim, tie in graph.edges(keys=True, data=True):
        ends = graph.nodes[from_], graph.nodes[to]
        if all(is_actor(end) and end.get("theatre") for end in ends):
            yield claim, tie, ends[0]["theatre"], ends[1]["theatre"]


def _flat(lists: Iterable[Collection[str]]) -> list[str]:
    return [item for collection in lists for item in collection]
