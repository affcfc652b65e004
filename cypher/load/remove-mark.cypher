// The blocks of the data package, if there are any, stand for nothing.
MATCH (m:DataPackageMark {package: $package})
DELETE m
