// The same of relationships of one type.
MATCH ()-[r:`TYPE`]->()
USING INDEX SEEK r:`TYPE`(package, id)
WHERE r.package = $package AND r.id > $after
WITH r
ORDER BY r.package, r.id
LIMIT $limit
RETURN collect([r.id, r.digest]) AS rows
