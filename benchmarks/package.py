"""Commands on a data package, against what an analyst would take instead: frictionless, pandas, NetworkX."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from benchmarks.comparisons import Comparison, in_turn
from benchmarks.generate import Options, write

RUNS = 3
FRICTIONLESS = """
import sys
from frictionless import Package
report = Package(sys.argv[1] + "/datapackage.json").validate()
assert report.stats["tasks"], report
"""
# The ties of an actor, and a shortest path between two, as a notebook would do it without this package.
PANDAS = """
import sys
import pandas as pd
claims = pd.read_csv(sys.argv[1] + "/relationships.csv", dtype=str, keep_default_na=False)
evidence = pd.read_csv(sys.argv[1] + "/evidence.csv", dtype=str, keep_default_na=False)
own = claims[(claims["from_id"] == sys.argv[2]) | (claims["to_id"] == sys.argv[2])]
print(own.merge(evidence, left_on="id", right_on="relationship_id").to_string())
"""
NETWORKX = """
import sys
import networkx as nx
import pandas as pd
claims = pd.read_csv(sys.argv[1] + "/relationships.csv", dtype=str, keep_default_na=False)
graph = nx.from_pandas_edgelist(claims, "from_id", "to_id", edge_attr=True, create_using=nx.MultiGraph)
print(nx.shortest_path(graph, sys.argv[2], sys.argv[3]))
"""


def measure(*, large: bool) -> Iterator[Comparison]:
    """Compare `validate`, `show` and `path`; the second and third time that a package is asked."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["COLDWAR_CACHE"] = f"{place}/cache"
        for claims in (10_000, 100_000) if large else (10_000,):
            folder = Path(place) / f"package-{claims}"
            write(folder, Options(claims))
            yield from _compared(folder, f"{claims:,} claims", 1 if claims > 10_000 else RUNS)


def _compared(folder: Path, size: str, runs: int) -> Iterator[Comparison]:
    one, other = _most_tied(folder)
    pandas, networkx, frictionless = (f"{name} {version(name)}" for name in ("pandas", "networkx", "frictionless"))
    validate = in_turn(runs, _coldwar("validate", str(folder)), _python(FRICTIONLESS, str(folder)))
    yield Comparison("validate", size, "s", *validate, frictionless)
    _coldwar("show", one, "--data", str(folder))()
    asked = ("--data", str(folder))
    show = in_turn(RUNS, _coldwar("show", one, *asked), _python(PANDAS, str(folder), one))
    yield Comparison("show, most tied actor, asked again", size, "s", *show, pandas)
    _coldwar("path", one, other, *asked)()
    path = in_turn(RUNS, _coldwar("path", one, other, *asked), _python(NETWORKX, str(folder), one, other))
    yield Comparison("path, asked again", size, "s", *path, f"{pandas} and {networkx}")


def _most_tied(folder: Path) -> list[str]:
    claims = pd.read_csv(folder / "relationships.csv", dtype=str)
    return list(pd.concat([claims["from_id"], claims["to_id"]]).value_counts().index[:2])


def _coldwar(*arguments: str) -> Callable[[], object]:
    return lambda: _run([str(Path(sys.executable).with_name("coldwar")), *arguments])


def _python(code: str, *arguments: str) -> Callable[[], object]:
    return lambda: _run([sys.executable, "-c", code, *arguments])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])}: {done.stderr[-400:]}")
