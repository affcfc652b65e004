"""What README.md tells people to type works."""

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from graph_loader.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
NEEDS_NEO4J = {"up", "down", "server", "load", "verify", "query"}
RUNS_UNTIL_STOPPED = {"serve"}


def typed(program: str) -> list[list[str]]:
    """Return the arguments of every line in a fenced block that calls `program`."""
    lines = [line for block in FENCED.findall(README) for line in block.replace("\\\n", " ").splitlines()]
    calls = [line.strip().removeprefix("$ ") for line in lines]
    return [shlex.split(call, comments=True)[1:] for call in calls if re.match(rf"(\.venv/bin/)?{program}( |$)", call)]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which a reader of the README works, with an edge list of the reader's own."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "edges.csv").write_text("Source,Target,Type,Date\nAda,Karl,met with,1958-03\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("call", ["server start --bolt-port 7688", "server stop"])
def test_commands_that_are_not_run_are_understood(call: str) -> None:
    understand(shlex.split(call))


@pytest.mark.parametrize("call", ["server begin", "server start --bolt-port x", "server stop now"])
def test_wrong_commands_that_are_not_run_are_noticed(call: str) -> None:
    with pytest.raises(typer.TyperException):
        understand(shlex.split(call))


@pytest.mark.xdist_group("readme")
@pytest.mark.parametrize("arguments", typed("coldwar"), ids=" ".join)
def test_every_command_works(
    arguments: list[str], reader: Path, coldwar: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    if arguments[0] in NEEDS_NEO4J | RUNS_UNTIL_STOPPED:
        understand(arguments)
    else:
        outcome = coldwar(*arguments, cwd=reader)
        assert outcome.returncode == 0, outcome.stderr


def understand(arguments: list[str]) -> None:
    """Take a command line apart without running it; wrong commands, arguments and options raise."""
    command: Any = get_command(app)
    context: Any = typer.Context(command, info_name="coldwar")
    while isinstance(command, TyperGroup):
        name, command, arguments = command.resolve_command(context, arguments)
        context = command.make_context(name, list(arguments), parent=context)


def test_every_make_target_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for arguments in typed("make"):
        assert re.search(rf"^{arguments[0]}:", makefile, re.MULTILINE), arguments


def test_every_linked_file_exists() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
