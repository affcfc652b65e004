"""How far two independent readings of the same paragraphs agree.

Usage: agreement.py FIRST.csv SECOND.csv   (relationships tables with the columns of data/relationships.csv)

Prints, for the paragraphs that both readings cover:
* entities: per paragraph those that the claims use as endpoint, matter or place; mean Jaccard index and pooled F1
  (Dice) over paragraphs;
* claims: the share of each reading's claims that the other found too. Claims of one paragraph are paired one to one:
  *strict*, both join the same two entities (either direction); *wide*, at least one endpoint is shared and, beside it,
  the other endpoint or the matter or the family of the type agrees in part: same type, or other endpoint = about_id;
* types: Krippendorff's alpha (nominal) over the types of strictly matched claims, and the share of equal types;
* direction, date, standing, amount and, where both have it, polarity: shares of equal values over the strictly matched
  claims; of the dates also the share that can be the same time (both empty, or intervals that meet).

Reference: K. Krippendorff, Content Analysis, 2nd ed. (2004), chapter 11; computed by the `krippendorff` package.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import krippendorff
import pandas as pd
from scipy.optimize import linear_sum_assignment

from graph_loader.model import dates


class Pairing(NamedTuple):
    """Positions of matched claims in the two readings, strict and wide."""

    strict: list[tuple[int, int]]
    wide: list[tuple[int, int]]


def passage(claim_id: str) -> str:
    """Return the passage of a claim id: ``y12`` of ``y12-03``."""
    return claim_id.split("-", maxsplit=1)[0]


def entities(claims: pd.DataFrame) -> set[str]:
    """Return every entity that the claims use."""
    found = set(claims["from_id"]) | set(claims["to_id"]) | set(claims["about_id"]) | set(claims["place_id"])
    return found - {""}


def likeness(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[bool, float]:
    """Say whether two claims join the same pair, and how alike they are (0 = no match even in the wide sense)."""
    pair, second = {one["from_id"], one["to_id"]}, {other["from_id"], other["to_id"]}
    same_type = one["type"] == other["type"]
    shared = pair & second
    strict = pair == second
    crossed = bool((pair - shared) & {other["about_id"]} or (second - shared) & {one["about_id"]})
    about = one["about_id"] != "" and one["about_id"] == other["about_id"]
    if not strict and not (shared and (same_type or crossed or about)):
        return False, 0.0
    extra = (
        0.4 * same_type + 0.2 * (one["date"] == other["date"]) + 0.2 * about + 0.1 * (one["amount"] == other["amount"])
    )
    return strict, 1.0 * len(shared) + extra


def compatible(one: str, other: str) -> bool:
    """Say whether two EDTF dates can mean the same time."""
    if not one or not other:
        return one == other
    (a, b), (c, d) = ((i.start, i.end) for i in map(dates.parse, (one, other)))
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def match(first: pd.DataFrame, second: pd.DataFrame) -> Pairing:
    """Pair the claims of each passage one to one so that the summed likeness is greatest."""
    strict, wide = [], []
    rows, others = first.to_dict("index"), second.to_dict("index")
    for where in sorted(set(first["passage"]) & set(second["passage"])):
        ours = first.index[first["passage"] == where]
        theirs = second.index[second["passage"] == where]
        alike = [[likeness(rows[a], others[b]) for b in theirs] for a in ours]
        scores = [[2 * exact + score if score else 0.0 for exact, score in row] for row in alike]
        for a, b in zip(*linear_sum_assignment(scores, maximize=True), strict=True):
            if alike[a][b][1]:
                (strict if alike[a][b][0] else wide).append((ours[a], theirs[b]))
    return Pairing(strict, wide)


def alpha(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """Return Krippendorff's alpha of the codes that two readers gave to the same things."""
    pairs = list(zip(ours, theirs, strict=True))
    codes = sorted({code for pair in pairs for code in pair})
    found = krippendorff.alpha(
        [[codes.index(pair[side]) for pair in pairs] for side in (0, 1)], level_of_measurement="nominal"
    )
    return float(found)


def report(first: pd.DataFrame, second: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the figures as ``(name, value)``."""
    for table in (first, second):
        table["passage"] = table["id"].map(passage)
    both = sorted(set(first["passage"]) & set(second["passage"]))
    first = first[first["passage"].isin(both)].reset_index(drop=True)
    second = second[second["passage"].isin(both)].reset_index(drop=True)
    sets = [(entities(first[first["passage"] == p]), entities(second[second["passage"] == p])) for p in both]
    common = sum(len(a & b) for a, b in sets)
    pairs = match(first, second)
    matched = len(pairs.strict), len(pairs.strict) + len(pairs.wide)
    ours, theirs = first.loc[[a for a, _ in pairs.strict]], second.loc[[b for _, b in pairs.strict]]

    def equal(column: str) -> str:
        same = (ours[column].to_numpy() == theirs[column].to_numpy()).mean()
        return f"{same:.2f}"

    return [
        ("passages read twice", str(len(both))),
        ("claims, first / second reading", f"{len(first)} / {len(second)}"),
        ("entities: mean Jaccard index", f"{sum(len(a & b) / len(a | b) for a, b in sets) / len(sets):.2f}"),
        ("entities: pooled F1", f"{2 * common / sum(len(a) + len(b) for a, b in sets):.2f}"),
        ("claims found by both (same pair), F1", f"{2 * matched[0] / (len(first) + len(second)):.2f}"),
        ("claims found by both (wide), F1", f"{2 * matched[1] / (len(first) + len(second)):.2f}"),
        ("matched on the same pair", str(matched[0])),
        ("Krippendorff's alpha of their types", f"{alpha(ours['type'], theirs['type']):.2f}"),
        ("same type", equal("type")),
        ("same direction", equal("from_id")),
        ("same date", equal("date")),
        ("dates that can be the same time", f"{sum(map(compatible, ours['date'], theirs['date'])) / len(ours):.2f}"),
        ("same standing", equal("standing")),
        ("same amount", equal("amount")),
        *([("same polarity", equal("polarity"))] if "polarity" in first and "polarity" in second else []),
    ]


def main() -> int:
    """Print the figures for the two tables named on the command line."""
    if len(sys.argv) != 3:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    first, second = (pd.read_csv(Path(name), dtype=str, keep_default_na=False) for name in sys.argv[1:])
    for name, value in report(first, second):
        sys.stdout.write(f"| {name} | {value} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
