"""The integration tests share two servers, one of each version."""

from tests.neo4j_servers import database, guide, package, server, server_home, start_server

__all__ = ["database", "guide", "package", "server", "server_home", "start_server"]
