"""The data package as nodes and relationships of Neo4j, streamed from its CSV files.

Only the ids of entities, their labels and their aliases are kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from graph_loader.database.properties import Properties, camel_case, digest, known
from graph_loader.database.streams import Row, in_order, rows
from graph_loader.model import passages
from graph_loader.model.vocabulary import ACTOR_LABELS, RelationshipType, Vocabulary
from graph_loader.package.descriptor import DataPackage, Table

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
    """The nodes and relationships of a data package.

    Parameters
    ----------
    folder : pathlib.Path
        The package's folder.

    Raises
    ------
    DatasetError
        If a table is missing or an id stands for two entities; later, while streaming, where a row refers to
        nothing or is out of order.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.package = DataPackage.load(folder)
        self.vocabulary = Vocabulary.load(folder)
        self._entities = [table for table in self.package.tables.values() if table.label]
        self._labels = self._read_labels()
        self._aliases = self._read_aliases()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all nodes, without Actor."""
        return (*(table.label for table in self._entities), *CLAIM_LABELS)

    @property
    def types(self) -> tuple[str, ...]:
        """The types of all relationships."""
        return (*self.vocabulary.types, *CLAIM_TYPES)

    def nodes(self) -> Iterator[Node]:
        """Yield every node, one label after the other."""
        for table in self._entities:
            for row in rows(self.folder, table):
                properties = _columns(table, row)
                if aliases := self._aliases.get(row.cells["id"]):
                    properties["aliases"] = aliases
                yield Node(table.label, row.cells["id"], properties)
        yield from self._claims()
        yield from self._passages()
        table = self.package.tables["annotations"]
        for row in rows(self.folder, table):
            yield Node("Annotation", row.cells["id"], _columns(table, row))

    def relationships(self) -> Iterator[Relationship]:
        """Yield every relationship, in the order of the files."""
        for claim, evidence in self._claims_with_evidence():
            type_ = self._type(claim)
            ends = {column: self._end(claim, column) for _, column in _SIDES}
            yield Relationship(
                type_.name, claim.cells["id"], *ends["from_id"], *ends["to_id"], _tie(claim, evidence, type_)
            )
            for side, column in _SIDES:
                if ends[column][1]:
                    yield _link(side, claim.cells["id"], ("Claim", claim.cells["id"]), ends[column])
            yield from self._sources_of(claim.cells["id"], evidence)
        yield from self._locations()
        yield from self._targets()
        yield from self._mentions()

    def _claims(self) -> Iterator[Node]:
        for row in self._rows("relationships"):
            cells = row.cells
            properties: Properties = {name: cells[name] for name in ("id", "type", "summary", "standing")}
            properties |= {"edtf": cells["date"], "polarity": cells.get("polarity")}
            yield Node("Claim", cells["id"], known(properties))

    def _passages(self) -> Iterator[Node]:
        table = self.package.tables["passages"]
        for row in rows(self.folder, table):
            properties = _columns(table, row)
            yield Node("Passage", _passage(row), {"id": _passage(row), **properties})

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

    def _locations(self) -> Iterator[Relationship]:
        for row in self._rows("passages"):
            passage = _passage(row)
            yield _link("IN", passage, ("Passage", passage), self._end(row, "source_id"))

    def _targets(self) -> Iterator[Relationship]:
        for row in self._rows("annotations"):
            key, target = row.cells["id"], row.cells["target_id"]
            yield _link("ON", key, ("Annotation", key), (self._labels.get(target, "Claim"), target))

    def _mentions(self) -> Iterator[Relationship]:
        for row in self._rows("mentions"):
            passage, entity = _passage(row), self._end(row, "entity_id")
            properties: Properties = {"count": row.value("count", "integer")}
            yield _link("MENTIONS", f"{passage}|{entity[1]}", ("Passage", passage), entity, properties)

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

    def _read_labels(self) -> dict[str, str]:
        labels: dict[str, str] = {}
        for table in self._entities:
            for row in rows(self.folder, table):
                if row.cells["id"] in labels:
                    raise row.problem("id", "unique", f"expected a new id, found {row.cells['id']!r} again")
                labels[row.cells["id"]] = table.label
        return labels

    def _read_aliases(self) -> dict[str, list[str]]:
        aliases: dict[str, list[str]] = {}
        for row in self._rows("aliases"):
            aliases.setdefault(row.cells["entity_id"], []).append(row.cells["name"])
        return aliases

    def _rows(self, table: str) -> Iterator[Row]:
        return rows(self.folder, self.package.tables[table])


def _columns(table: Table, row: Row) -> Properties:
    return known({camel_case(field.name): row.value(field.name, field.type) for field in table.fields})


def _tie(claim: Row, evidence: list[Row], type_: RelationshipType) -> Properties:
    """Return the properties of a claim as a relationship."""
    cells = claim.cells
    interval = claim.interval("date")
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
