"""A citable graph database of Cold War relationships.

Every relationship in the data is a claim that a source makes, with an uncertain date and a citation. The package
reads the claims (`graph_loader.dataset`), builds a graph of them (`graph_loader.network`) and hands it to analyses,
HTML views, exports and Neo4j.
"""

__version__ = "0.1.0"
