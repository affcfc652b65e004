"""What the notebooks show: figures that are also saved, findings in words, pages in a frame, tables with a caveat."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from IPython import display
from matplotlib.figure import Figure

from graph_loader.analysis.findings import Finding
from graph_loader.database import queries
from graph_loader.database.connection import Target, connect
from graph_loader.errors import ColdWarError
from graph_loader.files import MANIFEST, write_text
from graph_loader.views.explorer import Page

_SHOWN: Any = display
FIGURES = Path("../build/figures")
PAGES = Path("pages")


def show(figure: Figure, name: str, folder: Path = FIGURES) -> Any:
    """Save a figure as SVG and show it; the same figure gives the same bytes.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What to show.
    name : str
        Of the file.
    folder : pathlib.Path
        Where it goes.

    Returns
    -------
    IPython.display.SVG

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = show(Figure(), "nothing", Path(folder) / "build" / "figures")
    ...     [file.name for file in (Path(folder) / "build" / "figures").iterdir()]
    ['nothing.svg']
    """
    drawn = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "coldwar", "svg.fonttype": "none"}):
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    _share(folder.parent)
    write_text(folder / f"{name}.svg", drawn.getvalue())
    return _SHOWN.SVG(data=drawn.getvalue())


def _share(folder: Path) -> None:
    """Mark a new output folder as coldwar's, so that `coldwar build` will write beside the figures."""
    if not folder.exists():
        write_text(folder / MANIFEST, "")


def say(found: Sequence[Finding], title: str) -> Any:
    """Put a finding into words, with its interval and what it survives.

    Parameters
    ----------
    found : sequence of Finding
        As `findings.findings` gives them.
    title : str
        Of the finding.

    Returns
    -------
    IPython.display.Markdown

    Raises
    ------
    ColdWarError
        If the data give no such finding.

    Examples
    --------
    >>> say([], "Two juntas")
    Traceback (most recent call last):
        ...
    graph_loader.errors.ColdWarError: the data give no finding called 'Two juntas'
    """
    finding = next((finding for finding in found if finding.title == title), None)
    if finding is None:
        raise ColdWarError(f"the data give no finding called {title!r}")
    answer = finding.answer
    words = {True: "survives", False: "does not survive", None: "cannot be told"}
    verdicts = "; ".join(f"{name}: {words[survives]}" for name, survives in finding.survives.items())
    sourced = " One source alone carries it." if finding.single_sourced else ""
    return _SHOWN.Markdown(
        f"> {answer.statement}\n>\n> {answer.measure.capitalize()}: {answer.figure:.2f}, between {answer.low:.2f} and "
        f"{answer.high:.2f} ({answer.interval}).{sourced} Of the conclusion, {verdicts}."
    )


def embed(page: Page, name: str, height: int = 640) -> Any:
    """Write a page of the explorer beside the notebooks and show it in a frame.

    Parameters
    ----------
    page : Page
        As `views.explorer.explorer` gives it.
    name : str
        Of the file.
    height : int
        Of the frame, in pixels.

    Returns
    -------
    IPython.display.IFrame
    """
    page.write(PAGES / f"{name}.html")
    return _SHOWN.IFrame(f"{PAGES}/{name}.html", "100%", height)


def cut(table: pd.DataFrame, columns: str, rows: int = 12) -> pd.DataFrame:
    """Take some columns and the first rows of a table, to be read on a page.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table.
    columns : str
        Names with spaces between.
    rows : int
        How many.

    Returns
    -------
    pandas.DataFrame

    Examples
    --------
    >>> cut(pd.DataFrame({"id": ["kgb", "cia"], "rank": [1, 2]}), "id", 1).to_dict("list")
    {'id': ['kgb']}
    """
    return table[columns.split()].head(rows).reset_index(drop=True)


def ask(name: str, **values: object) -> Any:
    """Run a query of the library on the configured Neo4j.

    Parameters
    ----------
    name : str
        As ``coldwar queries`` lists it.
    **values : object
        Its parameters, the defaults otherwise.

    Returns
    -------
    pandas.DataFrame or IPython.display.Markdown
        The rows, or how to start a server where none is configured.
    """
    try:
        target = Target.of()
        query = queries.named(name)
        with connect(target) as driver:
            answer = queries.run(driver, target.database, query, {**query.defaults(), **values})
    except ColdWarError as error:
        return _SHOWN.Markdown(f"No answer: {error.message}. `coldwar server start` and `coldwar load` make one.")
    return pd.DataFrame(answer.rows, columns=answer.columns)
