"""The data package as nodes and relationships of Neo4j, in one walk over its files.

A package is read and checked once and then walked in memory. One that is too large for that is streamed from its
files, each of which is read once a walk: only the ids of entities, their labels and their aliases are kept in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from itertools import groupby, starmap
from pathlib import Path
from sys import intern
from typing import TypeAlias

from graph_loader.collection.collection import Collection, leaving_out
from graph_loader.database import claim_rows, entity_rows
from graph_loader.database.claim_rows import passage
from graph_loader.database.elements import CLAIM_LABELS, MODEL_TYPES, VOCABULARY_LABELS, Node, Relationship, link
from graph_loader.database.entity_rows import columns
from graph_loader.database.properties import Properties, camel_case, known
from graph_loader.database.streams import Row, in_order, rows
from graph_loader.database.vocabulary_rows import vocabulary_elements
from graph_loader.model import identifiers, locators
from graph_loader.model.errors import ColdWarError
from graph_loader.model.study import Study
from graph_loader.model.study_file import read_study
from graph_loader.model.vocabulary import RelationshipType, Vocabulary
from graph_loader.package.apart import checked_apart
from graph_loader.package.content import Content
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import DataPackage, Table, contract, folders_of
from graph_loader.package.reading import LARGEST_FILE, too_large

_SIDES = (("FROM", "from_id"), ("TO", "to_id"), ("ABOUT", "about_id"), ("AT", "place_id"))
_EDGES = {
    "state_id": ("BELONGS_TO", ""),
    "parent_id": ("BELONGS_TO", ""),
    "part_of": ("WITHIN", ""),
    "place_id": ("IN_PLACE", ""),
    "theatre": ("IN_THEATRE", "Theatre"),
    "bloc": ("IN_BLOC", "Bloc"),
}
"""The columns of entities that lead to another: the relationships they become, and the label where it is no entity."""
_CONTRADICTION = "contradiction"


def nothing(_: PackageRows) -> None:
    """Do nothing else meanwhile."""


class PackageRows:
    """The nodes and relationships of a data package, streamed from its folder; or those of a collection.

    Parameters
    ----------
    data : pathlib.Path or sequence of pathlib.Path
        The folder of the package or collection, or several that are read as one.
    checked : Dataset, optional
        The same package as it was read: then no file is read again.
    """

    def __init__(self, data: Path | Sequence[Path], checked: Dataset | None = None) -> None:
        self.folders = tuple(folders_of(data))
        self._content = checked.content if checked else None
        self.left_out = checked.left_out if checked else None
        if checked:
            package: Dataset | DataPackage = checked
            self.vocabulary, self._study = checked.vocabulary, checked.study
            self._tables = {name: raw.table for name, raw in checked.content.tables.items()}
        else:
            (folder,) = self.folders
            package = described = DataPackage.load(folder)
            self.vocabulary, self._study = Vocabulary.load(folder), read_study(folder)
            self._tables = described.tables
        self.name, self.version = package.name, package.version
        collection = checked if isinstance(checked, Collection) else None
        self.packages = [part.name for part in collection.packages] if collection else []
        self._members = collection.members if collection else {}
        self._origins = collection.origins if collection else {}
        self._facts = collection.facts if collection else {}
        self._kinds = claim_rows.Kinds(self._study.unknown_years if self._study else None)
        self._own_fields = self._tables["relationships"].own
        self._entities = [table for table in self._tables.values() if table.label]
        self._labels: dict[str, str] = {}
        self._cited: set[str] = set()
        self._sources: dict[str, tuple[str, str | None]] = {}

    @classmethod
    def read(
        cls,
        data: Path | Sequence[Path],
        *,
        draft: bool = False,
        without: str | None = None,
        meanwhile: Callable[[PackageRows], None] = nothing,
    ) -> PackageRows:
        """Read a data package or a collection, this perhaps without one of its packages, and check it by every rule.

        One with a table that is too large to be held is streamed from its files after that; `meanwhile` gets it while
        another process checks it.

        Raises
        ------
        DatasetError
            If it breaks a rule.
        UsageError
            If there is no such package to leave out.
        """
        folders = folders_of(data)
        if len(folders) == 1 and not without and _is_large(folders[0]):
            if draft:
                raise ColdWarError(f"{folders[0]}: expected tables of at most {LARGEST_FILE // 2**20} MB in a draft")
            with checked_apart(folders[0]):
                rows = cls(data)
                meanwhile(rows)
            return rows
        dataset = Dataset.load(folders, draft=draft)
        return cls(data, leaving_out(dataset, without) if without else dataset)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all nodes, without Actor."""
        return (*(table.label for table in self._entities), *CLAIM_LABELS, *VOCABULARY_LABELS)

    @property
    def types(self) -> tuple[str, ...]:
        """The types of all relationships."""
        return (*self.vocabulary.types, *MODEL_TYPES)

    @property
    def content(self) -> Content | None:
        """The tables, where they were read; None where they are streamed from files."""
        return self._content

    @property
    def is_its_folder(self) -> bool:
        """Whether it is all that one folder holds and nothing else: no collection, no draft that leaves rows out."""
        return len(self.folders) == 1 and not self.packages and not self.left_out

    @property
    def tables(self) -> dict[str, Table]:
        """The tables by name."""
        return self._tables

    @property
    def study(self) -> Study | None:
        """The study of the package."""
        return self._study

    def decisions(self, id_: str) -> tuple[object, ...]:
        """Return what the decisions of a collection say of an entity, a claim or an annotation."""
        return (*self._members.get(id_, ()), self._origins.get(id_), self._facts.get(id_))

    def part(self, content: Content) -> PackageRows:
        """Return the same package with these rows only."""
        part = copy(self)
        part._content = content  # noqa: SLF001 - our own
        return part

    def elements(self) -> Iterator[Node | Relationship]:
        """Yield every node and every relationship, each relationship after the nodes that it joins.

        Raises
        ------
        DatasetError
            If a table is missing, an id stands for two entities, or a row refers to nothing or is out of order.
        """
        yield from vocabulary_elements(self.vocabulary, self._study)
        yield from self._entity_nodes()
        yield from self._passages()
        yield from self._claims()
        yield from self._annotations()
        yield from self._mentions()

    def _entity_nodes(self) -> Iterator[Node | Relationship]:
        beside = self._beside()
        self._labels, self._cited, self._sources = {}, set(), {}
        references: list[tuple[str, int, str, str, str]] = []  # not yet rows: there may be millions
        for table in self._entities:
            leading = [column for column in _EDGES if column in table.columns]
            for row in self._rows(table.name):
                id_ = row.cells["id"]
                if id_ in self._labels:
                    raise row.problem("id", "unique", f"expected a new id, found {id_!r} again")
                self._labels[id_] = table.label
                references += (
                    (row.file, row.number, id_, column, intern(row.cells[column]))
                    for column in leading
                    if row.cells[column]
                )
                if table.name == "sources":
                    self._sources[id_] = row.cells["name"], row.cells["locator_kind"]
                said = entity_rows.said_by(row, self._members.get(id_, ()))
                told = {name: texts.pop(id_) for name, texts in beside.items() if id_ in texts}
                yield Node(table.label, id_, entity_rows.properties(table, row) | told | said)
        yield from starmap(self._reference, references)

    def _reference(self, file: str, number: int, id_: str, column: str, target: str) -> Relationship:
        """Return what a cell of an entity says of another node as a relationship to it."""
        type_, label = _EDGES[column]
        to = (label, target) if label else self._end(Row(file, number, {column: target}), column)
        said: Properties = {"column": camel_case(column)} if type_ == "BELONGS_TO" else {}
        return link(type_, f"{id_}|{column}", (self._labels[id_], id_), to, said)

    def _passages(self) -> Iterator[Node | Relationship]:
        table = self._tables["passages"]
        for row in self._rows(table.name):
            yield from self._passage(row, columns(table, row))

    def _passage(self, row: Row, said: Properties | None = None) -> Iterator[Node | Relationship]:
        """Yield the passage of a row, the first time: that of a source coded selectively need not be listed."""
        id_ = passage(row)
        if id_ in self._cited:
            return
        self._cited.add(id_)
        source, locator = row.cells["source_id"], row.cells["locator"]
        said = said or {"sourceId": source, "locator": locator}
        name, kind = self._sources.get(source, (source, None))
        citation = f"{name}, {locators.in_words(kind, locator)}"
        yield Node("Passage", id_, {"id": id_, **said, "citation": citation})
        yield link("IN", id_, ("Passage", id_), self._end(row, "source_id"))

    def _claims(self) -> Iterator[Node | Relationship]:
        for claim, evidence in self._claims_with_evidence():
            type_ = self._type(claim)
            id_ = claim.cells["id"]
            ends = {column: self._end(claim, column) for _, column in _SIDES}
            said = claim_rows.properties(claim, evidence, type_, self._kinds)
            said.update(self._own(claim))
            node = ("Claim", id_)
            yield Node(*node, said | {"type": type_.name})
            yield Relationship(type_.name, id_, *ends["from_id"], *ends["to_id"], said)
            yield link("OF_TYPE", id_, node, ("Type", type_.name))
            for side, column in _SIDES:
                if ends[column][1]:
                    yield link(side, id_, node, ends[column])
            for piece in evidence:
                if passage(piece) not in self._cited:
                    yield from self._passage(piece)
            yield from claim_rows.stated_in(id_, evidence)
            yield from self._voices(id_, evidence)
            yield from self._cited_works(id_, evidence)

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

    def _voices(self, claim: str, evidence: list[Row]) -> Iterator[Relationship]:
        """Yield on whose word a claim rests, with the passages that pass it on."""
        heard: dict[str, dict[str, None]] = {}
        ends = {}
        for row in evidence:
            if voice := row.cells["reported_by"]:
                ends[voice] = self._end(row, "reported_by")
                heard.setdefault(voice, {})[passage(row)] = None
        for voice, places in heard.items():
            yield link("REPORTED_BY", f"{claim}|{voice}", ("Claim", claim), ends[voice], {"passages": list(places)})

    def _cited_works(self, claim: str, evidence: list[Row]) -> Iterator[Relationship]:
        """Yield which works are cited for a claim; a passage may cite several."""
        cited = {}
        for row in evidence:
            cells = row.cells
            if cells["cites"]:
                key = f"{claim}|{cells['cites']}|{cells['cites_locator']}"
                cited[key] = self._end(row, "cites"), known({"locator": cells["cites_locator"]})
        for key, (source, properties) in cited.items():
            yield link("CITES", key, ("Claim", claim), source, properties)

    def _annotations(self) -> Iterator[Node | Relationship]:
        """Yield what coders note, and which two claims contradict each other."""
        table = self._tables["annotations"]
        for row in self._rows(table.name):
            key, other = row.cells["id"], row.cells["other_id"]
            node, target = ("Annotation", key), self._noted(row.cells["target_id"])
            yield Node(*node, columns(table, row) | self._origin(key))
            yield link("ON", key, node, target)
            if row.cells["source_id"] and row.cells["locator"]:
                yield from self._passage(row)
                yield link("STATED_IN", key, node, ("Passage", passage(row)))
            if not other:
                continue
            second = self._noted(other)
            if row.cells["kind"] != _CONTRADICTION:
                yield link("ON", f"{key}|{other}", node, second)
                continue
            yield link("CONTRADICTS", key, node, second)
            if target[0] == second[0] == "Claim":
                yield link("CONTRADICTS", f"{key}|{other}", target, second, {"annotationId": key})

    def _noted(self, id_: str) -> tuple[str, str]:
        """Return label and id of what an annotation names: an entity, else a claim."""
        return self._labels.get(id_, "Claim"), id_

    def _mentions(self) -> Iterator[Node | Relationship]:
        for row in self._rows("mentions"):
            place, entity = passage(row), self._end(row, "entity_id")
            if place not in self._cited:
                yield from self._passage(row)
            properties: Properties = {"count": row.value("count", "integer")}
            yield link("MENTIONS", f"{place}|{entity[1]}", ("Passage", place), entity, properties)

    def _own(self, claim: Row) -> Properties:
        """Return where a claim was imported from, who coded it, whose it is, and the columns that its package added."""
        own = {camel_case(field.name): claim.value(field.name, field.type) for field in self._own_fields}
        told = {name: claim.cells[name] for name in ("provenance", "coder")}
        id_ = claim.cells["id"]
        return known(own | told | self._origin(id_) | {"sameFact": self._facts.get(id_)})

    def _origin(self, id_: str) -> Properties:
        """Return from which package of a collection a claim or an annotation is, and its id there."""
        origin = self._origins.get(id_)
        return {"origin": origin.package, "originId": origin.id} if origin else {}

    def _type(self, claim: Row) -> RelationshipType:
        try:
            return self.vocabulary.types[claim.cells["type"]]
        except KeyError:
            message = f"expected a type of vocabulary.yaml, found {claim.cells['type']!r}"
            raise claim.problem("type", "vocabulary", message) from None

    def _end(self, row: Row, column: str) -> tuple[str, str]:
        """Return label and id of the entity that a cell refers to; both empty for an empty cell."""
        entity = row.cells[column]
        label = self._labels.get(entity)
        if label is not None:
            return label, entity
        if entity:
            raise row.problem(column, "reference", f"expected the id of an entity, found {entity!r}")
        return "", ""

    def _beside(self) -> dict[str, dict[str, list[str]]]:
        """Return what other tables say of entities, by id: their aliases, their ids elsewhere and where these lead."""
        said: dict[str, dict[str, list[str]]] = {"aliases": {}, "identifiers": {}, "links": {}}

        def note(row: Row, name: str, text: str) -> None:
            if text:
                said[name].setdefault(row.cells["entity_id"], []).append(text)

        for row in self._rows("aliases"):
            note(row, "aliases", row.cells["name"])
        for row in self._rows("identifiers"):
            scheme, value = row.cells["scheme"], row.cells["value"]
            note(row, "identifiers", identifiers.written(scheme, value))
            note(row, "links", identifiers.link(scheme, value))
        return said

    def _rows(self, name: str) -> Iterator[Row]:
        table = self._tables[name]
        if self._content is None:
            return rows(self.folders[0], table)
        return (Row(table.file, *record) for record in self._content.records(name))


Loadable: TypeAlias = Path | Sequence[Path] | PackageRows
"""The folder of a package or collection, several folders that are read as one, or what was read."""


def loadable(package: Loadable, meanwhile: Callable[[PackageRows], None] = nothing) -> PackageRows:
    """Read and check what has not been read."""
    return package if isinstance(package, PackageRows) else PackageRows.read(package, meanwhile=meanwhile)


def _is_large(folder: Path) -> bool:
    return any(too_large(folder / table.file, table, LARGEST_FILE) for table in contract().tables.values())
