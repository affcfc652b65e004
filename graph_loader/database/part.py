"""The part of a data package that some units are in: with all that they refer to, so that it is a package by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import neo4j

from graph_loader.database.blocks import Changes
from graph_loader.database.catalogue import Entry
from graph_loader.database.elements import CLAIM_LABELS, MODEL_TYPES, VOCABULARY_LABELS
from graph_loader.database.feed import Feed, UnsureError
from graph_loader.database.rows import PackageRows
from graph_loader.database.statements import all_of, statement
from graph_loader.database.stored import node_entries, relationship_entries
from graph_loader.database.units import ANNOTATION, CLAIM, MENTIONS, PASSAGE
from graph_loader.package.content import Content
from graph_loader.package.descriptor import Table
from graph_loader.package.raw import RawTable, Record

MOST = 20_000
"""Units that may have changed; of more, it is quicker to compare everything."""
_PLACE = ("source_id", "locator")
_LEADING = ("state_id", "parent_id", "part_of", "place_id")
_REFERRING = {
    "relationships": ("from_id", "to_id", "about_id", "place_id"),
    "evidence": ("source_id", "reported_by", "cites"),
    "annotations": ("target_id", "other_id", "source_id"),
    "mentions": ("entity_id", "source_id"),
    "passages": ("source_id",),
}
"""The columns that name entities."""
_OF_ENTITIES = ("BELONGS_TO", "WITHIN", "IN_PLACE", "IN_THEATRE", "IN_BLOC")
_OF_CLAIMS = ("OF_TYPE", "FROM", "TO", "ABOUT", "AT")
_BY_CLAIMS = ("STATED_IN", "REPORTED_BY", "CITES")


class Part:
    """What is made of some units of a package, and what the database has of them.

    Parameters
    ----------
    rows : PackageRows
        The package.
    feed : Feed
        Its tables.
    changes : Changes
        The units that changed.

    Raises
    ------
    UnsureError
        If they are too many, or the tables are not in their form.
    """

    def __init__(self, rows: PackageRows, feed: Feed, changes: Changes) -> None:
        if len(changes.there) + len(changes.gone) > MOST:
            raise UnsureError("too much changed")
        self._whole = rows
        self._feed = feed
        self._tables = rows.tables
        self._nodes = {table.label: table for table in rows.tables.values() if table.label}
        self._keys: defaultdict[str, set[bytes]] = defaultdict(set)
        for kind, key in changes.there:
            self._keys[kind].add(key)
        self._follow_names(changes)
        self._hold_passages()
        self._records: defaultdict[str, list[Record]] = defaultdict(list)
        self._select()
        for kind, key in changes.gone:
            self._keys[kind].add(key)
        tables = {name: RawTable.of(table, self._records[name]) for name, table in self._tables.items()}
        self.rows = rows.part(Content(rows.name, rows.version, rows.vocabulary, tables))

    def entries(self, session: neo4j.Session, types: Iterable[str]) -> Iterator[Entry]:
        """Yield what the database has of the part, and of the units that are gone."""
        package = self._whole.name
        keys = {kind: [key.decode() for key in keys] for kind, keys in self._keys.items()}
        claims, notes, passages = (keys.get(kind, []) for kind in (CLAIM, ANNOTATION, PASSAGE))

        def find(how: str, kind: str, wanted: Sequence[str]) -> Iterator[Entry]:
            text = statement(how, LABEL=all_of([kind]), TYPE=all_of([kind]))
            for record in session.run(text, package=package, keys=wanted) if wanted else ():
                yield Entry(kind, str(record["id"]), record["digest"])

        yield from node_entries(session, VOCABULARY_LABELS, package)
        yield from relationship_entries(session, ["IN_FAMILY"], package)
        for label in (*self._nodes, *CLAIM_LABELS):
            yield from find("find-nodes", label, keys.get(label, []))
        ties = (type_ for type_ in types if type_ not in MODEL_TYPES)
        for by_id, of in (
            (claims, (*_OF_CLAIMS, *ties)),
            (passages, ("IN",)),
            (notes, ("STATED_IN", "ON", "CONTRADICTS")),
        ):
            for type_ in of:
                yield from find("find-relationships", type_, by_id)
        entities = [*{key for label in self._nodes for key in keys.get(label, ())}]
        for by_beginning, of in ((entities, _OF_ENTITIES), (claims, _BY_CLAIMS), (notes, ("ON", "CONTRADICTS"))):
            for type_ in of:
                yield from find("find-relationships-of", type_, by_beginning)
        mentioning = {*keys.get(MENTIONS, ())}
        for entry in find("find-relationships-of", "MENTIONS", [*mentioning]):
            if entry.id.rpartition("|")[0] in mentioning:  # A locator may have a bar in it.
                yield entry

    def _follow_names(self, changes: Changes) -> None:
        """Add the units that name an entity which left its table: it is of another kind now, or nothing.

        An annotation may name what was taken for a claim before.
        """
        left = {key for kind, key in changes.gone if kind in self._nodes}
        came = {key for kind, key in changes.there if kind in self._nodes}
        if left | came:
            self._add_naming("annotations", ("id",), left | came, ANNOTATION)
        if left:
            self._add_naming("relationships", ("id",), left, CLAIM)
            self._add_naming("evidence", ("relationship_id",), left, CLAIM)
            self._add_naming("mentions", _PLACE, left, MENTIONS)
            for label, table in self._nodes.items():
                self._add_naming(table.name, ("id",), left, label)

    def _add_naming(self, name: str, known_by: Sequence[str], entities: set[bytes], kind: str) -> None:
        table = self._tables[name]
        many = len(known_by)
        columns = _REFERRING.get(name) or [column for column in _LEADING if column in table.columns]
        for cells, _ in self._feed.rows(table, (*known_by, *columns)) if columns else ():
            if not entities.isdisjoint(cells[many : many + len(columns)]):
                self._keys[kind].add(b"#".join(cells[:many]))

    def _hold_passages(self) -> None:
        """Add, for each passage that the package does not list, a unit that cites it."""
        wanted = {*self._keys[PASSAGE]}
        for name, known_by, kind in (
            ("passages", (), ""),
            ("evidence", ("relationship_id",), CLAIM),
            ("annotations", ("id",), ANNOTATION),
            ("mentions", (), MENTIONS),
        ):
            for cells, _ in self._feed.rows(self._tables[name], (*known_by, *_PLACE)) if wanted else ():
                passage = b"#".join(cells[len(known_by) : len(known_by) + 2])
                if passage in wanted and (kind != ANNOTATION or all(cells[1:3])):
                    wanted.discard(passage)
                    if kind:
                        self._keys[kind].add(cells[0] if known_by else passage)
        if wanted:
            raise UnsureError("passages that nothing cites")

    def _select(self) -> None:
        """Take the rows of all units, then of the passages that they cite, then of the entities that they name."""
        for name, column, kind in (
            ("relationships", "id", CLAIM),
            ("evidence", "relationship_id", CLAIM),
            ("annotations", "id", ANNOTATION),
        ):
            self._take(self._tables[name], (column,), self._keys[kind])
        self._take(self._tables["mentions"], _PLACE, self._keys[MENTIONS])
        for name in ("evidence", "annotations", "mentions"):
            places = ([record.cells[column] for column in _PLACE] for record in self._records[name])
            cited = ("#".join(place).encode() for place in places if name != "annotations" or all(place))
            self._keys[PASSAGE].update(cited)
        self._take(self._tables["passages"], _PLACE, self._keys[PASSAGE])
        self._take_entities()

    def _take(self, table: Table, columns: Sequence[str], keys: Collection[bytes]) -> list[Record]:
        if not keys:
            return []
        found = [*self._feed.records(table, columns, lambda *cells: b"#".join(cells) in keys)]
        self._records[table.name] += found
        return found

    def _take_entities(self) -> None:
        """Take the entities that are named, those that these name in turn, and their names and ids."""
        taken: set[bytes] = set()
        wanted = {key for label in self._nodes for key in self._keys[label]}
        for name, columns in _REFERRING.items():
            wanted |= {record.cells[column].encode() for record in self._records[name] for column in columns}
        while wanted := wanted - taken - {b""}:
            taken |= wanted
            named: set[bytes] = set()
            for label, table in self._nodes.items():
                leading = [column for column in _LEADING if column in table.columns]
                for record in self._take(table, ("id",), wanted):
                    self._keys[label].add(record.cells["id"].encode())
                    named |= {record.cells[column].encode() for column in leading}
            wanted = named
        for name in ("aliases", "identifiers"):
            self._take(self._tables[name], ("entity_id",), taken)
