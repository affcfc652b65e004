// Relationships that changed or left the data package.
UNWIND $rows AS row
MATCH ()-[r:`TYPE` {package: $package, id: row.id}]->()
USING INDEX SEEK r:`TYPE`(package, id)
DELETE r
