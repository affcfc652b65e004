// Nodes of several labels as they are, hand edits included. Of few, one scan of all takes less time than to plan a
// statement for each label.
MATCH (n:`LABELS`)
WHERE n.package = $package
RETURN labels(n) AS labels, collect([n.id, properties(n)]) AS rows
