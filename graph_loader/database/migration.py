"""Brings data packages that an earlier version of the model loaded over to this one; nothing else is touched.

They were marked by another property and had keys of their id alone. Marks and keys are changed here; what a claim
carries is changed by loading the package.
"""

from __future__ import annotations

from functools import partial

import neo4j

from graph_loader.database.connection import transact
from graph_loader.database.elements import ACTOR, CLAIM_LABELS, MODEL
from graph_loader.database.errors import DatabaseError
from graph_loader.database.lock import COMPLETE
from graph_loader.database.progress import Say
from graph_loader.database.statements import all_of, any_of, statement
from graph_loader.package.descriptor import entity_labels


def check_current(name: str, state: str, model: int | None) -> None:
    """Refuse to read a package that was loaded whole in an earlier version of the model.

    Raises
    ------
    DatabaseError
        If it does.
    """
    if state == COMPLETE and model != MODEL:
        raise DatabaseError(
            f"{name} was loaded by an earlier version of coldwar, in another model: `coldwar load` brings it over"
        )


def bring_over(session: neo4j.Session, say: Say) -> None:
    """Give what earlier versions loaded its present mark, and drop their keys; again changes nothing."""
    record = session.run(statement("read-earlier"), model=MODEL).single(strict=True)
    packages = record["packages"]
    if not packages:
        return
    labels = (*entity_labels(), *CLAIM_LABELS)
    types = tuple(dict.fromkeys(record["types"]))
    there = {each["name"] for each in session.run(statement("read-schema"))}
    old_keys = [key for key in (f"{name}_id" for name in (*labels, ACTOR, *types)) if key in there]
    if old_keys:
        say("bringing over what an earlier version loaded")
    for key in old_keys:
        transact(session, partial(_drop, name=key))
    session.run(statement("bring-over-nodes", LABEL=any_of(labels)), packages=packages).consume()
    if types:
        session.run(statement("bring-over-relationships", TYPE=any_of(types)), packages=packages).consume()


def _drop(transaction: neo4j.Transaction, name: str) -> None:
    transaction.run(statement("drop-constraint", NAME=all_of([name]))).consume()
