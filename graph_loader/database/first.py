"""A first load: nothing of the package stands in the database, so its rows are walked once and written as they come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import neo4j

from graph_loader.database import stored
from graph_loader.database.chunks import CHUNK
from graph_loader.database.lock import Hold
from graph_loader.database.progress import Say, silent
from graph_loader.database.rows import PackageRows
from graph_loader.database.writing import Writer
from graph_loader.model.errors import DatasetError


def is_first(session: neo4j.Session, rows: PackageRows, hold: Hold) -> bool:
    """Tell whether a package was never loaded, and nothing in the database bears its name."""
    if hold.before is not None:
        return False
    return not any(stored.entries(session, rows.labels, rows.types, rows.name))


def load_first(
    driver: neo4j.Driver, database: str, rows: PackageRows, hold: Hold, *, say: Say = silent
) -> Counter[str]:
    """Write all of a package; return how many nodes and relationships by label and type.

    Raises
    ------
    DatasetError
        If the package breaks a rule; what was written until then is taken back.
    """
    created: Counter[str] = Counter()
    try:
        with Writer(driver, database, rows.name, hold) as writer:
            for number, element in enumerate(rows.elements(), 1):
                writer.create(element)
                created[element.kind] += 1
                if not number % CHUNK:
                    say(f"writing: {number:,} nodes and relationships")
            writer.flush()
    except DatasetError:
        say("taking back what was written")
        with driver.session(database=database) as session, Writer(driver, database, rows.name, hold) as writer:
            remove_all(session, writer, hold, labels=rows.labels, types=rows.types, package=rows.name)
        hold.withdraw()
        raise
    return created


def remove_all(
    session: neo4j.Session, writer: Writer, hold: Hold, *, labels: Sequence[str], types: Sequence[str], package: str
) -> Counter[str]:
    """Remove all that a package owns; count it by label and type."""
    removed: Counter[str] = Counter()
    relationships, nodes = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for entry in stored.entries(session, labels, types, package):
        hold.keep()
        (nodes if entry.kind in labels else relationships)[entry.kind].append(entry.id)
        removed[entry.kind] += 1
    writer.leave(relationships, nodes)
    return removed
