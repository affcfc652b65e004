"""What all tests share: the command line, the groups that run side by side, and what to do without a component."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

from graph_loader.dataset import Dataset
from graph_loader.network import ClaimGraph, to_networkx

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "fixtures" / "mini"
UNTESTED = "cannot be tested here: "
MARKERS = {"integration": "neo4j", "browser": "browser"}

# A busy machine is no fault of the code, and a failure in CI is one that comes again.
settings.register_profile("calm", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("calm")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def coldwar() -> Run:
    """Run the installed command as a person would: `coldwar("show", "KGB").stdout`."""
    command = Path(sys.executable).with_name("coldwar")

    def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run([command, *arguments], capture_output=True, text=True, check=False, **options)

    return run


@pytest.fixture(scope="session")
def mini() -> Dataset:
    """Read the mini package."""
    return Dataset.load(MINI)


@pytest.fixture
def graph(mini: Dataset) -> ClaimGraph:
    """Build the graph of the mini package."""
    return to_networkx(mini)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a package without a single entity or claim, and return its folder."""
    folder = tmp_path_factory.mktemp("empty") / "package"
    shutil.copytree(MINI, folder)
    for table in [*folder.glob("*.csv"), *folder.glob("nodes/*.csv")]:
        if table.name != "cameo-goldstein.csv":
            header = table.read_text(encoding="utf-8").splitlines()[0]
            table.write_text(header + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def untestable() -> Callable[[str], NoReturn]:
    """Give up a test whose component cannot be had: a failure in CI, elsewhere a skip that the summary names."""

    def give_up(what: str) -> NoReturn:
        if os.environ.get("CI"):
            pytest.fail(f"{UNTESTED}{what}")
        pytest.skip(f"{UNTESTED}{what}")

    return give_up


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a component, and keep them in one process each: they share a server or browser."""
    for item in items:
        folder = item.path.relative_to(ROOT).parts[1]
        if folder in MARKERS:
            item.add_marker(MARKERS[folder])
            item.add_marker(pytest.mark.xdist_group(folder))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in a line each what could not be tested."""
    skipped = (report.longrepr[2] for report in terminalreporter.stats.get("skipped", []))
    for reason in sorted({reason.partition(UNTESTED)[2] for reason in skipped if UNTESTED in reason}):
        terminalreporter.write_line(f"Not tested: {reason}", yellow=True)
