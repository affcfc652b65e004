"""What the notebooks show: figures that are also saved, findings in words, tables to be read, queries with answers."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from IPython import display
from matplotlib.figure import Figure

from graph_loader.analysis.findings import Finding
from graph_loader.analysis.table import joined
from graph_loader.database import library, queries
from graph_loader.database.connection import Target, connect
from graph_loader.graph import variants, wording
from graph_loader.graph.network import ClaimGraph, by_id
from graph_loader.model import numerals, passages
from graph_loader.model.errors import ColdWarError, UsageError
from graph_loader.model.resources import data_dir
from graph_loader.package.files import share_folder, write_text

_SHOWN: Any = display
_STEP, _PATHS = " > ", "; "
FIGURES = Path("../build/figures")
WIDEST = 200
VERDICTS = {True: "it stays", False: "it changes", None: "nothing is left to tell"}


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
    with mpl.rc_context({"svg.hashsalt": "coldwar", "svg.fonttype": "path"}):
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    share_folder(folder.parent)
    write_text(folder / f"{name}.svg", drawn.getvalue())
    return _SHOWN.SVG(data=drawn.getvalue())


def say(found: Sequence[Finding], question: str) -> Any:
    """Put a finding into words, with its interval and what becomes of it with less evidence.

    Parameters
    ----------
    found : sequence of Finding
        As `findings.findings` gives them.
    question : str
        The id of its question in the study.

    Returns
    -------
    IPython.display.Markdown

    Raises
    ------
    ColdWarError
        If the data give no such finding.

    Examples
    --------
    >>> say([], "contact-broker")
    Traceback (most recent call last):
        ...
    graph_loader.model.errors.ColdWarError: the data give no finding on 'contact-broker'
    """
    finding = next((finding for finding in found if finding.question.id == question), None)
    if finding is None:
        raise ColdWarError(f"the data give no finding on {question!r}")
    answer, words = finding.answer, finding.words
    verdicts = "; ".join(f"{words.variants[name]}, {VERDICTS[stays]}" for name, stays in finding.survives.items())
    chance = "by chance " if answer.by_chance else ""
    ends = "no interval: "
    if answer.low is not None and answer.high is not None:
        ends = f"{chance}{numerals.rounded(answer.low, 3)} to {numerals.rounded(answer.high, 3)}, "
    sourced = " One source alone carries it." if finding.single_sourced else ""
    return _SHOWN.Markdown(
        f"> **{words.statement}**\n>\n> {words.measure[:1].upper()}{words.measure[1:]}: "
        f"{numerals.rounded(answer.figure, 3)} ({ends}{words.interval}).{sourced} "
        f"What becomes of the conclusion: {verdicts}."
    )


def each_source(graph: ClaimGraph, analyse: Callable[[ClaimGraph], pd.DataFrame]) -> pd.DataFrame:
    """Make the same table from each source alone.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.
    analyse : callable
        What makes the table, for example one of `analysis.ANALYSES`.

    Returns
    -------
    pandas.DataFrame
        The tables under one another, with a column `source`.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("ussr", "chile", "y01-01", {"evidence": [{"source": "yordanov-2019"}]})])
    >>> each_source(graph, lambda part: pd.DataFrame({"claims": [part.number_of_edges()]})).values.tolist()
    [[1, 'yordanov-2019']]
    """
    sources = sorted(passages.sources(*by_id(graph).values()))
    tables = []
    for source in sources:
        alone = graph
        for other in sources:
            alone = variants.without_source(alone, other) if other != source else alone
        table = analyse(alone)
        tables.append(table.assign(source=source))
        tables[-1].attrs = table.attrs
    return joined(tables)


@dataclass(frozen=True)
class Reading:
    """A table as the page shows it: names for ids, rounded figures, the caveat underneath."""

    table: pd.DataFrame

    def _repr_html_(self) -> str:
        caveat = escape(str(self.table.attrs.get("caveat", "")))
        with pd.option_context("display.max_colwidth", WIDEST):
            body = self.table.to_html(
                index=False, border=0, na_rep="–", formatters=self._formatters(), float_format=_rounded, justify="left"
            )
        return f'{body}<p style="font-size: 85%; max-width: 50em">{caveat}</p>'

    def __repr__(self) -> str:
        return self.table.to_string(index=False, na_rep="–", formatters=self._formatters(), float_format=_rounded)

    def _formatters(self) -> dict[str, Callable[[Any], str]]:
        """Pandas has no format for whole numbers of all columns, as it has one for fractions."""
        return dict.fromkeys(self.table.select_dtypes("integer").columns, numerals.cell)


def read(graph: ClaimGraph, table: pd.DataFrame, columns: str, rows: int = 12) -> Reading:
    """Take some columns and the first rows of a table, with names in the place of ids.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that the table comes from.
    table : pandas.DataFrame
        Any table of `analysis`.
    columns : str
        Names with spaces between.
    rows : int
        How many.

    Returns
    -------
    Reading

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from([("kgb", {"name": "KGB"}), ("pcch", {"name": "Communist Party of Chile"})])
    >>> read(graph, pd.DataFrame({"path": ["kgb > pcch"], "score": [0.25]}), "path score").table.values.tolist()
    [['KGB → Communist Party of Chile', 0.25]]
    """
    cut = table[columns.split()].head(rows)
    named = cut.map(lambda cell: _named(graph, cell) if isinstance(cell, str) else cell)
    named.columns = [column.replace("_", " ") for column in named.columns]
    left = f"{rows} of {numerals.counted(len(table), 'row')}." if len(table) > rows else ""
    named.attrs = {**table.attrs, "caveat": " ".join(filter(None, [table.attrs.get("caveat"), left]))}
    return Reading(named)


def named(graph: ClaimGraph, table: pd.DataFrame, column: str = "source") -> pd.DataFrame:
    """Put names in the place of the ids in a column, for a figure.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that the table comes from.
    table : pandas.DataFrame
        Any table of `analysis`.
    column : str
        Where the ids are.

    Returns
    -------
    pandas.DataFrame
        A copy; what the graph does not know stays.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("yordanov-2019", name="Yordanov 2019")
    >>> named(graph, pd.DataFrame({"source": ["yordanov-2019"], "claims": [4]})).values.tolist()
    [['Yordanov 2019', 4]]
    """
    return table.assign(**{column: table[column].map(lambda cell: _named(graph, cell))})


def _named(graph: ClaimGraph, cell: str) -> str:
    """Put names in the place of ids: one id, a path of several, or several paths."""
    if _PATHS in cell:
        return _PATHS.join(_named(graph, path) for path in cell.split(_PATHS))
    return " → ".join(wording.name(graph, part) if part in graph else part for part in cell.split(_STEP))


def _rounded(value: float) -> str:
    return numerals.cell(round(value, 3) + 0.0) if math.isfinite(value) else f"{value:g}"


def ask(name: str, rows: int = 12, **values: object) -> Any:
    """Run a query of the library on the configured Neo4j.

    Parameters
    ----------
    name : str
        As ``coldwar queries`` lists it.
    rows : int
        How many rows to show.
    **values : object
        Its parameters, the defaults otherwise.

    Returns
    -------
    Reading or IPython.display.Markdown
        The answer, or how to start a server where none is configured.
    """
    query = library.named(name, library.of_package(data_dir()))
    try:
        target = Target.of()
    except UsageError as error:
        return _SHOWN.Markdown(
            f"*{query.question}* No answer: {error.message}. Then `coldwar load` fills it, or `coldwar up` does both."
        )
    with connect(target) as driver:
        answer = queries.run(driver, target.database, query, {**query.defaults(), **values})
    cells = [[", ".join(map(str, cell)) if isinstance(cell, list) else cell for cell in row] for row in answer.rows]
    table = pd.DataFrame(cells, columns=answer.columns).head(rows)
    table.columns = [str(column).replace("_", " ") for column in table.columns]
    found = numerals.counted(len(answer.rows), "row")
    table.attrs["caveat"] = f"{query.question} {min(rows, len(answer.rows))} of {found}."
    return Reading(table)
