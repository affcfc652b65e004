"""The kinds of question that a study may ask, each answered from whatever graph it is put to.

An answer states its conclusion in a form that can be compared: the same question, put to the graph without one
source or without the reported claims, shows whether the conclusion survives. None says that the graph has no answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from graph_loader.analysis import (
    agreement,
    balance,
    centrality,
    go_betweens,
    influence_paths,
    limits,
    resample,
    theatres,
)
from graph_loader.analysis.answers import Answer, claims_around, claims_of
from graph_loader.analysis.change import shares_by_year, years
from graph_loader.analysis.communities import SEEDS
from graph_loader.analysis.contrast_question import contrast
from graph_loader.analysis.phrases import (
    Decimal,
    Fact,
    Listing,
    Part,
    Share,
    counts,
    entity,
    group,
    parameters,
    theatre,
    word,
)
from graph_loader.analysis.readings import among, projection_of, simple_network, tie_network
from graph_loader.analysis.table import records
from graph_loader.graph import variants
from graph_loader.graph.groups import members
from graph_loader.graph.network import ClaimGraph, by_id, is_actor, is_affirmed
from graph_loader.graph.sensible import study_of
from graph_loader.model import passages
from graph_loader.model.study import Projection, Question

ALPHA = 0.05
GROUPS_NEEDED = 2
SURE = 2.0
"""How many standard errors an estimate must be ahead of the next for it to be first for sure."""

Ask: TypeAlias = Callable[[ClaimGraph, Question, int], Answer | None]


def _broker(graph: ClaimGraph, question: Question, draws: int) -> Answer | None:
    """Find who lies between the others in a projection."""
    projection = question.parameters["projection"]
    table = centrality.centrality_of(graph, "coded", projection, draws)
    if table.empty or not table["betweenness"].max():
        return None
    first = table.iloc[0]
    actor = str(first["id"])
    case = "alone" if first["betweenness_rank"] == first["betweenness_rank_last"] else "tied"
    numbers: dict[str, Fact] = {
        "actor": entity(graph, actor),
        "betweenness": Share(float(first["betweenness"])),
        "partners": int(first["degree"]),
    }
    if len(table) > limits.WHOLE:
        said, (own, other) = "numbersEstimated", _two_errors(graph, projection, table)
        numbers |= {"starts": limits.STARTS, "error": Share(own)}
        sure = table["betweenness"].iloc[0] - table["betweenness"].iloc[1] > SURE * float(np.hypot(own, other))
        case = case if sure else "unsure"
    elif len(table) > limits.REDRAWN:
        said = "numbersOnce"
    else:
        said = "numbers"
        numbers["first"] = Share(float(first["betweenness_first"]))
    ends = (float(first[f"betweenness_rank_{end}"]) for end in ("low", "high"))
    low, high = (None if np.isnan(end) else end for end in ends)
    return Answer(
        conclusion=actor,
        figure=float(first["betweenness_rank"]),
        low=low,
        high=high,
        interval="too-many" if low is None else "resampled",
        claims=claims_around(simple_network(graph, projection_of(graph, projection)), actor),
        facts={"actors": len(table), "numbers": word("kinds", "broker", said, **numbers)},
        case=case,
        view=f"sel=node,{actor}",
    )


def _two_errors(graph: ClaimGraph, projection: str, table: pd.DataFrame) -> tuple[float, float]:
    """Return the standard errors of the betweenness of the first two of a table."""
    errors = centrality.standard_errors(graph, projection)
    one, other = (errors[actor] for actor in table["id"].iloc[:2])
    return one, other


def _go_between(graph: ClaimGraph, question: Question, draws: int) -> Answer | None:
    """Find through whom two groups met."""
    projection, one, other = (question.parameters[name] for name in ("projection", "one", "other"))
    table = go_betweens.go_betweens_of(graph, "coded", projection, (one, other), draws)
    if table.empty:
        return None
    table = table[table["between"] == table["between"].iloc[0]]
    first = table.iloc[0]
    actor = str(first["id"])
    groups = study_of(graph).groups
    sides = members(graph, groups[one]) | members(graph, groups[other])
    network = simple_network(graph, projection_of(graph, projection))
    return Answer(
        conclusion=actor,
        figure=float(first["share"]),
        low=float(first["share_low"]),
        high=float(first["share_high"]),
        interval="resampled",
        claims=claims_around(among(network, {*sides, actor}), actor),
        facts={
            "actor": entity(graph, actor),
            "shares": counts(((entity(graph, row["id"]), float(row["share"])) for row in records(table)), share=True),
        },
        view=f"sel=node,{actor}",
    )


def _influence_on(graph: ClaimGraph, question: Question, draws: int) -> Answer | None:
    """Compare the theatres whose influence on a group is asserted."""
    families = question.parameters["families"]
    chosen = study_of(graph).groups[question.parameters["target"]]
    target = members(graph, chosen)
    home = {graph.nodes[node].get("theatre") for node in target}
    by_theatre: defaultdict[str, set[str]] = defaultdict(set)
    for from_, to, claim, tie in graph.edges(keys=True, data=True):
        if tie["family"] not in families or not is_affirmed(tie):
            continue
        for author, reached in ((from_, to), (to, from_)) if tie["symmetric"] else ((from_, to),):
            theatre_of = str(graph.nodes[author].get("theatre") or "")
            abroad = theatre_of and theatre_of not in home and is_actor(graph.nodes[author])
            if abroad and reached in target:
                by_theatre[theatre_of].add(claim)
    order = sorted(by_theatre, key=lambda name: (-len(by_theatre[name]), name))
    every = {claim for claims in by_theatre.values() for claim in claims}
    tied = len(order) > 1 and len(by_theatre[order[0]]) == len(by_theatre[order[1]])
    share = resample.ratio(graph, by_theatre[order[0]], every, draws) if order else None
    if share is None:
        return None
    first = resample.lead(graph, by_theatre[order[0]], [by_theatre[name] for name in order[1:]], draws)
    return Answer(
        conclusion="tied" if tied else order[0],
        figure=share.value,
        low=share.low,
        high=share.high,
        interval="resampled",
        claims=tuple(sorted(every)),
        facts={
            "claims": len(every),
            "what": question.texts.get("what")
            or word("kinds", "influence-on", "what", **parameters(graph, question), claims=len(every)),
            "counts": counts((theatre(graph, name), len(by_theatre[name])) for name in order),
            "leading": theatre(graph, order[0]),
            "share": Share(share.value),
            "first": Share(first),
            "chain": _chain(graph, question),
        },
        case="tied" if tied else "alone",
    )


def _chain(graph: ClaimGraph, question: Question) -> Fact:
    """Say through whom the shortest chain from the starts to the target runs; nothing where there is none."""
    starts, groups = question.parameters.get("starts"), study_of(graph).groups
    if not starts:
        return ""
    network = tie_network(graph, Projection("", tuple(question.parameters["families"]), directed=True))
    ends = members(graph, groups[starts]), members(graph, groups[question.parameters["target"]])
    claims = by_id(graph)
    chains = []
    for path in influence_paths.shortest_of_all(network, *ends):
        told = sorted({claim for step in pairwise(path) for claim in network.edges[step]["claims"]})
        chains.append((any(claims[claim]["standing"] in variants.DOUBTFUL for claim in told), path, told))
    if not chains:
        return ""
    _, path, told = min(chains)
    names = Listing(tuple(entity(graph, node) for node in path), " → ")
    return word("kinds", "influence-on", "chain", starts=group(graph, starts), path=names, steps=Listing(tuple(told)))


def _mixing(graph: ClaimGraph, question: Question, draws: int) -> Answer | None:
    """Test whether ties keep to the groups more than groups at random would."""
    del draws  # a permutation test
    projection, by = question.parameters["projection"], question.parameters["by"]
    network = simple_network(graph, projection_of(graph, projection))
    groups = {node: theatres.group_of(graph, node, by) for node in network}
    rows = records(theatres.grouping_of(graph, projection, by))
    row = next((row for row in rows if (row["measure"], row["group"]) == ("e-i", "all")), None)
    if row is None or len({*groups.values()} - {None}) < GROUPS_NEEDED:
        return None
    case = "unclear" if row["p"] >= ALPHA else "more" if row["observed"] > row["expected"] else "less"
    facts = parameters(graph, question) | {
        "external": Share((1 + row["observed"]) / 2),
        "ties": int(row["ties"]),
        "index": Decimal(row["observed"]),
        "expected": Decimal(row["expected"]),
        "p": Decimal(row["p"], 3),
    }
    return Answer(
        conclusion=case,
        figure=float(row["observed"]),
        low=float(row["expected"] - 1.96 * row["sd"]),
        high=float(row["expected"] + 1.96 * row["sd"]),
        interval="permuted",
        claims=claims_of(among(network, {node for node, group in groups.items() if group})),
        facts={"numbers": word("kinds", "mixing", "numbers", **facts)},
        case=case,
    )


def _communities(graph: ClaimGraph, question: Question, draws: int) -> Answer | None:
    """Compare how far the communities follow a grouping and how far they follow the sources."""
    del draws  # to find the communities of every draw would take hours: no interval
    projection, by = question.parameters["projection"], question.parameters["by"]
    network = simple_network(graph, projection_of(graph, projection))
    found = agreement.agreement_over_seeds(graph, projection, by) if network.number_of_edges() else {}
    if not found:
        return None
    grouped, source = found[by], found["source"]
    margins = np.subtract(grouped.runs, source.runs)
    ahead, case = float((margins > 0).mean()), _followed_more(margins)
    facts = parameters(graph, question) | {
        "consensus": Decimal(grouped.consensus),
        "lowest": Decimal(min(grouped.runs)),
        "highest": Decimal(max(grouped.runs)),
        "source": Decimal(source.consensus),
        "ahead": Share(ahead),
    }
    return Answer(
        conclusion=case,
        figure=grouped.consensus,
        low=None,
        high=None,
        interval="not-anew",
        claims=claims_of(network),
        facts={"numbers": word("kinds", "communities", "numbers", **facts), "runs": len(SEEDS)},
        case=case,
    )


def _followed_more(margins: npt.NDArray[np.float64]) -> str:
    ahead, behind = float((margins > 0).mean()), float((margins < 0).mean())
    return "one" if ahead > 1 - ALPHA else "other" if behind > 1 - ALPHA else "neither"


def _coverage(graph: ClaimGraph, question: Question, draws: int) -> Answer | None:
    """Find the years to which the sources devote most of their claims."""
    span = question.parameters["span"]
    rows = [row for row in records(years(graph)) if row["family"] == "all"]
    spans = [rows[place : place + span] for place in range(len(rows) - span + 1)]
    if not spans:
        return None
    peak = max(spans, key=lambda found: round(_sum(found, "expected"), 9))
    by_dates = [_sum(peak, column) / (_sum(rows, column) or 1.0) for column in ("expected", "earliest", "latest")]
    first, last = int(peak[0]["year"]), int(peak[-1]["year"])
    bounds = study_of(graph).first_year, study_of(graph).last_year
    spread = {claim: {year: shares["expected"] for year, shares in shares_by_year(tie, *bounds)}
              for claim, tie in by_id(graph).items()}  # fmt: skip
    inside = {claim: sum(share for year, share in found.items() if first <= year <= last)
              for claim, found in spread.items()}  # fmt: skip
    share = resample.ratio(graph, inside, {claim: sum(found.values()) for claim, found in spread.items()}, draws)
    if share is None:
        return None
    named = f"{first}–{last}"
    return Answer(
        conclusion=named,
        figure=share.value,
        low=share.low,
        high=share.high,
        interval="resampled",
        claims=tuple(sorted(claim for claim, found in spread.items() if any(first <= year <= last for year in found))),
        facts={
            "years": named,
            "first": str(bounds[0]),
            "last": str(bounds[1]),
            "share": Share(share.value),
            "least": Share(min(by_dates)),
            "most": Share(max(by_dates)),
            "undated": sum(not tie.get("date") for *_, tie in graph.edges(data=True)),
        },
        view=f"y={first}-01-01~{last}-12-31&anyway=1",
    )


def _sum(rows: Iterable[Mapping[str, Any]], column: str) -> float:
    return float(sum(row[column] for row in rows))


def _balance(graph: ClaimGraph, question: Question, draws: int) -> Answer | None:
    """Test whether friends and foes form balanced triads in the era that has most of them."""
    del question, draws  # a permutation test
    found = balance.in_fullest_era(graph)
    if found is None:
        return None
    row, pairs = found
    claims = by_id(graph)
    turned: dict[str, Fact] = {"ties": int(row["ties"])}
    if row["frustration"] is None:
        turn = word("kinds", "balance", "notSought", **turned)
    else:
        turn = word("kinds", "balance", "turn", **turned, frustration=int(row["frustration"]))
    return Answer(
        conclusion=_more_or_less(row["p"], row["balanced"], row["expected"]),
        figure=float(row["balanced"]),
        low=float(row["expected"] - 1.96 * row["sd"]),
        high=float(min(1.0, row["expected"] + 1.96 * row["sd"])),
        interval="shuffled",
        claims=tuple(sorted(claim for claim in set(" ".join(pairs["claims"]).split()) if claims[claim]["goldstein"])),
        facts={
            "ties": int(row["ties"]),
            "era": str(row["era"]),
            "balanced": Share(float(row["balanced"])),
            "triads": int(row["triads"]),
            "expected": Share(float(row["expected"])),
            "p": Decimal(float(row["p"]), 3),
            "turn": turn,
        },
    )


def _more_or_less(p: float, balanced: float, expected: float) -> str:
    side = "more" if balanced > expected else "less"
    return side if p < ALPHA else "no difference"


def _footing(graph: ClaimGraph, question: Question, draws: int) -> Answer | None:
    """Find how many ties between actors rest on a single paragraph: all are counted, so there is nothing to draw."""
    del draws
    claims = by_id(graph)
    network = simple_network(graph, projection_of(graph, question.parameters["projection"]))
    ties = [tie["claims"] for *_, tie in network.edges(data=True)]
    if not ties:
        return None
    single = [len(passages.behind(*(claims[claim] for claim in made))) == 1 for made in ties]
    both = sum(len(passages.sources(*(claims[claim] for claim in made))) > 1 for made in ties)
    share = sum(single) / len(single)
    alone = [made for made, only in zip(ties, single, strict=True) if only]
    return Answer(
        conclusion="most" if share > 1 / 2 else "a minority",
        figure=share,
        low=None,
        high=None,
        interval="census",
        claims=tuple(sorted({claim for made in alone or ties for claim in made})),
        facts={"single": Part(sum(single), len(ties)), "both": both},
    )


ASK: Mapping[str, Ask] = {
    "broker": _broker,
    "go-between": _go_between,
    "influence-on": _influence_on,
    "mixing": _mixing,
    "communities": _communities,
    "coverage": _coverage,
    "balance": _balance,
    "contrast": contrast,
    "footing": _footing,
}
"""What answers each kind of question, from a graph, the question, and how many bootstrap samples to draw."""


def conclusion_of(graph: ClaimGraph, question: Question) -> str | None:
    """Return the conclusion of the answer alone: for several kinds of question it takes a small part of the time.

    None where the graph has no answer, or one that is only estimated, of which nobody could tell whether it is another.
    """
    match question.kind:
        case "broker":
            return centrality.leading_broker(graph, question.parameters["projection"])
        case "communities":
            margins = agreement.margins(graph, question.parameters["projection"], question.parameters["by"])
            return None if margins is None else _followed_more(margins)
        case "balance":
            found = balance.balanced_in_fullest_era(graph)
            return None if found is None else _more_or_less(found.p, found.observed, found.expected)
    answer = ASK[question.kind](graph, question, 1)
    return None if answer is None else answer.conclusion
