// Relationships between nodes of two labels. Their type comes with the row, so that the server plans one statement
// for all types that join these labels.
UNWIND $rows AS row
MATCH (a:`FROM_LABEL` {package: $package, id: row.from})
MATCH (b:`TO_LABEL` {package: $package, id: row.to})
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
