"""Starts the processes of Dask."""

import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

READY = {"scheduler": "Scheduler at:", "worker": "Registered to:"}


def begun(command: list[Any], ready: str, log: Path, **options: Any) -> tuple[subprocess.Popen[bytes], str]:
    """Start a process that tells what it does in a file (a pipe would have to be read until its end).

    Returns it with the line in which it says that it is ready.
    """
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=file, **options)
    while True:
        ended = process.poll() is not None
        said = log.read_text(encoding="utf-8")
        for line in said.splitlines(keepends=True):
            if ready in line and line.endswith("\n"):
                return process, line
        if ended:
            pytest.fail(f"{command[0]} {command[1]} did not start: {said}")
        time.sleep(0.02)
