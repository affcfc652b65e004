"""Neo4j: a local server, and the graph in it."""
