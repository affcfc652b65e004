// What the stored digests say about nodes of one label, a page of them in the order of the key's index: one record of
// many rows takes a small part of the time of as many records.
MATCH (n:`LABEL`)
USING INDEX SEEK n:`LABEL`(package, id)
WHERE n.package = $package AND n.id > $after
WITH n
ORDER BY n.package, n.id
LIMIT $limit
RETURN collect([n.id, n.digest]) AS rows
