"""Passages in RDF, the names that they mention, and what the coders remark."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF

from graph_loader.exports.rdf.names import CW, OA, PROV, Block, Names, Pair, literal
from graph_loader.package.content import Content


def blocks(names: Names, content: Content) -> Iterator[Block]:
    """Yield every passage that the package lists or cites, then mentions and annotations."""
    yield from _passages(names, content)
    yield from _mentions(names, content)
    yield from _annotations(names, content)


def _passages(names: Names, content: Content) -> Iterator[Block]:
    places: dict[tuple[str, str], list[Pair]] = {}
    for name in ("passages", "evidence", "mentions", "annotations"):
        table = content.tables[name].table
        for record in content.records(name):
            source, locator = record.cells["source_id"], record.cells["locator"]
            if source and locator:
                said = places.setdefault((source, locator), [])
                if name == "passages":
                    said += names.pairs(table, record, "source_id", "locator")
    for (source, locator), further in sorted(places.items()):
        selector = names.address("selector", source, locator)
        said = [(RDF.type, CW.Passage), (RDF.type, OA.SpecificResource), (OA.hasSource, names.target(source))]
        yield names.address("passage", source, locator), [*said, (OA.hasSelector, selector), *further]
        yield selector, [(RDF.type, CW.Locator), (RDF.type, OA.Selector), (RDF.value, literal(locator))]


def _mentions(names: Names, content: Content) -> Iterator[Block]:
    table = content.tables["mentions"].table
    for record in content.records("mentions"):
        source, locator, entity = (record.cells[column] for column in ("source_id", "locator", "entity_id"))
        said: list[Pair] = [
            (RDF.type, CW.Mention),
            (RDF.type, OA.Annotation),
            (OA.motivatedBy, OA.identifying),
            (OA.hasTarget, names.address("passage", source, locator)),
        ]
        further = names.pairs(table, record, "source_id", "locator")
        yield names.address("mention", source, locator, entity), [*said, *further]


def _annotations(names: Names, content: Content) -> Iterator[Block]:
    table = content.tables["annotations"].table
    for record in content.records("annotations"):
        source, locator = record.cells["source_id"], record.cells["locator"]
        said: list[Pair] = [(RDF.type, CW.Annotation), (RDF.type, OA.Annotation), (OA.motivatedBy, OA.commenting)]
        said += names.pairs(table, record)
        if source and locator:
            said.append((PROV.wasDerivedFrom, names.address("passage", source, locator)))
        yield names.address("annotation", record.cells["id"]), said
