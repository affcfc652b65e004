"""The command line: quick to ask for help, one clear line for every failure, exit status 0, 1 or 2."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from graph_loader.cli import app, database
from graph_loader.cli.failures import reported
from graph_loader.database.load import Summary
from graph_loader.database.verify import Difference, Report
from graph_loader.model.errors import ColdWarError, DatasetError, UnknownNameError, UsageError
from graph_loader.model.problems import Problem
from tools.cli_reference import reference

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "fixtures" / "mini"
Run = Callable[..., subprocess.CompletedProcess[str]]
COMMANDS = get_command(app).list_commands(None)  # type: ignore[attr-defined]


def ending(command_line: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    """Return exit status and standard error of a command line."""
    with pytest.raises(SystemExit) as stop:
        reported(command_line)()
    return stop.value.code, capsys.readouterr().err


def failing(error: BaseException) -> Callable[[], object]:
    def fail() -> None:
        raise error

    return fail


def test_help_lists_every_command_in_a_line(coldwar: Run) -> None:
    outcome = coldwar("--help")
    assert outcome.returncode == 0
    assert all(f"\n  {name} " in outcome.stdout for name in COMMANDS)
    assert "..." not in outcome.stdout.replace("[ARGS]...", "")


HELP_THEN_LIST_MODULES = """
import json, sys
from graph_loader.cli import main
sys.argv[1:] = ["--help"]
try:
    main()
except SystemExit:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def test_help_imports_none_of_the_heavy_libraries() -> None:
    outcome = subprocess.run([sys.executable, "-c", HELP_THEN_LIST_MODULES], capture_output=True, text=True, check=True)
    assert not {"pandas", "numpy", "networkx", "neo4j", "scipy", "rich", "jinja2"} & set(json.loads(outcome.stderr))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str, coldwar: Run) -> None:
    outcome = coldwar(name, "--help")
    assert outcome.returncode == 0, outcome.stderr
    assert f"coldwar {name}" in outcome.stdout.partition("\n")[2], "an example is missing"


def test_the_reference_in_docs_is_what_the_commands_say() -> None:
    stored = (ROOT / "docs" / "cli-reference.md").read_text(encoding="utf-8")
    assert stored == reference(), "run `make docs`"


def test_the_version_is_told(coldwar: Run) -> None:
    assert coldwar("--version").stdout == "coldwar 0.1.0\n"


@pytest.mark.parametrize("arguments", [("buld",), ("--colour",), ("build", "--no-such-option")])
def test_wrong_usage_is_one_line_and_status_2(arguments: tuple[str, ...], coldwar: Run) -> None:
    outcome = coldwar(*arguments)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("coldwar: No such ")
    assert outcome.stderr.count("\n") == 1


def test_a_mistyped_command_gets_a_suggestion(coldwar: Run) -> None:
    assert "Did you mean 'validate'" in coldwar("valdate").stderr


def test_without_a_command_the_help_is_shown(coldwar: Run) -> None:
    outcome = coldwar()
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("Usage: coldwar")


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (ColdWarError("no such thing"), 1, "coldwar: no such thing\n"),
        (UsageError("--a excludes --b"), 2, "coldwar: --a excludes --b\n"),
        (UnknownNameError("USRR", ["USSR"]), 1, "coldwar: nothing is called 'USRR'; did you mean USSR?\n"),
        (FileNotFoundError(2, "No such file or directory", "x.txt"), 1, "coldwar: x.txt: No such file or directory\n"),
        (OSError(28, "No space left on device"), 1, "coldwar: No space left on device\n"),
        (MemoryError(), 1, "coldwar: not enough memory\n"),
        (typer.Abort(), 1, "coldwar: given up\n"),
        (KeyError("a\nb"), 1, "coldwar: unexpected KeyError: 'a\\nb' (COLDWAR_DEBUG=1 shows where)\n"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_failure_is_one_line_and_a_status(
    error: Exception, status: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ending(failing(error), capsys) == (status, line)


def test_all_problems_of_the_data_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [Problem("a.csv", 1, "id", "x", "y"), Problem("b.csv", 2, "id", "x", "z")]
    status, lines = ending(failing(DatasetError(problems)), capsys)
    assert status == 1
    assert lines == "a.csv:1:id: x: y\nb.csv:2:id: x: z\ncoldwar: the data package has 2 problems\n"


def test_a_defect_shows_where_when_asked(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLDWAR_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        reported(failing(ZeroDivisionError()))()


def test_an_interruption_is_one_line_and_status_130(capsys: pytest.CaptureFixture[str]) -> None:
    interrupted = typer.Typer()
    interrupted.command()(lambda: signal.raise_signal(signal.SIGINT))
    assert ending(lambda: interrupted([], standalone_mode=False), capsys) == (130, "coldwar: interrupted\n")


@pytest.mark.parametrize("outcome", [0, 1, 3])
def test_a_command_ends_with_the_status_it_asks_for(outcome: int, capsys: pytest.CaptureFixture[str]) -> None:
    leaving = typer.Typer()
    leaving.command()(failing(typer.Exit(outcome)))
    assert ending(lambda: leaving([], standalone_mode=False), capsys) == (outcome, "")


def test_a_load_that_finds_a_difference_when_it_compares_fails(coldwar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report("coldwar-mini", "1.0.0", "complete", True, 5, [Difference("missing", "Person", "jane-doe")])
    monkeypatch.setattr(database, "load_after_question", lambda *_, **__: Summary(report=report))
    command = ("load", "--data", MINI, "--uri", "bolt://127.0.0.1:7687")
    outcome = coldwar(*command, env=os.environ | {"NEO4J_PASSWORD": "a-password"})
    assert outcome.returncode == 1
    assert "missing: Person jane-doe" in outcome.stdout
    outcome = coldwar(*command, "--json", env=os.environ | {"NEO4J_PASSWORD": "a-password"})
    assert outcome.returncode == 1
    assert json.loads(outcome.stdout)["report"]["is_equal"] is False


def test_a_reader_that_goes_away_is_no_matter() -> None:
    command = Path(sys.executable).with_name("coldwar")
    with subprocess.Popen([command, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


def test_output_to_a_full_disk_is_one_line(coldwar: Run) -> None:
    command = Path(sys.executable).with_name("coldwar")
    with Path("/dev/full").open("w") as full:
        outcome = subprocess.run([command, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (outcome.returncode, outcome.stderr) == (1, "coldwar: No space left on device\n")


def test_a_closed_output_is_one_line() -> None:
    command = Path(sys.executable).with_name("coldwar")
    script = '"$0" --help >&-'
    outcome = subprocess.run(["sh", "-c", script, command], stderr=subprocess.PIPE, text=True, check=False)
    assert outcome.returncode == 1
    assert outcome.stderr == "coldwar: expected somewhere to print to, found standard output closed\n"


def test_letters_that_a_terminal_lacks_are_escaped() -> None:
    command = Path(sys.executable).with_name("coldwar")
    show = [command, "show", "ussr", "--data", ROOT / "tests" / "fixtures" / "mini"]
    ours, theirs = os.openpty()
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        run = subprocess.Popen(show, stdout=theirs, env={**os.environ, "PYTHONIOENCODING": "ascii"})
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(terminal), b""))
    assert run.wait() == 0
    assert b"State \\xb7 ussr" in shown


def _read(terminal: io.FileIO) -> bytes:
    try:
        return terminal.read(4096)
    except OSError:  # so Linux tells that nobody writes to a terminal any more
        return b""


@pytest.mark.parametrize(
    ("window", "message"),
    [
        (("foo", "1973"), "--between: expected an EDTF date of level 0 or 1"),
        (("1973-02-29", "1974"), "--between: expected a day of the calendar"),
        (("1973", "1970"), "--between: expected a window that ends after it starts, found 1973 to 1970"),
    ],
)
def test_a_window_that_is_none_is_wrong_usage(window: tuple[str, str], message: str, coldwar: Run) -> None:
    outcome = coldwar("path", "ussr", "pcch", "--between", *window)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith(f"coldwar: {message}")
    assert outcome.stderr.count("\n") == 1


def test_an_unknown_format_is_refused_with_all_that_there_are(coldwar: Run) -> None:
    outcome = coldwar("export", "xlsx")
    assert outcome.returncode == 2
    formats = "gexf, graphml, json, pyvis, rdf, parquet, neo4j-admin, dump"
    assert outcome.stderr == f"coldwar: expected a format of {formats}, found 'xlsx'\n"


def test_an_option_of_one_value_is_not_given_twice(coldwar: Run) -> None:
    outcome = coldwar("mentions", "text.txt", "--source", "x", "--source", "y")
    assert outcome.returncode == 2
    assert outcome.stderr == "coldwar: expected --source once, found it 2 times\n"
