// Relationships of the data package as they are, hand edits included.
MATCH (a)-[r:`TYPE`]->(b)
WHERE r.package = $package
RETURN type(r) AS type, labels(a) AS fromLabels, a.id AS `from`, labels(b) AS toLabels, b.id AS `to`,
  properties(r) AS properties
