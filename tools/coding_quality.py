"""Write the measured tables into docs/coding-quality.md: `make docs`.

Usage: python tools/coding_quality.py docs/coding-quality.md
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from scipy.stats import binomtest

from graph_loader.coders.comparison import Comparison, compare
from graph_loader.coders.readings import Reading
from graph_loader.coders.reliability import alpha
from graph_loader.model.resources import data_dir
from graph_loader.model.vocabulary import Vocabulary


def read(path: Path) -> pd.DataFrame:
    """Read a table of text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def grid(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """Return rows as a Markdown table."""
    lines = [f"| {' | '.join(map(str, row))} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])


def readings(folder: Path, *files: str) -> Comparison:
    """Compare two readings of which the tables of claims are kept, as `coldwar compare` does."""
    vocabulary = Vocabulary.load(data_dir())
    symmetric = [name for name, type_ in vocabulary.types.items() if type_.symmetric]
    sides = [Reading.of_claims(read(folder / file).to_dict("records"), file, symmetric) for file in files]
    return compare(*sides, apart=True)


def agreement(found: Comparison) -> str:
    """Return the figures of a comparison."""
    counts = [
        ("passages read twice", len(found.passages), "", ""),
        ("claims, first / second reading", f"{len(found.first.claims)} / {len(found.second.claims)}", "", ""),
    ]
    return grid(("agreement", "figure", "95 %", "n"), [*counts, *(figure.written for figure in found.figures)])


def check(errors: pd.DataFrame) -> str:
    """Return what a check of every claim found, by kind of error."""
    kinds = sorted(errors["kind"].value_counts().items(), key=lambda item: (-item[1], item[0]))
    rows = [("errors found and mended", len(errors)), ("rows of the data concerned", errors["id"].nunique())]
    return grid(("check", "number"), [*rows, *((f"– {kind}", count) for kind, count in kinds)])


def causal(folder: Path) -> str:
    """Return how far two blind readers agree on the types of causal claims, and each with the data."""
    types = read(folder / "causal-types.csv")
    pairs = {
        "the two readers": ("reader_a", "reader_b"),
        "reader A and the data": ("reader_a", "data"),
        "reader B and the data": ("reader_b", "data"),
    }
    rows: list[tuple[str, object]] = [("pairs of cause and effect", len(types))]
    for who, (one, other) in pairs.items():
        rows.append((f"same type, {who}", f"{(types[one] == types[other]).mean():.2f}"))
        rows.append((f"Krippendorff's alpha, {who}", f"{alpha(list(types[one]), list(types[other])):.2f}"))
    return grid(("agreement", "figure"), rows)


def audit(folder: Path) -> str:
    """Return what each blind audit found, with exact intervals (Clopper and Pearson, Biometrika 26, 1934)."""
    lines = ["| round | claims | right | arguable | wrong |", "|---|---|---|---|---|"]
    for path in sorted(folder.glob("audit-*.csv")):
        verdicts = read(path)["judgement"]
        shares = (f"{share(int((verdicts == each).sum()), len(verdicts))}" for each in ("right", "arguable", "wrong"))
        lines.append(f"| {path.stem.removeprefix('audit-')} | {len(verdicts)} | {' | '.join(shares)} |")
    return "\n".join(lines)


def share(count: int, total: int) -> str:
    """Return a count with its share and the interval in which 95 % of such samples have the true share."""
    low, high = binomtest(count, total).proportion_ci(method="exact")
    return f"{count}: {count / total:.1%} ({low:.1%} to {high:.1%})"


def mentions(folder: Path) -> str:
    """Return the precision of the mentions sample."""
    sample = read(folder / "mentions-sample.csv")
    right = (sample["right"] == "yes").sum()
    return grid(
        ("mentions", "number"), [("read by hand", len(sample)), ("right", right), ("precision", right / len(sample))]
    )


def page(text: str, folder: Path) -> str:
    """Return the page with its tables filled in from the readings in `folder`."""
    tables = {
        "trial": agreement(readings(folder, "trial-reader-a.csv", "trial-reader-b.csv")),
        "second": agreement(readings(folder, "first-reading.csv", "second-reading.csv")),
        "third": agreement(readings(folder, "third-first.csv", "third-reading.csv")),
        "causal": causal(folder),
        "audit": audit(folder),
        "check": check(read(folder / "full-check.csv")),
        "last-check": check(read(folder / "last-check.csv")),
        "mentions": mentions(folder),
    }
    for name, table in tables.items():
        text = re.sub(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", rf"\g<1>{table}\n\g<2>", text, flags=re.DOTALL)
    return text


def main() -> None:
    """Rewrite the page named on the command line."""
    path = Path(sys.argv[1])
    path.write_text(page(path.read_text(encoding="utf-8"), path.parent / "second-reading"), encoding="utf-8")


if __name__ == "__main__":
    main()
