"""`coldwar build`: from the data package to everything that a historian opens, in one folder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import networkx as nx

from graph_loader import analysis, exports
from graph_loader.analysis.reuse import analysed
from graph_loader.exports import pyvis, tables
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.graph.sensible import study_of
from graph_loader.package.dataset import Dataset
from graph_loader.package.files import BYTE_ORDER_MARK, replaced_folder, write_text
from graph_loader.views import write_views


def build(
    out: Path,
    data: Path | None = None,
    say: Callable[[str], object] = str,
    *,
    draft: bool = False,
    excel: bool = False,
) -> ClaimGraph:
    """Check a data package and write tables, analyses, exports and HTML pages of its graph.

    What an earlier build in `out` found is taken over if data, code and libraries are the same.

    Parameters
    ----------
    out : pathlib.Path
        The folder to make or to replace; it changes only once everything is written.
    data : pathlib.Path, optional
        The package's folder; that of the installation by default.
    say : callable
        Told what is being done.
    draft : bool
        Whether to leave out the rows that break a rule.
    excel : bool
        Whether to write all CSV files a second time, into ``excel/``, with the mark by which Excel on Windows knows
        UTF-8.

    Returns
    -------
    networkx.MultiDiGraph
        The graph that was written.

    Raises
    ------
    DatasetError
        If the package breaks a rule.
    ColdWarError
        If `out` holds what we did not write.
    """
    with replaced_folder(out) as folder:
        say("reading and checking the data")
        dataset = Dataset.load(data, draft=draft)
        say("building the graph")
        graph = to_networkx(dataset)
        say("writing tables")
        tables.write_tables(graph, dataset, folder / "tables")
        say("analysing")
        results = folder / "analysis"
        # Frozen, so that what several tables stand on is made once.
        frozen = nx.freeze(to_networkx(dataset))
        analysed(results, out / "analysis", dataset.path, lambda empty: analysis.write_all(frozen, dataset, empty))
        say("writing exports")
        exports.write_all(graph, folder / "exports")
        say("writing pages")
        networks = pyvis.write_theatres(
            graph, folder / "pyvis", study_of(graph).shown_first or _leading_families(graph)
        )
        write_views(
            graph,
            dataset,
            folder,
            measures=json.loads((results / "measures.json").read_text(encoding="utf-8")),
            findings=json.loads((results / "gallery.json").read_text(encoding="utf-8")),
            networks=[(page.family, page.theatre, f"pyvis/{page.path.name}") for page in networks],
        )
        if excel:
            _copy_for_excel(folder)
    return graph


def _leading_families(graph: ClaimGraph, most: int = 2) -> list[str]:
    counts = Counter(str(claim["family"]) for *_, claim in graph.edges(data=True))
    return [family for family, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]]


def _copy_for_excel(folder: Path) -> None:
    for path in [*folder.glob("tables/*.csv"), *folder.glob("analysis/*.csv")]:
        write_text(folder / "excel" / path.name, BYTE_ORDER_MARK + path.read_text(encoding="utf-8"))
