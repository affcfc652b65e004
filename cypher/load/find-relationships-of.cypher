// The same of all relationships of one type whose ids begin with another id and a bar.
UNWIND $keys AS key
MATCH ()-[r:`TYPE`]->()
USING INDEX SEEK r:`TYPE`(package, id)
WHERE r.package = $package AND r.id STARTS WITH key + '|'
RETURN r.id AS id, r.digest AS digest
