"""Keys and indexes in Neo4j."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial

import neo4j
from neo4j.exceptions import ClientError, Neo4jError

from graph_loader.database.connection import ATTEMPTS, transact
from graph_loader.database.errors import LoadError
from graph_loader.database.statements import any_of, schema, statement
from graph_loader.model.problems import quoted

_SETTLING_SECONDS = 3
_ALL = 100.0


def ensure(session: neo4j.Session, types: Iterable[str]) -> list[str]:
    """Create the constraints and indexes that are missing, in one transaction, and wait until they are ready.

    What a load left that was broken off here is dropped first. Another load that makes them meanwhile may take back
    what was seen of it, so it is looked again afterwards.

    Raises
    ------
    LoadError
        If some are missing all the same.
    """
    wanted = schema(types)
    made: list[str] = []
    for _ in range(ATTEMPTS):
        lacking = _lacking(session, wanted)
        if not lacking:
            return made
        _drop_broken(session, wanted)
        created = _created(session, wanted)
        if created:
            session.run(statement("await-indexes"), names=created).consume()
        made += created
    raise LoadError(f"Neo4j did not keep the key or index {quoted(lacking[0])}; run load again")


def _created(session: neo4j.Session, wanted: Mapping[str, str]) -> list[str]:
    """Create what is missing, and look again where another load made some of it meanwhile."""

    def create(transaction: neo4j.Transaction) -> list[str]:
        there = {record["name"] for record in transaction.run(statement("read-schema"))}
        names = [name for name in wanted if name not in there]
        for name in names:
            transaction.run(wanted[name]).consume()
        return names

    for _ in range(ATTEMPTS - 1):
        try:
            return transact(session, create)
        except ClientError as error:
            if not (error.code or "").endswith("AlreadyExists"):
                raise
    return transact(session, create)


def missing(session: neo4j.Session, types: Iterable[str]) -> list[str]:
    """Return the names of the constraints and indexes that the database lacks, or that are of no use."""
    return _lacking(session, schema(types))


def _lacking(session: neo4j.Session, wanted: Mapping[str, str]) -> list[str]:
    there = {record["name"]: record for record in session.run(statement("read-schema"))}
    broken = _broken(there.values(), wanted)
    return [name for name in wanted if name not in there or name in broken]


def replan(session: neo4j.Session) -> None:
    """Let queries be planned for what a load has written.

    Neo4j plans by the sizes that the indexes had when it last looked. After a first load these are those of an empty
    database, and a query that should look one actor up reads them all until Neo4j looks again. Only an administrator
    may ask it to; for others, and where it takes more than a minute, the plans get better in the course of time.
    """
    with suppress(ClientError):
        session.run(statement("replan")).consume()


def _drop_broken(session: neo4j.Session, wanted: Mapping[str, str]) -> None:
    broken = _broken(session.run(statement("read-schema")), wanted)
    if broken:
        # Another load may be making them: then they are sound in a while, and locked until then.
        time.sleep(_SETTLING_SECONDS)
        now = _broken(session.run(statement("read-schema")), wanted)
        for name in broken.keys() & now.keys():
            try:
                transact(session, partial(_run, text=statement(now[name], NAME=any_of([name]))))
            except Neo4jError:
                if name in _broken(session.run(statement("read-schema")), wanted):
                    raise


def _run(transaction: neo4j.Transaction, text: str) -> None:
    transaction.run(text).consume()


def _broken(there: Iterable[neo4j.Record], wanted: Mapping[str, str]) -> dict[str, str]:
    """Return what is of no use, with the statement that drops it: failed, or a constraint's index without it."""
    broken = {}
    for record in there:
        name, owner = record["name"], record["owningConstraint"]
        is_orphan = "CONSTRAINT" in wanted.get(name, "") and owner is None and record["populationPercent"] == _ALL
        if name in wanted and (record["state"] == "FAILED" or is_orphan):
            broken[name] = "drop-constraint" if owner else "drop-index"
    return broken
