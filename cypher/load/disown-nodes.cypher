// Nodes that left the data package, but to which somebody attached something foreign: they stay, no longer ours.
UNWIND $rows AS row
MATCH (n:`LABEL` {package: $package, id: row.id})
USING INDEX SEEK n:`LABEL`(package, id)
WHERE EXISTS {(n)--()}
REMOVE n.package, n.digest
RETURN n.id AS id
