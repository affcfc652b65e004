// title: What is loaded
// question: Which data package is in the database, is it complete, and how many entities of each kind does it hold?
// columns:
//   package: its name
//   version: its version
//   state: complete, or loading if a load did not end
//   label: kind of node
//   nodes: how many
MATCH (package:DataPackage)
CALL (package) {
  MATCH (n:Person|State|Party|Organization|Agreement|Event|Place|Topic|Source|Claim|Passage|Annotation)
  WHERE n.package = package.name
  RETURN [label IN labels(n) WHERE label <> 'Actor'][0] AS label, count(n) AS nodes
}
RETURN package.name AS package, package.version AS version, package.state AS state, label, nodes
ORDER BY package, label
