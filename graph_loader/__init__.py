"""A citable graph database of Cold War relationships.

Every relationship in the data is a claim that a source makes, with an uncertain date and a citation. The package
reads the claims (`package`), builds a graph of them (`graph`) and hands it to analyses, views, exports and Neo4j.
"""

__version__ = "0.1.0"
