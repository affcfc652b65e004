"""Parquet files, one a table, typed and dictionary-encoded, for DuckDB, polars, R, Spark and whatever else reads them.

The tables and columns are those of the data package; an empty cell is null. Claims have besides what follows from their
type and their date. Of a collection two more tables say from which package everything is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from graph_loader.collection.collection import Collection
from graph_loader.model.claims import BOUNDS, Claim
from graph_loader.model.extras import imported
from graph_loader.package.dataset import Dataset
from graph_loader.package.files import replaced_folder
from graph_loader.package.raw import RawTable

AT_ONCE = 100_000
"""Rows in a row group."""
NUMBERS: Mapping[str, Callable[[str], Any]] = {"number": float, "integer": int, "string": str}


class Column(NamedTuple):
    """A column: its name, ``string``, ``number``, ``integer``, ``boolean`` or ``date``, and what it holds."""

    name: str
    type: str
    description: str


DERIVED = (
    Column("family", "string", "Of its type."),
    Column("aspect", "string", "Of its type: an event happened once within its date, a state held throughout."),
    Column("symmetric", "boolean", "Of its type: whether the order of the ends means nothing."),
    Column("cameo", "string", "Of its type: the CAMEO code."),
    Column("goldstein", "number", "Of its type: Goldstein's value; none of claims that are not affirmed."),
    *(
        Column(bound, "date", f"The date's {bound.replace('_', ' ')}; null where it is open or unknown.")
        for bound in BOUNDS
    ),
    Column("date_certainty", "string", "certain, uncertain, approximate or both."),
)
ORIGIN = (
    Column("id", "string", "Of a claim here."),
    Column("package", "string", "Which package makes it."),
    Column("package_id", "string", "What it is called there."),
)
MEMBER = (
    Column("id", "string", "Of an entity here."),
    Column("package", "string", "A package that speaks of it."),
    Column("package_id", "string", "What it is called there."),
    Column("label", "string", "What kind of node it is there."),
    Column("name", "string", "Its name there."),
)


def write(dataset: Dataset, out: Path) -> list[Path]:
    """Write every table of a package or of a collection.

    Parameters
    ----------
    dataset : Dataset
        A package, or several as a collection.
    out : pathlib.Path
        The folder to make or to replace; a file ``persons.parquet`` and so on for each table.

    Returns
    -------
    list of pathlib.Path
        The files.

    Raises
    ------
    ColdWarError
        If `out` holds what we did not write, or pyarrow is not installed.
    """
    arrow, files = imported("pyarrow", "parquet", "Parquet needs"), []
    about = {"package": dataset.name, "version": dataset.version, "title": dataset.title}
    with replaced_folder(out) as folder:
        for name, columns, rows in _tables(dataset):
            _write(arrow, folder / f"{name}.parquet", columns, rows, about)
            files.append(out / f"{name}.parquet")
    return files


def _tables(dataset: Dataset) -> Iterator[tuple[str, Sequence[Column], Iterable[Sequence[Any]]]]:
    for name, raw in dataset.content.tables.items():
        columns = [Column(field.name, field.type, field.description or field.title) for field in raw.table.fields]
        if name == "relationships":
            yield name, [*columns, *DERIVED], _claims(raw, columns, dataset.claims)
        else:
            yield name, columns, (_cells(record.cells, columns) for record in raw.records)
    if isinstance(dataset, Collection):
        yield "origins", ORIGIN, ((id_, *key) for id_, key in dataset.origins.items())
        members = ((id_, it) for id_, said in dataset.members.items() for it in said)
        yield "members", MEMBER, ((id_, *it.key, it.label, it.name) for id_, it in members)


def _cells(cells: Mapping[str, str], columns: Sequence[Column]) -> list[Any]:
    return [NUMBERS.get(type_, str)(cell) if (cell := cells.get(name)) else None for name, type_, _ in columns]


def _claims(raw: RawTable, columns: Sequence[Column], claims: Iterable[Claim]) -> Iterator[list[Any]]:
    for record, claim in zip(raw.records, claims, strict=True):
        type_, interval = claim.type, claim.interval
        goldstein = type_.goldstein_when(claim.polarity)
        of_type = (type_.family, type_.aspect, type_.symmetric, type_.cameo or None, goldstein)
        of_date = (*(getattr(interval, bound) for bound in BOUNDS), interval.certainty or None)
        yield [*_cells(record.cells, columns), *of_type, *of_date]


def _write(
    arrow: Any, path: Path, columns: Sequence[Column], rows: Iterable[Sequence[Any]], about: Mapping[str, str]
) -> None:
    parquet = imported("pyarrow.parquet", "parquet", "Parquet needs")
    types = {
        "string": arrow.dictionary(arrow.int32(), arrow.string()),
        "number": arrow.float64(),
        "integer": arrow.int64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    fields = [
        arrow.field(each.name, types.get(each.type, types["string"]), metadata={"description": each.description})
        for each in columns
    ]
    schema = arrow.schema(fields, metadata=about)
    waiting = iter(rows)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while block := list(islice(waiting, AT_ONCE)):
            arrays = [
                arrow.array(values, field.type) for values, field in zip(zip(*block, strict=True), fields, strict=True)
            ]
            writer.write_table(arrow.table(arrays, schema=schema))
