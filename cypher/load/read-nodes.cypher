// What the stored digests say about the nodes of the data package.
MATCH (n:`LABEL`)
WHERE n.package = $package
RETURN labels(n) AS labels, n.id AS id, n.digest AS digest
