"""Figures of the tables, readable in grey, each with its caveat underneath; they need matplotlib."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

WIDTH = 8.0
DARK, MIDDLE, LIGHT = "#222222", "#777777", "#cccccc"
NOT_COVERED = "not covered"


def bars(table: pd.DataFrame, label: str, value: str, *, title: str) -> Figure:
    """Draw one bar for each row of a table.

    Parameters
    ----------
    table : pandas.DataFrame
        With its caveat in `attrs`.
    label, value : str
        Its columns.
    title : str
        What the figure shows.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> table = pd.DataFrame({"family": ["contact", "trade"], "count": [2, 1]})
    >>> len(bars(table, "family", "count", title="Claims").axes[0].patches)
    2
    """
    figure, axes = _axes(0.3 * len(table) + 1.4, title)
    axes.barh(table[label].astype(str), table[value], color=MIDDLE)
    axes.invert_yaxis()
    axes.bar_label(axes.containers[0], padding=3)  # type: ignore[arg-type]
    axes.set_xlabel(value.replace("_", " "))
    return _finished(figure, table)


def intervals(table: pd.DataFrame, columns: Sequence[str], *, title: str, axis: str) -> Figure:
    """Draw a figure with its interval for each row: a dot between two ends.

    Parameters
    ----------
    table : pandas.DataFrame
        With a column `name` and its caveat in `attrs`.
    columns : sequence of str
        The figure, its low and its high end.
    title, axis : str
        What the figure shows, and what the axis means.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> table = pd.DataFrame({"name": ["KGB"], "rank": [2], "low": [1], "high": [5]})
    >>> intervals(table, ["rank", "low", "high"], title="Ranks", axis="rank").axes[0].get_xlabel()
    'rank'
    """
    figure, axes = _axes(0.3 * len(table) + 1.4, title)
    value, low, high = (table[column].to_numpy(dtype=float) for column in columns)
    places = np.arange(len(table))
    axes.hlines(places, low, high, color=LIGHT, linewidth=5)
    axes.plot(value, places, "o", color=DARK)
    axes.set_yticks(places, table["name"].astype(str).tolist())
    axes.invert_yaxis()
    axes.set_xlabel(axis)
    return _finished(figure, table)


def curve(table: pd.DataFrame, family: str = "all", *, first: int = 1917) -> Figure:
    """Draw the claims of a family by year, with what imprecise dates leave open.

    Parameters
    ----------
    table : pandas.DataFrame
        As `change.years` gives it.
    family : str
        One of its families.
    first : int
        The year to begin with.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> row = {"family": "all", "year": 1973, "expected": 2.0, "certain": 1.0, "possible": 3.0}
    >>> curve(pd.DataFrame([row])).axes[0].get_xlabel()
    'year'
    """
    figure, axes = _axes(3.6, f"Claims by year: {family}")
    mine = table[(table["family"] == family) & (table["year"] >= first)]
    axes.fill_between(mine["year"], mine["certain"], mine["possible"], color=LIGHT, label="certain to possible")
    axes.plot(mine["year"], mine["expected"], color=DARK, label="expected")
    axes.set_xlabel("year")
    axes.set_ylabel("claims")
    axes.legend(frameon=False)
    return _finished(figure, table)


def matrix(table: pd.DataFrame, family: str, period: str = "all") -> Figure:
    """Draw the claims from theatre to theatre; hatched cells are not covered.

    Parameters
    ----------
    table : pandas.DataFrame
        As `mixing.mixing` gives it.
    family, period : str
        Which of its cells.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> cell = {"period": "all", "family": "trade", "from_theatre": "moscow", "to_theatre": "moscow"}
    >>> matrix(pd.DataFrame([cell | {"claims": 2, "status": "tie"}]), "trade").axes[0].get_xlabel()
    'to'
    """
    mine = table[(table["family"] == family) & (table["period"] == period)]
    claims = mine.pivot_table(index="from_theatre", columns="to_theatre", values="claims", aggfunc="sum").fillna(0)
    figure, axes = _axes(0.45 * len(claims) + 2.2, f"{family.capitalize()}: claims from theatre to theatre")
    axes.imshow(claims, cmap="Greys", aspect="auto")
    axes.set_xticks(range(claims.shape[1]), list(claims.columns), rotation=45, ha="right")
    axes.set_yticks(range(len(claims)), list(claims.index))
    axes.set_xlabel("to")
    axes.set_ylabel("from")
    strong = claims.to_numpy().max() / 2
    missing = set(
        zip(*mine.loc[mine["status"] == NOT_COVERED, ["from_theatre", "to_theatre"]].T.to_numpy(), strict=True)
    )
    for row, one in enumerate(claims.index):
        for column, other in enumerate(claims.columns):
            count = int(claims.loc[one, other])
            if (one, other) in missing:
                axes.fill_between(
                    [column - 0.5, column + 0.5], row - 0.5, row + 0.5, hatch="///", color="none", edgecolor=LIGHT
                )
            elif count:
                axes.text(column, row, str(count), ha="center", va="center", color="white" if count > strong else DARK)
    return _finished(figure, table)


def grouped(table: pd.DataFrame, label: str, group: str, value: str, *, title: str) -> Figure:
    """Draw bars side by side for each group.

    Parameters
    ----------
    table : pandas.DataFrame
        With its caveat in `attrs`.
    label, group, value : str
        Its columns: along the axis, side by side, how long.
    title : str
        What the figure shows.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> table = pd.DataFrame({"measure": ["hostile"] * 2, "junta": ["chile", "argentina"], "claims": [3, 1]})
    >>> len(grouped(table, "measure", "junta", "claims", title="Two juntas").axes[0].containers)
    2
    """
    wide = table.pivot_table(index=label, columns=group, values=value, aggfunc="sum", sort=False).fillna(0)
    figure, axes = _axes(0.35 * wide.size + 1.4, title)
    height = 0.8 / max(wide.shape[1], 1)
    shades = (DARK, LIGHT, MIDDLE)
    for place, column in enumerate(wide.columns):
        axes.barh(
            np.arange(len(wide)) + place * height, wide[column], height, color=shades[place % 3], label=str(column)
        )
    axes.set_yticks(np.arange(len(wide)) + 0.4 - height / 2, [str(name) for name in wide.index])
    axes.invert_yaxis()
    axes.set_xlabel(value.replace("_", " "))
    axes.legend(frameon=False)
    return _finished(figure, table)


def _axes(height: float, title: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, max(height, 2.5)), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, loc="left", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _finished(figure: Figure, table: pd.DataFrame) -> Figure:
    caveat = table.attrs.get("caveat")
    if caveat:
        figure.supxlabel("\n".join(textwrap.wrap(caveat, 110)), fontsize=7, color=MIDDLE, x=0.01, ha="left")
    return figure
