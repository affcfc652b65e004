// New properties for nodes that are ours. `LABELS` are all labels that they should bear.
UNWIND $rows AS row
MATCH (n:`LABEL` {id: row.id})
WHERE n.dataset = $dataset
SET n = row.properties, n:`LABELS`
