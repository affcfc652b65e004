"""The data package as typed pandas tables."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from graph_loader.model import dates, resources
from graph_loader.model.errors import DatasetError
from graph_loader.model.study import Study
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.reading import RawTable
from graph_loader.package.validation import check_package


@dataclass(frozen=True, eq=False)
class Dataset:
    """A data package that keeps its rules.

    Text columns hold ``""`` for unknown; numbers are floats (NaN for unknown) or, where a cell is required,
    ints. Tables keep the file's order.

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
    nodes : dict of str to pandas.DataFrame
        The node tables by label.
    relationships : pandas.DataFrame
        One claim a row: the file's columns, then ``family, aspect, cameo, goldstein`` of its type and the
        bounds of its date in ISO days, ``start, start_latest, end_earliest, end``, with ``date_certainty``.
    evidence, aliases, passages, mentions, annotations : pandas.DataFrame
        The tables of those names.
    """

    path: Path
    name: str
    version: str
    vocabulary: Vocabulary
    study: Study | None
    nodes: dict[str, pd.DataFrame]
    relationships: pd.DataFrame
    evidence: pd.DataFrame
    aliases: pd.DataFrame
    passages: pd.DataFrame
    mentions: pd.DataFrame
    annotations: pd.DataFrame

    @classmethod
    def load(cls, path: Path | str | None = None, *, tolerated: Container[str] = ()) -> Dataset:
        """Read and check a data package.

        Parameters
        ----------
        path : pathlib.Path or str, optional
            The package's folder; that of the installation by default.
        tolerated : container of str
            Codes of problems that may stand: an orphan, for a command that will find its mentions.

        Returns
        -------
        Dataset

        Raises
        ------
        DatasetError
            If the package breaks a rule; its `problems` say where.

        Examples
        --------
        >>> dataset = Dataset.load("tests/fixtures/mini")
        >>> sorted(dataset.nodes)[:3]
        ['Agreement', 'Event', 'Organization']
        >>> dataset.relationships[["id", "type", "start", "end"]].head(1).values.tolist()
        [['a01-01', 'VISITED', '1971-11-10', '1971-12-04']]
        """
        folder = Path(path) if path is not None else resources.data_dir()
        checked = check_package(folder)
        errors = [each for each in checked.problems if each.severity == "error" and each.code not in tolerated]
        if errors or checked.content is None:
            raise DatasetError(errors)
        content = checked.content
        frames = {name: _frame(raw) for name, raw in content.tables.items()}
        return cls(
            path=folder,
            name=content.name,
            version=content.version,
            vocabulary=content.vocabulary,
            study=content.study,
            nodes={raw.table.label: frames[name] for name, raw in content.tables.items() if raw.table.label},
            relationships=_with_derived_columns(frames["relationships"], content.vocabulary),
            evidence=frames["evidence"],
            aliases=frames["aliases"],
            passages=frames["passages"],
            mentions=frames["mentions"],
            annotations=frames["annotations"],
        )


def _frame(raw: RawTable) -> pd.DataFrame:
    table = raw.table
    columns = {name: [record.cells[name] for record in raw.records] for name in table.columns}
    frame = pd.DataFrame(columns, dtype=str)
    for field in table.fields:
        if field.type in ("number", "integer"):
            numbers = [float(cell) if cell else float("nan") for cell in columns[field.name]]
            frame[field.name] = pd.Series(numbers, dtype=float)
            if field.type == "integer" and field.required:
                frame[field.name] = frame[field.name].astype(int)
    return frame


def _with_derived_columns(relationships: pd.DataFrame, vocabulary: Vocabulary) -> pd.DataFrame:
    types = [vocabulary.types[name] for name in relationships["type"]]
    intervals = [dates.parse(text) for text in relationships["date"]]
    return relationships.assign(
        family=_text([type_.family for type_ in types]),
        aspect=_text([type_.aspect for type_ in types]),
        cameo=_text([type_.cameo or "" for type_ in types]),
        goldstein=pd.Series([type_.goldstein for type_ in types], dtype=float),
        start=_text([_iso(interval.start) for interval in intervals]),
        start_latest=_text([_iso(interval.start_latest) for interval in intervals]),
        end_earliest=_text([_iso(interval.end_earliest) for interval in intervals]),
        end=_text([_iso(interval.end) for interval in intervals]),
        date_certainty=_text([interval.certainty for interval in intervals]),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _text(values: Sequence[str]) -> pd.Series[str]:
    return pd.Series(values, dtype=str)
