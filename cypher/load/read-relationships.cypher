// What the stored digests say about the relationships of the data package.
MATCH ()-[r:`TYPE`]->()
WHERE r.package = $package
RETURN type(r) AS type, r.id AS id, r.digest AS digest
