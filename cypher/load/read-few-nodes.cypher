// What the stored digests say about nodes of several labels.
MATCH (n:`LABELS`)
WHERE n.package = $package
RETURN labels(n) AS labels, collect([n.id, n.digest]) AS rows
