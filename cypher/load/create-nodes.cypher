// Nodes of one label, each a row of its properties. `LABEL` is one label, or two for an actor.
UNWIND $rows AS row
CREATE (n:`LABEL`)
SET n = row
