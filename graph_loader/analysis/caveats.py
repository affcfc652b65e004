"""What data from texts can and cannot carry, said beside every table that is drawn from them."""

from __future__ import annotations

from graph_loader.analysis.phrases import texts
from graph_loader.model.study import PLAIN

_SAID: dict[str, str] = texts(PLAIN)["caveats"]

ATTENTION = _SAID["attention"]
COVERAGE = _SAID["coverage"]
SINGLE = _SAID["single"]
SOURCES = _SAID["sources"]
ASSERTED = _SAID["asserted"]
UNSIGNED = _SAID["unsigned"]
DATES = _SAID["dates"]
PARAGRAPHS = _SAID["paragraphs"]
STABLE = _SAID["stable"]
DROPPED = _SAID["dropped"]
PERMUTED = _SAID["permuted"]
ABSENCE = _SAID["absence"]
