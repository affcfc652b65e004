// title: Chains of influence
// question: Over which chains of at most three ties of influence could one actor have worked on another? (A chain is no proof.) (Ties that a source denies are left out.)
// parameters:
//   from: {type: actor}
//   to: {type: actor}
// columns:
//   path: the chain
//   ties: how long it is
//   claims: the claims along it
//   dates: of the claims (EDTF)
MATCH (start:Actor {id: $from, package: $package})
WITH start, $to AS to
MATCH (goal:Actor {id: to, package: $package})
MATCH path = (start)-[*1..3]->(goal)
WHERE all(
    r IN relationships(path)
    WHERE r.package = $package AND r.family = 'influence' AND coalesce(r.polarity, '') <> 'denied'
  )
  AND all(n IN nodes(path) WHERE n:Actor AND single(m IN nodes(path) WHERE m = n))
RETURN
  path,
  length(path) AS ties,
  [r IN relationships(path) | r.id] AS claims,
  [r IN relationships(path) | coalesce(r.edtf, 'undated')] AS dates
ORDER BY ties, claims
LIMIT 50
