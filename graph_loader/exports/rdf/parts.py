"""The packages of a collection in RDF: what each is, and under which address each knows what is one here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rdflib import DCTERMS, OWL, URIRef

from graph_loader.collection.collection import Collection
from graph_loader.exports.rdf import package
from graph_loader.exports.rdf.names import CW, Block, Names, Pair
from graph_loader.model.errors import ColdWarError
from graph_loader.package.base_uri import base_uri
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import read_descriptor


class _Part(NamedTuple):
    names: Names
    package: Block


def blocks(collection: Collection) -> Iterator[Block]:
    """Yield the packages."""
    yield from (_part(part).package for part in collection.packages)


def addresses(names: Names, collection: Collection) -> dict[URIRef, list[Pair]]:
    """Return for everything its address in each package; a claim also tells from which it is."""
    parts = {part.name: _part(part) for part in collection.packages}
    bases: dict[str, str] = {}
    for name, part in parts.items():
        if (other := bases.setdefault(part.names.base, name)) != name:
            raise ColdWarError(f"expected a baseUri for each package, found that of {other} in {name} too")
    found: dict[URIRef, list[Pair]] = {names.package: [(DCTERMS.hasPart, part.package[0]) for part in parts.values()]}
    for id_, members in collection.members.items():
        keys = [member.key for member in members]
        there = [parts[key.package].names.address("entity", key.id) for key in keys]
        found[names.address("entity", id_)] = [(OWL.sameAs, address) for address in there]
    annotations = collection.content.values("annotations", "id")
    for id_, key in collection.origins.items():
        kind = "annotation" if id_ in annotations else "claim"
        part = parts[key.package]
        said: list[Pair] = [(CW.origin, part.package[0]), (OWL.sameAs, part.names.address(kind, key.id))]
        if fact := collection.facts.get(id_):
            said.append((CW.sameFact, names.address(kind, fact)))
        found[names.address(kind, id_)] = said
    return found


def _part(part: Dataset) -> _Part:
    descriptor = read_descriptor(part.path)
    names = Names(base_uri(descriptor), part.content)
    return _Part(names, package.block(names, part, descriptor))
