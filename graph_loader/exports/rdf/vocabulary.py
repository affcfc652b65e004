"""The package's vocabulary in SKOS: families with their types, theatres and blocs, in every language that it knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rdflib import DCTERMS, RDF, SKOS, URIRef

from graph_loader.exports.rdf.names import CW, GEO, Block, Names, Pair, literal, number, truth
from graph_loader.model.vocabulary import Family, RelationshipType, Theatre, Vocabulary

_SCHEMES = {
    "types": "Types of relationship, by family",
    "theatres": "Theatres: for whom one acts",
    "blocs": "Formal alliances",
}


def blocks(names: Names, vocabulary: Vocabulary) -> Iterator[Block]:
    """Yield the three schemes, then their concepts."""
    for scheme, title in _SCHEMES.items():
        said = [(RDF.type, SKOS.ConceptScheme), (DCTERMS.title, literal(title, language="en"))]
        yield names.address("scheme", scheme), [*said, (CW.package, names.package)]
    for family in vocabulary.families.values():
        yield names.address("family", family.id), [*_family(names, family)]
    for type_ in vocabulary.types.values():
        yield names.address("type", type_.name), [*_type(names, type_)]
    for theatre in vocabulary.theatres.values():
        yield names.address("theatre", theatre.id), [*_theatre(names, theatre)]
    for bloc in vocabulary.blocs.values():
        concept = _concept(names.address("scheme", "blocs"), bloc.id, {"en": bloc.name, **bloc.names})
        yield names.address("bloc", bloc.id), [*concept, (SKOS.topConceptOf, names.address("scheme", "blocs"))]


def _concept(scheme: URIRef, id_: str, labels: Mapping[str, str]) -> Iterator[Pair]:
    yield RDF.type, SKOS.Concept
    yield SKOS.inScheme, scheme
    yield SKOS.notation, literal(id_)
    for language, label in labels.items():
        yield SKOS.prefLabel, literal(label, language=language)


def _family(names: Names, family: Family) -> Iterator[Pair]:
    scheme = names.address("scheme", "types")
    yield from _concept(scheme, family.id, {"en": family.name, **family.names})
    yield SKOS.topConceptOf, scheme
    yield SKOS.definition, literal(family.description)
    yield CW.structural, truth(family.structural)
    yield CW.spatial, truth(family.spatial)


def _type(names: Names, type_: RelationshipType) -> Iterator[Pair]:
    yield from _concept(names.address("scheme", "types"), type_.name, {"en": type_.verb, **type_.names})
    yield RDF.type, RDF.Property
    yield SKOS.broader, names.address("family", type_.family)
    yield SKOS.definition, literal(type_.description)
    yield CW.aspect, literal(type_.aspect)
    yield CW.symmetric, truth(type_.symmetric)
    yield CW.causal, truth(type_.causal)
    if type_.cameo:
        yield CW.cameo, literal(type_.cameo)
    if type_.goldstein is not None:
        yield CW.goldstein, number(type_.goldstein)
    yield from _labels(CW.fromClass, type_.from_labels)
    yield from _labels(CW.toClass, type_.to_labels)


def _labels(property_: URIRef, labels: Iterable[str]) -> Iterator[Pair]:
    return ((property_, CW[label]) for label in dict.fromkeys(labels))


def _theatre(names: Names, theatre: Theatre) -> Iterator[Pair]:
    scheme = names.address("scheme", "theatres")
    yield from _concept(scheme, theatre.id, {"en": theatre.name, **theatre.names})
    yield SKOS.topConceptOf, scheme
    if theatre.longitude is not None and theatre.latitude is not None:
        yield GEO.long, number(theatre.longitude)
        yield GEO.lat, number(theatre.latitude)
