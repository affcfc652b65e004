"""The days between which something began and ended, which a query can compare: an EDTF text it cannot."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import XSD

from graph_loader.exports.rdf.names import CW, Pair, camel, literal
from graph_loader.model import dates
from graph_loader.model.claims import BOUNDS


def bounds(edtf: str) -> Iterator[Pair]:
    """Yield the bounds of a date that it has, and how certain it is; nothing for none."""
    interval = dates.parse(edtf)
    for bound in BOUNDS:
        if day := getattr(interval, bound):
            yield CW[camel(bound)], literal(day.isoformat(), XSD.date)
    if interval.certainty:
        yield CW.dateCertainty, literal(interval.certainty)
