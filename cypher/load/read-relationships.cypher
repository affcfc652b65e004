// What stands in the database under the relationship types of the data package, ours and foreign.
MATCH ()-[r:`TYPE`]->()
RETURN type(r) AS type, r.id AS id, r.dataset AS dataset, r.digest AS digest
