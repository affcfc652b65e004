// Which blocks of the data package were as they are in the database when its last load ended.
MATCH (b:DataPackageBlock {package: $package})
RETURN b.digest AS digest
