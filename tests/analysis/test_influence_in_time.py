"""Paths of influence that respect time: what an event, and what a state, allows by either reading."""

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from graph_loader.analysis import influence_in_time
from graph_loader.analysis.table import records
from graph_loader.graph.network import ClaimGraph
from tests.analysis.conftest import STUDY

Add = Callable[..., ClaimGraph]
Readings = tuple[tuple[int, str | None], tuple[int, str | None]]
"""Steps and arrival by the possible reading, and by the certain one."""


@pytest.fixture
def chain() -> ClaimGraph:
    graph: ClaimGraph = nx.MultiDiGraph(study=STUDY)
    for party, theatre in (("cpsu", "moscow"), ("sed", "eastern-europe"), ("pcch", "santiago")):
        graph.add_node(party, label="Party", name=party, theatre=theatre)
    return graph


def by_reading(graph: ClaimGraph) -> dict[str, tuple[int, str | None]]:
    rows: list[dict[str, Any]] = records(influence_in_time.in_time(graph))
    return {row["reading"]: (row["steps"], row["arrival"]) for row in rows}


@pytest.mark.parametrize(
    ("event", "state", "readings"),
    [
        # An unknown end: it certainly held in 1970 only.
        ("1972", "1970/", ((2, "1972-01-01"), (0, None))),
        ("1972", "1970/..", ((2, "1972-01-01"), (2, "1972-12-31"))),
        # It certainly held from 31 December 1971 to 1 June 1972.
        ("1972-03", "1971/1972-06", ((2, "1972-03-01"), (2, "1972-03-31"))),
        # It certainly held on 31 December 1971 and 1 January 1972 only.
        ("1972-03", "1971/1972", ((2, "1972-03-01"), (0, None))),
        # An unknown start: it certainly held in the year in which it ended.
        ("1969", "/1970", ((2, "1969-01-01"), (2, "1970-01-01"))),
        # A single year is held throughout.
        ("1972-03", "1972", ((2, "1972-03-01"), (2, "1972-03-31"))),
        ("1972-03", "1971", ((0, None), (0, None))),
    ],
)
def test_a_state_carries_influence_on_the_days_of_its_reading(
    chain: ClaimGraph,
    add: Add,
    event: str,
    state: str,
    readings: Readings,
) -> None:
    add(chain, "cpsu", "sed", "y01-01", family="influence", date=event)
    add(chain, "sed", "pcch", "y02-01", family="influence", date=state, aspect="state")
    assert by_reading(chain) == dict(zip(("possible", "certain"), readings, strict=True))


@pytest.mark.parametrize(
    ("state", "readings"),
    [
        ("1970/1973", ((1, "1970-01-01"), (1, "1970-12-31"))),
        # It may have ended before the last day on which it may have begun: on no day is it certain.
        ("1972/1972-06", ((1, "1972-01-01"), (0, None))),
    ],
)
def test_a_state_arrives_when_it_holds(chain: ClaimGraph, add: Add, state: str, readings: Readings) -> None:
    add(chain, "cpsu", "pcch", "y01-01", family="influence", date=state, aspect="state")
    assert by_reading(chain) == dict(zip(("possible", "certain"), readings, strict=True))


@pytest.mark.parametrize(("bound", "steps"), [({}, 2), ({"possible_end": "1978-09-30"}, 0)])
def test_an_event_of_unknown_end_carries_influence_as_long_as_its_study_says(
    chain: ClaimGraph, add: Add, bound: dict[str, str], steps: int
) -> None:
    add(chain, "cpsu", "sed", "y01-01", family="influence", date="1985")
    add(chain, "sed", "pcch", "y02-01", family="influence", date="1973-09/", **bound)
    assert by_reading(chain)["possible"][0] == steps
