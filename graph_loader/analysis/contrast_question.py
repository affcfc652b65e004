"""The question of a contrast, with the numbers, the paragraphs and the directions behind its percentages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph_loader.analysis import resample
from graph_loader.analysis.answers import Answer
from graph_loader.analysis.contrast_tables import paragraphs
from graph_loader.analysis.contrasts import DIRECTIONS, Act, acts
from graph_loader.analysis.phrases import Fact, Listing, Part, Share, entity, family, group, word
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import Contrast, Question, Side


def contrast(graph: ClaimGraph, question: Question, draws: int) -> Answer | None:
    """Compare the hostile share of the claims between the partner and either side."""
    asked = study_of(graph).contrasts[question.parameters["contrast"]]
    told: dict[str, list[Act]] = {side.id: [] for side in asked.sides}
    for act in acts(graph, asked):
        if act.part == "regime":
            told[act.side.id].append(act)
    signed = {side: [act for act in found if act.sign != "unsigned"] for side, found in told.items()}
    hostile = {side: [act for act in found if act.sign == "hostile"] for side, found in signed.items()}
    one, other = (resample.ratio(graph, _ids(hostile[side.id]), _ids(signed[side.id]), draws) for side in asked.sides)
    if one is None or other is None:
        return None
    first, second = asked.sides
    measured = {act.claim for found in told.values() for act in found if asked.measures.keys() & set(act.measures)}
    more = "neither" if one.value == other.value else first.id if one.value > other.value else second.id
    facts = {"measures": Listing(tuple(_measures(graph, asked, told)), "; ")}
    regimes = ",".join(side.regime for side in asked.sides if side.regime)
    return Answer(
        conclusion=more,
        figure=one.value,
        low=one.low,
        high=one.high,
        interval="resampled",
        claims=tuple(sorted({*measured, *(act.claim for found in signed.values() for act in found)})),
        facts={
            "hostility": Listing(
                tuple(_hostility(graph, side, hostile[side.id], signed[side.id]) for side in asked.sides), "; "
            ),
            "low": Share(other.low),
            "high": Share(other.high),
            "measured": word("kinds", "contrast", "measured", **facts) if asked.measures else "",
            "side": _name(graph, first),
        },
        view=f"focus={regimes}" if regimes else "",
    )


def _name(graph: ClaimGraph, side: Side) -> Fact:
    return side.name or (group(graph, side.group) if side.group else entity(graph, side.id))


def _hostility(graph: ClaimGraph, side: Side, hostile: list[Act], signed: list[Act]) -> Fact:
    """Say how many claims are hostile, on how many paragraphs they rest, and who acts in them."""
    who: tuple[Fact, ...] = tuple(
        word("kinds", "contrast", "acts", direction, hostile=_towards(hostile, direction), signed=whole)
        for direction in DIRECTIONS[:-1]
        if (whole := _towards(signed, direction))
    )
    facts = {"name": _name(graph, side), "count": Part(len(hostile), len(signed)), "paragraphs": paragraphs(signed)}
    return word("kinds", "contrast", "side", **facts, acts=Listing(who, "; "))


def _towards(found: list[Act], direction: str) -> int:
    return sum(act.direction == direction for act in found)


def _measures(graph: ClaimGraph, asked: Contrast, told: Mapping[str, list[Act]]) -> Iterator[Fact]:
    """Say for each measure of the contrast how many claims are of it, and on how many paragraphs they rest."""
    for name, measure in asked.measures.items():
        called = measure.name or (family(graph, measure.families[0]) if measure.families else name)
        counted = [[act for act in told[side.id] if name in act.measures] for side in asked.sides]
        parts = (Part(len(found), len(told[side.id])) for found, side in zip(counted, asked.sides, strict=True))
        places = Listing(tuple(paragraphs(found) for found in counted))
        yield word("kinds", "contrast", "measureOf", measure=called, counts=Listing(tuple(parts)), paragraphs=places)


def _ids(found: Iterable[Act]) -> list[str]:
    return [act.claim for act in found]
