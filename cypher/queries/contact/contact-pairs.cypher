// title: Most frequent contacts
// question: Which two actors met, visited or wrote to each other in the most claims? (Ties that a source denies are left out.)
// parameters:
//   limit: {type: number, default: 25}
// columns:
//   actor: the one whose id comes first
//   contact: the other
//   claims: how many claims, in either direction
//   ids: the claims
MATCH (a:Actor)-[r:MET_WITH|VISITED|COMMUNICATED_WITH {package: $package}]-(b:Actor)
WHERE a.id < b.id AND coalesce(r.polarity, '') <> 'denied'
WITH a, b, r
ORDER BY r.id
RETURN
  a.name AS actor,
  b.name AS contact,
  count(r) AS claims,
  collect(r.id) AS ids
ORDER BY claims DESC, actor, contact
LIMIT $limit
