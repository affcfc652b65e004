// New properties for nodes that are ours. `LABELS` are all labels that they should bear.
UNWIND $rows AS row
MATCH (n:`LABEL` {package: $package, id: row.id})
USING INDEX SEEK n:`LABEL`(package, id)
SET n = row.properties, n:`LABELS`
