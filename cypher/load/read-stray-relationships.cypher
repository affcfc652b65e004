// The same of relationships of one type.
MATCH (a)-[r:`TYPE`]->(b)
WHERE r.package = $package AND NOT coalesce(r.id > '', false)
RETURN collect([r.id, labels(a), a.id, labels(b), b.id, properties(r)]) AS rows
