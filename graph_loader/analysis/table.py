"""Tidy tables: rounded numbers, a title, and the caveat that goes with them wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

DIGITS = 6


NOTHING = "The data hold nothing that this table could show."


def tidy(
    rows: Iterable[Mapping[str, Any]], columns: str, *, title: str, caveats: Iterable[str], why: str = NOTHING
) -> pd.DataFrame:
    """Make a table of rows, in the given order of columns, that knows its title and its caveat.

    Parameters
    ----------
    rows : iterable of mapping
        Values by column; a missing or None value is unknown.
    columns : str
        The names of all columns with spaces between, so that an empty table has them too.
    title : str
        What the table shows.
    caveats : iterable of str
        Sentences of `caveats`.
    why : str
        The sentence that an empty table is answered with.

    Returns
    -------
    pandas.DataFrame
        Floats are rounded to six digits; `attrs` holds `title`, `caveat`, and `why` where there is no row.

    Examples
    --------
    >>> tie = {"id": "kgb", "share": 1 / 3}
    >>> table = tidy([tie], "id share", title="Shares", caveats=["Two sources."])
    >>> table.to_dict("records"), table.attrs["caveat"]
    ([{'id': 'kgb', 'share': 0.333333}], 'Two sources.')
    """
    names = columns.split()
    frame = pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=names)
    floats = frame.select_dtypes("float").columns
    frame[floats] = frame[floats].round(DIGITS) + 0.0  # -0.0 becomes 0.0
    frame.attrs = {"title": title, "caveat": " ".join(said := list(caveats)), "caveats": said}
    if frame.empty:
        frame.attrs["why"] = why
    return frame


def joined(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put tables of the same columns and title under one another.

    Parameters
    ----------
    tables : sequence of pandas.DataFrame
        At least one.

    Returns
    -------
    pandas.DataFrame
        With what the caveat of any of them says.

    Examples
    --------
    >>> parts = [tidy([{"id": name}], "id", title="Actors", caveats=[]) for name in ("kgb", "cia")]
    >>> joined(parts)["id"].tolist()
    ['kgb', 'cia']
    """
    # An empty table has columns of no type, which would blur those of the others.
    whole = pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)
    said = list(dict.fromkeys(caveat for table in tables for caveat in table.attrs.get("caveats", ())))
    whole.attrs = tables[0].attrs | {"caveat": " ".join(said), "caveats": said}
    return whole


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as plain Python values, None for unknown ones.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table.

    Returns
    -------
    list of dict

    Examples
    --------
    >>> records(pd.DataFrame({"id": ["kgb", "cia"], "rank": [1, None]}))
    [{'id': 'kgb', 'rank': 1.0}, {'id': 'cia', 'rank': None}]
    """
    plain = table.astype(object).where(table.notna(), None)
    return [{str(column): value for column, value in row.items()} for row in plain.to_dict("records")]
