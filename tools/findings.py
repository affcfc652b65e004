"""Writes docs/findings.md, the main findings with their evidence: python tools/findings.py docs/findings.md."""

from __future__ import annotations

import sys
from pathlib import Path

from graph_loader.analysis.finding_pages import as_markdown
from graph_loader.analysis.findings import answered
from graph_loader.graph.network import to_networkx
from graph_loader.package.dataset import Dataset

MOVED = """
How these figures moved from one edition of the data to the next stands in their [change log](../data/CHANGELOG.md).
"""


def page(data: Path | None = None) -> str:
    """Return the page for a data package."""
    graph = to_networkx(Dataset.load(data))
    return as_markdown(graph, answered(graph)) + MOVED


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
