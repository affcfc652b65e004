// Wait until new indexes can be used; others may populate for ever.
UNWIND $names AS name
CALL db.awaitIndex(name, 300)
RETURN count(*)
