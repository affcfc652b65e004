"""What the words of ours mean, told in every file: those of `terms.ttl`, and columns as the descriptors tell them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import RDF, RDFS, Graph, URIRef

from graph_loader.exports.rdf.names import CW, Block, Names, Pair, literal
from graph_loader.package.content import Content
from graph_loader.package.descriptor import Table, contract

_TERMS = Path(__file__).with_name("terms.ttl")
_CODES = "cameo-goldstein"
"""A table of codes that types refer to: it says nothing of this package."""


def blocks(names: Names, content: Content) -> Iterator[Block]:
    """Yield the classes and properties of ours, then the columns that the package added."""
    known = Graph(bind_namespaces="none").parse(_TERMS, format="turtle")
    said: dict[URIRef, list[Pair]] = {}
    for subject, property_, value in sorted(known):
        said.setdefault(URIRef(str(subject)), []).append((URIRef(str(property_)), value))
    for table in contract().tables.values():
        if table.label:
            said[CW[table.label]] += [
                (RDFS.label, literal(table.label, language="en")),
                (RDFS.comment, literal(table.description, language="en")),
            ]
        if table.name != _CODES:
            _describe(names, table, said)
    for raw in content.tables.values():
        _describe(names, raw.table, said, own=True)
    yield from sorted(said.items(), key=lambda block: block[0])


def _describe(names: Names, table: Table, said: dict[URIRef, list[Pair]], *, own: bool = False) -> None:
    """Note what a table's columns are, those of the contract or those of the package's own."""
    for field in table.own if own else table.fields:
        property_ = names.property(table, field)
        if own or property_ in CW:
            pairs = said.setdefault(property_, [(RDF.type, RDF.Property)])
            language = None if own else "en"
            further = [(RDFS.label, literal(field.caption.removesuffix(" id"), language=language))]
            if field.description:
                further.append((RDFS.comment, literal(field.description, language=language)))
            pairs += [pair for pair in further if pair not in pairs]
