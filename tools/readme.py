"""Write the computed passages of README.md from the data and docs/: `make docs`.

Usage: python tools/readme.py README.md
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd
from agreement import report

from graph_loader.model.vocabulary import ACTOR_LABELS
from graph_loader.package.dataset import Dataset

BLOCK = re.compile(r"(<!-- (\w+)(?: ([^>]+?))? -->\n).*?(<!-- /\2 -->)", re.DOTALL)


def counts(dataset: Dataset) -> str:
    """Return what the data hold, in two sentences."""
    nodes = {label: len(table) for label, table in dataset.nodes.items()}
    claims = dataset.relationships
    return (
        f"It holds {len(claims):,} claims about {sum(nodes[label] for label in ACTOR_LABELS)} actors, "
        f"{nodes['Event']} events, {nodes['Agreement']} agreements, {nodes['Place']} places "
        f"and {nodes['Topic']} topics, "
        f"with {len(dataset.evidence):,} citations and {len(dataset.annotations)} annotations. "
        f"{(claims['standing'] != 'stated').sum()} claims are reported, inferred or disputed rather than stated, and "
        f"{(claims['date'] == '').sum()} carry no date."
    )


def quality(docs: Path) -> str:
    """Return the figures of the second reading and of the two checks, in three sentences."""
    folder = docs / "second-reading"
    first, second, errors, last = (
        pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("first-reading", "second-reading", "full-check", "last-check")
    )
    found = dict(report(first, second))
    alpha = found["Krippendorff's alpha of their types"]
    return (
        f"A second, independent reading of {found['passages read twice']} passages shared "
        f"{found['claims found by both (wide), F1']} (F1) of the claims with the first and agreed on their types with "
        f"Krippendorff's alpha {alpha}. The check of every claim against its "
        f"paragraph that followed found and mended {len(errors)} errors, most of them in notes and wording and "
        f"{(errors['kind'] == 'wrong-date').sum()} in dates. Another check by fresh readers found and mended "
        f"{len(last)} more, {(last['kind'] == 'wrong-date').sum()} of them in dates."
    )


def finding(docs: Path, title: str) -> str:
    """Return the statement of one finding of docs/findings.md."""
    text = (docs / "findings.md").read_text(encoding="utf-8")
    found = re.search(rf"^## \d+\. {re.escape(title)}\n\n(.+?)\n\n", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise SystemExit(f"docs/findings.md has no finding called {title!r}")
    return found[1]


def page(text: str, docs: Path) -> str:
    """Return README's text with its computed passages."""
    dataset = Dataset.load()

    def filled(block: re.Match[str]) -> str:
        name, title = block[2], block[3]
        made = {
            "counts": lambda: counts(dataset),
            "quality": lambda: quality(docs),
            "finding": lambda: finding(docs, title),
        }
        return f"{block[1]}{made[name]()}\n{block[4]}"

    return BLOCK.sub(filled, text)


def main() -> None:
    """Rewrite the README named on the command line."""
    path = Path(sys.argv[1])
    path.write_text(page(path.read_text(encoding="utf-8"), path.parent / "docs"), encoding="utf-8")


if __name__ == "__main__":
    main()
