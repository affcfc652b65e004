"""The nodes and relationships that stand in the database under our labels and types, streamed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from datetime import date
from functools import cache, partial
from typing import Any, NamedTuple

import neo4j

from graph_loader.database.ahead import begin
from graph_loader.database.catalogue import Entry
from graph_loader.database.elements import ACTOR
from graph_loader.database.properties import digest
from graph_loader.database.statements import all_of, any_of, statement

OURS = ("package", "digest")
"""The properties by which the loader knows its own."""
PAGE = 5_000
"""Nodes or relationships that are asked for at once."""
MANY = 5_000
"""Nodes of a label or relationships of a type that are worth a statement of their own, which has to be planned."""
_TOGETHER = 4
"""How many times that is read at once of several labels or types."""
_DAYS = ("start", "end", "startLatest", "endEarliest")


class Portion(NamedTuple):
    """Labels or types that are read at once, and how many nodes or relationships they have, whosever: many or few."""

    kinds: Sequence[str]
    number: int
    are_many: bool


class _Page(NamedTuple):
    """Rows of some labels or types, what they have in common, and whether days come as text and not all is said."""

    kinds: Sequence[str]
    shared: list[Any]
    rows: list[list[Any]]
    is_brief: bool


class _Reads(NamedTuple):
    """The statements for several labels or types of few rows, for one of many, and for those without an id of ours."""

    few: str
    many: str
    strays: str


_NODES = _Reads("read-few-node-properties", "read-many-node-properties", "read-stray-nodes")
_TIES = _Reads("read-few-relationship-properties", "read-many-relationship-properties", "read-stray-relationships")
_NODE_DIGESTS = _NODES._replace(few="read-few-nodes", many="read-nodes")
_TIE_DIGESTS = _TIES._replace(few="read-few-relationships", many="read-relationships")


class Stored(NamedTuple):
    """A node or relationship as it stands in the database.

    `place` holds the labels of a node; of a relationship the type, and label and id of its two ends.
    """

    kind: str
    place: tuple[str, ...]
    properties: dict[str, Any]

    @property
    def id(self) -> str:
        """Its id; what stands there without one is called ``None``."""
        return str(self.properties.get("id"))

    @property
    def digest(self) -> str:
        """The digest of what really stands there."""
        return digest(self.place, self.properties)

    def entry(self) -> Entry:
        """Return its entry in a catalogue."""
        return Entry(self.kind, self.id, self.digest)


def package_node(session: neo4j.Session, package: str) -> neo4j.Record | None:
    """Return what a package's own node says: state, version, model, types and folder; None where there is none."""
    return session.run(statement("read-package"), package=package).single()


def types(session: neo4j.Session, package: str, current: Sequence[str]) -> tuple[str, ...]:
    """Return the relationship types of a package: its vocabulary's, and those of earlier versions."""
    record = package_node(session, package)
    earlier = (record["types"] if record else None) or ()
    return tuple(dict.fromkeys((*current, *earlier)))


def folder(session: neo4j.Session, package: str) -> str | None:
    """Return the digest of the folder from which a package was loaded last, None if that is not known."""
    record = package_node(session, package)
    return record["folder"] if record else None


def everything(session: neo4j.Session, labels: Sequence[str], kinds: Sequence[str], package: str) -> Iterator[Stored]:
    """Yield all of ours with all their properties, the nodes first."""
    yield from nodes(session, node_portions(session, labels), labels, package)
    yield from relationships(session, relationship_portions(session, kinds), labels, package)


def node_portions(session: neo4j.Session, labels: Sequence[str]) -> list[Portion]:
    """Return how labels are read."""
    return _few(session, "count-nodes", labels) or portions(counts(session, labels, ()))


def relationship_portions(session: neo4j.Session, kinds: Sequence[str]) -> list[Portion]:
    """Return how relationship types are read."""
    return _few(session, "count-relationships", kinds) or portions(counts(session, (), kinds))


def _few(session: neo4j.Session, count: str, kinds: Sequence[str]) -> list[Portion]:
    """Return labels or types as one portion where all that is there is little, whatever it is: that is soon known."""
    number = int(session.run(statement(count)).single(strict=True)["number"])
    return [Portion(kinds, number, are_many=False)] if number < _TOGETHER * MANY else []


def counts(runner: neo4j.Session | neo4j.Transaction, labels: Iterable[str], kinds: Iterable[str]) -> dict[str, int]:
    """Return how many nodes of each label and relationships of each type there are, whosever: the server just knows."""
    places = {label: f"(:{all_of([label])})" for label in labels}
    places |= {kind: f"()-[:{all_of([kind])}]->()" for kind in kinds}
    asked = ", ".join(f"COUNT {{ {place} }}" for place in places.values())
    (found,) = runner.run(f"RETURN [{asked}]").single(strict=True)
    return dict(zip(places, found, strict=True))


def entries(session: neo4j.Session, labels: Sequence[str], kinds: Sequence[str], package: str) -> Iterator[Entry]:
    """Yield what the stored digests say about all of ours, the nodes first."""
    yield from node_entries(session, labels, package)
    yield from relationship_entries(session, kinds, package)


def node_entries(session: neo4j.Session, labels: Sequence[str], package: str) -> Iterator[Entry]:
    """Yield what the stored digests say about nodes."""
    for page in _pages(session, _NODE_DIGESTS, node_portions(session, labels), package):
        kind = page.kinds[0] if len(page.kinds) == 1 else _label(page.shared[0], labels)
        if kind in page.kinds:
            yield from _entries(kind, page)


def relationship_entries(session: neo4j.Session, kinds: Sequence[str], package: str) -> Iterator[Entry]:
    """Yield what the stored digests say about relationships."""
    for page in _pages(session, _TIE_DIGESTS, relationship_portions(session, kinds), package):
        yield from _entries(_type(page), page)


def portions(totals: Mapping[str, int]) -> list[Portion]:
    """Return labels or types of which there are so many as they are read: many by themselves, few together.

    Examples
    --------
    >>> for portion in portions({"State": 0, "Person": 4_000, "Passage": 9_000, "Event": 5}):
    ...     print(portion)
    Portion(kinds=['State', 'Person', 'Event'], number=4005, are_many=False)
    Portion(kinds=['Passage'], number=9000, are_many=True)
    """
    few: list[Portion] = []
    for kind, number in totals.items():
        if number >= MANY:
            continue
        if few and few[-1].number + number < _TOGETHER * MANY:
            few[-1] = Portion([*few[-1].kinds, kind], few[-1].number + number, are_many=False)
        else:
            few.append(Portion([kind], number, are_many=False))
    many = (Portion([kind], number, are_many=True) for kind, number in totals.items() if number >= MANY)
    return [*(each for each in few if each.number), *many]


def nodes(session: neo4j.Session, of: Iterable[Portion], labels: Collection[str], package: str) -> Iterator[Stored]:
    """Yield our nodes with all their properties."""
    known = {*labels, ACTOR}
    for page in _pages(session, _NODES, of, package):
        (borne,) = page.shared
        place = tuple(sorted(known.intersection(borne)))
        kind = _label(place, labels)
        if kind in page.kinds:  # Somebody gave it a second of our labels: it may come once under each.
            for id_, said in page.rows:
                yield Stored(kind, place, _properties(id_, said, is_brief=page.is_brief))


def relationships(
    session: neo4j.Session, of: Iterable[Portion], labels: Collection[str], package: str
) -> Iterator[Stored]:
    """Yield our relationships with all their properties."""
    for page in _pages(session, _TIES, of, package):
        kind = _type(page)
        from_label, to_label = (_label(borne, labels) for borne in page.shared[-2:])
        for id_, start, end, said in page.rows:
            place = (kind, from_label, str(start), to_label, str(end))
            yield Stored(kind, place, _properties(id_, said, is_brief=page.is_brief))


def _type(page: _Page) -> str:
    """Return the type of the relationships of a page, which says it where several types were asked for."""
    return str(page.shared[0]) if len(page.kinds) > 1 else page.kinds[0]


def _properties(id_: str, said: Any, *, is_brief: bool) -> dict[str, Any]:
    """Return the properties that are not the loader's."""
    if not isinstance(said, dict):  # It says no more than its id and perhaps a number, which is all that comes of it.
        return {"id": id_} if said is None else {"id": id_, "count": said}
    properties = {name: value for name, value in said.items() if value is not None and name not in OURS}
    for name in _DAYS if is_brief else ():
        if name in properties:
            day = properties[name]
            properties[name] = _day(day) if isinstance(day, str) else day[0]
    return properties


@cache
def _day(text: str) -> date | str:
    """Return the day that comes as text; of a year that no package has, the text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _entries(kind: str, page: _Page) -> Iterator[Entry]:
    """Yield entries of ids and digests, or of what strays say in full."""
    for id_, *_, said in page.rows:
        yield Entry(kind, str(id_), said.get("digest", "") if isinstance(said, dict) else said)


def _pages(session: neo4j.Session, reads: _Reads, of: Iterable[Portion], package: str) -> Iterator[_Page]:
    """Yield what is of a package, many rows at once: a record for each costs ten times as much."""
    for kinds, number, are_many in of:
        if are_many:
            yield from _pages_of_many(session, reads, kinds[0], number, package)
        elif number:
            text = statement(reads.few, LABELS=any_of(kinds), TYPES=any_of(kinds))
            yield from _asked(session, kinds, text, is_brief=False, package=package)


def _pages_of_many(session: neo4j.Session, reads: _Reads, kind: str, total: int, package: str) -> Iterator[_Page]:
    """Yield what is of one label or type, page by page.

    While a page is used the server makes the next, so the session is for nothing else meanwhile.
    """
    found = 0
    names = {"LABEL": all_of([kind]), "TYPE": all_of([kind])}
    ask = partial(_asked, session, [kind], statement(reads.many, **names), is_brief=True, package=package, limit=PAGE)
    asked: Future[list[_Page]] | None = begin(partial(ask, after=""))
    try:
        while asked and (pages := asked.result()):
            number = sum(len(page.rows) for page in pages)
            last = max(page.rows[-1][0] for page in pages)  # by Unicode, as Neo4j has them
            asked = begin(partial(ask, after=last)) if number == PAGE else None
            found += number
            yield from pages
    finally:
        wait([asked] if asked else ())
    if found < total:  # The rest is of others, or somebody took its id away.
        yield from _asked(session, [kind], statement(reads.strays, **names), is_brief=False, package=package)


def _asked(
    session: neo4j.Session, kinds: Sequence[str], text: str, *, is_brief: bool, **parameters: Any
) -> list[_Page]:
    return [_Page(kinds, shared, rows, is_brief) for *shared, rows in session.run(text, **parameters) if rows]


def _label(found: Collection[str], labels: Collection[str]) -> str:
    """Return the one of our labels that a node bears; if somebody gave it a second, the first by the alphabet."""
    return min(set(labels).intersection(found), default="")
