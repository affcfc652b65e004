// Nodes of one label that bear the mark of the data package, but no id that stands in an index beside ours.
MATCH (n:`LABEL`)
WHERE n.package = $package AND NOT coalesce(n.id > '', false)
RETURN labels(n) AS labels, collect([n.id, properties(n)]) AS rows
