"""The data package as nodes and relationships of Neo4j, in one walk over its files.

A package is read and checked once and then walked in memory. One that is too large for that is streamed from its
files, each of which is read once a walk: only the ids of entities, their labels and their aliases are kept in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from graph_loader.database.properties import Properties, camel_case, digest, known
from graph_loader.database.streams import Row, in_order, rows
from graph_loader.model import dates, identifiers, locators, passages
from graph_loader.model.errors import ColdWarError
from graph_loader.model.study_file import read_study
from graph_loader.model.vocabulary import ACTOR_LABELS, RelationshipType, Vocabulary
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import DataPackage, Table, contract
from graph_loader.package.reading import LARGEST_FILE

ACTOR = "Actor"
CLAIM_LABELS = ("Claim", "Passage", "Annotation")
CLAIM_TYPES = ("FROM", "TO", "ABOUT", "AT", "STATED_IN", "IN", "CITES", "ON", "MENTIONS")
_SIDES = (("FROM", "from_id"), ("TO", "to_id"), ("ABOUT", "about_id"), ("AT", "place_id"))


class Node(NamedTuple):
    """A node as it shall stand in Neo4j; an actor's label is followed by ``Actor``."""

    label: str
    id: str
    properties: Properties

    @property
    def labels(self) -> tuple[str, ...]:
        """All its labels."""
        return (self.label, ACTOR) if self.label in ACTOR_LABELS else (self.label,)

    @property
    def kind(self) -> str:
        """Its label."""
        return self.label

    @property
    def place(self) -> tuple[str, ...]:
        """Its labels by the alphabet."""
        return tuple(sorted(self.labels))

    @property
    def digest(self) -> str:
        """What tells this state of it from another."""
        return digest(self.place, self.properties)


class Relationship(NamedTuple):
    """A relationship as it shall stand in Neo4j, with the labels by which its ends are found."""

    type: str
    id: str
    from_label: str
    from_id: str
    to_label: str
    to_id: str
    properties: Properties

    @property
    def kind(self) -> str:
        """Its type."""
        return self.type

    @property
    def place(self) -> tuple[str, ...]:
        """Its type and its ends."""
        return (self.type, self.from_label, self.from_id, self.to_label, self.to_id)

    @property
    def digest(self) -> str:
        """What tells this state of it from another."""
        return digest(self.place, self.properties)


class PackageRows:
    """The nodes and relationships of a data package, streamed from its folder.

    Parameters
    ----------
    folder : pathlib.Path
        The package's folder.
    checked : Dataset, optional
        The same package as it was read: then no file is read again.
    """

    def __init__(self, folder: Path, checked: Dataset | None = None) -> None:
        self.folder = folder
        self._content = checked.content if checked else None
        self.left_out = checked.left_out if checked else None
        if checked:
            package: Dataset | DataPackage = checked
            self.vocabulary, study = checked.vocabulary, checked.study
            self._tables = {name: raw.table for name, raw in checked.content.tables.items()}
        else:
            package = described = DataPackage.load(folder)
            self.vocabulary, study = Vocabulary.load(folder), read_study(folder)
            self._tables = described.tables
        self.name, self.version = package.name, package.version
        self._unknown_years = study.unknown_years if study else None
        self._entities = [table for table in self._tables.values() if table.label]
        self._labels: dict[str, str] = {}
        self._cited: set[str] = set()
        self._sources: dict[str, tuple[str, str | None]] = {}

    @classmethod
    def read(cls, folder: Path, *, draft: bool = False) -> PackageRows:
        """Read a data package and check it against every rule.

        One with a table beyond the validator's limit was not written by hand; its form, its order and its references
        are checked while it streams.

        Raises
        ------
        DatasetError
            If it breaks a rule.
        """
        files = [folder / table.file for table in contract().tables.values()]
        if any(file.is_file() and file.stat().st_size > LARGEST_FILE for file in files):
            if draft:
                raise ColdWarError(f"{folder}: expected tables of at most {LARGEST_FILE // 2**20} MB in a draft")
            return cls(folder)
        return cls(folder, Dataset.load(folder, draft=draft))

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all nodes, without Actor."""
        return (*(table.label for table in self._entities), *CLAIM_LABELS)

    @property
    def types(self) -> tuple[str, ...]:
        """The types of all relationships."""
        return (*self.vocabulary.types, *CLAIM_TYPES)

    def elements(self) -> Iterator[Node | Relationship]:
        """Yield every node and every relationship, each relationship after the nodes that it joins.

        Raises
        ------
        DatasetError
            If a table is missing, an id stands for two entities, or a row refers to nothing or is out of order.
        """
        yield from self._entity_nodes()
        yield from self._passages()
        yield from self._claims()
        yield from self._annotations()
        yield from self._mentions()

    def _entity_nodes(self) -> Iterator[Node]:
        aliases = self._lists("aliases", lambda cells: cells["name"])
        known_as = self._lists("identifiers", lambda cells: identifiers.written(cells["scheme"], cells["value"]))
        self._labels, self._cited, self._sources = {}, set(), {}
        for table in self._entities:
            for row in self._rows(table.name):
                id_ = row.cells["id"]
                if id_ in self._labels:
                    raise row.problem("id", "unique", f"expected a new id, found {id_!r} again")
                self._labels[id_] = table.label
                properties = _columns(table, row)
                properties |= known({"aliases": aliases.get(id_), "identifiers": known_as.get(id_)})
                if table.name == "sources":
                    self._sources[id_] = row.cells["name"], row.cells["locator_kind"]
                yield Node(table.label, id_, properties)

    def _passages(self) -> Iterator[Node | Relationship]:
        table = self._tables["passages"]
        for row in self._rows(table.name):
            yield from self._passage(row, _columns(table, row))

    def _passage(self, row: Row, columns: Properties | None = None) -> Iterator[Node | Relationship]:
        """Yield the passage of a row, the first time: that of a source coded selectively need not be listed."""
        passage = _passage(row)
        if passage in self._cited:
            return
        self._cited.add(passage)
        source, locator = row.cells["source_id"], row.cells["locator"]
        columns = columns or {"sourceId": source, "locator": locator}
        name, kind = self._sources.get(source, (source, None))
        citation = f"{name}, {locators.in_words(kind, locator)}"
        yield Node("Passage", passage, {"id": passage, **columns, "citation": citation})
        yield _link("IN", passage, ("Passage", passage), self._end(row, "source_id"))

    def _claims(self) -> Iterator[Node | Relationship]:
        for claim, evidence in self._claims_with_evidence():
            type_ = self._type(claim)
            id_ = claim.cells["id"]
            ends = {column: self._end(claim, column) for _, column in _SIDES}
            own = self._own(claim)
            yield _claim_node(claim, own)
            tie = _tie(claim, evidence, type_, self._unknown_years) | own
            yield Relationship(type_.name, id_, *ends["from_id"], *ends["to_id"], tie)
            for side, column in _SIDES:
                if ends[column][1]:
                    yield _link(side, id_, ("Claim", id_), ends[column])
            for piece in evidence:
                yield from self._passage(piece)
            yield from self._sources_of(id_, evidence)

    def _claims_with_evidence(self) -> Iterator[tuple[Row, list[Row]]]:
        """Walk through the claims and their evidence side by side; both files are in the order of the claims' ids."""
        records = in_order(self._rows("evidence"), "relationship_id", unique=False)
        groups = groupby(records, key=lambda row: row.cells["relationship_id"])
        waiting = next(groups, None)
        for claim in in_order(self._rows("relationships"), "id", unique=True):
            evidence: list[Row] = []
            if waiting and waiting[0] == claim.cells["id"]:
                evidence = list(waiting[1])
                waiting = next(groups, None)
            yield claim, evidence
        if waiting:
            message = f"expected the id of a claim, found {waiting[0]!r}"
            raise next(waiting[1]).problem("relationship_id", "reference", message)

    def _sources_of(self, claim: str, evidence: list[Row]) -> Iterator[Relationship]:
        """Yield where a claim is stated and which works are cited for it; a passage may cite several."""
        stated = {}
        cited = {}
        for row in evidence:
            cells = row.cells
            passage = _passage(row)
            properties = known({"footnote": cells["footnote"], "reportedBy": cells["reported_by"]})
            stated[f"{claim}|{passage}|{cells['footnote']}|{cells['reported_by']}"] = passage, properties
            if cells["cites"]:
                properties = known({"locator": cells["cites_locator"]})
                cited[f"{claim}|{cells['cites']}|{cells['cites_locator']}"] = self._end(row, "cites"), properties
        for key, (passage, properties) in stated.items():
            yield _link("STATED_IN", key, ("Claim", claim), ("Passage", passage), properties)
        for key, (source, properties) in cited.items():
            yield _link("CITES", key, ("Claim", claim), source, properties)

    def _annotations(self) -> Iterator[Node | Relationship]:
        table = self._tables["annotations"]
        for row in self._rows(table.name):
            key, target = row.cells["id"], row.cells["target_id"]
            yield Node("Annotation", key, _columns(table, row))
            yield _link("ON", key, ("Annotation", key), (self._labels.get(target, "Claim"), target))

    def _mentions(self) -> Iterator[Node | Relationship]:
        for row in self._rows("mentions"):
            yield from self._passage(row)
            passage, entity = _passage(row), self._end(row, "entity_id")
            properties: Properties = {"count": row.value("count", "integer")}
            yield _link("MENTIONS", f"{passage}|{entity[1]}", ("Passage", passage), entity, properties)

    def _own(self, claim: Row) -> Properties:
        """Return where a claim was imported from, and the columns that its package added."""
        fields = self._tables["relationships"].own
        own = {camel_case(field.name): claim.value(field.name, field.type) for field in fields}
        return known(own | {"provenance": claim.cells["provenance"]})

    def _type(self, claim: Row) -> RelationshipType:
        try:
            return self.vocabulary.types[claim.cells["type"]]
        except KeyError:
            message = f"expected a type of vocabulary.yaml, found {claim.cells['type']!r}"
            raise claim.problem("type", "vocabulary", message) from None

    def _end(self, row: Row, column: str) -> tuple[str, str]:
        """Return label and id of the entity that a cell refers to; both empty for an empty cell."""
        entity = row.cells[column]
        if entity and entity not in self._labels:
            raise row.problem(column, "reference", f"expected the id of an entity, found {entity!r}")
        return self._labels.get(entity, ""), entity

    def _lists(self, name: str, text: Callable[[Mapping[str, str]], str]) -> dict[str, list[str]]:
        """Return what the rows of a table say of each entity."""
        lists: dict[str, list[str]] = {}
        for row in self._rows(name):
            lists.setdefault(row.cells["entity_id"], []).append(text(row.cells))
        return lists

    def _rows(self, name: str) -> Iterator[Row]:
        table = self._tables[name]
        if self._content is None:
            return rows(self.folder, table)
        return (Row(table.file, *record) for record in self._content.records(name))


def _claim_node(claim: Row, own: Properties) -> Node:
    cells = claim.cells
    properties: Properties = {name: cells[name] for name in ("id", "type", "summary", "standing")}
    return Node(
        "Claim", cells["id"], known(properties | {"edtf": cells["date"], "polarity": cells.get("polarity")}) | own
    )


def _columns(table: Table, row: Row) -> Properties:
    return known({camel_case(field.name): row.value(field.name, field.type) for field in table.fields})


def _tie(claim: Row, evidence: list[Row], type_: RelationshipType, unknown_years: int | None) -> Properties:
    """Return the properties of a claim as a relationship."""
    cells = claim.cells
    interval = claim.interval("date")
    possible = dates.possible_days(interval, type_.aspect, unknown_years)
    return known(
        {
            "id": cells["id"],
            "family": type_.family,
            "aspect": type_.aspect,
            "cameo": type_.cameo,
            "goldstein": type_.goldstein_when(cells.get("polarity")),
            "start": interval.start,
            "startLatest": interval.start_latest,
            "endEarliest": interval.end_earliest,
            "end": interval.end,
            "possibleStart": possible[0] if possible[0] != interval.start else None,
            "possibleEnd": possible[1] if possible[1] != interval.end else None,
            "edtf": cells["date"],
            "dateCertainty": interval.certainty,
            "summary": cells["summary"],
            "standing": cells["standing"],
            "polarity": cells.get("polarity"),
            "role": cells["role"],
            "aboutId": cells["about_id"],
            "placeId": cells["place_id"],
            "amount": claim.value("amount", "number"),
            "amountMax": claim.value("amount_max", "number"),
            "unit": cells["unit"],
            "passages": passages.distinct((row.cells["source_id"], row.cells["locator"]) for row in evidence),
        }
    )


def _link(
    type_: str, key: str, from_: tuple[str, str], to: tuple[str, str], properties: Properties | None = None
) -> Relationship:
    return Relationship(type_, key, *from_, *to, {"id": key, **(properties or {})})


def _passage(row: Row) -> str:
    return passages.passage(row.cells["source_id"], row.cells["locator"])
