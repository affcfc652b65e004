"""A local Neo4j that needs nothing but pip: started, found again, mended and stopped."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph_loader.database.errors import ServerError
from graph_loader.database.local import gds as data_science
from graph_loader.database.local import java, swap, troubles
from graph_loader.database.local.home import USER, ServerHome, write_private
from graph_loader.database.local.jars import LONG_TERM, RELEASES, fetch, release
from graph_loader.database.local.ports import free_port, is_taken
from graph_loader.database.local.settings import HEAP_MIB, PAGE_CACHE_MIB, Ports, local
from graph_loader.database.progress import Say, silent

READY_SECONDS = 180
HALF_STARTED_SECONDS = 60
# Neo4j writes 250 MiB of transaction logs for an empty database.
DISK_MIB = 600
MEMORY_MIB = HEAP_MIB + PAGE_CACHE_MIB


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A local Neo4j as it is now.

    Attributes
    ----------
    home : ServerHome
        Its folder.
    ports : Ports
        Where it listens.
    pid : int
        Its process; 0 when it does not run.
    ready : bool
        Whether it answers queries.
    trouble : str
        Why it cannot answer, or only answer but not write, where that is known.
    """

    home: ServerHome
    ports: Ports
    pid: int
    ready: bool
    trouble: str = ""

    @property
    def state(self) -> str:
        """``running``, ``starting`` (or hanging), ``stopped``, or ``failed`` where it runs but cannot go on."""
        if not self.pid:
            return "stopped"
        if self.ready:
            return "running"
        return "failed" if self.trouble else "starting"


def start(
    version: str = LONG_TERM,
    *,
    bolt_port: int | None = None,
    http_port: int | None = None,
    guide_port: int | None = None,
    gds: bool = False,
    say: Say = silent,
) -> LocalServer:
    """Start the local Neo4j, or find it running; with Graph Data Science beside it only where `gds` asks for it.

    Raises
    ------
    ServerError
        If it cannot be had or started; the message says why.
    """
    release(version)
    home = ServerHome.of(version)
    with home.claimed():
        wanted = (bolt_port, http_port, guide_port)
        if running := _running(home, say):
            _refuse_other_ports(running.ports, wanted)
            _refuse_other_plugins(home, gds=gds)
            swap.discard(home)
            return running
        check_room(home)
        jars = fetch(version, say)
        beside = data_science.fetch(version, say) if gds else None
        ports = _choose_ports(wanted, home.ports() or Ports())
        home.configure(ports, lambda ports: local(ports) | (data_science.SETTINGS if gds else {}))
        data_science.put_beside(home, beside)
        say(f"starting Neo4j {version}")
        swap.settle(home)
        launch(home, jars, ports)
        swap.discard(home)
        return _look(home)


def launch(home: ServerHome, jars: Path, ports: Ports) -> None:
    """Start a server on a home that is configured for these ports, and wait until it answers.

    Raises
    ------
    ServerError
        If it does not; the message says why.
    """
    if not home.has_databases:
        _set_password(home, jars, home.password())
    _wait_until_ready(home, ports, java.serve(home, jars))


def launch_again(home: ServerHome, arguments: list[str]) -> None:
    """Start a server as it ran before, and wait until it answers.

    Raises
    ------
    ServerError
        If it does not; the message says why.
    """
    _wait_until_ready(home, home.ports() or Ports(), java.serve_as(home, arguments))


def stop(version: str) -> bool:
    """Stop the local Neo4j of a version."""
    home = ServerHome.of(version)
    if not home.path.is_dir():
        return False
    with home.claimed():
        process = java.find(home)
        if process:
            java.stop(process)
        return process is not None


def status(version: str) -> LocalServer | None:
    """Return the local Neo4j of a version as it is now, None if it was never started."""
    home = ServerHome.of(version)
    return _look(home) if home.ports() else None


def servers() -> list[LocalServer]:
    """Return all local servers that were ever started, running ones first."""
    found = [server for version in RELEASES if (server := status(version))]
    return sorted(found, key=lambda server: not server.pid)


def answers(ports: Ports, password: str) -> bool:
    """Tell whether a server answers queries with this password."""
    if not is_taken(ports.bolt):
        return False
    try:
        with neo4j.GraphDatabase.driver(
            ports.bolt_uri, auth=(USER, password), connection_timeout=5, max_transaction_retry_time=0
        ) as driver:
            driver.execute_query("RETURN 1")
    except (DriverError, Neo4jError):
        return False
    return True


def _look(home: ServerHome) -> LocalServer:
    ports = home.ports() or Ports()
    process = java.find(home)
    if not process:
        return LocalServer(home, ports, 0, ready=False)
    ready = answers(ports, home.password())
    return LocalServer(home, ports, process.pid, ready, troubles.of_writing(home) if ready else troubles.known(home))


def _running(home: ServerHome, say: Say) -> LocalServer | None:
    """Return the server if it runs and can go on; one that hangs half-started is given a while and then ended."""
    process = java.find(home)
    if not process:
        return None
    deadline = time.monotonic() + HALF_STARTED_SECONDS
    while process.is_running() and time.monotonic() < deadline:
        server = _look(home)
        if server.ready and server.trouble:
            check_room(home)
        elif server.ready:
            return server
        if server.trouble:
            say(f"ending the Neo4j that runs but cannot go on: {server.trouble}")
            break
        say("waiting for the Neo4j that is starting")
        time.sleep(0.5)
    java.stop(process)
    return None


def _refuse_other_ports(ports: Ports, wanted: tuple[int | None, ...]) -> None:
    for name, port, asked in zip(("bolt", "http", "guide"), (ports.bolt, ports.http, ports.guide), wanted, strict=True):
        if asked not in (None, port):
            raise ServerError(f"Neo4j runs already with its {name} port at {port}; stop it first to use {asked}")


def _refuse_other_plugins(home: ServerHome, *, gds: bool) -> None:
    if gds and not data_science.stands_beside(home):
        raise ServerError(
            f"Neo4j {home.version} runs already, without Graph Data Science; "
            f"`coldwar server stop --version {home.version}`, then start it with --gds"
        )


def check_room(home: ServerHome) -> None:
    """Refuse to start a server where disk or memory are too small for one.

    Raises
    ------
    ServerError
        If they are.
    """
    free = troubles.free_disk_mib(home.path)
    if free < DISK_MIB:
        raise ServerError(f"Neo4j needs {DISK_MIB} MiB of disk in {home.path}, {free} MiB are free")
    memory = java.free_memory_mib()
    if memory < MEMORY_MIB:
        raise ServerError(f"Neo4j needs {MEMORY_MIB} MiB of memory, {memory} MiB are free")


def _choose_ports(wanted: tuple[int | None, ...], usual: Ports) -> Ports:
    bolt, http, guide = wanted
    return Ports(
        bolt=_choose_port("bolt", bolt, usual.bolt),
        http=_choose_port("http", http, usual.http),
        guide=guide or usual.guide,
    )


def _choose_port(name: str, asked: int | None, usual: int) -> int:
    if asked and is_taken(asked):
        raise ServerError(f"port {asked} is taken; choose another with --{name}-port")
    return asked or (free_port() if is_taken(usual) else usual)


def _set_password(home: ServerHome, jars: Path, password: str) -> None:
    """Give the first password through a file: other users can read command lines."""
    arguments = home.path / "first-password"
    write_private(arguments, password)
    try:
        java.admin(home, jars, "dbms", "set-initial-password", f"@{arguments}")
    finally:
        arguments.unlink()


def _wait_until_ready(home: ServerHome, ports: Ports, process: subprocess.Popen[bytes]) -> None:
    password = home.password()
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerError(f"Neo4j did not start: {_trouble(home)}")
        if answers(ports, password):
            return
        time.sleep(0.25)
    process.terminate()
    process.wait()
    raise ServerError(f"Neo4j does not answer after {READY_SECONDS} seconds; its log is {home.log}")


def _trouble(home: ServerHome) -> str:
    """Say why a server gave up, from what it said since it was started."""
    if known := troubles.known(home):
        return known
    said = home.said()
    errors = [line for line in said.splitlines() if "ERROR" in line] or said.split("\n")[:1]
    told = f"{errors[-1].strip() or 'it says nothing'} (its log is {home.log})"
    jars = sorted(jar.name for jar in home.plugins.glob("*.jar"))
    # Where it names none, any may be the reason.
    if blamed := [jar for jar in jars if jar in said] or jars:
        told += f"; jars in {home.plugins}: {', '.join(blamed)}"
    return told
