"""What a data package holds as text, before anybody trusts it: the ground on which the rules stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph_loader.model.problems import Problem, Severity
from graph_loader.model.study import Study, StudyError
from graph_loader.model.study_file import read_study
from graph_loader.model.vocabulary import ACTOR_LABELS, Vocabulary
from graph_loader.package.descriptor import DataPackage, contract
from graph_loader.package.reading import RawTable, Record, read_table


@dataclass(frozen=True, slots=True)
class Content:
    """The tables of a data package as text cells.

    Attributes
    ----------
    name, version : str
        From the package's descriptor.
    vocabulary : Vocabulary
    tables : dict of str to RawTable
        By name, in the descriptor's order.
    labels : dict of str to str
        The label of every node, by id.
    study : Study or None
        None where the package has none, or one that breaks its form.
    study_faults : tuple of str
        What is wrong with that form.
    """

    name: str
    version: str
    vocabulary: Vocabulary
    tables: dict[str, RawTable]
    labels: dict[str, str] = field(default_factory=dict)
    study: Study | None = None
    study_faults: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Content:
        """Read every table of a package; what is wrong with a file stands in its `problems`.

        Parameters
        ----------
        folder : pathlib.Path

        Returns
        -------
        Content

        Raises
        ------
        FileError
            If the descriptor or the vocabulary cannot be read.
        """
        described = DataPackage.load(folder)
        vocabulary = Vocabulary.load(folder)
        tables = {name: read_table(folder, table) for name, table in contract().tables.items()}
        study, faults = _study(folder)
        content = cls(described.name, described.version, vocabulary, tables, study=study, study_faults=faults)
        for raw, record in content.nodes():
            content.labels.setdefault(record.cells.get("id", ""), raw.table.label)
        return content

    def nodes(self) -> Iterator[tuple[RawTable, Record]]:
        """Yield every row of a node table with its table."""
        for raw in self.tables.values():
            if raw.table.label:
                for record in raw.records:
                    yield raw, record

    def records(self, name: str) -> list[Record]:
        """Return the rows of a table."""
        return self.tables[name].records

    def problem(
        self, name: str, record: Record, column: str, code: str, message: str, *, severity: Severity = "error"
    ) -> Problem:
        """Make a problem of a row."""
        return Problem(self.tables[name].table.file, record.row, column, code, message, severity)

    def is_whole(self, *names: str) -> bool:
        """Whether tables could be read with all their columns; ``nodes`` stands for all node tables."""
        tables = self.tables
        wanted = [raw for name, raw in tables.items() if name in names or ("nodes" in names and raw.table.label)]
        return all(raw.is_whole for raw in wanted)

    def ids(self, kind: str) -> set[str]:
        """Return the ids that a reference of a kind may name: a label, ``Actor``, ``Node`` or ``Relationship``."""
        if kind == "Relationship":
            return self.values("relationships", "id")
        wanted = {"Actor": ACTOR_LABELS, "Node": tuple(self.vocabulary.labels)}.get(kind, (kind,))
        names = [name for name, raw in self.tables.items() if raw.table.label in wanted]
        return set().union(*(self.values(name, "id") for name in names))

    def values(self, name: str, column: str) -> set[str]:
        """Return the values of a column; the ids of torn rows count, for they exist."""
        raw = self.tables[name]
        torn = raw.torn if column == raw.table.columns[0] else set()
        return {record.cells.get(column, "") for record in raw.records} | torn


def _study(folder: Path) -> tuple[Study | None, tuple[str, ...]]:
    try:
        return read_study(folder), ()
    except StudyError as error:
        return None, tuple(error.problems)
