"""How a command ends: its exit status, and one clear line for whatever went wrong."""

from __future__ import annotations

import functools
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import typer

from graph_loader.model.errors import ColdWarError, DatasetError

INTERRUPTED = 130
DEBUG = "COLDWAR_DEBUG"


def reported(command_line: Callable[[], object]) -> Callable[[], NoReturn]:
    """Make `command_line` end the process, with a line on standard error instead of a traceback."""

    @functools.wraps(command_line)
    def run() -> NoReturn:
        sys.exit(_status(command_line))

    return run


def _status(command_line: Callable[[], object]) -> int:
    try:
        _prepare_output()
        outcome = command_line()
        sys.stdout.flush()
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return _report(error)
    if outcome == INTERRUPTED:
        _say("interrupted")
    return outcome if isinstance(outcome, int) else 0


def _prepare_output() -> None:
    """Refuse a closed output; write UTF-8 to files and pipes, and escapes for what a terminal cannot show."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    if sys.stdout is None:
        raise ColdWarError("expected somewhere to print to, found standard output closed")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _report(error: Exception) -> int:
    match error:
        case DatasetError():
            for line in _lines(error.problems):
                print(line, file=sys.stderr)
            _say(error.message)
            return error.exit_status
        case ColdWarError():
            _say(error.message)
            return error.exit_status
        case typer.TyperException():
            _say_usage(error.format_message())
            return error.exit_code
        case typer.Abort():
            _say("given up")
        case BrokenPipeError():
            _discard_output()
        case OSError():
            _discard_output()
            _say(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        case MemoryError():
            _say("not enough memory")
        case _:
            _say(f"unexpected {type(error).__name__}: {_one_line(str(error))} ({DEBUG}=1 shows where)")
    return 1


def _lines(problems: Iterable[object]) -> Iterator[str]:
    from graph_loader.model.problems import OF_FORM, TIDY, Problem, listed

    found = [problem for problem in problems if isinstance(problem, Problem)]
    yield from listed(found)
    if any(problem.code in OF_FORM for problem in found):
        yield TIDY


def _say(message: str) -> None:
    print(f"coldwar: {message}", file=sys.stderr)


def _say_usage(message: str) -> None:
    """Print what was wrong with the command line; a group called without a command gives its whole help."""
    if "\n" in message:
        print(message, file=sys.stderr)
    else:
        _say(message)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _discard_output() -> None:
    """Send what is still buffered nowhere, so that Python does not fail on it a second time at its end."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
