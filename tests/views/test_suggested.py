"""The page reads the data as suggested as the analyses do, and says what it cannot follow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx

from graph_loader.graph.variants import as_suggested
from graph_loader.views import explorer
from graph_loader.views.payload import scene
from tests.views.sample import CLAIMS, NODES, data_of, graph_of

ROOT = Path(__file__).parents[2]
COLUMNS = [
    "from",
    "to",
    "type",
    "family",
    "aspect",
    "date",
    "start",
    "startLatest",
    "endEarliest",
    "end",
    "role",
    "amount",
]


def test_page_and_analyses_read_every_claim_alike(real: nx.MultiDiGraph[Any], tmp_path: Path) -> None:
    given = {"data": data_of(explorer(real).html), "columns": COLUMNS}
    (tmp_path / "input.json").write_text(json.dumps(given), encoding="utf-8")
    run = subprocess.run(
        [Path(sys.executable).parent / "node", "tests/js/shown.js", tmp_path / "input.json"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    names = [name.replace("L", "_l").replace("E", "_e") for name in COLUMNS]
    expected = {
        key: [from_, to, *(claim.get(name) or None for name in names[2:])]
        for from_, to, key, claim in as_suggested(real).edges(keys=True, data=True)
    }
    assert json.loads(run.stdout) == expected


def doubted(**notes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the claims of the sample with these notes, by id."""
    claims = [claim | {"annotations": notes.get(claim["id"].replace("-", "_"), [])} for claim in CLAIMS]
    return {claim["id"]: claim for claim in scene(graph_of(NODES, claims)).claims}


def test_a_suggested_day_brings_its_days_years_and_window() -> None:
    claims = doubted(y01_02=[{"kind": "probable-error", "field": "date", "suggested": "1972"}])
    changed = claims["y01-02"]["suggested"]
    assert (changed["date"], changed["start"], changed["end"], changed["years"]) == (
        "1972", "1972-01-01", "1972-12-31", [1972, 1972],
    )  # fmt: skip
    assert [key for key, claim in claims.items() if "suggested" in claim] == ["y01-02"]


def test_what_cannot_be_followed_is_left_and_said_with_its_reason() -> None:
    notes = [
        {"kind": "probable-error", "field": "date", "suggested": "soon"},
        {"kind": "probable-error", "field": "weather", "suggested": "rain"},
        {"kind": "ambiguity", "field": "role", "suggested": "one"},
        {"kind": "ambiguity", "field": "role", "suggested": "another"},
        {"kind": "ambiguity", "field": "from_id", "suggested": "nobody"},
        {"kind": "context", "note": "Nothing is suggested."},
    ]
    claim = doubted(y01_02=notes)["y01-02"]
    assert "suggested" not in claim
    reasons = [note.get("unusable", "") for note in claim["annotations"]]
    assert [
        word in reason
        for word, reason in zip(("soon", "weather", "another", "another", "nobody"), reasons, strict=False)
    ] == [True] * 5
    assert reasons[5] == ""


def test_a_node_s_suggested_date_narrows_the_claims_at_it() -> None:
    nodes = NODES | {
        "kgb": NODES["kgb"] | {"annotations": [{"kind": "probable-error", "field": "founded", "suggested": "1975"}]}
    }
    made = scene(graph_of(nodes, CLAIMS))
    found = {row["id"]: row["suggested"] for row in (*made.nodes, *made.claims) if "suggested" in row}
    assert found["kgb"]["founded"] == "1975"
    assert found["y02-02"]["possible"] == ("1975-01-01", "1979-12-31")
