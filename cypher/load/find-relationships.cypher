// What the stored digests say about relationships of one type, by their ids.
UNWIND $keys AS key
MATCH ()-[r:`TYPE` {package: $package, id: key}]->()
USING INDEX SEEK r:`TYPE`(package, id)
RETURN r.id AS id, r.digest AS digest
