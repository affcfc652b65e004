"""What things are called in RDF: addresses below the package's base, the columns' properties, values as terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import quote

from rdflib import DC, DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Literal, Namespace, URIRef
from rdflib.term import Node

from graph_loader.package.content import Content
from graph_loader.package.descriptor import Field, Table
from graph_loader.package.raw import Record

CW = Namespace("urn:coldwar:term:")
"""The terms of ours. Nobody gave us a domain: a urn says what it is, and promises no page."""
ADMS = Namespace("http://www.w3.org/ns/adms#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
EDTF = Namespace("http://id.loc.gov/datatypes/edtf/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SKOSXL = Namespace("http://www.w3.org/2008/05/skos-xl#")
VOID = Namespace("http://rdfs.org/ns/void#")

PREFIXES: dict[str, str] = {
    "adms": ADMS,
    "cw": CW,
    "dc": str(DC),
    "dcat": DCAT,
    "dcterms": str(DCTERMS),
    "edtf": EDTF,
    "foaf": FOAF,
    "geo": GEO,
    "oa": OA,
    "owl": str(OWL),
    "prov": PROV,
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "skosxl": SKOSXL,
    "void": VOID,
    "xsd": str(XSD),
}
ADDRESSES = (
    "alias",
    "annotation",
    "bloc",
    "claim",
    "column",
    "entity",
    "evidence",
    "family",
    "identifier",
    "mention",
    "passage",
    "scheme",
    "selector",
    "theatre",
    "type",
)
"""The kinds of things that have addresses below the package's base, beside the package."""
AFFIRMED = "affirmed"
"""What an empty polarity says: it was so."""

SECTIONS = {"theatres": "theatre", "blocs": "bloc", "families": "family", "types": "type"}
"""The sections of the vocabulary whose entries are concepts, with the kind of their addresses."""

Pair = tuple[URIRef, Node]
Block = tuple[URIRef, list[Pair]]
"""A thing, and all that is said of it."""

_PROPERTIES = {
    "id": DCTERMS.identifier,
    "name": RDFS.label,
    "description": DCTERMS.description,
    "title": DCTERMS.title,
    "author": DC.creator,
    "publisher": DC.publisher,
    "language": DC.language,
    "part_of": DCTERMS.isPartOf,
    "longitude": GEO.long,
    "latitude": GEO.lat,
    "source_id": DCTERMS.source,
    "relationships.type": RDF.predicate,
    "relationships.from_id": RDF.subject,
    "relationships.to_id": RDF.object,
    "relationships.summary": RDFS.label,
    "evidence.relationship_id": OA.hasBody,
    "evidence.cites": DCTERMS.references,
    "aliases.name": SKOSXL.literalForm,
    "identifiers.scheme": ADMS.schemaAgency,
    "identifiers.value": SKOS.notation,
    "mentions.entity_id": OA.hasBody,
    "annotations.target_id": OA.hasTarget,
    "annotations.note": OA.bodyValue,
    "passages.note": RDFS.comment,
}
"""Columns that others have a word for, in all tables or in one; all others have one of ours."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONCEPTS = ("polarity", "standing")


class Names:
    """The addresses of one package's things.

    Parameters
    ----------
    base : str
        What they all begin with.
    content : Content
        The package.
    """

    def __init__(self, base: str, content: Content) -> None:
        self.base = base
        self._content = content
        self.package = URIRef(f"{base}package")

    def address(self, kind: str, *parts: str) -> URIRef:
        """Return the address of a thing: its kind and what it is known by, of which all but ASCII words is encoded."""
        return URIRef("/".join((f"{self.base}{kind}", *map(segment, parts))))

    def evidence(self, cells: dict[str, str]) -> URIRef:
        """Return the address of a row of evidence: what no two rows share, without empty cells at its end."""
        columns = ("relationship_id", "source_id", "locator", "footnote", "cites", "reported_by")
        parts = [cells[column] for column in columns]
        while not parts[-1]:
            parts.pop()
        return self.address("evidence", *parts)

    def target(self, id_: str) -> URIRef:
        """Return the address of what an id names: an entity or a claim."""
        return self.address("entity" if id_ in self._content.labels else "claim", id_)

    def property(self, table: Table, field: Field) -> URIRef:
        """Return the property that a column is."""
        if field.own:
            return self.address("column", f"{table.name}.{field.name}")
        return _PROPERTIES.get(f"{table.name}.{field.name}") or _PROPERTIES.get(field.name) or CW[camel(field.name)]

    def pairs(self, table: Table, record: Record, *without: str) -> Iterator[Pair]:
        """Yield what the cells of a row say."""
        for field in table.fields:
            if field.name not in without and (cell := record.cells[field.name]):
                yield self.property(table, field), self.value(table, field, cell)

    def value(self, table: Table, field: Field, cell: str) -> Node:
        """Return what a cell says as an address or a typed literal, in the form in which it stands there."""
        if field.references or any(field.name in key.fields for key in table.foreign_keys):
            return self.target(cell)
        if field.vocabulary in SECTIONS:
            return self.address(SECTIONS[field.vocabulary], cell)
        if field.name in _CONCEPTS and not field.own:
            return CW[cell]
        if field.type == "number":
            return number(cell)
        return literal(cell, datatype(field))


def segment(text: str) -> str:
    """Return a text as a segment of an address; a hyphen for none, and no segment of dots, which would lead elsewhere.

    Examples
    --------
    >>> segment("44–46"), segment("a/b #1"), segment(""), segment("..")
    ('44%E2%80%9346', 'a%2Fb%20%231', '-', '%2E%2E')
    """
    return quote(text, safe="") if text.strip(".") else text.replace(".", "%2E") or "-"


def camel(column: str) -> str:
    """Return a column's name as a property is named.

    Examples
    --------
    >>> camel("name_original"), camel("place_id"), camel("iso3166")
    ('nameOriginal', 'place', 'iso3166')
    """
    first, *rest = column.removesuffix("_id").split("_")
    return first + "".join(word.capitalize() for word in rest)


def datatype(field: Field) -> URIRef | None:
    """Return the datatype of a column that is no number with a point; None for text."""
    if field.is_date:
        return EDTF["EDTF-level1"]
    if field.type == "integer":
        return XSD.integer
    return XSD.anyURI if field.format == "uri" else None


def literal(text: str, type_: URIRef | None = None, language: str | None = None) -> Literal:
    """Return a text as a literal: as it stands, but on one line, and without what no file in UTF-8 can hold.

    Cells are so already; texts of the descriptor and the vocabulary may be of any form.
    """
    if not text.isprintable():
        text = text.encode("utf-8", "replace").decode("utf-8")
        if _CONTROL.search(text):
            text = " ".join(_CONTROL.sub(" ", text).split())
    return Literal(text, datatype=type_, lang=language, normalize=False)


def number(value: float | str) -> Literal:
    """Return a number as a decimal: with a point, as Turtle writes it, and without an exponent.

    Examples
    --------
    >>> str(number(1.9)), str(number(1e-05)), str(number("80000000"))
    ('1.9', '0.00001', '80000000.0')
    """
    text = f"{Decimal(str(value)):f}"
    return literal(text if "." in text else f"{text}.0", XSD.decimal)


def truth(value: bool) -> Literal:
    """Return whether something is so."""
    return literal(str(value).lower(), XSD.boolean)
