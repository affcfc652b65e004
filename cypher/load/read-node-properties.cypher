// Nodes of the data package as they are, hand edits included.
MATCH (n:`LABEL`)
WHERE n.package = $package
RETURN labels(n) AS labels, properties(n) AS properties
