"""Answers, not just pictures: one module per question, tidy tables out.

`ANALYSES` names every table; `write_tables` writes them all, `measures` gives the figures that the explorer shows
beside an actor.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from graph_loader.analysis import (
    agreement,
    balance,
    brokerage,
    centrality,
    change,
    communities,
    contrast_tables,
    finding_pages,
    findings,
    go_betweens,
    influence_in_time,
    influence_paths,
    limits,
    mixing,
    overview,
    positions,
    provenance,
    stability,
    theatres,
)
from graph_loader.analysis.engines import MEMORY, Engine
from graph_loader.analysis.table import records
from graph_loader.graph.network import ClaimGraph, of_vocabulary
from graph_loader.model.errors import UsageError
from graph_loader.model.study import LANGUAGES, PLAIN
from graph_loader.package.dataset import Dataset
from graph_loader.package.files import write_text

ANALYSES: dict[str, Callable[[ClaimGraph], pd.DataFrame]] = {
    "composition": overview.composition,
    "structure": overview.structure,
    "degrees": overview.degrees,
    "centrality": centrality.centrality,
    "positions": positions.positions,
    "stability": stability.stability,
    "brokerage": brokerage.brokerage,
    "go-betweens": go_betweens.go_betweens,
    "structural-holes": brokerage.structural_holes,
    "mixing": mixing.mixing,
    "grouping": theatres.grouping,
    "communities": communities.communities,
    "agreement": agreement.agreement,
    "friends-and-foes": balance.friends_and_foes,
    "balance": balance.balance,
    "years": change.years,
    "periods": change.periods,
    "actors-in-time": change.actors,
    "paths": influence_paths.shortest,
    "paths-in-time": influence_in_time.in_time,
    "cuts": influence_paths.cuts,
    "reach": influence_paths.reach,
    "contrast": contrast_tables.contrast,
    "contrast-totals": contrast_tables.totals,
    "contrast-claims": contrast_tables.measured,
    "contrast-partners": contrast_tables.partners,
    "sources": provenance.sources,
    "paragraphs": provenance.paragraphs,
    "cited-works": provenance.cited_works,
    "voices": provenance.voices,
    "single-footing": provenance.single_footing,
    "corrections": provenance.corrections,
}
"""The tables by the names that `coldwar analyse` takes."""

BY_THEATRE = frozenset({"brokerage", "go-betweens", "mixing", "grouping"})
"""Those that compare theatres or blocs, and where there are none cannot be made."""

BY_ENGINE = ("structure", "centrality", "positions", "paths", "reach")
"""Those that another engine can work out too, such as `graph_loader.analysis.gds`."""

ON_REQUEST = frozenset({"positions"})
"""Those that are made where somebody asks for them, and that `coldwar build` does not write."""

NO_CLAIMS = "There are no claims, so there is nothing to show yet."
NO_THEATRES = "The vocabulary has no theatres, and this table compares them."


def analyse(graph: ClaimGraph, name: str, engine: Engine = MEMORY) -> pd.DataFrame:
    """Make one of the tables in `ANALYSES`.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph, whole or any part of it.
    name : str
        The table's name, as ``coldwar analyse`` lists them.
    engine : Engine
        What works out the algorithms of the tables in `BY_ENGINE`.

    Returns
    -------
    pandas.DataFrame
        One row an item; `attrs` holds its `title`, the `caveat` that goes with it, and the name of the `engine`.

    Raises
    ------
    UsageError
        If there is no such table, or another engine than memory cannot make it.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from(["chile", "cuba"], label="State", theatre="santiago")
    >>> analyse(graph, "composition")["count"].tolist()
    [2, 2]
    """
    if name not in ANALYSES:
        raise UsageError(f"expected one of the analyses {', '.join(ANALYSES)}, found {name!r}")
    make: Callable[..., pd.DataFrame] = ANALYSES[name]
    if name in BY_ENGINE:
        table = make(graph, engine=engine)
    elif engine is MEMORY:
        table = make(graph)
    else:
        raise UsageError(f"expected, of the engine {engine.name}, one of {', '.join(BY_ENGINE)}, found {name!r}")
    table.attrs["engine"] = engine.name
    if table.empty:
        table.attrs["why"] = _why(graph, name) or table.attrs["why"]
    return table


def _why(graph: ClaimGraph, name: str) -> str:
    """Say why a table must be empty, whatever it would hold: there are no claims, or no theatres to compare."""
    if not graph.number_of_edges():
        return NO_CLAIMS
    return NO_THEATRES if name in BY_THEATRE and not of_vocabulary(graph, "theatres") else ""


_TYPES = {"b": "boolean", "i": "integer", "u": "integer", "f": "number"}


def write_tables(
    graph: ClaimGraph, dataset: Dataset, out: Path, say: Callable[[str], object] = str
) -> findings.Findings:
    """Write every analysis as CSV, with a Frictionless descriptor that carries the caveats, and the findings.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The claim graph of `dataset`.
    dataset : Dataset
        The data package, for its name and version.
    out : pathlib.Path
        The folder to write to; it gets one CSV file for each name in `ANALYSES` that has rows, but for those
        `ON_REQUEST`, `finding-claims.csv`, `datapackage.json`, which says of the others why they are empty,
        `findings.json` and a page of the findings in each language.
    say : callable
        Told what is being worked out.

    Returns
    -------
    Findings
        What it wrote of the questions.
    """
    tables = {}
    for name in [name for name in ANALYSES if name not in ON_REQUEST]:
        say(f"analysing: {name}")
        tables[name] = analyse(graph, name)
    say("analysing: findings")
    answered = findings.answered(graph)
    tables["finding-claims"] = findings.claims_behind(graph, answered.found)
    empty = {name: tables.pop(name).attrs["why"] for name in [name for name, table in tables.items() if table.empty]}
    for name, table in tables.items():
        write_text(out / f"{name}.csv", table.to_csv(index=False, lineterminator="\n"))
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"{dataset.name}-analysis",
        "version": dataset.version,
        "resources": [_resource(name, table) for name, table in tables.items()],
        "empty": empty,
    }
    write_text(out / "datapackage.json", _json(descriptor))
    write_text(out / "findings.json", _json(finding_pages.as_json(graph, answered)))
    for language in LANGUAGES:
        name = "findings.md" if language == PLAIN else f"findings.{language}.md"
        write_text(out / name, finding_pages.as_markdown(graph, answered, language))
    return answered


def write_all(graph: ClaimGraph, dataset: Dataset, out: Path, say: Callable[[str], object] = str) -> None:
    """Write all tables and findings, and what the pages show of them: `measures.json` and `gallery.json`.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The claim graph of `dataset`.
    dataset : Dataset
        The data package.
    out : pathlib.Path
        The folder to write to.
    say : callable
        Told what is being worked out.
    """
    answered = write_tables(graph, dataset, out, say)
    write_text(out / "gallery.json", _json(finding_pages.for_gallery(graph, answered)))
    write_text(out / "measures.json", _json(measures(graph)))


def _resource(name: str, table: pd.DataFrame) -> dict[str, Any]:
    fields = [{"name": column, "type": _TYPES.get(kind.kind, "string")} for column, kind in table.dtypes.items()]
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": table.attrs["title"],
        "description": table.attrs["caveat"],
        "engine": table.attrs.get("engine", MEMORY.name),
        "schema": {"fields": fields},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def measures(graph: ClaimGraph) -> dict[str, dict[str, Any]]:
    """Give the figures that the explorer shows beside an actor.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    dict of dict
        For every actor with a tie, actors as coded, all ties: `degree`, `betweenness`, its places by betweenness,
        `betweenness_rank` to `betweenness_rank_last`, their stability, `betweenness_rank_low` to
        `betweenness_rank_high` (all four None for an actor that lies between no two, the last two too where there are
        too many to resample), `actors` (how many there are), `betweenness_estimated` where they are so many that it is,
        and `brokerage_role`: the role between theatres that it plays most beyond what permuted theatres
        give, None for an actor that brokers no more than they.
    """
    central = centrality.centrality_of(graph, "coded", "all")
    roles = brokerage.leading_roles(graph, "all", "theatre")
    ranks = [f"betweenness_{name}" for name in ("rank", "rank_last", "rank_low", "rank_high")]
    return {
        row["id"]: {
            **{name: row[name] for name in ("degree", "betweenness")},
            **{name: None if row[name] is None else int(row[name]) for name in ranks},
            "actors": len(central),
            **({"betweenness_estimated": True} if len(central) > limits.WHOLE else {}),
            "brokerage_role": roles.get(row["id"]),
        }
        for row in records(central)
    }
