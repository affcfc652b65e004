"""A real terminal, in which decisions are typed."""

import os
import pty
import subprocess
import sys
from pathlib import Path


def typed(keys: bytes, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of coldwar in a terminal of its own, type keys, and return what it printed."""
    terminal, other_end = pty.openpty()
    command = [Path(sys.executable).with_name("coldwar"), *arguments]
    with subprocess.Popen(
        command, stdin=other_end, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        os.write(terminal, keys)
        shown, _ = run.communicate()
    os.close(terminal)
    os.close(other_end)
    return subprocess.CompletedProcess(command, run.returncode, shown)
