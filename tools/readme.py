"""Write the computed passages of README.md from the data and docs/: `make docs`.

Usage: python tools/readme.py README.md
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import coding_quality

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
    """Return the figures of the third reading and of the last blind audit, in three sentences."""
    folder = docs / "second-reading"
    causal = coding_quality.read(folder / "causal-types.csv")
    third = coding_quality.readings(folder, "third-first.csv", "third-reading.csv")
    found = {figure.name: figure.written[1] for figure in third.figures}
    shared, types = found["claims, in the wide sense, F1"], found["type, Krippendorff's alpha"]
    causal_alpha = coding_quality.alpha(list(causal["reader_a"]), list(causal["reader_b"]))
    verdicts = coding_quality.read(max(folder.glob("audit-*.csv")))["judgement"]
    arguable, wrong = (
        coding_quality.share(int((verdicts == each).sum()), len(verdicts)) for each in ("arguable", "wrong")
    )
    return (
        f"A blind reading of thirty paragraphs shared {shared} (F1) of the claims with the data and agreed on their "
        f"types with Krippendorff's alpha {types}, but on their dates in {found['date, equal']} only. Two blind "
        f"readers agreed on the types of sixty causal claims with alpha {causal_alpha:.2f}. "
        f"The last blind audit of {len(verdicts)} claims found wrong {wrong}; arguable {arguable}."
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
