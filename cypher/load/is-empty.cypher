// Whether there is nothing: no node.
RETURN NOT EXISTS { MATCH (n) } AS isEmpty
