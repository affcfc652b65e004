"""`coldwar serve` in the background: the gallery and the guide, for as long as the local Neo4j runs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from graph_loader.database.errors import ServerError
from graph_loader.database.extra import extra
from graph_loader.database.local.ports import free_port, is_taken
from graph_loader.model.folders import data_home

READY_SECONDS = 30
_RUN = "from graph_loader.cli import main; main()"
# Python complains of a child that is forgotten while it runs.
_started: list[subprocess.Popen[bytes]] = []


def choose_port(usual: int) -> int:
    """Return the port on which our server listens already, else the usual one if it is free, else a free one."""
    if _process():
        return int(_state()["port"])
    return free_port() if is_taken(usual) else usual


def start(folder: Path, port: int) -> None:
    """Serve a built folder in the background; whatever was served before is stopped.

    Raises
    ------
    ServerError
        If it does not come up.
    """
    stop()
    home = data_home()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = home / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", _RUN, "serve", str(folder.absolute()), "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _started.append(process)
    created = extra("psutil").Process(process.pid).create_time()
    _file().write_text(json.dumps({"pid": process.pid, "created": created, "port": port}) + "\n", encoding="utf-8")
    deadline = time.monotonic() + READY_SECONDS
    while not is_taken(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServerError(f"the gallery and the guide cannot be served; the log is {log}")
        time.sleep(0.1)


def stop() -> bool:
    """Stop what was served."""
    process = _process()
    if process:
        process.terminate()
        process.wait(READY_SECONDS)
    _file().unlink(missing_ok=True)
    return process is not None


def _process() -> Any:
    """Return the process that we started, if it still runs and is not another one with the same number."""
    state = _state()
    if not state:
        return None
    processes = extra("psutil")
    try:
        process = processes.Process(state["pid"])
        if process.create_time() == state["created"] and process.status() != processes.STATUS_ZOMBIE:
            return process
    except processes.NoSuchProcess:
        pass
    return None


def _state() -> dict[str, Any]:
    try:
        state: dict[str, Any] = json.loads(_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return state


def _file() -> Path:
    return data_home() / "serve.json"
