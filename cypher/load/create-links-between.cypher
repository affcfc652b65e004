// The same of links between nodes that were just created, by what the server knows them by: one statement for all labels.
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row[0] AND a.package = $package
MATCH (b) WHERE elementId(b) = row[1] AND b.package = $package
CREATE (a)-[:$(row[2]) {package: $package, id: row[3], digest: row[4], count: row[5]}]->(b)
