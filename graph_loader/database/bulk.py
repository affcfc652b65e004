"""First loads in bulk: an empty database of the local server is exchanged for one that neo4j-admin has imported.

The import is made beside, while the server runs; only for the exchange is it stopped. Until then nothing of it is
touched, and its users, passwords, settings and plugins never are.
"""

from __future__ import annotations

from collections import Counter

import neo4j

from graph_loader.database import schema, statements
from graph_loader.database.connection import Target, connect
from graph_loader.database.errors import DatabaseError, ServerError
from graph_loader.database.import_filling import Filled
from graph_loader.database.importing import import_package
from graph_loader.database.load import Summary, blocks_of, complete
from graph_loader.database.local import java, swap, troubles
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import fetch
from graph_loader.database.local.scratch import scratch_home
from graph_loader.database.local.server import LocalServer, check_room, launch_again, servers
from graph_loader.database.lock import LOADING, PATIENCE_SECONDS, held
from graph_loader.database.progress import Say, silent
from graph_loader.database.rows import PackageRows
from graph_loader.database.statements import statement
from graph_loader.database.units import feed_of
from graph_loader.database.verify import verify

BULK_ROWS = 500_000
"""From about so many rows of its tables on a package is faster loaded in bulk (docs/loading.md)."""


def is_large(rows: PackageRows) -> bool:
    """Tell whether a package is so large that the bulk import is the faster way into an empty database."""
    return feed_of(rows).size() >= BULK_ROWS


def is_empty(driver: neo4j.Driver, database: str) -> bool:
    """Tell whether a database holds nothing that is anybody's: no node, and no index or constraint but ours."""
    with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
        if not session.run(statement("is-empty")).single(strict=True)["isEmpty"]:
            return False
        return not session.run(statement("read-others-schema"), ours=list(statements.schema(()))).data()


def local_server(target: Target) -> LocalServer | None:
    """Return the local server whose database this is, None if it is another's."""
    if target.database not in ("", swap.DATABASE):
        return None
    return next((each for each in servers() if each.ready and each.ports.bolt_uri == target.uri), None)


def load(target: Target, rows: PackageRows, server: LocalServer, *, say: Say = silent) -> Summary | None:
    """Load a data package in bulk into the empty database of a local server.

    Parameters
    ----------
    target : Target
        The database.
    rows : PackageRows
        The package as it was read.
    server : LocalServer
        Whose database it is.
    say : callable, optional
        Told what goes on.

    Returns
    -------
    Summary or None
        What was loaded, and how it compares with the package; None where somebody else wrote meanwhile: then nothing
        was, and the server runs as before.

    Raises
    ------
    ServerError
        If it cannot be done; the message says why, and what state the database is in.
    LoadError
        If another load has the lock and does not end.
    DatasetError
        If the package refers to what it does not hold.
    """
    say("preparing the bulk import")
    try:
        with scratch_home(server.home.version) as fresh:
            check_room(fresh)
            made = _made(fresh, rows, say)
            if not _exchange(server.home, fresh, target, say):
                return None
    except (ServerError, DatabaseError, OSError) as error:
        raise ServerError(f"nothing was loaded: {_told(error)}") from None
    with connect(target) as driver:
        _complete(driver, target.database, rows, made.counts, say)
        report = verify(driver, target.database, rows, known=made.whole, say=say)
    return Summary(created=made.counts, report=report)


def _made(fresh: ServerHome, rows: PackageRows, say: Say) -> Filled:
    """Make a database in a home of its own; where that fails, tell why while it can still be seen."""
    try:
        return import_package(fresh, fetch(fresh.version, say), rows, LOADING, say)
    except (ServerError, DatabaseError, OSError) as error:
        raise ServerError(troubles.full_disk(fresh) or _told(error)) from None


def _told(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _exchange(home: ServerHome, fresh: ServerHome, target: Target, say: Say) -> bool:
    """Put the new database in the place of the old one; not where this is no longer empty."""
    with home.claimed():
        process = java.find(home)
        if not process:
            raise ServerError("Neo4j was stopped meanwhile")
        before = swap.mark(home)
        with connect(target) as driver:
            if not is_empty(driver, target.database):
                return False
        arguments = process.cmdline()[1:]
        say("stopping Neo4j")
        java.stop(process)
        is_untouched = swap.mark(home) == before
        try:
            if is_untouched:
                swap.put_in_place(home, fresh)
            say("starting Neo4j")
            launch_again(home, arguments)
        except (ServerError, OSError):
            swap.take_back(home)
            launch_again(home, arguments)
            raise
        swap.discard(home)
        return is_untouched


def _complete(driver: neo4j.Driver, database: str, rows: PackageRows, counts: Counter[str], say: Say) -> None:
    """Make keys and indexes, and mark the package complete."""
    with driver.session(database=database) as session:
        say("making keys and indexes")
        schema.ensure(session, rows.vocabulary.types)
        with held(driver, database, rows.name, rows.types, say=say, patience=PATIENCE_SECONDS) as hold:
            complete(session, hold, rows, blocks_of(session, rows), counts)
        schema.replan(session)
