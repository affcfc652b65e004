// The same of other relationships between nodes that were just created.
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row[0] AND a.package = $package
MATCH (b) WHERE elementId(b) = row[1] AND b.package = $package
CREATE (a)-[r:$(row[2])]->(b)
SET r = row[3]
