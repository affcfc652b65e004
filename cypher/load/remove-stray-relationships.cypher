// Relationships that bear the mark of the data package, but no id of ours: none of them is in it.
MATCH ()-[r:`TYPE`]->()
WHERE r.package = $package AND NOT coalesce(r.id > '', false)
DELETE r
