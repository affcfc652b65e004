"""Entities in RDF: what kind of thing each is, its names, and under which addresses others know it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, URIRef

from graph_loader.exports.rdf.names import ADMS, CW, FOAF, PROV, SKOSXL, Block, Names, Pair, literal
from graph_loader.exports.rdf.times import bounds
from graph_loader.model import identifiers
from graph_loader.model.vocabulary import ACTOR_LABELS
from graph_loader.package.content import Content
from graph_loader.package.raw import RawTable, Record

KINDS: dict[str, tuple[URIRef, ...]] = {
    "Person": (PROV.Person, FOAF.Person),
    "State": (PROV.Organization,),
    "Party": (PROV.Organization, FOAF.Organization),
    "Organization": (PROV.Organization, FOAF.Organization),
    "Place": (DCTERMS.Location,),
    "Topic": (SKOS.Concept,),
    "Source": (DCTERMS.BibliographicResource,),
}
"""What others call things with our labels."""

_MISSPELLING, _PLACE = "misspelling", "Place"


def blocks(names: Names, content: Content) -> Iterator[Block]:
    """Yield every entity with its names and identifiers, by table and id."""
    aliases, known_as = (_by_entity(content.records(name)) for name in ("aliases", "identifiers"))
    for raw, record in content.nodes():
        id_ = record.cells["id"]
        entity = names.address("entity", id_)
        said = [*_itself(names, raw, record)]
        further: list[Block] = []
        for row in aliases[id_]:
            said += _alias(names, row, further, content.tables["aliases"])
        for row in known_as[id_]:
            said += _identifier(names, row, further, content.tables["identifiers"], raw.table.label)
        yield entity, said
        yield from further


def _by_entity(records: Iterable[Record]) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.cells["entity_id"]].append(record)
    return found


def _itself(names: Names, raw: RawTable, record: Record) -> Iterator[Pair]:
    label = raw.table.label
    yield RDF.type, CW[label]
    yield RDF.type, CW.Entity
    if label in ACTOR_LABELS:
        yield RDF.type, CW.Actor
    for kind in KINDS.get(label, ()):
        yield RDF.type, kind
    yield CW.package, names.package
    yield from names.pairs(raw.table, record)
    yield from bounds(record.cells.get("date", ""))
    if doi := record.cells.get("doi"):
        yield OWL.sameAs, URIRef(f"https://doi.org/{quote(doi, safe='/')}")


def _alias(names: Names, record: Record, further: list[Block], raw: RawTable) -> Iterator[Pair]:
    """Yield a further name as a text, and as a label of its own that tells its kind and its source."""
    cells = record.cells
    alias = names.address("alias", cells["entity_id"], cells["name"])
    tag = "-".join(filter(None, (cells["language"] or (cells["script"] and "und"), cells["script"])))
    hidden = cells["kind"] == _MISSPELLING
    name = literal(cells["name"], language=tag or None)
    yield (SKOS.hiddenLabel if hidden else SKOS.altLabel), name
    yield (SKOSXL.hiddenLabel if hidden else SKOSXL.altLabel), alias
    said = [(RDF.type, SKOSXL.Label), (SKOSXL.literalForm, name)]
    further.append((alias, [*said, *names.pairs(raw.table, record, "entity_id", "name")]))


def _identifier(names: Names, record: Record, further: list[Block], raw: RawTable, label: str) -> Iterator[Pair]:
    """Yield an id under which others know an entity, and the same thing's address, where their scheme has one."""
    cells = record.cells
    scheme, value = cells["scheme"], cells["value"]
    identifier = names.address("identifier", cells["entity_id"], scheme, value)
    yield ADMS.identifier, identifier
    if uri := identifiers.uri(scheme, value):
        yield _relation(scheme, label), URIRef(uri)
    further.append((identifier, [(RDF.type, ADMS.Identifier), *names.pairs(raw.table, record, "entity_id")]))


def _relation(scheme: str, label: str) -> URIRef:
    """Return how an entity is related to what the URI of a scheme stands for."""
    if scheme in identifiers.GAZETTEERS and label != _PLACE:
        return RDFS.seeAlso
    return OWL.sameAs if scheme in identifiers.THINGS else SKOS.exactMatch
