// Nodes that an earlier version of the model marked as a data package's: the mark has another name now.
MATCH (n:`LABEL`)
WHERE n.dataset IN $packages AND n.digest IS NOT NULL
CALL (n) {
  SET n.package = n.dataset
  REMOVE n.dataset
} IN TRANSACTIONS OF 10000 ROWS
