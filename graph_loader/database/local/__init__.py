"""A Neo4j server on this machine: its jars, its folder, its process. Imports model and package."""
