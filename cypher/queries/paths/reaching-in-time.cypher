// title: Who can have reached an actor in order of time
// question: Going backwards from an actor and a day, from whom can something have come over at most three ties in order of time, and by when had it to set out at the latest? (Each step possibly no earlier than the one before; undated ties and ties that a source denies are no step.)
// parameters:
//   actor: {type: actor}
//   to: {type: last day}
//   projection: {type: projection}
// columns:
//   origin: who
//   theatre: for whom they act
//   departure: the latest day on which it can have set out
//   ties: over how few ties from that day on
//   chains: how many chains lead from there, from any day on
//   claims: the claims of a chain that can leave on that day, the first step first
MATCH (goal:Actor {id: $actor, package: $package})
WITH goal, $projection AS projection
MATCH path = (goal)
  ((x:Actor)-[r {package: $package}]-(y:Actor)
    WHERE r.family IN projection.families
      AND r.edtf IS NOT NULL
      AND coalesce(r.polarity, '') <> 'denied'
      AND x <> y
      AND coalesce(coalesce(r.possibleStart, r.start) <= $to, true)
      AND (NOT projection.directed OR r.symmetric OR startNode(r) = y)){1,3}
  (origin:Actor)
WHERE all(n IN nodes(path) WHERE single(m IN nodes(path) WHERE m = n))
WITH
  origin,
  r,
  reduce(day = $to, tie IN r |
    CASE
      WHEN day IS NULL OR coalesce(tie.possibleStart, tie.start) > day THEN null
      WHEN coalesce(tie.possibleEnd, tie.end) < day THEN coalesce(tie.possibleEnd, tie.end)
      ELSE day
    END) AS departure
WHERE departure IS NOT NULL
WITH origin, departure, size(r) AS ties, reverse([tie IN r | tie.id]) AS claims
ORDER BY departure DESC, ties, claims
WITH origin, collect({departure: departure, ties: ties, claims: claims}) AS chains
RETURN
  origin.name AS origin,
  origin.theatre AS theatre,
  chains[0].departure AS departure,
  chains[0].ties AS ties,
  size(chains) AS chains,
  chains[0].claims AS claims
ORDER BY departure DESC, ties, origin
