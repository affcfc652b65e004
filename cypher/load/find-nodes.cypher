// What the stored digests say about nodes of one label, by their ids.
UNWIND $keys AS key
MATCH (n:`LABEL` {package: $package, id: key})
USING INDEX SEEK n:`LABEL`(package, id)
RETURN n.id AS id, n.digest AS digest
