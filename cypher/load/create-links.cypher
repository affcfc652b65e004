// Relationships that say nothing but their id and perhaps a number, eight of ten: so little travels that both Python and
// the server are done sooner. What is null is not written.
UNWIND $rows AS row
MATCH (a:`FROM_LABEL` {package: $package, id: row[0]})
USING INDEX SEEK a:`FROM_LABEL`(package, id)
MATCH (b:`TO_LABEL` {package: $package, id: row[1]})
USING INDEX SEEK b:`TO_LABEL`(package, id)
CREATE (a)-[:$(row[2]) {package: $package, id: row[3], digest: row[4], count: row[5]}]->(b)
