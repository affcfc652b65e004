// The data package is no longer in the database.
MATCH (p:DataPackage {name: $package})
DELETE p
WITH count(p) AS gone
MATCH (b:DataPackageBlock|DataPackageMark {package: $package})
DELETE b
