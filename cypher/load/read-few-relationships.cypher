// The same of relationships of several types.
MATCH ()-[r:`TYPES`]->()
WHERE r.package = $package
RETURN type(r) AS type, collect([r.id, r.digest]) AS rows
