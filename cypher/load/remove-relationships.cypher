// Relationships that changed or left the data package.
UNWIND $rows AS row
MATCH ()-[r:`TYPE` {id: row.id}]->()
WHERE r.dataset = $dataset
DELETE r
