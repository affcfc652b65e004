"""Diagrams of what no single table holds: a network in a circle, the articles by paragraph, what findings survive."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from graph_loader.analysis.findings import Finding
from graph_loader.model import numerals
from graph_loader.model.errors import ColdWarError
from graph_loader.plots.drawing import DARK, LIGHT, MIDDLE, PALE, SMALL, TEXT, figure_of, with_caveat, words

SIGNS = {True: "●", False: "○", None: "–"}
UPRIGHT = 6
"""Columns whose names find room side by side."""


def circle(network: nx.Graph[str], caveat: str, *, title: str) -> Figure:
    """Draw a network with its actors in a circle, theatre by theatre, and lines as wide as ties are strong.

    An arc marks a theatre of several actors, if there are theatres.

    Parameters
    ----------
    network : networkx.Graph
        With `name` and `theatre` of the actors and `weight` of the ties.
    caveat : str
        What stands underneath.
    title : str
        What the figure shows.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> network = nx.Graph()
    >>> network.add_nodes_from(["chile", "ussr"], theatre="moscow")
    >>> network.add_edge("chile", "ussr", weight=2)
    >>> [text.get_text() for text in circle(network, "", title="Contacts").axes[0].texts]
    ['chile', 'ussr', 'Moscow']
    """
    figure, (axes,) = figure_of(6.9, title)
    groups = _by_theatre(network)
    angles = _angles(list(groups.values()))
    strongest = max((tie["weight"] for *_, tie in network.edges(data=True)), default=1)
    for one, other, tie in sorted(network.edges(data=True), key=lambda edge: (edge[2]["weight"], edge[0], edge[1])):
        share = tie["weight"] / strongest
        ends = [(math.cos(angles[end]), math.sin(angles[end])) for end in (one, other)]
        shade = str(round(0.75 * (1 - share) ** 2, 3))
        axes.plot(*zip(*ends, strict=True), color=shade, linewidth=0.5 + 4 * share, solid_capstyle="round", zorder=1)
    for actor, angle in angles.items():
        size = 3 + math.sqrt(network.degree(actor))
        axes.plot(math.cos(angle), math.sin(angle), "o", color=DARK, markersize=size, zorder=2)
        _radial(axes, str(network.nodes[actor].get("name") or actor), angle)
    for theatre, actors in groups.items():
        if len(actors) > 1 and theatre:
            _arc(axes, words(theatre), angles[actors[0]], angles[actors[-1]])
    axes.set_aspect("equal")
    axes.set_xlim(-1.9, 1.9)
    axes.set_ylim(-1.85, 1.65)
    axes.set_axis_off()
    table = pd.DataFrame()
    table.attrs["caveat"] = caveat
    return with_caveat(figure, table)


def paragraphs(table: pd.DataFrame) -> Figure:
    """Draw how many claims each paragraph of each article carries, in the order of the texts.

    Parameters
    ----------
    table : pandas.DataFrame
        As `provenance.paragraphs` gives it; drawn are sources all of whose paragraphs it has, from the first on.

    Returns
    -------
    matplotlib.figure.Figure
        The part of a bar that is dark rests on that paragraph alone.

    Examples
    --------
    >>> row = {"source": "yordanov-2019", "locator": "p01", "claims": 4, "sole_claims": 3}
    >>> [float(bar.get_height()) for bar in paragraphs(pd.DataFrame([row])).axes[0].patches]
    [4.0, 3.0]
    """
    body = table[table["locator"].str.fullmatch("p[0-9]+")]
    groups = [(source, mine) for source, mine in body.groupby("source", sort=True) if _is_gapless(mine)]
    if not groups:
        raise ColdWarError("expected a source coded paragraph by paragraph, found none")
    figure, rows = figure_of(1.6 * len(groups) + 0.9, "Claims that each paragraph carries", len(groups))
    for axes, (source, mine) in zip(rows, groups, strict=True):
        places = mine["locator"].str[1:].astype(int)
        axes.bar(places, mine["claims"].astype(float), color=LIGHT, width=0.8, label="also told elsewhere")
        axes.bar(places, mine["sole_claims"].astype(float), color=DARK, width=0.8, label="told here alone")
        axes.set_ylabel("claims")
        axes.set_xlim(0, int(places.max()) + 1)
        axes.text(0.01, 0.97, str(source), transform=axes.transAxes, fontsize=TEXT, va="top", fontweight="bold")
    rows[0].legend(frameon=False, fontsize=TEXT, loc="upper right")
    rows[-1].set_xlabel("paragraph")
    return with_caveat(figure, table)


def _is_gapless(places: pd.DataFrame) -> bool:
    """Whether a source is coded whole: between paragraphs of others a gap would look like silence."""
    return int(places["locator"].str[1:].astype(int).max()) == len(places)


def turnover(table: pd.DataFrame) -> Figure:
    """Draw how many actors arrive in each period and how many are last heard of in it.

    Parameters
    ----------
    table : pandas.DataFrame
        As `change.periods` gives it; its certain reading is drawn.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> row = {"period": "1970–1972", "reading": "certain", "arrivals": 39, "departures": 12}
    >>> [float(bar.get_height()) for bar in turnover(pd.DataFrame([row])).axes[0].patches]
    [39.0, -12.0]
    """
    mine = table[table["reading"] == "certain"]
    figure, (axes,) = figure_of(3.2, "Actors that the articles take up and drop")
    for sign, column, shade in ((1, "arrivals", MIDDLE), (-1, "departures", LIGHT)):
        drawn = axes.bar(mine["period"], sign * mine[column].astype(float), color=shade, label=column)
        axes.bar_label(drawn, [numerals.figure(int(count)) for count in mine[column]], padding=2, fontsize=SMALL)
    axes.axhline(0, color=DARK, linewidth=0.8)
    axes.margins(y=0.15)
    axes.set_yticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(axis="x", length=0, labelrotation=30)
    axes.legend(frameon=False, fontsize=TEXT, loc="upper left")
    return with_caveat(figure, table)


def survival(found: Sequence[Finding]) -> Figure:
    """Draw which findings stay the same with evidence left out.

    Parameters
    ----------
    found : sequence of Finding
        At least one, as `findings.findings` gives them.

    Returns
    -------
    matplotlib.figure.Figure
        A full dot where the conclusion stays, an open one where it changes, a dash where nothing is left to tell.
    """
    variants = list(found[0].survives)
    names = [found[0].words.variants[variant] for variant in variants]
    is_wide = len(variants) > UPRIGHT
    figure, (axes,) = figure_of(0.28 * len(found) + (2.9 if is_wide else 1.7), "What the findings survive")
    for row, finding in enumerate(found):
        for column, variant in enumerate(variants):
            sign = SIGNS[finding.survives[variant]]
            axes.text(column, row, sign, ha="center", va="center", fontsize=11, color=DARK)
        axes.axhline(row + 0.5, color=PALE, linewidth=0.6)
    axes.set_xlim(-0.5, len(variants) - 0.5)
    axes.set_ylim(len(found) - 0.5, -0.5)
    axes.set_xticks(
        range(len(variants)), [textwrap.fill(words, 34 if is_wide else 14, break_on_hyphens=True) for words in names]
    )
    if is_wide:
        axes.tick_params(axis="x", labelrotation=90)
    titles = [f"{finding.words.title}{' *' if finding.single_sourced else ''}" for finding in found]
    axes.set_yticks(range(len(found)), titles)
    axes.tick_params(length=0, labelsize=SMALL + 0.5)
    axes.spines[:].set_visible(False)
    table = pd.DataFrame()
    table.attrs["caveat"] = (
        "Full dot: the conclusion stays. Open: it changes. Dash: nothing is left to tell. "
        "Star: one source alone carries the finding."
    )
    return with_caveat(figure, table)


def _by_theatre(network: nx.Graph[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    others = "several theatres" if any(theatre for _, theatre in network.nodes(data="theatre")) else ""
    for actor in sorted(network):
        groups.setdefault(network.nodes[actor].get("theatre") or others, []).append(actor)
    return dict(sorted(groups.items()))


def _angles(groups: Sequence[Sequence[str]]) -> dict[str, float]:
    """Give each actor an angle; one place stays free between two groups."""
    places = [actor for group in groups for actor in (*group, None)]
    return {actor: 2 * math.pi * place / len(places) for place, actor in enumerate(places) if actor is not None}


def _radial(axes: Axes, text: str, angle: float) -> None:
    """Write a name outwards from the circle, never upside down."""
    left = math.cos(angle) < 0
    axes.text(
        1.07 * math.cos(angle),
        1.07 * math.sin(angle),
        text,
        rotation=math.degrees(angle) + (180 if left else 0),
        rotation_mode="anchor",
        ha="right" if left else "left",
        va="center",
        fontsize=SMALL,
    )


def _arc(axes: Axes, text: str, first: float, last: float) -> None:
    """Mark a theatre by an arc inside its names and write it on white."""
    steps = [first + (last - first) * step / 20 for step in range(21)]
    axes.plot([0.93 * math.cos(at) for at in steps], [0.93 * math.sin(at) for at in steps], color=MIDDLE, linewidth=2.5)
    middle = (first + last) / 2
    axes.text(
        0.74 * math.cos(middle),
        0.74 * math.sin(middle),
        text,
        ha="center",
        va="center",
        fontsize=SMALL,
        fontweight="bold",
        zorder=3,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85},
    )
