// The same of relationships of several types, with labels and ids of their ends.
MATCH (a)-[r:`TYPES`]->(b)
WHERE r.package = $package
RETURN type(r) AS type, labels(a) AS from, labels(b) AS to, collect([r.id, a.id, b.id, properties(r)]) AS rows
