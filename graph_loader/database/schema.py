"""Keys and indexes in Neo4j."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import neo4j
from neo4j.exceptions import ClientError

from graph_loader.database.connection import transact
from graph_loader.database.statements import schema, statement


def ensure(session: neo4j.Session, types: Iterable[str]) -> list[str]:
    """Create the constraints and indexes that are missing, in one transaction, and wait until they are ready."""
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
    """Return the names of the constraints and indexes that the database lacks."""
    return _missing(session, schema(types))


def replan(session: neo4j.Session) -> None:
    """Let queries be planned for what a load has written.

    Neo4j plans by the sizes that the indexes had when it last looked. After a first load these are those of an empty
    database, and a query that should look one actor up reads them all until Neo4j looks again. Only an administrator
    may ask it to; for others, and where it takes more than a minute, the plans get better in the course of time.
    """
    with suppress(ClientError):
        session.run(statement("replan")).consume()


def _missing(runner: neo4j.Session | neo4j.Transaction, wanted: Iterable[str]) -> list[str]:
    there = {record["name"] for record in runner.run(statement("read-schema"))}
    return [name for name in wanted if name not in there]
