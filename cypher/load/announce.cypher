// A load begins. The statement waits while another loader holds the node.
MERGE (p:DataPackage {name: $package})
WITH p, p.state AS state
SET p.state = 'loading', p.types = [t IN coalesce(p.types, []) WHERE NOT t IN $types] + $types
RETURN state
