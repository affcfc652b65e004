// Nothing was changed: the state is again what it was, and a package that was never loaded leaves no trace.
MATCH (p:DataPackage {name: $package})
SET p.state = $state
WITH p
WHERE p.state IS NULL
DELETE p
