// The data package is no longer in the database.
MATCH (p:DataPackage {name: $package})
DELETE p
