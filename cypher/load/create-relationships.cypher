// Relationships between nodes of two labels: the ids of their ends, their type and their properties. The type comes with
// the row, so that the server plans one statement for all types that join these labels.
UNWIND $rows AS row
MATCH (a:`FROM_LABEL` {package: $package, id: row[0]})
USING INDEX SEEK a:`FROM_LABEL`(package, id)
MATCH (b:`TO_LABEL` {package: $package, id: row[1]})
USING INDEX SEEK b:`TO_LABEL`(package, id)
CREATE (a)-[r:$(row[2])]->(b)
SET r = row[3]
