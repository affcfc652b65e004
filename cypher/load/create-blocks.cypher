// Blocks of the data package that are new. They are no data, only what a later load compares files with.
UNWIND $rows AS row
CREATE (b:DataPackageBlock)
SET b = row, b.package = $package
