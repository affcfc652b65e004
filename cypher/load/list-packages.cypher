// The data packages that the database holds, with how many nodes and claims each has.
MATCH (p:DataPackage)
CALL (p) {
  MATCH (n:`LABEL`)
  WHERE n.package = p.name
  RETURN count(n) AS nodes, sum(CASE WHEN n:Claim THEN 1 ELSE 0 END) AS claims
}
RETURN properties(p) AS package, nodes, claims
ORDER BY p.name
