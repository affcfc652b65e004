// The same of nodes; those to which somebody attached something foreign stay, no longer ours.
MATCH (n:`LABEL`)
WHERE n.package = $package AND NOT coalesce(n.id > '', false)
WITH n, EXISTS {(n)--()} AS stays
REMOVE n.package, n.digest
FOREACH (gone IN CASE WHEN stays THEN [] ELSE [n] END | DELETE gone)
WITH n WHERE stays
RETURN coalesce(toStringOrNull(n.id), 'None') AS id
