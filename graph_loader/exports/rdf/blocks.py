"""Everything that a data package says, in the order of its file: a block of triples for each thing."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph

from graph_loader.collection.collection import Collection
from graph_loader.exports.rdf import claims, entities, package, parts, passages, terms, vocabulary
from graph_loader.exports.rdf.names import ADDRESSES, PREFIXES, Block, Names
from graph_loader.exports.rdf.writing import graph_of
from graph_loader.package.base_uri import base_uri
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import read_descriptor


class Rdf:
    """A data package as RDF.

    Attributes
    ----------
    prefixes : dict of str to str
        Of the vocabularies that are used, and of the package's own addresses.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._collection = dataset if isinstance(dataset, Collection) else None
        self._descriptor = {"name": dataset.name} if self._collection else read_descriptor(dataset.path)
        self._names = Names(base_uri(self._descriptor), dataset.content)
        self.prefixes = PREFIXES | {kind: f"{self._names.base}{kind}/" for kind in ADDRESSES}

    def blocks(self) -> Iterator[Block]:
        """Yield the package, the words, the vocabulary, entities, claims with their evidence, passages, remarks."""
        beside = parts.addresses(self._names, self._collection) if self._collection else {}
        for thing, said in self._own_blocks():
            yield thing, [*said, *beside.get(thing, ())]

    def _own_blocks(self) -> Iterator[Block]:
        names, content = self._names, self._dataset.content
        yield package.block(names, self._dataset, self._descriptor)
        yield from parts.blocks(self._collection) if self._collection else ()
        yield from terms.blocks(names, content)
        yield from vocabulary.blocks(names, content.vocabulary)
        yield from entities.blocks(names, content)
        yield from claims.blocks(names, content)
        yield from passages.blocks(names, content)

    def graph(self) -> Graph:
        """Return all of it as a graph of rdflib's, in memory."""
        return graph_of(self.blocks(), self.prefixes)
