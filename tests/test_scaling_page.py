"""docs/scaling.md is followed on one machine: its scheduler and workers are started, its commands are run."""

import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MINI, ROOT
from tests.dask_processes import READY, begun

PORT = "8786"
BIN = Path(sys.executable).parent


def blocks(language: str) -> list[str]:
    page = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8").replace(PORT, str(free_port()))
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def free_port(found: list[int] = []) -> int:  # noqa: B006 - one for all blocks
    if not found:
        with socket.create_server(("127.0.0.1", 0)) as server:
            found.append(server.getsockname()[1])
    return found[0]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    cache = str(tmp_path_factory.mktemp("cache"))
    return os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "COLDWAR_CACHE": cache}


@pytest.fixture(scope="module")
def terminals(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Iterator[None]:
    """Start what the page starts in terminals of their own."""
    folder = tmp_path_factory.mktemp("terminals")
    started = []
    for block in blocks("sh terminal"):
        command = shlex.split(block)
        log = folder / f"{len(started)}.log"
        started.append(begun(command, READY[command[1]], log, cwd=folder, env=environment)[0])
    yield
    for process in reversed(started):
        process.terminate()
        process.wait()


@pytest.mark.slow
@pytest.mark.usefixtures("terminals")
def test_what_the_page_says_comes_to_the_same_with_and_without_a_cluster_whatever_the_hashes(
    tmp_path: Path, environment: dict[str, str], built: Path
) -> None:
    alone, with_one_processor, *with_cluster = blocks("sh")
    assert alone == "coldwar build --out build\n"  # which is done already
    made = {"alone": {Path("build") / name: content for name, content in contents(built).items()}}
    for seed, name, script in (("2", "one", with_one_processor), ("3", "cluster", "".join(with_cluster))):
        folder = tmp_path / name
        folder.mkdir()
        data = script.replace("coldwar build", f"coldwar build --data {MINI}").replace(
            "coldwar analyse", f"coldwar analyse --data {MINI}"
        )
        done = subprocess.run(
            ["sh", "-ec", data],
            cwd=folder,
            env=environment | {"COLDWAR_CACHE": str(tmp_path / f"cache-{name}"), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), script
        made[name] = contents(folder)
    assert made["alone"]
    for name in ("one", "cluster"):
        assert [file for file in made["alone"] if made["alone"][file] != made[name].get(file)] == []
        assert set(made["alone"]) == set(made[name])


def contents(folder: Path) -> dict[Path, bytes]:
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.usefixtures("terminals")
def test_the_lines_for_notebooks_run(tmp_path: Path, environment: dict[str, str]) -> None:
    (code,) = blocks("python")
    code += "\nprint(len(table))"
    done = subprocess.run(
        [sys.executable, "-c", code.replace("Dataset.load()", f"Dataset.load({str(MINI)!r})")],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 0
