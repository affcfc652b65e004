"""The page that shows two readings of the same passages side by side."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from graph_loader.coders.rows import CELLS, Row, rows
from graph_loader.views import bundle
from graph_loader.views.explorer import render

if TYPE_CHECKING:
    from graph_loader.coders.comparison import Comparison

_NAMED = ("from_id", "to_id", "about_id", "place_id")


def page(comparison: Comparison) -> str:
    """Return the page, one file without any request."""
    names = {**comparison.second.names, **comparison.first.names}
    passages = [
        {"name": where.replace("#", ", ", 1), "claims": [_claim(row, names) for row in some]}
        for where, some in groupby(rows(comparison), key=lambda row: row.passages[0])
    ]
    return render(
        "comparison.html",
        styles=[bundle.asset("base.css"), bundle.asset("comparison.css")],
        scripts=[],
        comparison=comparison,
        figures=[figure.written for figure in comparison.figures],
        passages=passages,
    )


def _claim(row: Row, names: dict[str, str]) -> dict[str, object]:
    """Return what a row of the page shows: for each column that one of them fills, both cells."""
    cells = []
    for column in CELLS:
        said = row.of(column)
        if any(said):
            shown = [names.get(cell, cell) if column in _NAMED else cell for cell in said]
            cells.append({"column": _title(column), "said": shown, "differs": column in row.differs_in})
    ids = [side.id if side else None for side in (row.first, row.second)]
    return {"found_by": row.found_by, "ids": ids, "cells": cells, "differs": len(row.differs_in)}


def _title(column: str) -> str:
    return column.removesuffix("_id").replace("_", " ")
