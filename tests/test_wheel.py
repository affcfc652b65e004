"""The wheel works in an empty environment outside the checkout: data and Cypher files travel inside it."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
Installed = Callable[..., str]


def run(*command: str | Path, cwd: Path) -> str:
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
    outcome = subprocess.run(command, cwd=cwd, env=outside, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Run a program of an environment that holds the wheel, and borrows its dependencies from ours."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT, cwd=folder)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    wheel = next(folder.glob("coldwar_graph-*.whl"))
    run(*pip, "--python", python, "install", "-q", "--no-index", "--no-deps", wheel, cwd=folder)
    # A path entry reaches the libraries; the .pth files beside them, which lead to the checkout, are not followed.
    borrowed = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    (Path(borrowed) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return lambda program, *arguments: run(folder / "venv" / "bin" / program, *arguments, cwd=folder)


def test_the_package_is_not_the_checkouts(installed: Installed) -> None:
    script = "import graph_loader.model.resources as r; print(r.__file__, r.data_dir(), r.cypher_dir(), sep='\\n')"
    for place in installed("python", "-c", script).splitlines():
        assert not Path(place).is_relative_to(ROOT)


@pytest.mark.parametrize("folder", ["data", "cypher"])
def test_every_file_travels(installed: Installed, folder: str) -> None:
    script = f"import graph_loader.model.resources as r; print(r.{folder}_dir())"
    inside = Path(installed("python", "-c", script).strip())
    assert names(inside) == names(ROOT / folder)


@pytest.mark.parametrize("suffix", [".py", ".html", ".css", ".js", ".json", ".ttl", ".typed"])
def test_every_file_of_the_package_travels(installed: Installed, suffix: str) -> None:
    inside = Path(installed("python", "-c", "import graph_loader; print(graph_loader.__path__[0])").strip())
    package = ROOT / "graph_loader"
    assert {name for name in names(inside) if not name.startswith("_")} >= {
        name for name in names(package) if name.endswith(suffix) and not name.startswith("_")
    }


def test_the_installed_data_are_valid(installed: Installed) -> None:
    installed("coldwar", "validate")


def test_the_wheel_builds_everything(installed: Installed, tmp_path: Path) -> None:
    installed("coldwar", "build", "--out", tmp_path / "build")
    assert (tmp_path / "build" / "index.html").is_file()
    assert (tmp_path / "build" / "exports" / "coldwar.gexf").is_file()


def names(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in files}
