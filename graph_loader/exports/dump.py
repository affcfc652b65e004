"""A dump of Neo4j, which any server of its version or a newer one loads; no running server is asked or stopped.

neo4j-admin imports the package into a database of its own. A server that lives for that makes keys and indexes, which
the bulk import of the Community edition cannot, and the database is compared with the package before it is given away.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import neo4j

from graph_loader.database import schema
from graph_loader.database.connection import Target, connect
from graph_loader.database.errors import DatabaseError, ServerError
from graph_loader.database.importing import import_package
from graph_loader.database.local import java, troubles
from graph_loader.database.local.home import USER, ServerHome
from graph_loader.database.local.jars import checksum, fetch
from graph_loader.database.local.scratch import running, scratch_home
from graph_loader.database.local.server import check_room
from graph_loader.database.local.swap import DATABASE
from graph_loader.database.lock import COMPLETE
from graph_loader.database.progress import Say, silent
from graph_loader.database.rows import PackageRows
from graph_loader.database.verify import verify
from graph_loader.database.whole import Whole
from graph_loader.model.errors import ColdWarError
from graph_loader.package.files import replaced_file

LOADING = f"neo4j-admin database load {DATABASE} --from-stdin --overwrite-destination=true"


def write(rows: PackageRows, out: Path, version: str, *, say: Say = silent) -> Path:
    """Write a data package as a dump, and beside it a file with its checksum, which is returned.

    Parameters
    ----------
    rows : PackageRows
        The package as it was read.
    out : pathlib.Path
        The file to make or to replace.
    version : str
        The version of Neo4j that makes the dump.
    say : callable, optional
        Told what goes on.

    Raises
    ------
    ServerError
        If Neo4j cannot be had or started, or its disk is too small.
    DatasetError
        If the package refers to what it does not hold.
    ColdWarError
        If `out` is not a file.
    """
    if out.exists() and not out.is_file():
        raise ColdWarError(f"expected a file to write, found {out}")
    beside = Path(f"{out}.sha256")
    with replaced_file(beside) as note, replaced_file(out) as draft:
        with scratch_home(version) as home:
            _take(_dump(rows, home, say), draft, out)
        note.write_bytes(_checked(checksum(draft), out))
    return beside


def _take(made: Path, draft: Path, out: Path) -> None:
    try:
        shutil.copyfile(made, draft)
    except OSError as error:  # which would name the scratch file
        raise ColdWarError(f"{out}: {error.strerror}") from None


def _dump(rows: PackageRows, home: ServerHome, say: Say) -> Path:
    try:
        check_room(home)
        _make(rows, home, say)
    except (ServerError, DatabaseError) as error:
        raise ServerError(f"no dump was made: {troubles.known(home) or error.message}") from None
    return home.path / f"{DATABASE}.dump"


def _make(rows: PackageRows, home: ServerHome, say: Say) -> None:
    jars = fetch(home.version, say)
    written = import_package(home, jars, rows, COMPLETE, say)
    say("making keys and indexes, and comparing")
    with running(home, jars) as ports, connect(Target(ports.bolt_uri, USER, home.password(), DATABASE)) as driver:
        _complete(driver, rows, written.whole)
    say("dumping")
    java.admin(home, jars, "database", "dump", DATABASE, f"--to-path={home.path}")


def _complete(driver: neo4j.Driver, rows: PackageRows, whole: Whole) -> None:
    """Make keys and indexes, and refuse a database that is not what the package says."""
    with driver.session(database=DATABASE) as session:
        schema.ensure(session, rows.vocabulary.types)
    report = verify(driver, DATABASE, rows, known=whole)
    if not report.is_equal:
        first = report.differences[0] if report.differences else report.state
        raise DatabaseError(f"what was imported is not what the package says: {first}")


def _checked(digest: str, path: Path) -> bytes:
    r"""Return the line that ``sha256sum -c`` reads beside the file.

    Examples
    --------
    >>> _checked("00ff", Path("out/a b.dump")), _checked("00ff", Path("a\\b"))
    (b'00ff  a b.dump\n', b'\\00ff  a\\\\b\n')
    """
    name = os.fsencode(path.name)
    told = name.replace(b"\\", rb"\\").replace(b"\n", rb"\n").replace(b"\r", rb"\r")
    return (b"\\" if told != name else b"") + digest.encode() + b"  " + told + b"\n"
