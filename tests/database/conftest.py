"""Parts of the database code that need no server."""

from tests.neo4j_servers import package

__all__ = ["package"]
