"""Connections to Neo4j: where it is, who asks, and what its refusals mean."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
    UnsupportedServerProduct,
)

from graph_loader.database.errors import DatabaseError
from graph_loader.database.local import troubles
from graph_loader.database.local.home import USER
from graph_loader.database.local.server import servers
from graph_loader.database.statements import statement
from graph_loader.model.errors import UsageError

OLDEST = (5, 26)
ATTEMPTS = 6
_SILENT = logging.NullHandler()
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Target:
    """A database of a Neo4j server.

    Attributes
    ----------
    uri, username, password, database : str
        As the driver takes them; an empty database is the user's home database.
    """

    uri: str
    username: str
    password: str = field(repr=False)
    database: str = "neo4j"

    @classmethod
    def of(
        cls,
        uri: str | None = None,
        username: str | None = None,
        password: str | None = None,
        database: str | None = None,
    ) -> Target:
        """Choose a database: by what is given, else by the environment, else the local server that runs.

        Parameters
        ----------
        uri, username, password, database : str, optional
            By default ``NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE``; user and password also from
            the file that ``NEO4J_AUTH_FILE`` names, one line ``user/password``.

        Returns
        -------
        Target

        Raises
        ------
        UsageError
            If no server is named and no local one runs, or the password or a known scheme is missing.
        """
        uri = uri or os.environ.get("NEO4J_URI")
        file_username, file_password = _auth_file()
        username = username or os.environ.get("NEO4J_USERNAME") or file_username or USER
        database = database or os.environ.get("NEO4J_DATABASE") or "neo4j"
        password = password or os.environ.get("NEO4J_PASSWORD") or file_password
        if not uri:
            uri, local_password = _local_server()
            password = password or (local_password if username == USER else None)
        if uri.partition("://")[0] not in _SCHEMES:
            raise UsageError(f"expected an address like bolt://127.0.0.1:7687 or neo4j+s://…, found {uri!r}")
        if password is None:
            raise UsageError(f"no password for {username!r} at {uri}: set NEO4J_PASSWORD")
        return cls(uri, username, password, database)


@contextmanager
def connect(target: Target) -> Iterator[neo4j.Driver]:
    """Open a driver on a server that this package can use; failures in the block become `DatabaseError`.

    Parameters
    ----------
    target : Target
        The database.

    Yields
    ------
    neo4j.Driver

    Raises
    ------
    DatabaseError
        If the server is away, refuses the user, lacks the database, is too old, or fails later on.
    """
    driver = _driver(target)
    with driver:
        with translated(target):
            check_version(driver.get_server_info().agent)
            driver.execute_query(statement("keep"), database_=target.database)
        with translated(target, connected=True):
            yield driver


def _driver(target: Target) -> neo4j.Driver:
    # The driver logs each lost connection as an error, which Python prints for whoever has set up no logging.
    logging.getLogger("neo4j").addHandler(_SILENT)
    # The server warns of every label that does not exist yet: on a first load, of all of them. It could be told not
    # to, but then a server that is too old refuses the connection before it says its version.
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
    with translated(target):
        return neo4j.GraphDatabase.driver(
            target.uri,
            auth=(target.username, target.password),
            connection_timeout=15,
            warn_notification_severity="OFF",
        )


def check_version(agent: str) -> None:
    """Refuse a server that is too old.

    Parameters
    ----------
    agent : str
        As the server introduces itself.

    Raises
    ------
    DatabaseError
        If it is older than `OLDEST`.

    Examples
    --------
    >>> check_version("Neo4j/2026.08.1")
    >>> check_version("Neo4j/4.4.44")
    Traceback (most recent call last):
    graph_loader.database.errors.DatabaseError: expected Neo4j 5.26 or newer, found Neo4j/4.4.44
    """
    match = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if not match or (int(match[1]), int(match[2])) < OLDEST:
        raise DatabaseError(f"expected Neo4j {'.'.join(map(str, OLDEST))} or newer, found {agent}")


@contextmanager
def translated(target: Target, *, connected: bool = False) -> Iterator[None]:
    """Turn the driver's exceptions into one clear line each.

    Parameters
    ----------
    target : Target
        The database that is being used.
    connected : bool
        Whether it answered before.

    Raises
    ------
    DatabaseError
        In place of any exception of the driver.
    """
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise DatabaseError(_meaning(error, target, connected=connected)) from error


def transact(session: neo4j.Session, work: Callable[[neo4j.Transaction], T]) -> T:
    """Do work in one transaction; again, a few times, where the server says that it may succeed then.

    A lost connection is not tried again: the transaction may have been committed.

    Parameters
    ----------
    session : neo4j.Session
        Where to do it.
    work : callable
        Takes the transaction.

    Returns
    -------
    object
        What `work` returned.
    """
    for attempt in range(ATTEMPTS - 1):
        try:
            return _once(session, work)
        except TransientError:
            time.sleep(0.1 * 2**attempt)
    return _once(session, work)


def _once(session: neo4j.Session, work: Callable[[neo4j.Transaction], T]) -> T:
    with session.begin_transaction() as transaction:
        result = work(transaction)
        transaction.commit()
        return result


def _meaning(error: Neo4jError | DriverError, target: Target, *, connected: bool) -> str:
    code = getattr(error, "code", None) or ""
    detail = " ".join(str(getattr(error, "message", None) or error).split())
    if isinstance(error, AuthError) and "RateLimit" in code:
        return f"{target.uri} refuses {target.username!r} for a while after too many wrong passwords"
    if "DatabaseNotFound" in code:
        return f"there is no database {target.database!r} at {target.uri}"
    for kind, text in (
        (AuthError, f"{target.uri} refuses the password of {target.username!r} (NEO4J_USERNAME, NEO4J_PASSWORD)"),
        (UnsupportedServerProduct, f"expected Neo4j at {target.uri}, found another server"),
        (ConfigurationError, f"{target.uri} cannot be used: {detail}"),
    ):
        if isinstance(error, kind):
            return text
    if trouble := troubles.at(target.uri):
        return _failure(target, trouble)
    if not isinstance(error, (ServiceUnavailable, SessionExpired)):
        return f"Neo4j at {target.uri} failed: {detail}"
    gone = f"Neo4j at {target.uri} went away; start it and, if a load was under way, run load again"
    return gone if connected else f"no Neo4j answers at {target.uri}"


def full_disk_at(target: Target) -> str:
    """Say that the disk of a local server is full, if it is."""
    full = troubles.at(target.uri, troubles.full_disk)
    return _failure(target, full) if full else ""


def _failure(target: Target, trouble: str) -> str:
    return f"Neo4j at {target.uri} failed: {trouble}; mend that, `coldwar server start`, and run load again"


def _auth_file() -> tuple[str | None, str | None]:
    """Return user and password of the secret that containers are given, if there is one."""
    file = os.environ.get("NEO4J_AUTH_FILE")
    if not file:
        return None, None
    try:
        username, slash, password = Path(file).read_text(encoding="utf-8").strip().partition("/")
    except OSError as error:
        raise UsageError(f"NEO4J_AUTH_FILE: {file} cannot be read: {error.strerror}") from None
    if not slash:
        raise UsageError(f"NEO4J_AUTH_FILE: expected user/password in {file}")
    return username, password


def _local_server() -> tuple[str, str]:
    """Return address and password of the local server that runs."""
    found = servers()
    for server in found:
        if server.ready:
            return server.ports.bolt_uri, server.home.password()
    for server in found:
        if server.trouble:
            raise UsageError(f"the local Neo4j runs but cannot go on: {server.trouble}")
    raise UsageError("no Neo4j is named (NEO4J_URI) and no local one runs; `coldwar server start` starts one")
