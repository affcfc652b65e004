// Nodes that left the data package.
UNWIND $rows AS row
MATCH (n:`LABEL` {package: $package, id: row.id})
USING INDEX SEEK n:`LABEL`(package, id)
DELETE n
