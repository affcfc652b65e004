// The blocks of the data package stand for what is in the database.
MERGE (m:DataPackageMark {package: $package})
SET m += $mark
