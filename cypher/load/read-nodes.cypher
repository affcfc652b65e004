// What stands in the database under the labels of the data package, ours and foreign.
MATCH (n:`LABEL`)
RETURN labels(n) AS labels, n.id AS id, n.dataset AS dataset, n.digest AS digest
