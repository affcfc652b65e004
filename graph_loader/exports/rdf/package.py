"""The data package itself in RDF: title, version, licence, makers and sources, as its descriptor tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rdflib import DC, DCTERMS, OWL, RDF, XSD, URIRef

from graph_loader.exports.rdf.names import CW, DCAT, PROV, VOID, Block, Names, Pair, literal
from graph_loader.package.dataset import Dataset
from graph_loader.package.validation import FIRST_FORMAT

_ADDRESS = re.compile(r"https?://[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]+")


def block(names: Names, dataset: Dataset, document: dict[str, Any]) -> Block:
    """Return what is said of the package; what its descriptor writes otherwise than Frictionless is left out."""
    return names.package, [*_itself(names, dataset, document), *_makers(document)]


def _itself(names: Names, dataset: Dataset, document: dict[str, Any]) -> Iterator[Pair]:
    yield RDF.type, DCAT.Dataset
    yield RDF.type, PROV.Entity
    yield DCTERMS.identifier, literal(dataset.name)
    yield DCTERMS.title, literal(dataset.title)
    if description := document.get("description"):
        yield DCTERMS.description, literal(str(description))
    yield OWL.versionInfo, literal(dataset.version)
    if not dataset.package_titles:  # each package of a collection has its own
        yield CW["format"], literal(str(document.get("format", FIRST_FORMAT)))
    yield VOID.uriSpace, literal(names.base)
    if dataset.left_out is not None:
        yield CW.leftOut, literal(str(dataset.left_out.count), XSD.integer)


def _makers(document: dict[str, Any]) -> Iterator[Pair]:
    """Yield licences, by their addresses where they have one, contributors and sources."""
    for licence in _listed(document, "licenses"):
        address = str(licence.get("path", ""))
        if _ADDRESS.fullmatch(address):
            yield DCTERMS.license, URIRef(address)
        if name := licence.get("name") or licence.get("title"):
            yield DC.rights, literal(str(name))
    for contributor in _listed(document, "contributors"):
        if name := contributor.get("title"):
            yield DC.contributor, literal(str(name))
    for source in _listed(document, "sources"):
        if title := source.get("title"):
            yield DC.source, literal(str(title))


def _listed(document: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = document.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
