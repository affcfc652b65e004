// The same of relationships of one type, with labels and ids of their ends.
MATCH (a)-[r:`TYPE`]->(b)
USING INDEX SEEK r:`TYPE`(package, id)
WHERE r.package = $package AND r.id > $after
WITH a, r, b
ORDER BY r.package, r.id
LIMIT $limit
RETURN labels(a) AS from, labels(b) AS to, collect([r.id, a.id, b.id, properties(r)]) AS rows
