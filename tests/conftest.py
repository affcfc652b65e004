"""What all tests share: the command line, the groups that run side by side, and what to do without a component."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

from graph_loader.cli import main
from graph_loader.database.local import java
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.package.dataset import Dataset
from tests.neo4j_servers import database, guide, package, server, server_home, start_server
from tools import java_classes

__all__ = ["database", "guide", "package", "server", "server_home", "start_server"]

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "fixtures" / "mini"
MOST_OF_A_NAME = 60
UNTESTED = "cannot be tested here: "
MARKERS = {"integration": "neo4j", "browser": "browser"}
SHARED = {
    **dict.fromkeys(("test_build", "test_scaling_page"), "build"),
    **dict.fromkeys(("test_bulk_load", "test_old_server"), "servers"),
    "test_cluster": "cluster",
    "test_historyatstate": "historyatstate",
    "test_neo4j_browser": "integration",
    "test_notebooks": "notebooks",
    "test_rdf": "rdf",
    "test_second_study": "second study",
    "test_wheel": "wheel",
    "test_workbook": "workbook",
}
"""Modules whose tests share what is dear to make, by the group of all that share it."""

# A busy machine is no fault of the code, and a failure in CI is one that comes again.
settings.register_profile("calm", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("calm")

# What runs in the background of a script inherits a SIGINT that is ignored; tests interrupt themselves and others.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ.setdefault(java.OPTIONS, java_classes.options())

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def coldwar() -> Run:
    """Run the command line in this process: `coldwar("show", "KGB").stdout`."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
        with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as end:
            patch.setattr(sys, "argv", ["coldwar", *map(str, arguments)])
            for name, stream in zip(("stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            for name in {*os.environ, *env} if env is not None else ():
                patch.setenv(name, env[name]) if name in env else patch.delenv(name)
            if cwd is not None:
                patch.chdir(cwd)
            main()
        return subprocess.CompletedProcess(list(arguments), int(end.value.code or 0), *map(_written, streams))

    return run


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")


@pytest.fixture(scope="session")
def installed() -> Run:
    """Run the installed command in a process of its own, where the process is the point."""
    command = Path(sys.executable).with_name("coldwar")

    def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run([command, *arguments], capture_output=True, text=True, check=False, **options)

    return run


@pytest.fixture(scope="session")
def built(installed: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build everything from the mini package, by the command and for good; tests only read it."""
    out = tmp_path_factory.mktemp("built") / "build"
    outcome = installed("build", "--data", MINI, "--out", out, env=os.environ | {"PYTHONHASHSEED": "1"})
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert "20 entities and 18 claims" in outcome.stdout
    return out


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


@pytest.fixture(scope="session")
def node_modules(untestable: Callable[[str], NoReturn]) -> Path:
    """Give the packages of package-lock.json. Tests that need them are in the group `npm`: one process installs."""
    folder = ROOT / "node_modules"
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    if not all((folder / name).is_dir() for name in wanted):
        command = [Path(sys.executable).with_name("npm"), "ci", "--no-audit", "--no-fund"]
        install = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if install.returncode:
            untestable("JavaScript style, and the guide in AsciiDoc (npm cannot install eslint and asciidoctor)")
    return folder


def pytest_make_parametrize_id(val: object) -> str | None:
    """Call a long value by its beginning: some are larger than all other names together."""
    if not isinstance(val, str | bytes) or len(val) <= MOST_OF_A_NAME:
        return None
    start = val[:MOST_OF_A_NAME]
    return (start if isinstance(start, bytes) else start.encode("unicode_escape")).decode("ascii", "backslashreplace")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a component, and keep together in one process what shares a server, browser or build."""
    for item in items:
        folder = item.path.relative_to(ROOT).parts[1]
        if folder in MARKERS:
            item.add_marker(MARKERS[folder])
        if group := SHARED.get(item.path.stem, folder if folder in MARKERS else ""):
            item.add_marker(pytest.mark.xdist_group(group))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in a line each what could not be tested."""
    skipped = (report.longrepr[2] for report in terminalreporter.stats.get("skipped", []))
    for reason in sorted({reason.partition(UNTESTED)[2] for reason in skipped if UNTESTED in reason}):
        terminalreporter.write_line(f"Not tested: {reason}", yellow=True)
