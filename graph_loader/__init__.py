"""A citable graph database of Cold War relationships.

Every relationship in the data is a claim that a source makes, with an uncertain date and a citation. What most people
need stands here; docs/front-door.md shows it on one page. A name is imported when it is first asked for, so that
`import graph_loader` costs nothing.

Examples
--------
>>> import graph_loader
>>> dataset = graph_loader.Dataset.load("tests/fixtures/mini")
>>> graph = graph_loader.to_networkx(dataset)
>>> graph.nodes["salvador-allende"]["name"], graph.number_of_edges()
('Salvador Allende', 18)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph_loader.analysis import analyse
    from graph_loader.analysis.findings import findings
    from graph_loader.collection.collection import Collection
    from graph_loader.database.connection import Target, connect
    from graph_loader.database.load import load
    from graph_loader.database.verify import verify
    from graph_loader.exports import write as export
    from graph_loader.exports.pyvis import to_pyvis
    from graph_loader.graph.connections import find as connections
    from graph_loader.graph.dossier import dossier
    from graph_loader.graph.network import to_networkx
    from graph_loader.graph.parts import part
    from graph_loader.model.dates import parse as parse_date
    from graph_loader.model.errors import ColdWarError
    from graph_loader.package.cluster import on_cluster
    from graph_loader.package.dataset import Dataset
    from graph_loader.package.names import NameIndex
    from graph_loader.package.validation import validate
    from graph_loader.views.explorer import explorer

__version__ = "0.1.0"

_HOMES = {
    "ColdWarError": "model.errors",
    "Collection": "collection.collection",
    "Dataset": "package.dataset",
    "NameIndex": "package.names",
    "Target": "database.connection",
    "analyse": "analysis",
    "connect": "database.connection",
    "connections": "graph.connections:find",
    "dossier": "graph.dossier",
    "explorer": "views.explorer",
    "export": "exports:write",
    "findings": "analysis.findings",
    "load": "database.load",
    "on_cluster": "package.cluster",
    "parse_date": "model.dates:parse",
    "part": "graph.parts",
    "to_networkx": "graph.network",
    "to_pyvis": "exports.pyvis",
    "validate": "package.validation",
    "verify": "database.verify",
}
"""Where each name lives, with the name that it bears there if it is another."""

__all__ = [
    "ColdWarError",
    "Collection",
    "Dataset",
    "NameIndex",
    "Target",
    "analyse",
    "connect",
    "connections",
    "dossier",
    "explorer",
    "export",
    "findings",
    "load",
    "on_cluster",
    "parse_date",
    "part",
    "to_networkx",
    "to_pyvis",
    "validate",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, own = _HOMES[name].partition(":")
    return getattr(import_module(f"{__name__}.{module}"), own or name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
