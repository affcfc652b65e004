"""Whom `coldwar show` and `coldwar path` ask: the register that is kept of a package, else its graph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph_loader.cli.drafts import read_dataset
from graph_loader.cli.output import progress
from graph_loader.graph import register
from graph_loader.package import keeping
from graph_loader.package.descriptor import collection_file, folders_of

if TYPE_CHECKING:
    from graph_loader.graph.living import Living


def told_of(data: Sequence[Path] | None, *, draft: bool) -> register.Register | Living:
    """Return who knows what a package, or several, say; keep the register of one for the next time."""
    folders = folders_of(data)
    alone = len(folders) == 1 and not collection_file(folders[0])
    state, file = (keeping.state(folders[0]), register.place(folders[0])) if alone else (None, None)
    if file and (kept := register.recall(file)):
        return kept
    with progress("reading the data for the first time since they changed") as say:
        from graph_loader.graph.living import Living
        from graph_loader.graph.network import to_networkx

        dataset = read_dataset(data, draft=draft)
        graph = to_networkx(dataset)
        if file and dataset.left_out is None and keeping.state(folders[0]) == state:
            say("keeping what is said of everybody, for the next time")
            register.keep(graph, dataset, file)
            if kept := register.recall(file):
                return kept
    return Living(graph, dataset)
