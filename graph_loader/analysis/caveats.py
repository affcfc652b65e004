"""What data from texts can and cannot carry, said beside every table that is drawn from them."""

from __future__ import annotations

from graph_loader.analysis import limits
from graph_loader.analysis.phrases import fill, texts
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
NOT_REDRAWN = fill(_SAID["notRedrawn"], {"actors": limits.REDRAWN}, PLAIN)
ESTIMATED = fill(_SAID["estimated"], {"actors": limits.WHOLE, "starts": limits.STARTS}, PLAIN)
FEWER = fill(_SAID["fewer"], {"triples": limits.CLOSED, "times": limits.FEWER}, PLAIN)
AMONG_TIED = fill(_SAID["amongTied"], {"actors": limits.WHOLE}, PLAIN)
NO_FRUSTRATION = fill(_SAID["noFrustration"], {"ties": limits.SIGNED}, PLAIN)
