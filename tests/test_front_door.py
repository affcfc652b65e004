"""The front door: every name is there, documented, and costs nothing before it is asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import graph_loader

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "front-door.md").read_text(encoding="utf-8")


def test_every_name_can_be_had_and_stands_on_the_page() -> None:
    listed = {name for cell in re.findall(r"^\| (`.+?`) \|", PAGE, re.MULTILINE) for name in re.findall(r"\w+", cell)}
    assert listed == set(graph_loader.__all__)
    for name in graph_loader.__all__:
        assert callable(getattr(graph_loader, name))


def test_another_name_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = graph_loader.nothing


@pytest.mark.parametrize(
    "module", ["graph_loader", "graph_loader.database.import_filling", "graph_loader.database.whole"]
)
def test_importing_it_or_what_walks_through_large_packages_imports_no_library(module: str) -> None:
    libraries = {"pandas", "networkx", "neo4j", "pyvis", "numpy"}
    script = f"import sys, {module}; print(sorted({libraries} & {{*sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def test_the_example_of_the_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    example = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert example
    names: dict[str, object] = {}
    code = example.group(1).replace('load("data")', 'load("tests/fixtures/mini")')
    exec(compile(code, "front-door.md", "exec"), names)  # our own page
    assert {"dataset", "graph", "table", "page"} <= set(names)
