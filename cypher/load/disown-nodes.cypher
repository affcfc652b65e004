// Nodes that left the data package, but to which somebody attached something foreign: they stay, no longer ours.
UNWIND $rows AS row
MATCH (n:`LABEL` {id: row.id})
WHERE n.dataset = $dataset AND EXISTS {(n)--()}
REMOVE n.dataset, n.digest
RETURN n.id AS id
