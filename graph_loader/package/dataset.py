"""The data package: its entities and claims, and the same as typed pandas tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graph_loader.model import dates
from graph_loader.model.claims import Alias, Annotation, Claim, Entity, Evidence, Identifier, Key, Member
from graph_loader.model.errors import DatasetError
from graph_loader.model.study import Study
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package import keeping
from graph_loader.package.content import Content
from graph_loader.package.descriptor import collection_file, folders_of
from graph_loader.package.raw import RawTable

if TYPE_CHECKING:
    import pandas as pd

    from graph_loader.package.leaving_out import LeftOut

T = TypeVar("T")
Cells = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Dataset:
    """A data package that keeps its rules; as a draft, as much of one as does.

    Its tables are made when they are first asked for. Text columns hold ``""`` for unknown; numbers are floats (NaN
    for unknown) or, where a cell is required, ints. Tables keep the file's order.

    Attributes
    ----------
    path : pathlib.Path
        The package's folder.
    name, version : str
        From its descriptor.
    vocabulary : Vocabulary
        Its theatres, families and types.
    study : Study or None
        What its study.yaml says; None without one.
    entities : tuple of Entity
        All nodes, by table and id.
    claims : tuple of Claim
        All relationships, by id.
    nodes : dict of str to pandas.DataFrame
        The node tables by label.
    relationships : pandas.DataFrame
        One claim a row: the file's columns, then ``family, aspect, cameo, goldstein`` of its type and the
        bounds of its date in ISO days, ``start, start_latest, end_earliest, end``, with ``date_certainty``.
    evidence, aliases, passages, mentions, annotations : pandas.DataFrame
        The tables of those names.
    left_out : LeftOut or None
        What a draft does without: rows by file, and the faults. None for a package without fault.
    """

    path: Path
    content: Content
    left_out: LeftOut | None = None

    @classmethod
    def load(
        cls,
        path: Path | str | Sequence[Path | str] | None = None,
        *,
        draft: bool = False,
        tolerated: Container[str] = (),
    ) -> Dataset:
        """Read and check a data package, or several as a collection.

        Parameters
        ----------
        path : pathlib.Path or str, or sequence of them, optional
            The package's folder; that of the installation by default. Several folders, or that of a collection.yaml,
            make a `Collection`.
        draft : bool
            Whether to leave out the rows that break a rule, and those that rest on them, instead of failing.
        tolerated : container of str
            Codes of problems that may stand: an orphan, for a command that will find its mentions.

        Returns
        -------
        Dataset

        Raises
        ------
        DatasetError
            If the package breaks a rule, or as a draft cannot be read; its `problems` say where.

        Examples
        --------
        >>> dataset = Dataset.load("tests/fixtures/mini")
        >>> [(claim.id, claim.type.name, claim.passages) for claim in dataset.claims[:1]]
        [('a01-01', 'VISITED', ('mini-2001#p01', 'mini-2001#p03'))]
        >>> dataset.relationships[["id", "type", "start", "end"]].head(1).values.tolist()
        [['a01-01', 'VISITED', '1971-11-10', '1971-12-04']]
        """
        folders = folders_of(path)
        if len(folders) > 1 or collection_file(folders[0]):
            # The one look upwards: whoever reads data need not know of how many packages they are.
            from graph_loader.collection.collection import Collection  # noqa: PLC0415

            return Collection.of(folders, draft=draft, tolerated=tolerated)
        folder = folders[0]
        state, copy = keeping.state(folder), keeping.place(folder)
        kept: Dataset | None = keeping.recall(copy)
        if kept:
            object.__setattr__(kept, "path", folder)  # it may have been kept by a name that holds elsewhere only
            return kept
        from graph_loader.package.validation import check_package  # noqa: PLC0415 - needed for what is not kept

        checked = check_package(folder)
        wrong = [each for each in checked.problems if each.severity != "note"]
        errors = [each for each in wrong if each.severity == "unreadable" or each.code not in tolerated]
        if draft and checked.content and wrong and all(each.severity == "fault" for each in wrong):
            from graph_loader.package.leaving_out import without_faults  # noqa: PLC0415 - needed for drafts only

            return cls(folder, *without_faults(checked.content, wrong))
        if errors or checked.content is None:
            raise DatasetError(errors)
        dataset = cls(folder, checked.content)
        if not wrong and keeping.state(folder) == state:  # nobody wrote to it meanwhile
            _ = dataset.entities, dataset.claims  # kept with it
            keeping.keep(dataset, copy)
        return dataset

    @property
    def name(self) -> str:
        """The package's name."""
        return self.content.name

    @property
    def title(self) -> str:
        """The package's title, as its descriptor gives it."""
        return self.content.title

    @property
    def version(self) -> str:
        """The package's version."""
        return self.content.version

    @property
    def created(self) -> str:
        """The day on which the package was made, in ISO form; empty where its descriptor gives none."""
        return self.content.created

    @property
    def vocabulary(self) -> Vocabulary:
        """Its theatres, families and types."""
        return self.content.vocabulary

    @property
    def study(self) -> Study | None:
        """What its study.yaml says."""
        return self.content.study

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All nodes, by table and id."""
        aliases = self._grouped("aliases", "entity_id", lambda cells: Alias(**_without(cells, "source_id")))
        known_as = self._grouped("identifiers", "entity_id", lambda cells: Identifier(**_without(cells, "source_id")))
        return tuple(
            Entity(
                Key(self.name, id_),
                raw.table.label,
                str(cells["name"]),
                _without(cells, "name"),
                tuple(aliases[id_]),
                tuple(self._annotations[id_]),
                tuple(known_as[id_]),
                self._members(id_),
            )
            for raw in self.content.tables.values()
            if raw.table.label
            for cells in _typed(raw)
            for id_ in [cells.pop("id")]
        )

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All relationships, by id."""
        evidence = self._grouped("evidence", "relationship_id", _evidence)
        types = self.vocabulary.types
        raw = self.content.tables["relationships"]
        own = [field.name for field in raw.table.own]
        return tuple(
            Claim(
                key=Key(self.name, id_),
                type=types[cells.pop("type")],
                interval=dates.parse(cells.pop("date") or ""),
                polarity=cells.pop("polarity") or "",
                evidence=tuple(evidence[id_]),
                annotations=tuple(self._annotations[id_]),
                own={column: cells.pop(column) for column in own},
                origin=self._origin(id_),
                same_fact=self._fact(id_),
                **cells,
            )
            for cells in _typed(raw)
            for id_ in [cells.pop("id")]
        )

    @cached_property
    def locators(self) -> dict[str, list[str]]:
        """The passages of every source, in order; those that passages.csv need not list come as they are cited."""
        found: dict[str, dict[str, None]] = {}
        for name in ("passages", "evidence"):
            for source, locator in self.content.tables[name].pairs("source_id", "locator"):
                found.setdefault(source, {})[locator] = None
        return {source: list(locators) for source, locators in found.items()}

    @property
    def own_columns(self) -> dict[str, dict[str, str]]:
        """What people read above the columns that the package added, and coders where several are named.

        By label, or ``Claim``, and column.
        """
        tables = [raw.table for raw in self.content.tables.values() if raw.table.own]
        found = {table.label or "Claim": {field.name: field.caption for field in table.own} for table in tables}
        if len({claim.coder for claim in self.claims if claim.coder}) > 1:
            coder = next(field for field in self.content.tables["relationships"].table.fields if field.name == "coder")
            found["Claim"] = {coder.name: coder.caption} | found.get("Claim", {})
        return found

    @cached_property
    def nodes(self) -> dict[str, pd.DataFrame]:
        """The node tables by label."""
        return {raw.table.label: self._frame(name) for name, raw in self.content.tables.items() if raw.table.label}

    @cached_property
    def relationships(self) -> pd.DataFrame:
        """One claim a row."""
        from graph_loader.package.frames import with_derived_columns  # noqa: PLC0415 - pandas

        return with_derived_columns(self._frame("relationships"), self.claims)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """The table of that name."""
        return self._frame("evidence")

    @cached_property
    def aliases(self) -> pd.DataFrame:
        """The table of that name."""
        return self._frame("aliases")

    @cached_property
    def passages(self) -> pd.DataFrame:
        """The table of that name."""
        return self._frame("passages")

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """The table of that name."""
        return self._frame("mentions")

    @cached_property
    def annotations(self) -> pd.DataFrame:
        """The table of that name."""
        return self._frame("annotations")

    @cached_property
    def _annotations(self) -> defaultdict[str, list[Annotation]]:
        return self._grouped("annotations", "target_id", lambda cells: Annotation(**cells))

    def _members(self, _id: str) -> tuple[Member, ...]:
        """Return what the packages of a collection say of an entity."""
        return ()

    def _origin(self, _id: str) -> Key | None:
        """Return from which package of a collection a claim is."""
        return None

    def _fact(self, _id: str) -> str | None:
        """Return the fact that claims of several packages of a collection tell."""
        return None

    @property
    def package_titles(self) -> dict[str, str]:
        """The titles of the packages of a collection, by name; empty for a single package."""
        return {}

    @property
    def without_theatres(self) -> frozenset[str]:
        """The names of the packages whose vocabulary has no theatres: whoever ends a tie there acts."""
        return frozenset() if self.vocabulary.theatres else frozenset((self.name,))

    @property
    def files(self) -> list[Path]:
        """Every file that it may be made from."""
        return sorted(path for path in self.path.rglob("*.*") if path.is_file())

    def _frame(self, name: str) -> pd.DataFrame:
        from graph_loader.package.frames import frame  # noqa: PLC0415 - importing pandas takes as long as the rest

        return frame(self.content.tables[name])

    def _grouped(self, name: str, key: str, make: Callable[[Cells], T]) -> defaultdict[str, list[T]]:
        """Collect the rows of a table by one of its columns, which they then no longer hold."""
        groups: defaultdict[str, list[T]] = defaultdict(list)
        for cells in _typed(self.content.tables[name]):
            groups[cells.pop(key)].append(make(cells))
        return groups


def _typed(raw: RawTable) -> Iterator[Cells]:
    """Yield the rows of a table with their numbers as numbers, None for an empty cell."""
    kinds = {"integer": int, "number": float}
    names = raw.table.columns
    columns = [_values(raw.cells[field.name], kinds.get(field.type)) for field in raw.table.fields]
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def _values(column: list[str], number: Callable[[str], float] | None) -> list[Any]:
    if number is None:
        return [cell or None for cell in column]
    return [number(cell) if cell else None for cell in column]


def _without(cells: Cells, *columns: str) -> Cells:
    return {column: cell for column, cell in cells.items() if column not in columns}


def _evidence(cells: Cells) -> Evidence:
    return Evidence(source=cells.pop("source_id"), **cells)
