"""Nothing is shown in years in which it cannot have been."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from graph_loader.model import dates
from graph_loader.views.lives import life, possible_days
from graph_loader.views.payload import scene
from graph_loader.views.presets import Preset

STATE = {"label": "State", "founded": "1922-12-30", "dissolved": "1991-12-26"}
JUNTA = {"label": "Organization", "founded": "1976-03-24", "dissolved": "1983-12-10"}
ELECTION = {"label": "Event", "date": "1983-10"}
COUP = {"label": "Event", "date": "1955-09"}
PERSON = {"label": "Person", "born": "1908", "died": "1973-09-11"}
TOPIC = {"label": "Topic"}


@pytest.mark.parametrize(
    ("type_", "aspect", "date", "ends", "expected"),
    [
        # The start is unknown, but nobody proposes an election of 1983 in 1964.
        ("PROPOSED", "event", "/1983-10", (TOPIC, ELECTION), ("1983-10-01", "1983-10-31")),
        ("SUCCEEDED", "event", "/1984", (TOPIC, JUNTA), ("1976-03-24", "1984-12-31")),
        ("COOPERATED_WITH", "state", "1976/1983", (JUNTA, STATE), ("1976-03-24", "1983-12-10")),
        ("HELD_OFFICE_IN", "state", "1970/", (PERSON, TOPIC), ("1970-01-01", "1973-09-11")),
        # One may speak of the dead, and a revolution has effects.
        ("ASSESSED", "event", "1970/", (TOPIC, PERSON), ("1970-01-01", None)),
        ("INSPIRED", "event", "1970/", (PERSON, TOPIC), ("1970-01-01", None)),
        ("AFFECTED", "event", "1955-09/", (COUP, TOPIC), ("1955-09-01", None)),
        # What is dated wholly outside a life, or said to go on, keeps its date.
        ("ASSESSED", "event", "1968", (STATE, {"label": "Event", "date": "1970-09-04"}), ("1968-01-01", "1968-12-31")),
        ("LED", "state", "1970/..", (PERSON, TOPIC), ("1970-01-01", None)),
        ("LED", "state", "1970/1975", (PERSON, TOPIC), ("1970-01-01", "1975-12-31")),
    ],
)
def test_lives_narrow_what_a_date_leaves_open(type_: str, aspect: str, date: str, ends: Any, expected: Any) -> None:
    interval = dates.parse(date)
    days = {name: getattr(interval, name) for name in ("start", "start_latest", "end_earliest", "end")}
    claim = {"type": type_, "aspect": aspect, "date": date}
    claim |= {name: day.isoformat() for name, day in days.items() if day}
    causal = type_ in ("INSPIRED", "AFFECTED")
    assert possible_days(claim, ends, causal=causal) == expected


def test_a_date_that_nobody_can_read_bounds_nothing() -> None:
    assert life({"label": "Person", "born": "long ago", "died": "1990?"}) == (None, "1990-12-31")


def test_the_election_of_1983_is_not_in_the_years_1964_to_1966(real: nx.MultiDiGraph[Any]) -> None:
    made = scene(real)
    shown = Preset("window", "all", window=("1964-01-01", "1966-12-31")).claims(made)
    tied = {claim[end] for claim in shown for end in ("from", "to")}
    assert "chilean-presidential-election-1964" in tied
    assert {node for node in tied if (life(real.nodes[node])[0] or "") > "1966-12-31"} == set()
