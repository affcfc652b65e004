// New properties for nodes that are ours. `LABELS` are all labels that they should bear; of ours they lose all others.
UNWIND $rows AS row
MATCH (n:`LABEL` {package: $package, id: row.id})
USING INDEX SEEK n:`LABEL`(package, id)
SET n = row.properties, n:`LABELS`
REMOVE n:$([label IN labels(n) WHERE label IN $others])
