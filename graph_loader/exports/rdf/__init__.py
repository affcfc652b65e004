"""A data package as RDF: claims as reified statements, each with the evidence for it (docs/rdf.md tells the words).

Needs the extra `rdf`; only this front of it imports without.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph_loader.model.errors import UsageError
from graph_loader.model.extras import imported
from graph_loader.package.dataset import Dataset
from graph_loader.package.files import replaced_file

if TYPE_CHECKING:
    from rdflib import Graph

SHAPES = Path(__file__).with_name("shapes.ttl")
"""What every such file keeps to, in SHACL."""
SUFFIXES = (".ttl", ".jsonld")
"""Turtle and JSON-LD."""


def expect_writable(path: Path) -> None:
    """Make sure, before anything is read, that a file's suffix is one of these, and that rdflib is there.

    Raises
    ------
    UsageError
        If the file has another suffix.
    ColdWarError
        If rdflib is not installed.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"expected a file ending in {' or '.join(SUFFIXES)}, found {path.name!r}")
    imported("rdflib", "rdf", "RDF needs")


def write(dataset: Dataset, path: Path) -> None:
    """Write a data package as Turtle or JSON-LD, as the file's suffix says.

    Raises
    ------
    UsageError, ColdWarError
        If the file has another suffix, or rdflib is not installed.
    """
    expect_writable(path)
    from graph_loader.exports.rdf import writing  # noqa: PLC0415 - rdflib belongs to an extra
    from graph_loader.exports.rdf.blocks import Rdf  # noqa: PLC0415

    rdf = Rdf(dataset)
    with replaced_file(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(writing.WRITERS[path.suffix.lower()](rdf.blocks(), rdf.prefixes))


def graph(dataset: Dataset) -> Graph:
    """Return a data package as a graph that can be asked in SPARQL.

    Parameters
    ----------
    dataset : Dataset

    Returns
    -------
    rdflib.Graph
        All that `write` writes, with its prefixes; in memory, a kilobyte for each of its triples.

    Raises
    ------
    ColdWarError
        If rdflib is not installed.

    Examples
    --------
    >>> mini = graph(Dataset.load("tests/fixtures/mini"))
    >>> [str(row.who) for row in mini.query("SELECT DISTINCT ?who { [] cw:reportedBy/rdfs:label ?who } ORDER BY ?who")]
    ['Jane Doe', 'Leonid Brezhnev']
    """
    imported("rdflib", "rdf", "RDF needs")
    from graph_loader.exports.rdf.blocks import Rdf  # noqa: PLC0415 - rdflib belongs to an extra

    return Rdf(dataset).graph()
