"""Measure how well `coldwar match` finds who is who, and how long it takes for 10,000 entities on either side.

Usage: python -m benchmarks.matching [HISTORYATSTATE]
Takes the folder of HistoryAtState's data (../shared/corpora/historyatstate by default), makes a package of each part,
and compares what is proposed at the threshold with the decisions that were held out (tests/fixtures/identities).
Prints Markdown tables for docs/collections.md.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from scipy.stats import binomtest

from graph_loader.collection.likeness import Portrait, chance, grounds
from graph_loader.collection.matching import THRESHOLD, SharedWords, propose
from graph_loader.model.claims import Key
from graph_loader.package.dataset import Dataset
from tools.collection import CORPORA, PARTS, make_package

GOLD = Path("tests/fixtures/identities/gold.csv")
MANY = 10_000


def main() -> None:
    corpora = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPORA
    with tempfile.TemporaryDirectory() as place:
        packages = [Dataset.load(), *(Dataset.load(make_package(Path(place) / part, corpora / part)) for part in PARTS)]
    found = {
        frozenset((pair.one, pair.other)) for one, other in combinations(packages, 2) for pair in propose(one, other)
    }
    print(f"Proposed at a chance of {THRESHOLD}: {len(found)} pairs of four packages\n")
    print("| kind | pairs held out | precision (95 %) | recall (95 %) |")
    print("| --- | ---: | ---: | ---: |")
    for kind in ("person", "state", "other"):
        print(_row(kind, found))
    seconds = _many()
    print(f"\n{MANY:,} × {MANY:,} persons of invented names: {seconds:.0f} s of processor time")


def _row(kind: str, found: set[frozenset[Key]]) -> str:
    counts: Counter[tuple[bool, bool]] = Counter()
    with GOLD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["half"] == "held_out" and row["kind"] == kind and row["package_a"] != row["package_b"]:
                pair = frozenset(Key(row[f"package_{side}"], row[f"id_{side}"]) for side in "ab")
                counts[row["decision"] == "same", pair in found] += 1
    hits = counts[True, True]
    precision, recall = _share(hits, hits + counts[False, True]), _share(hits, hits + counts[True, False])
    return f"| {kind} | {counts.total()} | {precision} | {recall} |"


def _share(part: int, whole: int) -> str:
    if not whole:
        return "none proposed"
    interval = binomtest(part, whole).proportion_ci(method="exact")
    return f"{part} of {whole} ({interval.low:.0%}–{interval.high:.0%})"


def _many() -> float:
    """Compare persons with names made of syllables, as many bearers to a name as in a real list."""
    draw = random.Random(1)
    ours, theirs = ({Key(side, str(n)): person for n, person in enumerate(_persons(draw))} for side in "ab")
    start = time.process_time()
    words = SharedWords(ours, theirs)
    for one, other in words.pairs():
        chance(grounds(ours[one], theirs[other], words.bearers(ours[one], theirs[other])))
    return time.process_time() - start


def _persons(draw: random.Random) -> Iterator[Portrait]:
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    last = ["".join(draw.choices(syllables, k=3)) for _ in range(MANY // 3)]
    given = ["".join(draw.choices(syllables, k=2)) for _ in range(500)]
    for _ in range(MANY):
        name = f"{draw.choice(given)} {draw.choice('abcdefgh')} {draw.choice(last)}"
        year = draw.randint(1900, 1980)
        yield Portrait("Person", name, (name,), active=(year, year + 5))


if __name__ == "__main__":
    main()
