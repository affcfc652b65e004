"""Compares the database with the data package, element by element and property by property."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

import neo4j

from graph_loader.database import schema, stored, whole
from graph_loader.database.ahead import side_by_side
from graph_loader.database.catalogue import Catalogue, Verdict, judged
from graph_loader.database.chunks import chunks
from graph_loader.database.elements import MODEL, Node, Relationship
from graph_loader.database.lock import COMPLETE
from graph_loader.database.progress import Say, silent
from graph_loader.database.properties import digest
from graph_loader.database.rows import Loadable, PackageRows, loadable
from graph_loader.database.units import feed_of
from graph_loader.database.whole import Whole
from graph_loader.model.problems import quoted

LISTED = 1_000
AT_ONCE = 200_000
"""Rows of a package for which a second process is worth while."""
_READERS = 2


@dataclass(frozen=True, order=True, slots=True)
class Difference:
    """One way in which the database is not what the data package says.

    Attributes
    ----------
    problem : str
        ``missing``, ``extra`` or ``different``.
    kind, id : str
        Label or relationship type, and id.
    detail : str
        Of what is different: each property with what was expected and what was found.
    """

    problem: str
    kind: str
    id: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.problem}: {self.kind} {self.id}" + (f": {self.detail}" if self.detail else "")


@dataclass(slots=True)
class Report:
    """What a comparison found.

    Attributes
    ----------
    dataset, version : str
        Of the data package.
    state : str
        What the database says of itself: ``complete in version …``, ``loading`` or ``never loaded``.
    is_complete : bool
        Whether the last load of this version ended.
    compared : int
        Nodes and relationships of the package.
    differences : list of Difference
        The first thousand, by problem, kind and id.
    unlisted : int
        How many more there are.
    """

    dataset: str
    version: str
    state: str
    is_complete: bool
    compared: int = 0
    differences: list[Difference] = field(default_factory=list)
    unlisted: int = 0

    def add(self, difference: Difference) -> None:
        """Take a difference; beyond the first thousand they are only counted."""
        if len(self.differences) < LISTED:
            self.differences.append(difference)
        else:
            self.unlisted += 1

    @property
    def is_equal(self) -> bool:
        """Whether the database holds exactly the data package."""
        return self.is_complete and not self.differences

    def as_dict(self) -> dict[str, Any]:
        """Return it in plain dicts and lists."""
        return {**asdict(self), "is_equal": self.is_equal}


def verify(
    driver: neo4j.Driver, database: str, package: Loadable, *, known: Whole | None = None, say: Say = silent
) -> Report:
    """Compare a database with a data package.

    Parameters
    ----------
    driver : neo4j.Driver
        Open.
    database : str
        The database's name.
    package : pathlib.Path, sequence of pathlib.Path or PackageRows
        The folder of a package or collection, or several that are read as one; or what was read.
    known : Whole, optional
        What the package comes to, where somebody has just walked through it.
    say : callable, optional
        Told what goes on.

    Returns
    -------
    Report

    Raises
    ------
    DatasetError
        If the package breaks a rule.
    """
    rows = loadable(package)
    with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
        report = _state(session, rows)
        for name in schema.missing(session, rows.vocabulary.types):
            report.add(Difference("missing", "schema", name))
        say("comparing")
        types = stored.types(session, rows.name, rows.types)
        there = partial(_all_there, driver, database, rows, types, say)
        if equal := _equal(rows, known, there):
            report.compared = equal
        else:
            _list(report, partial(stored.everything, session, rows.labels, types, rows.name), rows)
    report.differences.sort()
    return report


def _state(session: neo4j.Session, rows: PackageRows) -> Report:
    record = stored.package_node(session, rows.name)
    if record is None:
        return Report(rows.name, rows.version, "never loaded", is_complete=False)
    if record["state"] != COMPLETE:
        return Report(rows.name, rows.version, "loading, or a load that did not end", is_complete=False)
    if record["model"] != MODEL:
        return Report(rows.name, rows.version, "complete in an earlier model: load it again", is_complete=False)
    is_complete = bool(record["version"] == rows.version)
    return Report(rows.name, rows.version, f"complete in version {record['version']}", is_complete)


def _equal(rows: PackageRows, known: Whole | None, there: Callable[[], Whole]) -> int:
    """Return how many nodes and relationships a database holds if they are all those of a package, else 0.

    A small package is not asked: what differs is listed as quickly. Another process walks through a large one.
    """
    if known:
        return known.count if there() == known else 0
    if not rows.is_its_folder or feed_of(rows).size() < AT_ONCE:
        return 0
    with whole.of_folder(rows.folders[0]) as expected:
        found = there()
        return found.count if found == expected() else 0


def _all_there(driver: neo4j.Driver, database: str, rows: PackageRows, types: Sequence[str], say: Say) -> Whole:
    """Add up what stands in a database, read by two: while one waits for the server, the other adds."""
    reading = partial(driver.session, database=database, default_access_mode=neo4j.READ_ACCESS)
    with reading() as session:
        there: list[tuple[stored.Portion, Callable[..., Iterator[stored.Stored]]]] = [
            *((each, stored.nodes) for each in stored.node_portions(session, rows.labels)),
            *((each, stored.relationships) for each in stored.relationship_portions(session, types)),
        ]
    there.sort(key=lambda each: -each[0].number)  # so both end at about the same time
    number = sum(portion.number for portion, _ in there)
    left = iter(there)
    sums: list[Whole] = []

    def read_on() -> None:
        with reading() as session:
            for portion, read in left:
                sums.append(Whole.of(each.digest for each in read(session, [portion], rows.labels, rows.name)))
                say(f"comparing: {sum(each.count for each in sums):,} of {number:,} nodes and relationships")

    side_by_side(*[read_on] * _READERS)
    return sum(sums, Whole())


def _list(report: Report, found: Callable[[], Iterator[stored.Stored]], rows: PackageRows) -> None:
    """Compare package and database, whose orders differ: first by digests, then what differs in full."""
    catalogue = Catalogue(each.entry() for each in found())
    changed: dict[tuple[str, str], Node | Relationship] = {}
    for element, verdict in judged(rows.elements(), catalogue):
        report.compared += 1
        if verdict is Verdict.NEW:
            report.add(Difference("missing", element.kind, element.id))
        elif verdict is Verdict.CHANGED and len(changed) < LISTED:
            changed[element.kind, element.id] = element
        elif verdict is Verdict.CHANGED:
            report.unlisted += 1
    for chunk in chunks(found()) if changed or catalogue.left else ():
        for each in chunk:
            if (each.kind, each.id) in changed:
                details = _details(changed[each.kind, each.id], each)
                report.add(Difference("different", each.kind, each.id, "; ".join(details)))
        for entry in catalogue.unseen([each.entry() for each in chunk]):
            report.add(Difference("extra", entry.kind, entry.id))


def _details(expected: Node | Relationship, found: stored.Stored) -> Iterator[str]:
    """Yield each property, label or end that is not as expected."""
    if expected.place != found.place:
        yield f"expected {' '.join(expected.place)}, found {' '.join(found.place)}"
    for name in sorted(expected.properties.keys() | found.properties.keys()):
        wanted, there = ({name: each.properties[name]} if name in each.properties else {} for each in (expected, found))
        if digest((), wanted) != digest((), there):
            yield f"{name}: expected {_shown(wanted.get(name))}, found {_shown(there.get(name))}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    return quoted(value) if isinstance(value, str) else str(value)
