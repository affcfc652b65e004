"""Keys and indexes in Neo4j."""

from __future__ import annotations

from collections.abc import Iterable

import neo4j

from graph_loader.database.connection import transact
from graph_loader.database.statements import schema, statement


def ensure(session: neo4j.Session, types: Iterable[str]) -> list[str]:
    """Create the constraints and indexes that are missing, in one transaction, and wait until they are ready.

    Parameters
    ----------
    session : neo4j.Session
        On the database.
    types : iterable of str
        The relationship types of the vocabulary.

    Returns
    -------
    list of str
        The names of what was created.
    """
    wanted = schema(types)

    def create(transaction: neo4j.Transaction) -> list[str]:
        names = _missing(transaction, wanted)
        for name in names:
            transaction.run(wanted[name]).consume()
        return names

    created = transact(session, create)
    if created:
        session.run(statement("await-indexes")).consume()
    return created


def missing(session: neo4j.Session, types: Iterable[str]) -> list[str]:
    """Return the names of the constraints and indexes that the database lacks.

    Parameters
    ----------
    session : neo4j.Session
        On the database.
    types : iterable of str
        The relationship types of the vocabulary.

    Returns
    -------
    list of str
    """
    return _missing(session, schema(types))


def _missing(runner: neo4j.Session | neo4j.Transaction, wanted: Iterable[str]) -> list[str]:
    there = {record["name"] for record in runner.run(statement("read-schema"))}
    return [name for name in wanted if name not in there]
