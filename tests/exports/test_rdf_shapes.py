"""The shapes that RDF of a data package keeps to: what is written does, and what is broken is found."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import DCTERMS, OWL, RDF, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph_loader.exports import rdf
from graph_loader.exports.rdf.names import ADMS, CW, OA, PROV, SKOSXL
from graph_loader.package.dataset import Dataset
from tests.conftest import MINI, ROOT
from tests.odd_package import make_odd
from tests.two_packages import SAME, describe, make_two

URN = Namespace("urn:coldwar:coldwar-mini/")
CLAIM, EVIDENCE = URN["claim/a02-01"], URN["evidence/a02-01/mini-2001/p02/2/doe-1999/leonid-brezhnev"]
PASSAGE, LENT = URN["passage/mini-2001/p02"], URN["type/GRANTED_CREDIT_TO"]
Change = tuple[Node, Node, Node | None]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(rdf.SHAPES)


@pytest.fixture(scope="module")
def sound() -> Graph:
    return rdf.graph(Dataset.load(MINI))


def broken_at(graph: Graph, shapes: Graph) -> set[tuple[Node | None, Node | None]]:
    """Return the things that break a shape, each with the property where it does."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {(report.value(each, SH.focusNode), report.value(each, SH.resultPath)) for each in results}


def test_the_shapes_are_shapes(sound: Graph, shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(sound, shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_the_second_study_keeps_to_them(shapes: Graph) -> None:
    assert broken_at(rdf.graph(Dataset.load(ROOT / "tests" / "fixtures" / "accra")), shapes) == set()


def test_an_odd_package_keeps_to_them(shapes: Graph, tmp_path: Path) -> None:
    assert broken_at(rdf.graph(Dataset.load(make_odd(tmp_path / "package"))), shapes) == set()


def test_a_collection_keeps_to_them(shapes: Graph, tmp_path: Path) -> None:
    make_two(tmp_path)
    assert broken_at(rdf.graph(Dataset.load(describe(tmp_path, SAME))), shapes) == set()


@pytest.mark.slow
def test_our_data_keep_to_them(shapes: Graph) -> None:
    assert broken_at(rdf.graph(Dataset.load()), shapes) == set()


@pytest.mark.parametrize(
    ("thing", "property_", "value"),
    [
        (CLAIM, CW.polarity, None),
        (CLAIM, CW.polarity, CW.perhaps),
        (CLAIM, CW.standing, None),
        (CLAIM, RDF.subject, None),
        (CLAIM, RDF.object, URN["entity/nobody"]),
        (CLAIM, RDF.object, LENT),
        (CLAIM, RDF.predicate, URN["type/DREAMT_OF"]),
        (CLAIM, CW.date, Literal("1972?")),
        (CLAIM, CW.date, Literal("spring 1972", datatype=URIRef("http://id.loc.gov/datatypes/edtf/EDTF-level1"))),
        (CLAIM, CW.start, Literal("1973-01-01", datatype=XSD.date)),
        (CLAIM, CW.dateCertainty, None),
        (CLAIM, CW.amount, Literal("much")),
        (CLAIM, CW.amount, Literal("200000000", datatype=XSD.decimal)),
        (CLAIM, CW.package, None),
        (CLAIM, DCTERMS.identifier, None),
        (CLAIM, PROV.qualifiedDerivation, None),
        (CLAIM, PROV.wasDerivedFrom, URN["passage/mini-2001/p03"]),
        (CLAIM, PROV.wasAttributedTo, URN["entity/salvador-allende"]),
        (EVIDENCE, OA.hasBody, URN["claim/a01-01"]),
        (EVIDENCE, OA.hasTarget, None),
        (EVIDENCE, OA.hasTarget, URN["passage/mini-2001/p03"]),
        (EVIDENCE, CW.footnote, Literal("two")),
        (EVIDENCE, DCTERMS.references, URN["entity/chile"]),
        (EVIDENCE, CW.reportedBy, URN["entity/santiago-city"]),
        (PASSAGE, OA.hasSource, URN["entity/chile"]),
        (PASSAGE, OA.hasSelector, None),
        (LENT, SKOS.prefLabel, None),
        (LENT, SKOS.prefLabel, Literal("lent", lang="en")),
        (LENT, CW.goldstein, Literal("11", datatype=XSD.decimal)),
        (URN["entity/chile"], CW.theatre, Literal("santiago")),
        (URN["entity/chile"], OWL.sameAs, Literal("Q298")),
        (URN["entity/chile"], ADMS.identifier, Literal("Q298")),
        (URN["entity/chile"], SKOSXL.altLabel, Literal("Chili")),
        (URN["annotation/a01-03-date"], OA.bodyValue, None),
        (URN["annotation/a01-03-date"], OA.hasTarget, URN["passage/mini-2001/p01"]),
        (URN["mention/mini-2001/p01/chile"], CW["count"], Literal("0", datatype=XSD.integer)),
        (URN.package, OWL.versionInfo, None),
        (URN.package, DCTERMS.license, Literal("CC-BY-4.0")),
    ],
)
def test_what_is_broken_is_found(
    sound: Graph, shapes: Graph, thing: URIRef, property_: URIRef, value: Node | None
) -> None:
    graph = Graph()
    graph += sound
    many = value is not None and property_ in {OWL.sameAs, SKOS.prefLabel, PROV.wasAttributedTo, SKOSXL.altLabel}
    if not many:
        graph.remove((thing, property_, None))
    if value is not None:
        graph.add((thing, property_, value))
    assert thing in {each for each, _ in broken_at(graph, shapes)}
