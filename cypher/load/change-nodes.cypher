// New properties for nodes that are ours.
UNWIND $rows AS row
MATCH (n:`LABEL` {id: row.id})
WHERE n.dataset = $dataset
SET n = row.properties
