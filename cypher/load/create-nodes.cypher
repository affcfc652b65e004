// Nodes of one label. `LABEL` is one label, or two for an actor.
UNWIND $rows AS row
CREATE (n:`LABEL`)
SET n = row.properties
