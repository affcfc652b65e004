"""What a data package holds as text, before anybody trusts it: the ground on which the rules stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from graph_loader.model.problems import FileError, Problem
from graph_loader.model.study import Study, StudyError
from graph_loader.model.study_file import read_study
from graph_loader.model.vocabulary import ACTOR_LABELS, RelationshipType, Vocabulary
from graph_loader.package.descriptor import DESCRIPTOR, DataPackage, contract
from graph_loader.package.raw import RawTable, Record, Records
from graph_loader.package.reading import LARGEST_FILE, read_table


@dataclass(frozen=True, slots=True)
class Content:
    """The tables of a data package as text cells.

    Attributes
    ----------
    name, version, title, created : str
        From the package's descriptor; the day on which it was made, or empty.
    vocabulary : Vocabulary
    tables : dict of str to RawTable
        By name, in the descriptor's order.
    problems : tuple of Problem
        What is wrong with the descriptor, the vocabulary and the study; what they do not say is empty here.
    labels : dict of str to str
        The label of every node, by id.
    study : Study or None
        None where the package has none, or one that breaks its form.
    contributors : tuple of str
        Titles, from the descriptor.
    """

    name: str
    version: str
    vocabulary: Vocabulary
    tables: dict[str, RawTable]
    problems: tuple[Problem, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    study: Study | None = None
    title: str = ""
    created: str = ""
    contributors: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path, largest: int = LARGEST_FILE) -> Content:
        """Read every table of a package; what is wrong with a file stands in its `problems`.

        A table of more bytes than `largest` is not read.

        Raises
        ------
        FileError
            If there is no descriptor, and so no package.
        """
        faults: list[FileError] = []
        name = version = title = created = ""
        contributors: tuple[str, ...] = ()
        tables_of = {name: replace(table, described=False) for name, table in contract().tables.items()}
        try:
            described = DataPackage.load(folder)
            name, version, title, tables_of = described.name, described.version, described.title, described.tables
            created = described.created
            contributors = described.contributors
        except FileError as error:
            if not (folder / DESCRIPTOR).is_file():
                raise
            faults.append(error)
        vocabulary, slips = Vocabulary.read(folder)
        problems = tuple(Problem(fault.file, None, "", "package", fault.detail) for fault in (*faults, *slips))
        tables = {name: read_table(folder, table, largest=largest) for name, table in tables_of.items()}
        study = None
        try:
            study = read_study(folder)
        except StudyError as error:
            problems += tuple(Problem(error.file, None, "", "study", fault) for fault in error.problems)
        content = cls(
            name, version, vocabulary, tables, problems,
            study=study, title=title, created=created, contributors=contributors,
        )  # fmt: skip
        content.labels.update(_labels(content))
        return content

    def reduced(self, places: Mapping[str, Sequence[int]], study: Study | None) -> Content:
        """Return the same package with some rows only, by their places in each table."""
        tables = {name: raw.only(places[name]) for name, raw in self.tables.items()}
        content = replace(self, tables=tables, study=study, labels={})
        content.labels.update(_labels(content))
        return content

    def nodes(self) -> Iterator[tuple[RawTable, Record]]:
        """Yield every row of a node table with its table."""
        for raw in self.tables.values():
            if raw.table.label:
                for record in raw.records:
                    yield raw, record

    def records(self, name: str) -> Records:
        """Return the rows of a table."""
        return self.tables[name].records

    def claims(self, *columns: str) -> Iterator[tuple[int, RelationshipType, tuple[str, ...]]]:
        """Yield the place, the type and some cells of the relationships whose type is known."""
        raw, types = self.tables["relationships"], self.vocabulary.types
        for place, (name, cells) in enumerate(zip(raw.cells["type"], raw.rows(*columns), strict=True)):
            if name in types:
                yield place, types[name], cells

    def problem(self, name: str, place: int, column: str, code: str, message: str) -> Problem:
        """Make a problem of a row by its place in its table."""
        raw = self.tables[name]
        return Problem(raw.table.file, raw.lines[place], column, code, message)

    def is_whole(self, *names: str) -> bool:
        """Whether tables could be read with all their columns; ``nodes`` stands for all node tables."""
        tables = self.tables
        wanted = [raw for name, raw in tables.items() if name in names or ("nodes" in names and raw.table.label)]
        return all(raw.is_whole for raw in wanted)

    def ids(self, kind: str) -> set[str]:
        """Return the ids that a reference of a kind may name: a label, ``Actor``, ``Node`` or ``Relationship``."""
        if kind == "Relationship":
            return self.values("relationships", "id")
        labels = self.labels_of((kind,))
        return set().union(*(self.values(name, "id") for name, raw in self.tables.items() if raw.table.label in labels))

    def labels_of(self, kinds: Iterable[str]) -> frozenset[str]:
        """Return the labels of the nodes that references of some kinds may name."""
        labels = {raw.table.label for raw in self.tables.values()} - {""}
        wanted = {"Actor": frozenset(ACTOR_LABELS), "Node": labels}
        return frozenset(label for kind in kinds for label in wanted.get(kind, {kind}) if label in labels)

    def values(self, name: str, column: str) -> set[str]:
        """Return the values of a column; the ids of torn rows count, for they exist."""
        raw = self.tables[name]
        torn = raw.torn_ids if column == raw.table.columns[0] else set()
        return set(raw.column(column)) | torn


def _labels(content: Content) -> dict[str, str]:
    """Return the label of every node, by id: the first where an id stands twice."""
    labels: dict[str, str] = {}
    for raw in content.tables.values():
        if label := raw.table.label:
            for id_ in chain(raw.column("id"), raw.torn_ids):
                labels.setdefault(id_, label)
    return labels
