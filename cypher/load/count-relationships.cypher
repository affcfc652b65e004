// The same of relationships.
MATCH ()-[r]->()
RETURN count(r) AS number
