// title: Paths in order of time
// question: Over which chains of at most four ties, each possibly no earlier than the one before, could something have gone from one actor to another? (There are days within the dates on which each step follows the one before; undated ties and ties that a source denies are no step. Ties with a direction are followed along it, others both ways; in a projection without directions all are.)
// parameters:
//   from: {type: actor}
//   to: {type: actor}
//   projection: {type: projection}
//   steps: {type: number, default: 3}
//   limit: {type: number, default: 25}
// columns:
//   path: the chain
//   ties: how long it is
//   arrival: the earliest day by which its last step can have been made; null where all its dates are open towards the past
//   claims: the claims along it
//   dates: of the claims (EDTF)
MATCH (start:Actor {id: $from, package: $package})
WITH start, $to AS to, $projection AS projection
MATCH (goal:Actor {id: to, package: $package})
MATCH path = (start)
  ((x:Actor)-[r {package: $package}]-(y:Actor)
    WHERE r.family IN projection.families
      AND r.edtf IS NOT NULL
      AND coalesce(r.polarity, '') <> 'denied'
      AND x <> y
      AND (NOT projection.directed OR r.symmetric OR startNode(r) = x)){1,4}
  (goal)
WHERE size(r) <= $steps
  AND all(n IN nodes(path) WHERE single(m IN nodes(path) WHERE m = n))
  // No step may have to be over before an earlier one can have begun.
  AND all(j IN range(1, size(r) - 1)
    WHERE all(i IN range(0, j - 1)
      WHERE coalesce(coalesce(r[i].possibleStart, r[i].start) <= coalesce(r[j].possibleEnd, r[j].end), true)))
WITH path, r, [tie IN r | tie.id] AS claims, [tie IN r WHERE coalesce(tie.possibleStart, tie.start) IS NOT NULL | coalesce(tie.possibleStart, tie.start)] AS begins
WITH path, r, claims, reduce(latest = begins[0], day IN begins | CASE WHEN day > latest THEN day ELSE latest END) AS arrival
RETURN
  path,
  size(r) AS ties,
  arrival,
  claims,
  [tie IN r | tie.edtf] AS dates
ORDER BY coalesce(arrival, date('0001-01-01')), ties, claims
LIMIT $limit
