// The same of relationships.
MATCH ()-[r:`TYPE`]->()
WHERE r.dataset IN $packages AND r.digest IS NOT NULL
CALL (r) {
  SET r.package = r.dataset
  REMOVE r.dataset
} IN TRANSACTIONS OF 10000 ROWS
