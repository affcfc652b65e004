"""The common look of the figures: plain axes, grey shades, the caveat underneath."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

WIDTH = 7.2
DARK, MIDDLE, LIGHT, PALE = "#1a1a1a", "#6b6b6b", "#b8b8b8", "#e4e4e4"
TEXT, SMALL = 8.5, 7.0
NOT_COVERED: dict[str, Any] = {"facecolor": "white", "edgecolor": LIGHT, "hatch": "////", "linewidth": 0.0}


def figure_of(height: float, title: str, rows: int = 1) -> tuple[Figure, list[Axes]]:
    """Make a figure as wide as a page, with a title and one set of axes for each row.

    Examples
    --------
    >>> figure, axes = figure_of(2.0, "Claims by year")
    >>> axes[0].spines["top"].get_visible()
    False
    """
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes: list[Axes] = list(figure.subplots(rows, 1, squeeze=False)[:, 0])
    for each in axes:
        each.spines[["top", "right"]].set_visible(False)
        each.tick_params(labelsize=TEXT, length=2.5)
        each.xaxis.label.set_fontsize(TEXT)
        each.yaxis.label.set_fontsize(TEXT)
    axes[0].set_title(title, loc="left", fontsize=10, fontweight="bold")
    return figure, axes


def with_caveat(figure: Figure, table: pd.DataFrame) -> Figure:
    """Write what the data cannot carry, as their table knows it, under a figure.

    Examples
    --------
    >>> table = pd.DataFrame()
    >>> table.attrs["caveat"] = "Two narratives."
    >>> with_caveat(Figure(), table).get_supxlabel()
    'Two narratives.'
    """
    lines = textwrap.wrap(table.attrs.get("caveat", ""), 125)
    if lines:
        figure.supxlabel("\n".join(lines), fontsize=SMALL, color=MIDDLE, x=0.01, ha="left")
    return figure


def words(name: object) -> str:
    """Put an id of the vocabulary into words.

    Examples
    --------
    >>> words("buenos-aires")
    'Buenos Aires'
    """
    return str(name).replace("-", " ").replace("_", " ").title()


def is_dark(share: float) -> bool:
    """Tell whether a cell that is filled by this share of black needs white letters.

    Examples
    --------
    >>> is_dark(0.9), is_dark(0.1)
    (True, False)
    """
    return share > 1 / 2
