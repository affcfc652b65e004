// Nodes that left the data package.
UNWIND $rows AS row
MATCH (n:`LABEL` {id: row.id})
WHERE n.dataset = $dataset
DELETE n
