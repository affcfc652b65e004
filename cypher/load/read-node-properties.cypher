// Nodes of one label as they are, hand edits included, a page of them in the order of the key's index.
MATCH (n:`LABEL`)
USING INDEX SEEK n:`LABEL`(package, id)
WHERE n.package = $package AND n.id > $after
WITH n
ORDER BY n.package, n.id
LIMIT $limit
RETURN labels(n) AS labels, collect([n.id, properties(n)]) AS rows
