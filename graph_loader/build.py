"""`coldwar build`: from the data package to everything that a historian opens, in one folder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import networkx as nx

from graph_loader.graph import quotations
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.graph.sensible import study_of
from graph_loader.model.folders import cache_dir
from graph_loader.package import keeping
from graph_loader.package.dataset import Dataset
from graph_loader.package.files import BYTE_ORDER_MARK, replaced_folder, write_text
from graph_loader.package.reuse import everything, made


def build(
    out: Path,
    data: Path | Sequence[Path] | None = None,
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
    data : pathlib.Path or sequence of pathlib.Path, optional
        The package's folder; that of the installation by default. Several are read as one.
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
        graph = to_networkx(dataset)
        inputs = everything(dataset.files, draft, excel)
        made(folder, out, inputs, lambda fresh: _write(graph, dataset, fresh, say, excel=excel))
    return graph


def _write(graph: ClaimGraph, dataset: Dataset, folder: Path, say: Callable[[str], object], *, excel: bool) -> None:
    # What is taken over from the build before needs no numeric library.
    from graph_loader import exports  # noqa: PLC0415
    from graph_loader.exports import pyvis, tables  # noqa: PLC0415
    from graph_loader.views import write_views  # noqa: PLC0415

    say("writing tables")
    tables.write_tables(graph, dataset, folder / "tables")
    say("analysing")
    _write_analysis(graph, dataset, folder / "analysis", say)
    exports.write_all(graph, folder / "exports", say)
    say("writing the pages of theatres")
    networks = pyvis.write_theatres(graph, folder / "pyvis", study_of(graph).shown_first or _leading_families(graph))
    say("writing the explorer and the gallery")
    write_views(
        graph,
        dataset,
        folder,
        measures=json.loads((folder / "analysis" / "measures.json").read_text(encoding="utf-8")),
        findings=json.loads((folder / "analysis" / "gallery.json").read_text(encoding="utf-8")),
        networks=[(page.family, page.theatre, f"pyvis/{page.path.name}") for page in networks],
    )
    if excel:
        _copy_for_excel(folder)


def _write_analysis(graph: ClaimGraph, dataset: Dataset, folder: Path, say: Callable[[str], object]) -> None:
    """Write the analyses, or what is kept of them: what the claims of one package say in words changes no figure."""
    if dataset.left_out is not None or dataset.package_titles:
        _analyse(to_networkx(dataset), dataset, folder, say)
        return
    claims = dataset.path / dataset.content.tables["relationships"].table.file
    key = everything([file for file in dataset.files if file != claims], quotations.digest(graph))
    file = cache_dir() / "analyses" / f"{key}.pickle"
    kept = keeping.recall_each(file)
    texts: dict[str, str] | None = kept[0] if kept else None
    if texts is None:
        _analyse(quotations.without_summaries(graph, key), dataset, folder, say)
        texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
        keeping.keep_each([texts], file)
    said = quotations.summaries(graph)
    for name, text in texts.items():
        write_text(folder / name, quotations.filled(text, Path(name).suffix, key, said))


def _analyse(graph: ClaimGraph, dataset: Dataset, folder: Path, say: Callable[[str], object]) -> None:
    from graph_loader import analysis  # noqa: PLC0415 - not for what is kept

    # Frozen, so that what several tables stand on is made once.
    analysis.write_all(nx.freeze(graph), dataset, folder, say)


def _leading_families(graph: ClaimGraph, most: int = 2) -> list[str]:
    counts = Counter(str(claim["family"]) for *_, claim in graph.edges(data=True))
    return [family for family, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]]


def _copy_for_excel(folder: Path) -> None:
    for path in [*folder.glob("tables/*.csv"), *folder.glob("analysis/*.csv")]:
        write_text(folder / "excel" / path.name, BYTE_ORDER_MARK + path.read_text(encoding="utf-8"))
