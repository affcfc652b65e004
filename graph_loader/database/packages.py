"""The data packages that a database holds: listing them, choosing one, removing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import neo4j

from graph_loader.database import schema, stored
from graph_loader.database.elements import MODEL_TYPES, our_labels
from graph_loader.database.errors import DatabaseError
from graph_loader.database.first import remove_all
from graph_loader.database.load import Summary
from graph_loader.database.lock import PATIENCE_SECONDS, held
from graph_loader.database.migration import bring_over
from graph_loader.database.progress import Say, silent
from graph_loader.database.statements import any_of, statement
from graph_loader.database.writing import Writer
from graph_loader.model.problems import did_you_mean, quoted

_APART = (
    "ask for {0}, in which its claims have it as `origin`; to take it out, `coldwar load --data …` of {0} with "
    "--drop-package; to have it beside, load its own folder"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A data package in a database.

    Attributes
    ----------
    name, version, state : str
        As it was loaded; the state is ``complete``, or ``loading`` where a load or a removal did not end.
    model : int or None
        The version of the model in which it stands; None in one that did not tell.
    claims, nodes : int
        How many claims it has, and how many nodes altogether.
    folder : str or None
        The fingerprint of the folder from which it was loaded.
    draft : bool or None
        Whether it was loaded as a draft; None where that is not known.
    packages : tuple of str
        Of a collection, the packages that it reads as one.
    """

    name: str
    version: str
    state: str
    model: int | None
    claims: int
    nodes: int
    folder: str | None
    draft: bool | None
    packages: tuple[str, ...] = ()


def loaded(driver: neo4j.Driver, database: str) -> list[Loaded]:
    """Return the data packages in a database, by name."""
    text = statement("list-packages", LABEL=any_of(our_labels()))
    records = driver.execute_query(text, database_=database, routing_=neo4j.RoutingControl.READ).records
    return [
        Loaded(
            name=str(package.get("name")),
            version=str(package.get("version") or ""),
            state=str(package.get("state") or ""),
            model=package.get("model"),
            claims=claims,
            nodes=nodes,
            folder=package.get("folder"),
            draft=package.get("draft"),
            packages=tuple(package.get("packages") or ()),
        )
        for package, nodes, claims in records
    ]


def the_one(found: Sequence[Loaded], name: str | None) -> Loaded:
    """Return the package of a name; without a name the only one.

    Raises
    ------
    DatabaseError
        If there is none, or there are several.

    Examples
    --------
    >>> mini = Loaded("mini", "0.1.0", "complete", 2, 18, 60, None, None)
    >>> the_one([mini], None).name
    'mini'
    """
    names = [each.name for each in found]
    if not found:
        raise DatabaseError("no data package is loaded: `coldwar load` loads one")
    if name is not None and name not in names:
        if whole := next((each for each in found if name in each.packages), None):
            raise DatabaseError(f"{name} is loaded as part of {whole.name}, not by itself: {_APART.format(whole.name)}")
        hint = did_you_mean(name, names)
        raise DatabaseError(
            f"expected a data package of {', '.join(names)}, which are loaded, found {quoted(name)}{hint}"
        )
    if name is None and len(found) > 1:
        raise DatabaseError(f"expected one of the data packages that are loaded, {', '.join(names)}: say which")
    return next(each for each in found if name in {None, each.name})


def unload(
    driver: neo4j.Driver, database: str, name: str, *, say: Say = silent, patience: float = PATIENCE_SECONDS
) -> Summary:
    """Remove all that a data package owns; what others attached something to stays, no longer ours.

    Parameters
    ----------
    driver : neo4j.Driver
        Open.
    database : str
        The database's name.
    name : str
        The package's name.
    say : callable, optional
        Told what goes on.
    patience : float
        Seconds to wait for a loader.

    Returns
    -------
    Summary

    Raises
    ------
    DatabaseError
        If there is no such package.
    LoadError
        If a load of it does not end.
    """
    the_one(loaded(driver, database), name)
    summary = Summary()
    with driver.session(database=database) as session:
        bring_over(session, say)
        with held(driver, database, name, (), say=say, patience=patience) as hold:
            say("removing")
            types = stored.types(session, name, MODEL_TYPES)
            with Writer(driver, database, name, hold) as writer:
                removed = remove_all(session, writer, hold, labels=our_labels(), types=types, package=name)
            summary.removed += removed
            summary.kept += writer.kept
            hold.forget()
        schema.replan(session)
    return summary
