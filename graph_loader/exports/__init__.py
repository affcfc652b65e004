"""The graph in the formats of other programs, one module each with a function ``write(graph, path)``."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from graph_loader.graph.network import ClaimGraph
from graph_loader.model.errors import UsageError

FORMATS = {"gexf": "gexf", "graphml": "graphml", "json": "node_link"}
"""Each format, which is also its file's suffix, with its module."""

NAME = "coldwar"


def write(graph: ClaimGraph, format_: str, path: Path) -> None:
    """Write a graph in one of the `FORMATS`.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph with all attributes.
    format_ : str
        The format.
    path : pathlib.Path
        The file to make or to replace.

    Raises
    ------
    UsageError
        If there is no such format.

    Examples
    --------
    >>> write(None, "xlsx", Path("coldwar.xlsx"))
    Traceback (most recent call last):
    graph_loader.model.errors.UsageError: expected a format of gexf, graphml, json, found 'xlsx'
    """
    if format_ not in FORMATS:
        raise UsageError(f"expected a format of {', '.join(FORMATS)}, found {format_!r}")
    importlib.import_module(f"{__name__}.{FORMATS[format_]}").write(graph, path)


def write_all(graph: ClaimGraph, folder: Path, say: Callable[[str], object] = str) -> None:
    """Write a graph in every format, as ``coldwar.gexf`` and so on, into a folder; `say` is told which."""
    for format_ in FORMATS:
        say(f"writing exports: {format_}")
        write(graph, format_, folder / f"{NAME}.{format_}")
