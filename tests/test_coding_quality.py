"""The figures in docs/coding-quality.md are those of the readings, and the coordinates those of the gazetteer."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> object:
    """Run a module of tools/ and return its names."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return lambda name: runpy.run_path(str(ROOT / "tools" / f"{name}.py"))


def test_the_tables_of_coding_quality_are_what_the_readings_say(tool) -> None:  # type: ignore[no-untyped-def]
    path = ROOT / "docs" / "coding-quality.md"
    text = path.read_text(encoding="utf-8")
    assert tool("coding_quality")["page"](text, path.parent / "second-reading") == text, "run make docs"


def test_the_readme_says_what_the_data_say(tool) -> None:  # type: ignore[no-untyped-def]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert tool("readme")["page"](text, ROOT / "docs") == text, "run make docs"


def test_the_coordinates_and_ids_are_those_of_the_gazetteer(tool) -> None:  # type: ignore[no-untyped-def]
    gazetteer = tool("gazetteer")
    text = gazetteer["PLACES"].read_text(encoding="utf-8")
    assert gazetteer["with_coordinates"](text) == text, "run python tools/gazetteer.py"
    ids = gazetteer["IDENTIFIERS"].read_text(encoding="utf-8")
    assert gazetteer["with_ids"](ids, text) == ids, "run python tools/gazetteer.py"
    other = ids + "ussr,wikidata,Q15180,\n"
    assert gazetteer["with_ids"](other, text) == other, "ids of other schemes stay"
