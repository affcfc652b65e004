"""Blocks of triples as Turtle and JSON-LD by rdflib's own serialisers, some hundred at a time: memory stays flat.

A file keeps the order of its blocks, so that the change of a claim is a change of a few lines.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice

from rdflib import Graph, URIRef
from rdflib.plugins.serializers.jsonld import Converter
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.plugins.shared.jsonld.context import Context
from rdflib.term import Node

from graph_loader.exports.rdf.names import Block

_TOGETHER = 400


def graph_of(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Graph:
    """Return blocks as a graph of rdflib's."""
    graph = Graph(bind_namespaces="none")
    for prefix, base in prefixes.items():
        graph.bind(prefix, base)
    for subject, pairs in blocks:
        for property_, value in pairs:
            graph.add((subject, property_, value))
    return graph


def turtle(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield Turtle: the prefixes, then every block in its order."""
    yield "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in prefixes.items())
    for order, graph in _parts(blocks, prefixes):
        stream = BytesIO()
        _Part(graph, order).serialize(stream, encoding="utf-8")
        yield stream.getvalue().decode("utf-8").rstrip("\n") + "\n"


def json_ld(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield JSON-LD: the prefixes as its context, then every block in its order, one a line."""
    context = dict(prefixes)
    converter = Converter(Context(context), use_native_types=True, use_rdf_type=False)
    yield f'{{"@context": {_json(context)},\n"@graph": ['
    separator = "\n"
    for order, graph in _parts(blocks, prefixes):
        for subject in order:
            yield separator + _json(converter.process_subject(graph, subject, {}))
            separator = ",\n"
    yield "\n]}\n"


WRITERS: dict[str, Callable[[Iterable[Block], Mapping[str, str]], Iterator[str]]] = {".ttl": turtle, ".jsonld": json_ld}
"""By the suffix of the file."""


class _Part(TurtleSerializer):
    """A part of a Turtle file: its subjects in the order that they have, and no prefixes, which are known before."""

    def __init__(self, graph: Graph, order: list[URIRef]) -> None:
        super().__init__(graph)
        self._order = order

    def preprocess(self) -> None:
        pass

    def orderSubjects(self) -> list[Node]:  # noqa: N802 - rdflib's name
        return list(self._order)

    def startDocument(self) -> None:  # noqa: N802 - rdflib's name
        pass


def _parts(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[tuple[list[URIRef], Graph]]:
    rest = iter(blocks)
    while together := list(islice(rest, _TOGETHER)):
        yield [subject for subject, _ in together], graph_of(together, prefixes)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
