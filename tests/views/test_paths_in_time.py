"""Paths in order of time: the page finds what `analysis.influence_in_time` finds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import networkx as nx
import pytest

from graph_loader.analysis import influence_in_time
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import Projection
from graph_loader.views import explorer
from graph_loader.views.payload import scene
from tests.views.sample import data_of, generated, graph_of, sample

ROOT = Path(__file__).parents[2]
NODE = Path(sys.executable).parent / "node"


def routes_of(graph: nx.MultiDiGraph[Any], routes: list[str], tmp_path: Path) -> list[dict[str, Any] | None]:
    """Return the first path that the page's own modules find in each state."""
    data = data_of(explorer(graph).html)
    (tmp_path / "input.json").write_text(json.dumps({"data": data, "routes": routes}), encoding="utf-8")
    run = subprocess.run(
        [NODE, "tests/js/shown.js", tmp_path / "input.json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    found: list[dict[str, Any] | None] = json.loads(run.stdout)
    return found


def asked(graph: nx.MultiDiGraph[Any], starts: list[str], goals: list[str], families: tuple[str, ...]) -> None:
    """Make the study follow these paths, and the dates as narrow as the page takes them."""
    projection = Projection("followed", families, directed=True)
    graph.graph["study"] = replace(
        study_of(graph),
        projections={"followed": projection},
        paths={"starts": tuple(starts), "goals": tuple(goals), "projections": ("followed",)},
    )
    ties = {key: data for *_, key, data in graph.edges(keys=True, data=True)}
    for claim in scene(graph).claims:
        if "possible" in claim:
            ties[claim["id"]].update(zip(("possible_start", "possible_end"), claim["possible"], strict=True))


def without_go_betweens(graph: nx.MultiDiGraph[Any]) -> nx.MultiDiGraph[Any]:
    """Leave out what Python and the page let through differently: collectives, and what does not act."""
    kept = [
        node
        for node, data in graph.nodes(data=True)
        if data.get("label") in ("Person", "State", "Party", "Organization") and data.get("kind") != "collective"
    ]
    made: nx.MultiDiGraph[Any] = graph.subgraph(kept).copy()
    return made


def cases(graph: nx.MultiDiGraph[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    (projection,) = study_of(graph).projections.values()
    along = ",".join(projection.families)
    for row in influence_in_time.in_time(graph).to_dict("records"):
        ends = ",".join(quote(str(row[end]), safe="") for end in ("start", "goal"))
        yield f"p=all&path={ends}&way=1&order=1&along={along}&r={row['reading']}", row


@pytest.mark.parametrize("which", ["sample", "generated", "real"])
def test_the_page_finds_the_path_that_arrives_first_as_python_does(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
):
    whole = {
        "sample": sample,
        "generated": lambda: generated(120, 700),
        "real": lambda: request.getfixturevalue("real"),
    }
    graph = without_go_betweens(whole[which]())
    busy = [node for node, _ in sorted(graph.degree(), key=lambda pair: (-pair[1], pair[0]))[:12]]
    asked(graph, busy, [*reversed(busy), "luis-corvalan"], ("influence", "contact", "membership", "diplomacy"))
    expected = list(cases(graph))
    found = routes_of(graph, [state for state, _ in expected], tmp_path)
    assert any(row["steps"] > 1 for _, row in expected)
    for (state, row), route in zip(expected, found, strict=True):
        assert (route is None) is (row["steps"] == 0), state
        if route:
            assert " > ".join(route["nodes"]) == row["path"], state
            assert route["arrival"] == (row["arrival"] if isinstance(row["arrival"], str) else None), state
            assert all(claim in step for claim, step in zip(row["claims"].split(), route["steps"], strict=True)), state


CHAIN: dict[str, dict[str, Any]] = {
    name: {"label": "Person", "name": name, "theatre": "moscow"} for name in ("one", "two", "three")
}


def test_a_step_that_is_over_too_soon_is_no_step_and_leaves_no_claim(tmp_path: Path):
    claims = [
        {"id": "c1", "type": "SUPPORTED", "from": "one", "to": "two", "date": "1970"},
        {"id": "c2", "type": "SUPPORTED", "from": "two", "to": "three", "date": "1969"},
        {"id": "c3", "type": "SUPPORTED", "from": "two", "to": "three", "date": "1972-05"},
        {"id": "c4", "type": "SUPPORTED", "from": "one", "to": "two", "date": "1973"},
    ]
    state = "path=one,three&order=1"
    graph = graph_of(CHAIN, claims)
    assert routes_of(graph, [state], tmp_path) == [
        {"nodes": ["one", "two", "three"], "arrival": "1972-05-01", "steps": [["c1"], ["c3"]]}
    ]
    assert routes_of(graph_of(CHAIN, claims[:2]), [state, "path=one,three"], tmp_path)[0] is None
