"""The expected failures around Neo4j."""

from __future__ import annotations

from graph_loader.model.errors import ColdWarError


class ServerError(ColdWarError):
    """The local Neo4j cannot be had, started or stopped."""


class DatabaseError(ColdWarError):
    """A Neo4j server refuses what it is asked, or does not answer."""


class LoadError(DatabaseError):
    """The data package cannot be loaded into this database."""


class RemovalError(LoadError):
    """The load would remove what another data package of the same name seems to have loaded."""
