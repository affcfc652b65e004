// Nodes, each a row of its labels and its properties; what the server knows them by is given back, in the same order.
UNWIND $rows AS row
CREATE (n:$(row[0]))
SET n = row[1]
RETURN collect(elementId(n)) AS nodes
