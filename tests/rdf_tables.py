"""RDF of a data package back as the rows of its tables, from what docs/rdf.md says and nothing of the export's code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph
import rdflib

from graph_loader.package.content import Content
from graph_loader.package.descriptor import Field, Table

Row = dict[str, str]
Said = dict[str, dict[str, list[tuple[str, bool]]]]
"""By subject and property: texts, and whether each is an address."""

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cw": "urn:coldwar:term:",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
}
NODES = {
    "id": "dcterms:identifier",
    "name": "rdfs:label",
    "description": "dcterms:description",
    "title": "dcterms:title",
    "author": "dc:creator",
    "publisher": "dc:publisher",
    "language": "dc:language",
    "part_of": "dcterms:isPartOf",
    "longitude": "geo:long",
    "latitude": "geo:lat",
}
PASSAGE = {"source_id": "oa:hasTarget/oa:hasSource", "locator": "oa:hasTarget/oa:hasSelector/rdf:value"}
TABLES: dict[str, tuple[str, Row]] = {
    "relationships": (
        "cw:Claim",
        {"id": "dcterms:identifier", "type": "rdf:predicate", "from_id": "rdf:subject", "to_id": "rdf:object"}
        | {"summary": "rdfs:label"},
    ),
    "evidence": ("cw:Evidence", {**PASSAGE, "relationship_id": "oa:hasBody", "cites": "dcterms:references"}),
    "mentions": ("cw:Mention", {**PASSAGE, "entity_id": "oa:hasBody"}),
    "annotations": (
        "cw:Annotation",
        {"id": "dcterms:identifier", "target_id": "oa:hasTarget", "note": "oa:bodyValue"}
        | {"source_id": "dcterms:source"},
    ),
    "aliases": (
        "skosxl:Label",
        {"entity_id": "^skosxl:altLabel|^skosxl:hiddenLabel", "name": "skosxl:literalForm", "language": "dc:language"}
        | {"source_id": "dcterms:source"},
    ),
    "identifiers": (
        "adms:Identifier",
        {"entity_id": "^adms:identifier", "scheme": "adms:schemaAgency", "value": "skos:notation"}
        | {"source_id": "dcterms:source"},
    ),
    "passages": (
        "cw:Passage",
        {"source_id": "oa:hasSource", "locator": "oa:hasSelector/rdf:value", "note": "rdfs:comment"},
    ),
}


def by_oxigraph(path: Path) -> Said:
    """Read a file with the parsers of Oxigraph."""
    said: Said = defaultdict(lambda: defaultdict(list))
    format_ = pyoxigraph.RdfFormat.from_extension(path.suffix[1:])
    assert format_
    for quad in pyoxigraph.parse(path=str(path), format=format_):
        _note(said, quad.subject.value, quad.predicate.value, quad.object.value, type(quad.object).__name__)
    return said


def by_rdflib(path: Path) -> Said:
    """Read a file with the parsers of rdflib."""
    said: Said = defaultdict(lambda: defaultdict(list))
    for subject, property_, value in rdflib.Graph().parse(path):
        _note(said, str(subject), str(property_), str(value), {"URIRef": "NamedNode"}.get(type(value).__name__, ""))
    return said


READERS: dict[str, Callable[[Path], Said]] = {"oxigraph": by_oxigraph, "rdflib": by_rdflib}


def _note(said: Said, subject: str, property_: str, value: str, kind: str) -> None:
    said[subject][property_].append((value, kind == "NamedNode"))
    if kind == "NamedNode":
        said[value]["^" + property_].append((subject, True))


def rows(said: Said, table: Table) -> list[Row]:
    """Return the rows of a table, sorted by their cells."""
    class_, properties = TABLES.get(table.name) or (f"cw:{table.label}", NODES)
    subjects = sorted(subject for subject, _ in said[_iri(class_)]["^" + _iri("rdf:type")])
    found = [
        {field.name: _cell(said, subject, field, table, properties) for field in table.fields} for subject in subjects
    ]
    return sorted(found, key=lambda row: [*row.values()])


def plain(content: Content, name: str) -> list[Row]:
    """Return the rows of a package's table as `rows` does: sorted, numbers without needless zeros."""
    raw = content.tables[name]
    fields = {field.name: field for field in raw.table.fields}
    found = [{column: _number(record.cells[column], fields[column]) for column in fields} for record in raw.records]
    return sorted(found, key=lambda row: [*row.values()])


def _cell(said: Said, subject: str, field: Field, table: Table, properties: Row) -> str:
    path = properties.get(field.name)
    if field.own:
        end = f"/column/{table.name}.{field.name}"
        found = [
            pair for each, pairs in said[subject].items() if each[0] != "^" and each.endswith(end) for pair in pairs
        ]
    else:
        found = [*_walk(said, subject, path or f"cw:{_camel(field.name)}")]
    assert len(found) <= 1, (subject, field.name, found)
    text, is_address = found[0] if found else ("", False)
    if is_address:
        text = unquote(text.removeprefix(PREFIXES["cw"]).rpartition("/")[2])
    return "" if (field.name, text) == ("polarity", "affirmed") else _number(text, field)


def _walk(said: Said, subject: str, path: str) -> Iterator[tuple[str, bool]]:
    for way in path.split("|"):
        first, _, rest = way.partition("/")
        for value, is_address in said.get(subject, {}).get(_iri(first), []):
            if rest:
                yield from _walk(said, value, rest)
            else:
                yield value, is_address


def _iri(name: str) -> str:
    inverse, prefix, local = ("^" if name[0] == "^" else "", *name.lstrip("^").split(":"))
    return f"{inverse}{PREFIXES[prefix]}{local}"


def _camel(column: str) -> str:
    first, *rest = column.removesuffix("_id").split("_")
    return first + "".join(word.capitalize() for word in rest)


def _number(text: str, field: Field) -> str:
    if not text or field.type == "string":
        return text
    return f"{Decimal(text).normalize():f}"
