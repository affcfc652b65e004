"""Loads the data package into Neo4j: what is new is created, what changed is changed, what left is removed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import neo4j

from graph_loader.database import schema, stored
from graph_loader.database.blocks import Blocks, cut_ahead, forget
from graph_loader.database.catalogue import Catalogue, Entry, Verdict, judged
from graph_loader.database.chunks import CHUNK, chunks
from graph_loader.database.elements import Node, Relationship
from graph_loader.database.errors import RemovalError
from graph_loader.database.feed import UnsureError
from graph_loader.database.first import is_first, load_first
from graph_loader.database.lock import COMPLETE, PATIENCE_SECONDS, Hold, held
from graph_loader.database.migration import bring_over, check_current
from graph_loader.database.part import Part
from graph_loader.database.progress import Say, silent
from graph_loader.database.rows import Loadable, PackageRows, loadable
from graph_loader.database.verify import Report
from graph_loader.database.whence import fingerprint
from graph_loader.database.writing import Writer
from graph_loader.model.collector import collector_paused
from graph_loader.model.errors import ColdWarError, DatasetError

T = TypeVar("T")

_LARGE_PART = 0.1


@dataclass(slots=True)
class Summary:
    """What a load did, or would do.

    Attributes
    ----------
    created, changed, removed, unchanged : Counter
        Numbers by label or relationship type.
    kept : list of str
        Ids of nodes that left the package but stay, no longer ours, because something foreign is attached to them.
    report : Report or None
        What comparing all of it with the package found, where that was done.
    """

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    report: Report | None = None

    @property
    def there(self) -> Counter[str]:
        """How many nodes and relationships the package has, by label or type."""
        return self.created + self.changed + self.unchanged

    @property
    def changes(self) -> int:
        """How many nodes and relationships differ from before."""
        return self.created.total() + self.changed.total() + self.removed.total()

    def as_dict(self) -> dict[str, Any]:
        """Return it in plain dicts and lists."""
        counters = {name: dict(getattr(self, name)) for name in ("created", "changed", "removed", "unchanged")}
        return {**counters, "kept": list(self.kept), "report": self.report.as_dict() if self.report else None}

    def count(self, kind: str, verdict: Verdict) -> None:
        """Count a row of the data package."""
        counters = {Verdict.NEW: self.created, Verdict.CHANGED: self.changed, Verdict.SAME: self.unchanged}
        counters[verdict][kind] += 1


def load(
    driver: neo4j.Driver,
    database: str,
    package: Loadable,
    *,
    dry_run: bool = False,
    repair: bool = False,
    say: Say = silent,
    patience: float = PATIENCE_SECONDS,
    may_remove: bool = True,
) -> Summary:
    """Load a data package into a database.

    Parameters
    ----------
    driver : neo4j.Driver
        Open.
    database : str
        The database's name.
    package : pathlib.Path, sequence of pathlib.Path or PackageRows
        The folder of a package or collection, or several that are read as one; or what was read.
    dry_run : bool
        Only find out what would change.
    repair : bool
        Compare what really stands in the database, not the digests beside it: undoes hand edits.
    say : callable, optional
        Told what goes on.
    patience : float
        Seconds to wait for another loader.
    may_remove : bool
        Whether to go on where a large part of what is loaded is removed, or a package that was loaded from another
        folder is changed.

    Returns
    -------
    Summary

    Raises
    ------
    LoadError
        If another load does not end, or somebody else writes under the package's name.
    RemovalError
        If something is removed that may not be; nothing has been changed.
    DatasetError
        If the package breaks a rule.
    """
    rows = loadable(package, cut_ahead)
    name = rows.name
    with collector_paused(), driver.session(database=database) as session:
        if dry_run:
            there = stored.package_node(session, name)
            if there:
                check_current(name, there["state"], there["model"])
            is_complete = there is not None and there["state"] == COMPLETE
            blocks = blocks_of(session, rows) if is_complete and not repair else None
            return _compare(session, rows, blocks, repair=repair).summary
        bring_over(session, say)
        say("making keys and indexes")
        schema.ensure(session, rows.vocabulary.types)
        with held(driver, database, name, rows.types, say=say, patience=patience) as hold:
            blocks = blocks_of(session, rows)
            if is_first(session, rows, hold):
                summary = Summary(created=load_first(driver, database, rows, hold, say=say))
            else:
                believed = blocks if hold.before == COMPLETE and not repair else None
                summary = _load_changes(
                    driver, database, rows, hold, believed, say=say, repair=repair, may_remove=may_remove
                )
            complete(session, hold, rows, blocks, summary.there)
        if summary.changes > _LARGE_PART * summary.there.total():
            schema.replan(session)
        return summary


def _load_changes(
    driver: neo4j.Driver,
    database: str,
    rows: PackageRows,
    hold: Hold,
    blocks: Blocks | None,
    *,
    say: Say,
    repair: bool,
    may_remove: bool,
) -> Summary:
    """Compare what is there with the package, and write the differences."""
    say("comparing")
    with driver.session(database=database) as session:
        try:
            comparison = _compare(session, rows, blocks, repair=repair, alive=hold.keep)
            if not may_remove:
                comparison.check_removal()
        except ColdWarError:
            hold.withdraw()
            raise
        if comparison.summary.changes:
            with Writer(driver, database, rows.name, hold) as writer:
                comparison.summary.kept += _write(writer, comparison, say)
        return comparison.summary


def blocks_of(session: neo4j.Session, rows: PackageRows) -> Blocks | None:
    """Cut a package into blocks, if it is large, in its form and in order."""
    try:
        return Blocks(session, rows)
    except UnsureError:
        return None


def complete(
    session: neo4j.Session, hold: Hold, rows: PackageRows, blocks: Blocks | None, there: Mapping[str, int]
) -> None:
    """Mark a package complete, with its blocks where it has some, and so many nodes and relationships by kind."""
    if blocks:
        blocks.keep(session)
        also = partial(blocks.set_mark, own=there)
    else:
        also = partial(forget, package=rows.name)
    left_out = rows.left_out.count if rows.left_out else None
    hold.finish(rows.version, rows.types, rows.packages, fingerprint(rows.folders), left_out, also=also)


def _compare(
    session: neo4j.Session,
    rows: PackageRows,
    blocks: Blocks | None,
    *,
    repair: bool,
    alive: Callable[[], None] = lambda: None,
) -> _Comparison:
    """Compare what changed since the last load, where blocks that are believed tell it; else everything."""
    if blocks and (mark := blocks.mark(session)):
        # What is wrong with a part may be wrong with the whole, and is told of its rows there.
        with suppress(UnsureError, DatasetError):
            return _PartComparison(session, rows, mark.own, Part(rows, blocks.feed, blocks.changes(session)), alive)
    return _WholeComparison(session, rows, repair=repair, alive=alive)


class _Comparison(ABC):
    """What the database holds beside what the data package says."""

    def __init__(self, session: neo4j.Session, rows: PackageRows, alive: Callable[[], None]) -> None:
        self.rows = rows
        self._alive = alive
        self.summary = Summary()
        self._session = session
        self._types = stored.types(session, rows.name, rows.types)
        # By kind, the ids of what must go before anything is written: a changed relationship is made anew.
        self.old_relationships: defaultdict[str, list[str]] = defaultdict(list)
        self.old_nodes: defaultdict[str, list[str]] = defaultdict(list)

    @abstractmethod
    def elements(self) -> Iterator[tuple[Node | Relationship, Verdict]]:
        """Yield nodes and relationships of the package, all that differ among them, with what they mean to Neo4j."""

    def check_removal(self) -> None:
        """Refuse to remove a large part, or to change what another package seems to have loaded under this name."""
        name, removed, changed = self.rows.name, self.summary.removed.total(), self.summary.changed.total()
        loaded = removed + changed + self.summary.unchanged.total()
        elsewhere = stored.folder(self._session, name) not in (None, fingerprint(self.rows.folders))
        if removed > loaded * _LARGE_PART or (elsewhere and self.summary.changes):
            others = f", changes {changed:,} and adds {self.summary.created.total():,}" if elsewhere else ""
            whence = " from another folder" if elsewhere else ""
            raise RemovalError(
                f"this removes {removed:,} of the {loaded:,} nodes and relationships that are loaded as "
                f"{name}{whence}{others}"
            )

    def _survey(self) -> None:
        for number, (element, verdict) in enumerate(self.elements()):
            if not number % CHUNK:
                self._alive()
            self.summary.count(element.kind, verdict)
            if verdict is Verdict.CHANGED and isinstance(element, Relationship):
                self.old_relationships[element.type].append(element.id)

    def _add_left(self, catalogue: Catalogue, entries: Iterable[Entry]) -> None:
        """Add by kind the ids of ours in the database that the package no longer has."""
        labels = frozenset(self.rows.labels)
        for chunk in chunks(entries):
            for entry in catalogue.unseen(chunk):
                (self.old_nodes if entry.kind in labels else self.old_relationships)[entry.kind].append(entry.id)
                self.summary.removed[entry.kind] += 1


class _WholeComparison(_Comparison):
    """The comparison of everything, row by row."""

    def __init__(
        self, session: neo4j.Session, rows: PackageRows, *, repair: bool, alive: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(session, rows, alive)
        ours = (session, rows.labels, self._types, rows.name)
        found = (each.entry() for each in stored.everything(*ours)) if repair else stored.entries(*ours)
        self._catalogue = Catalogue(self._lively(found))
        self._survey()
        if self._catalogue.left:
            self._add_left(self._catalogue, self._lively(stored.entries(*ours)))

    def elements(self) -> Iterator[tuple[Node | Relationship, Verdict]]:
        """Yield every node and relationship of the package."""
        return judged(self.rows.elements(), self._catalogue)

    def _lively(self, elements: Iterator[T]) -> Iterator[T]:
        """Yield what is read, with a sign of life now and then."""
        for number, element in enumerate(elements):
            if not number % CHUNK:
                self._alive()
            yield element


class _PartComparison(_Comparison):
    """The comparison of a part, of which all is that changed since the last load; that left so many of each kind."""

    def __init__(
        self, session: neo4j.Session, rows: PackageRows, own: Mapping[str, int], part: Part, alive: Callable[[], None]
    ) -> None:
        super().__init__(session, rows, alive)
        self._part = part.rows
        entries = [*part.entries(session, self._types)]
        self._catalogue = Catalogue(entries)
        self._survey()
        self._add_left(self._catalogue, entries)
        self.summary.unchanged = Counter(own) - self.summary.changed - self.summary.removed

    def elements(self) -> Iterator[tuple[Node | Relationship, Verdict]]:
        """Yield what is in the part."""
        return judged(self._part.elements(), self._catalogue)


def _write(writer: Writer, comparison: _Comparison, say: Say) -> list[str]:
    """Write the differences; return the ids of nodes that stay because of what others attached to them."""
    if comparison.old_relationships or comparison.old_nodes:
        say("removing what changed or left")
        writer.leave(comparison.old_relationships, comparison.old_nodes)
    total, done = comparison.summary.changes, 0
    for element, verdict in comparison.elements():
        if verdict is Verdict.SAME:
            continue
        if verdict is Verdict.CHANGED and isinstance(element, Node):
            writer.change_node(element)
        else:
            writer.create(element)
        done += 1
        if not done % CHUNK:
            say(f"writing: {done:,} of about {total:,} nodes and relationships")
    writer.flush()
    return writer.kept
