"""Paths that respect time.

References
----------
P. Holme and J. Saramäki, "Temporal networks", Physics Reports 519 (2012), 97–125.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.influence_paths import CAVEATS, NO_DIRECTION, followed, pairs, via
from graph_loader.analysis.readings import tie_network, ties
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph, by_id
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates
from graph_loader.model.periods import possible_days
from graph_loader.model.study import Projection


@dataclass(frozen=True, slots=True)
class _Contact:
    """A claim as an occasion: the days on which it may have happened or held, by one reading.

    Any of the days will do if it held on all of them; if it happened on one, nobody knows on which.
    """

    from_: str
    to: str
    claim: str
    first: date
    last: date
    any_day: bool


def in_time(graph: ClaimGraph) -> pd.DataFrame:
    """Find the directed paths on which each step comes after the one before.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `projection, start, goal, reading, steps, path, via, arrival, claims, undated_share`: the path that arrives
        first. Reading `possible`: there are days within the dates on which each step follows the one before;
        `certain`: each follows whatever the days were, an event after its last possible day, a state on the days on
        which it certainly held. Undated claims are left out; `undated_share` is theirs among all claims of the
        projection. Pairs without such a path have no steps.
    """
    return tidy(
        (row for projection in followed(graph, directed=True) for row in _rows(graph, projection)),
        "projection start goal reading steps path via arrival claims undated_share",
        title="Paths that respect time",
        caveats=[*CAVEATS, caveats.DATES],
        why=NO_DIRECTION,
    )


def _rows(graph: ClaimGraph, projection: Projection) -> Iterator[dict[str, Any]]:
    table = ties(graph, projection)
    edges = by_id(graph)
    readings: tuple[dates.Reading, ...] = ("possible", "certain")
    contacts = {
        reading: [
            contact
            for from_, to, claim, _, _, mutual in table.itertuples(index=False)
            for one, other in ([(from_, to), (to, from_)] if mutual else [(from_, to)])
            if (contact := _contact(one, other, claim, edges[claim], reading))
        ]
        for reading in readings
    }
    undated = sum(not edges[claim].get("date") for claim in table["claim"])
    for start, goal in pairs(tie_network(graph, projection), study_of(graph)):
        for reading in readings:
            steps = _first_arrival(contacts[reading], start, goal)
            path = [start, *(step.to for step in steps)]
            yield {
                "projection": projection.name,
                "start": start,
                "goal": goal,
                "reading": reading,
                "steps": len(steps),
                "path": " > ".join(path) if steps else None,
                "via": via(graph, path) if steps else None,
                "arrival": _arrival(steps),
                "claims": " ".join(step.claim for step in steps) or None,
                "undated_share": undated / len(table),
            }


def _contact(from_: str, to: str, claim: str, tie: dict[str, Any], reading: dates.Reading) -> _Contact | None:
    if reading == "possible":
        days = possible_days(tie)
        return days and _Contact(from_, to, claim, *days, any_day=True)
    interval = dates.parse(tie.get("date") or "")
    if not interval.edtf:
        return None
    if tie["aspect"] == "event":
        days = interval.start or date.min, interval.end or date.max
        return _Contact(from_, to, claim, *days, any_day=False)
    core = dates.certain_core(interval)
    return core and _Contact(from_, to, claim, *core, any_day=True)


def _after(contact: _Contact, day: date) -> date | None:
    """Return the day by which the step is done when it cannot start before `day`; None if it comes too early."""
    if contact.any_day:
        return max(day, contact.first) if contact.last >= day else None
    return contact.last if contact.first >= day else None


def _first_arrival(contacts: list[_Contact], start: str, goal: str) -> list[_Contact]:
    """Search by earliest arrival, then fewest steps, then claim ids."""
    leaving: dict[str, list[_Contact]] = {}
    for contact in sorted(contacts, key=lambda contact: contact.claim):
        leaving.setdefault(contact.from_, []).append(contact)
    queue: list[tuple[date, int, tuple[str, ...], str, list[_Contact]]] = [(date.min, 0, (), start, [])]
    settled: set[str] = set()
    while queue:
        day, count, claims, node, steps = heapq.heappop(queue)
        if node == goal:
            return steps
        if node in settled:
            continue
        settled.add(node)
        for contact in leaving.get(node, ()):
            done = _after(contact, day)
            if done is not None and contact.to not in settled:
                heapq.heappush(queue, (done, count + 1, (*claims, contact.claim), contact.to, [*steps, contact]))
    return []


def _arrival(steps: list[_Contact]) -> str | None:
    day = date.min
    for step in steps:
        day = _after(step, day) or day
    return day.isoformat() if steps and date.min < day < date.max else None
