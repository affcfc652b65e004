// title: Whom an actor can have reached in order of time
// question: Whom can something have reached that set out from an actor on a day, over at most three ties in order of time, and by when at the earliest? (Each step possibly no earlier than the one before; undated ties and ties that a source denies are no step.)
// parameters:
//   actor: {type: actor}
//   from: {type: first day}
//   projection: {type: projection}
// columns:
//   reached: who
//   theatre: for whom they act
//   arrival: the earliest day on which it can have got there
//   ties: over how few ties by that day
//   chains: how many chains lead there, by any day
//   claims: the claims of a chain that arrives by that day
MATCH (start:Actor {id: $actor, package: $package})
WITH start, $projection AS projection
MATCH path = (start)
  ((x:Actor)-[r {package: $package}]-(y:Actor)
    WHERE r.family IN projection.families
      AND r.edtf IS NOT NULL
      AND coalesce(r.polarity, '') <> 'denied'
      AND x <> y
      AND coalesce(coalesce(r.possibleEnd, r.end) >= $from, true)
      AND (NOT projection.directed OR r.symmetric OR startNode(r) = x)){1,3}
  (goal:Actor)
WHERE all(n IN nodes(path) WHERE single(m IN nodes(path) WHERE m = n))
WITH
  goal,
  r,
  reduce(day = $from, tie IN r |
    CASE
      WHEN day IS NULL OR coalesce(tie.possibleEnd, tie.end) < day THEN null
      WHEN coalesce(tie.possibleStart, tie.start) > day THEN coalesce(tie.possibleStart, tie.start)
      ELSE day
    END) AS arrival
WHERE arrival IS NOT NULL
WITH goal, arrival, size(r) AS ties, [tie IN r | tie.id] AS claims
ORDER BY arrival, ties, claims
WITH goal, collect({arrival: arrival, ties: ties, claims: claims}) AS chains
RETURN
  goal.name AS reached,
  goal.theatre AS theatre,
  chains[0].arrival AS arrival,
  chains[0].ties AS ties,
  size(chains) AS chains,
  chains[0].claims AS claims
ORDER BY arrival, ties, reached
