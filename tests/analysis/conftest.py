"""Small claim graphs, and the published networks on which the measures are checked."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph_loader.graph.network import ClaimGraph
from graph_loader.model.study_file import read_study

DATA = Path(__file__).parent / "data"
STUDY = read_study(Path(__file__).parents[2] / "data")
FAMILIES = ("contact", "influence", "diplomacy", "trade", "conflict", "assessment")
THEATRES = ("moscow", "eastern-europe", "santiago", "buenos-aires")


def claim(**values: Any) -> dict[str, Any]:
    """A claim of one paragraph with everything that a claim carries."""
    year = values.pop("year", 1971)
    source, locator = values.pop("source", "yordanov-2019"), values.pop("locator", "p18")
    evidence = {
        "source": source,
        "locator": locator,
        "footnote": None,
        "cites": None,
        "cites_locator": None,
        "reported_by": values.pop("reported_by", None),
    }
    day = {"start": f"{year}-01-01", "start_latest": f"{year}-12-31"}
    return {
        "type": "MET_WITH",
        "family": "contact",
        "aspect": "event",
        "symmetric": False,
        "goldstein": 1.0,
        "date": str(year) if year else None,
        **(day | {"end_earliest": day["start"], "end": day["start_latest"]} if year else dict.fromkeys(day)),
        "about_id": None,
        "place_id": None,
        "standing": "stated",
        "summary": "They met.",
        "evidence": [evidence],
        "annotations": [],
        **values,
    }


@pytest.fixture
def add() -> Callable[..., ClaimGraph]:
    """Return a function that adds a claim between two states, which it makes where they are missing."""

    def add(graph: ClaimGraph, from_: str, to: str, key: str, **values: Any) -> ClaimGraph:
        for node in (from_, to):
            if node not in graph:
                graph.add_node(node, label="State", name=node.upper(), theatre=None, annotations=[])
        graph.add_edge(from_, to, key, **claim(**values))
        return graph

    return add


@pytest.fixture
def network() -> ClaimGraph:
    """Forty actors of four theatres, a hundred and fifty claims of two sources, ten events."""
    dice = random.Random(1961)
    graph: ClaimGraph = nx.MultiDiGraph(study=STUDY)
    for number in range(40):
        label = dice.choice(("Person", "Organization", "Party"))
        state = f"state-{number % 4}"
        graph.add_node(
            f"actor-{number:02}", label=label, name=f"Actor {number}", theatre=THEATRES[number % 4], state_id=state
        )
    for number, theatre in enumerate(THEATRES):
        graph.add_node(f"state-{number}", label="State", name=f"State {number}", theatre=theatre, bloc="rio-pact")
    for number in range(10):
        graph.add_node(f"event-{number}", label="Event", name=f"Event {number}")
    actors = [node for node, entity in graph.nodes(data=True) if entity["label"] != "Event"]
    for number in range(150):
        from_ = actors[int(len(actors) * dice.random() ** 2)]
        values = {
            "source": dice.choice(("yordanov-2019", "forbidden-tango-2013")),
            "locator": f"p{dice.randint(1, 40):02}",
            "year": dice.choice((None, *range(1958, 1986))),
            "goldstein": dice.choice((None, 3.4, -2.0, 7.0, -5.0)),
        }
        if number % 5:
            values |= {"family": dice.choice(FAMILIES), "symmetric": number % 7 == 0, "type": "TIED_TO"}
            to = dice.choice([actor for actor in actors if actor != from_])
        else:
            values |= {"family": "participation", "type": "PARTICIPATED_IN"}
            to = f"event-{dice.randrange(10)}"
        graph.add_edge(from_, to, f"c{number:03}", **claim(**values))
    return graph


@pytest.fixture
def tribes() -> nx.Graph[str]:
    """Return Read's sixteen Gahuku-Gama tribes, friends (1) and foes (-1), as distributed with UCINET."""
    graph: nx.Graph[str] = nx.Graph()
    with (DATA / "highland_tribes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            graph.add_edge(row["one"], row["other"], sign=int(row["sign"]))
    return graph


@pytest.fixture
def karate() -> nx.Graph[int]:
    """Return Zachary's karate club without weights."""
    graph = nx.karate_club_graph()
    nx.set_edge_attributes(graph, 1.0, "weight")
    return graph
