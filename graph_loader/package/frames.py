"""The tables of a data package as typed pandas tables."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from graph_loader.model.claims import BOUNDS, Claim
from graph_loader.package.raw import RawTable


def frame(raw: RawTable) -> pd.DataFrame:
    """Make a table of text, ``""`` for unknown, and of numbers, NaN for unknown."""
    table = raw.table
    columns = {name: raw.cells[name] for name in table.columns}
    made = pd.DataFrame(columns, dtype=str)
    for field in table.fields:
        if field.type in ("number", "integer"):
            numbers = [float(cell) if cell else float("nan") for cell in columns[field.name]]
            made[field.name] = pd.Series(numbers, dtype=float)
            if field.type == "integer" and field.required:
                made[field.name] = made[field.name].astype(int)
    return made


def with_derived_columns(relationships: pd.DataFrame, claims: Iterable[Claim]) -> pd.DataFrame:
    """Add what a claim has from its type and its date."""
    rows = [claim.attributes() for claim in claims]
    derived = {
        name: pd.Series([row[name] or "" for row in rows], dtype=str)
        for name in ("family", "aspect", "cameo", *BOUNDS, "date_certainty")
    }
    goldstein = pd.Series([row["goldstein"] for row in rows], dtype=float)
    order = ["family", "aspect", "cameo", "goldstein", *BOUNDS, "date_certainty"]
    return relationships.assign(**{name: derived.get(name, goldstein) for name in order})
