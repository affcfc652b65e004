"""The question of the two juntas, with the numbers, the paragraphs and the directions behind its percentages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from graph_loader.analysis import junta_acts, juntas, resample
from graph_loader.analysis.answers import BOOTSTRAP, Answer, listing, of, percent
from graph_loader.graph.network import ClaimGraph


def two_juntas(graph: ClaimGraph, draws: int) -> Answer | None:
    """Compare the hostile share of the claims between the bloc and either junta."""
    told = {junta.id: [act for act in junta_acts.acts(graph) if act.junta == junta and act.side == "regime"]
            for junta in junta_acts.JUNTAS}  # fmt: skip
    signed = {junta: [act for act in acts if act.sign != "unsigned"] for junta, acts in told.items()}
    hostile = {junta: [act for act in acts if act.sign == "hostile"] for junta, acts in signed.items()}
    chile, argentina = (
        resample.ratio(graph, _ids(hostile[junta.id]), _ids(signed[junta.id]), draws) for junta in junta_acts.JUNTAS
    )
    if chile is None or argentina is None:
        return None
    table = juntas.restraint(graph)
    restrained = table[(table["type"] == junta_acts.RESTRAINT)].drop_duplicates("claim")["junta"].value_counts()
    (one, other) = (_hostility(hostile[junta.id], signed[junta.id]) for junta in junta_acts.JUNTAS)
    (trade_chile, trade_argentina) = (_trade(told[junta.id]) for junta in junta_acts.JUNTAS)
    return Answer(
        conclusion="Chile" if chile.value > argentina.value else "Argentina",
        statement=f"Of the signed claims between the Soviet bloc and the regime, {one} are hostile under the Chilean "
        f"junta; under the Argentine one {other}, {percent(argentina.low)} to {percent(argentina.high)} in 95 % of the "
        f"resamplings. {restrained.get('argentine-junta-1976', 0)} claims state restraint towards the Argentine junta, "
        f"{restrained.get('chilean-junta-1973', 0)} towards the Chilean. Trade and credit are "
        f"{trade_argentina} with the Argentine regime, and {trade_chile} with the Chilean.",
        measure="hostile share of the signed claims, bloc and Chilean junta",
        figure=chile.value,
        low=chile.low,
        high=chile.high,
        interval=BOOTSTRAP,
        claims=tuple(
            sorted(
                {*_ids(chain.from_iterable(signed.values())), *table[table["type"] == junta_acts.RESTRAINT]["claim"]}
            )
        ),
        view=f"focus={','.join(junta.id for junta in junta_acts.JUNTAS)}",
    )


def _hostility(hostile: list[junta_acts.Act], signed: list[junta_acts.Act]) -> str:
    """Say how many claims are hostile, on how many paragraphs they rest, and who acts in them."""
    who = {"by_bloc": "where the bloc acts", "by_country": "where the regime does", "mutual": "of both together"}
    parts = [
        f"{sum(act.direction == direction for act in hostile)} of {count} {words}"
        for direction, words in who.items()
        if (count := sum(act.direction == direction for act in signed))
    ]
    return f"{of(len(hostile), len(signed))}, from {_paragraphs(signed)} paragraphs ({listing(parts)})"


def _trade(told: list[junta_acts.Act]) -> str:
    """Say how many claims are of trade and credit, and on how many paragraphs they rest."""
    trade = [act for act in told if "trade" in act.measures]
    return f"{of(len(trade), len(told))} claims, from {_paragraphs(trade)} of {_paragraphs(told)} paragraphs,"


def _paragraphs(told: list[junta_acts.Act]) -> int:
    return len({(piece["source"], piece["locator"]) for act in told for piece in act.tie["evidence"]})


def _ids(acts: Iterable[junta_acts.Act]) -> list[str]:
    return [act.claim for act in acts]
