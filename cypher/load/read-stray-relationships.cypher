// The same of relationships of one type.
MATCH (a)-[r:`TYPE`]->(b)
WHERE r.package = $package AND NOT coalesce(r.id > '', false)
RETURN labels(a) AS from, labels(b) AS to, collect([r.id, a.id, b.id, properties(r)]) AS rows
