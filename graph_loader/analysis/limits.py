"""From which sizes on a figure rests on a sample or is left out: what is concerned says so, in its caveat or its words.

They stand far above what a reader codes by hand, so that up to there every figure is whole.
"""

from __future__ import annotations

REDRAWN = 1500
"""Actors of a network beyond which betweenness is not worked out anew for every draw of the paragraphs."""
WHOLE = 5000
"""Actors beyond which betweenness is estimated from some starts, and a consensus is sought among the tied alone."""
STARTS = 1000
"""From how many starts betweenness is then estimated."""
CLOSED = 500_000
"""Closed triples of a network beyond which brokers are compared with fewer permutations."""
FEWER = 99
"""How many those are."""
SIGNED = 300
"""Signed ties beyond which nobody looks for the fewest whose sign must change."""
LEFT_OUT = 200_000
"""Claims of all the graphs together in each of which one source is left out."""
