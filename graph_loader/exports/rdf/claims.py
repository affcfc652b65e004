"""Claims in RDF: statements that are quoted and never made, and the evidence by which each is derived from passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rdflib import RDF

from graph_loader.exports.rdf.names import AFFIRMED, CW, OA, PROV, Block, Names, Pair
from graph_loader.exports.rdf.times import bounds
from graph_loader.package.content import Content
from graph_loader.package.raw import Record


def blocks(names: Names, content: Content) -> Iterator[Block]:
    """Yield every claim, and after it its evidence."""
    evidence: defaultdict[str, list[Record]] = defaultdict(list)
    for row in content.records("evidence"):
        evidence[row.cells["relationship_id"]].append(row)
    table = content.tables["relationships"].table
    for record in content.records("relationships"):
        rows = evidence[record.cells["id"]]
        said: list[Pair] = [(RDF.type, CW.Claim), (RDF.type, RDF.Statement), (CW.package, names.package)]
        said += names.pairs(table, record)
        if not record.cells["polarity"]:
            said.append((CW.polarity, CW[AFFIRMED]))
        said += bounds(record.cells["date"])
        said += _derivations(names, rows)
        yield names.address("claim", record.cells["id"]), said
        for row in rows:
            yield _evidence(names, content, row)


def _derivations(names: Names, rows: list[Record]) -> Iterator[Pair]:
    """Yield from which passages a claim is derived and whose word it is, once each, and how."""
    passages = (names.address("passage", row.cells["source_id"], row.cells["locator"]) for row in rows)
    voices = (names.target(row.cells["reported_by"]) for row in rows if row.cells["reported_by"])
    yield from ((PROV.wasDerivedFrom, each) for each in dict.fromkeys(passages))
    yield from ((PROV.wasAttributedTo, each) for each in dict.fromkeys(voices))
    yield from ((PROV.qualifiedDerivation, names.evidence(row.cells)) for row in rows)


def _evidence(names: Names, content: Content, row: Record) -> Block:
    passage = names.address("passage", row.cells["source_id"], row.cells["locator"])
    said = [
        (RDF.type, CW.Evidence),
        (RDF.type, OA.Annotation),
        (RDF.type, PROV.Derivation),
        (OA.motivatedBy, OA.describing),
        (OA.hasTarget, passage),
        (PROV.entity, passage),
    ]
    table = content.tables["evidence"].table
    return names.evidence(row.cells), [*said, *names.pairs(table, row, "source_id", "locator")]
