"""What these data can and cannot carry, said beside every table that is drawn from them."""

from __future__ import annotations

ATTENTION = "Two narratives, not a sample of events: counts and their change over time measure the authors' attention."
COVERAGE = "No tie often means not covered: a pair counts as covered only where one source speaks of both."
SINGLE = "Where one source alone speaks of a theatre, the result is single-sourced."
SOURCES = "Communities and groups partly rediscover the two articles: compare with the agreement with source."
ASSERTED = "Influence is asserted, not measured: a path is a juxtaposition of claims."
ARCHIVES = "Ties of assessment follow the archives that the authors could use."
UNSIGNED = "A tie without a Goldstein value is unsigned, which is not zero, and is left out of every sign."
DATES = "Undated claims are in no window; the earliest and latest readings show what imprecise dates leave open."
PARAGRAPHS = (
    "Intervals come from resampling paragraphs within each source: they carry what was written, not what was not."
)
STABLE = (
    "Ranks hold the places that ties allow; their ends tell stability, not confidence, since drawing with replacement "
    "leaves out a third of the paragraphs."
)
DROPPED = "Leaving paragraphs out tells how far the order depends on them, not whether it is true of the time."
PERMUTED = "Expected values and p come from permuting groups among actors of the same label and the same sources."
ABSENCE = (
    "Claims that a relation was lacking or difficult count as ties, with the sign of their type: the data do not mark "
    "them yet, so that some are taken for connected, or for friends, who by the sources were not."
)

OF_FINDINGS = dict.fromkeys(
    (
        "Who brokered contact",
        "Who went between the Soviet bloc and the Southern Cone",
        "Friends and foes in balance",
        "Two juntas",
    ),
    ABSENCE,
)
"""What the figures of single findings cannot carry, by the question's title."""
