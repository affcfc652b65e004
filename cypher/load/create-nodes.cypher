// Nodes, each a row of its labels and its properties; what the server knows them by is given back in the same order, where
// it is asked for.
UNWIND $rows AS row
CREATE (n:$(row[0]))
SET n = row[1]
WITH n
WHERE $remember
RETURN collect(elementId(n)) AS nodes
