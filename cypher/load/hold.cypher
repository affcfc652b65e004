// Lock the node for as long as this transaction is open; a loader that is killed loses it with its connection.
MATCH (p:DataPackage {name: $package})
SET p.name = $package
RETURN p.state AS state
