// Relationships of one type between nodes of two labels.
UNWIND $rows AS row
MATCH (a:`FROM_LABEL` {id: row.from})
MATCH (b:`TO_LABEL` {id: row.to})
CREATE (a)-[r:`TYPE`]->(b)
SET r = row.properties
