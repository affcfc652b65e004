"""Figures of the tables, to be printed in grey, each with its caveat underneath; they need matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator, StrMethodFormatter

from graph_loader.model import numerals
from graph_loader.plots.drawing import (
    DARK,
    LIGHT,
    MIDDLE,
    NOT_COVERED,
    PALE,
    SMALL,
    TEXT,
    figure_of,
    is_dark,
    with_caveat,
    words,
)

LINES = ("-", "--", ":")
SHADES = (DARK, LIGHT, MIDDLE)
PARTNERS = (1, 2, 5, 10, 20, 50, 100)
SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
NONE = "not covered"


def bars(table: pd.DataFrame, label: str, value: str, *, group: str, title: str) -> Figure:
    """Draw a bar for each row of a table, those of one label side by side.

    Parameters
    ----------
    table : pandas.DataFrame
        With its caveat in `attrs`.
    label, value, group : str
        Its columns: along the axis, how long, side by side.
    title : str
        What the figure shows.

    Returns
    -------
    matplotlib.figure.Figure
        Labels are ordered by their longest bar.

    Examples
    --------
    >>> rows = [("trade", 4, "yordanov"), ("contact", 2, "yordanov"), ("contact", 9, "tango")]
    >>> figure = bars(
    ...     pd.DataFrame(rows, columns=["family", "claims", "source"]),
    ...     "family", "claims", group="source", title="Claims",
    ... )
    >>> [text.get_text() for text in figure.axes[0].get_yticklabels()]
    ['Contact', 'Trade']
    """
    wide = table.pivot_table(index=label, columns=group, values=value, aggfunc="sum", sort=False).fillna(0)
    wide = wide.assign(longest=wide.max(axis=1)).sort_values("longest", ascending=False, kind="stable")
    wide = wide.drop(columns="longest")
    figure, (axes,) = figure_of(0.17 * wide.size + 0.16 * len(wide) + 1.1, title)
    height = 0.8 / max(wide.shape[1], 1)
    for number, column in enumerate(wide.columns):
        places = np.arange(len(wide)) + (number - (wide.shape[1] - 1) / 2) * height
        drawn = axes.barh(places, wide[column], height, color=SHADES[number % 3], label=str(column))
        axes.bar_label(drawn, fmt=lambda value: numerals.rounded(value, 4), padding=2, fontsize=SMALL, color=DARK)
    axes.set_yticks(np.arange(len(wide)), [words(name) for name in wide.index])
    axes.invert_yaxis()
    axes.set_xlabel(value.replace("_", " "))
    if wide.shape[1] > 1:
        axes.legend(frameon=False, fontsize=TEXT, loc="lower right")
    return with_caveat(figure, table)


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
    figure, (axes,) = figure_of(0.23 * len(table) + 1.1, title)
    value, low, high = (table[column].to_numpy(dtype=float) for column in columns)
    places = np.arange(len(table))
    axes.hlines(places, low, high, color=LIGHT, linewidth=4)
    axes.plot(value, places, "o", color=DARK, markersize=5)
    axes.set_yticks(places, table["name"].astype(str).tolist())
    axes.invert_yaxis()
    axes.grid(axis="x", color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(axis)
    return with_caveat(figure, table)


def curves(table: pd.DataFrame, families: Sequence[str], *, first: int | None = None) -> Figure:
    """Draw the claims of some families by year, with what imprecise dates leave open and the turning points.

    Parameters
    ----------
    table : pandas.DataFrame
        As `change.years` gives it.
    families : sequence of str
        One row of the figure each.
    first : int, optional
        The year to begin with; the first turning point by default.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> row = {"family": "trade", "expected": 2.0, "certain": 1.0, "possible": 3.0}
    >>> table = pd.DataFrame([row | {"year": 1956}, row | {"year": 1957}])
    >>> [axes.get_ylabel() for axes in curves(table, ["trade"]).axes]
    ['trade']
    """
    turns = table.attrs.get("turning_points", [])
    first = first or min(turns, default=int(table["year"].min()))
    figure, rows = figure_of(1.25 * len(families) + 0.9, "Claims by year", len(families))
    for axes, family in zip(rows, families, strict=True):
        mine = table[(table["family"] == family) & (table["year"] >= first)]
        axes.fill_between(mine["year"], mine["certain"], mine["possible"], color=LIGHT, linewidth=0)
        axes.plot(mine["year"], mine["expected"], color=DARK, linewidth=1.2)
        for year in turns:
            axes.axvline(year, color=MIDDLE, linewidth=0.5, linestyle=":")
        axes.set_xticks(turns, [""] * len(turns))
        axes.set_xlim(first, max(first + 1, table["year"].max()))
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
        axes.set_ylabel(family)
    rows[-1].set_xticks(turns, [str(year) for year in turns])
    rows[-1].set_xlabel("line: imprecise dates shared evenly; band: from certainly to possibly in the year")
    return with_caveat(figure, table)


def matrix(table: pd.DataFrame, family: str, period: str = "all") -> Figure:
    """Draw the claims from theatre to theatre; hatched cells are not covered by any source.

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
    theatres = sorted({*mine["from_theatre"], *mine["to_theatre"]})
    most = max(mine["claims"].max(), 1)
    figure, (axes,) = figure_of(0.27 * len(theatres) + 1.9, f"{words(family)}: claims from theatre to theatre")
    for from_, to, claims, status in mine[["from_theatre", "to_theatre", "claims", "status"]].itertuples(index=False):
        place = theatres.index(to), theatres.index(from_)
        _cell(axes, place, claims / most, str(claims) if claims else "", covered=status != NONE)
    _label(axes, [words(name) for name in theatres], [words(name) for name in theatres])
    axes.set_xlabel("to")
    axes.set_ylabel("from")
    _hatched_key(axes, mine)
    return with_caveat(figure, table)


def partners(table: pd.DataFrame) -> Figure:
    """Draw for every state of a contrast's partner what is said of it and the two sides; hatched cells are not covered.

    Parameters
    ----------
    table : pandas.DataFrame
        As `contrast_tables.partners` gives it, of one contrast.

    Returns
    -------
    matplotlib.figure.Figure
        Each cell counts friendly (+), hostile (−) and unsigned (○) claims.

    Examples
    --------
    >>> row = {"side": "old-regime", "state": "x", "name": "X", "part": "regime", "status": "tie"}
    >>> partners(pd.DataFrame([row | {"friendly": 1, "hostile": 2, "unsigned": 0}])).axes[0].texts[0].get_text()
    '1+ 2−'
    """
    names = dict(zip(table["state"], table["name"], strict=True))
    states = sorted(names, key=names.__getitem__)
    groups = sorted(set(zip(table["side"], table["part"], strict=True)), reverse=True)
    signed = table[["friendly", "hostile", "unsigned"]]
    most = max(signed.sum(axis=1).max(), 1)
    figure, (axes,) = figure_of(0.27 * len(states) + 1.6, "States of the partner and the two sides")
    for row in table.to_dict("records"):
        counts = zip((row["friendly"], row["hostile"], row["unsigned"]), "+−○", strict=True)
        text = " ".join(f"{count}{sign}" for count, sign in counts if count)
        place = groups.index((row["side"], row["part"])), states.index(row["state"])
        total = row["friendly"] + row["hostile"] + row["unsigned"]
        _cell(axes, place, total / most, text, covered=row["status"] != NONE)
    _label(
        axes,
        [f"{words(side).rstrip('0123456789 ')}:\n{part}" for side, part in groups],
        [str(names[state]) for state in states],
    )
    axes.set_xlabel("claims: + friendly, − hostile, ○ without sign")
    _hatched_key(axes, table)
    return with_caveat(figure, table)


def degrees(table: pd.DataFrame) -> Figure:
    """Draw which share of the actors has at least so many partners, on logarithmic axes.

    Parameters
    ----------
    table : pandas.DataFrame
        As `overview.degrees` gives it.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> row = {"projection": "contact", "degree": 1, "actors": 3, "share_at_least": 1.0}
    >>> len(degrees(pd.DataFrame([row])).axes[0].lines)
    1
    """
    figure, (axes,) = figure_of(3.0, "Partners of the actors")
    for number, (name, mine) in enumerate(table[table["degree"] > 0].groupby("projection", sort=True)):
        axes.step(
            mine["degree"],
            mine["share_at_least"],
            where="pre",
            color=DARK,
            linestyle=LINES[number % 3],
            linewidth=1.2,
            label="all ties" if name == "all" else str(name),
        )
    axes.set_xscale("log")
    axes.set_yscale("log")
    for axis, ticks, form in ((axes.xaxis, PARTNERS, "{x:g}"), (axes.yaxis, SHARES, "{x:.0%}")):
        axis.set_major_locator(FixedLocator(ticks))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(StrMethodFormatter(form))
    axes.set_xlabel("partners, at least")
    axes.set_ylabel("share of actors")
    axes.legend(frameon=False, fontsize=TEXT)
    return with_caveat(figure, table)


def _cell(axes: Axes, place: tuple[int, int], shade: float, text: str, *, covered: bool) -> None:
    column, row = place
    look: dict[str, Any] = {"facecolor": str(1 - 0.85 * shade), "edgecolor": PALE} if covered else NOT_COVERED
    axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, **look))
    axes.text(column, row, text, ha="center", va="center", fontsize=SMALL, color="white" if is_dark(shade) else DARK)


def _label(axes: Axes, columns: list[str], rows: list[str]) -> None:
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    turned: dict[str, Any] = {"rotation": 35, "ha": "right"} if len(columns) > 4 else {}  # noqa: PLR2004
    axes.set_xticks(range(len(columns)), columns, **turned)
    axes.set_yticks(range(len(rows)), rows)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _hatched_key(axes: Axes, table: pd.DataFrame) -> None:
    if not table["status"].eq(NONE).any():
        return
    axes.legend(
        handles=[Patch(label="not covered", **NOT_COVERED)],
        frameon=False,
        fontsize=TEXT,
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        borderaxespad=0.2,
    )
