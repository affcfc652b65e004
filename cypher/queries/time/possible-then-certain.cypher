// title: Possible in one span, certain in another
// question: Which claims may have fallen into one span of time and must have fallen into another?
// parameters:
//   from: {type: first day}
//   to: {type: last day}
//   certain_from: {type: first day}
//   certain_to: {type: last day}
// columns:
//   id: the claim
//   from_actor: who acted
//   tie: kind of tie
//   to_actor: towards whom or what
//   date: as the claim dates it (EDTF)
//   certain_before: whether it must have fallen into the first span too
//   summary: the claim in a sentence
MATCH (claim:Claim {package: $package})
WHERE claim.edtf IS NOT NULL
  AND coalesce(claim.possibleStart, claim.start, $to) <= $to
  AND coalesce(claim.possibleEnd, claim.end, $from) >= $from
// An event lies wholly inside a span; of a state, the days on which it certainly held meet the span.
WITH
  claim,
  CASE
    WHEN claim.aspect = 'event' OR NOT claim.edtf CONTAINS '/' THEN [claim.start, claim.end]
    WHEN claim.edtf ENDS WITH '/' THEN [claim.start, claim.startLatest]
    WHEN claim.edtf STARTS WITH '/' THEN [claim.endEarliest, claim.end]
    ELSE [claim.startLatest, claim.endEarliest]
  END AS core
WITH
  claim,
  [span IN [[$certain_from, $certain_to], [$from, $to]] |
    CASE claim.aspect
      WHEN 'event' THEN coalesce(core[0] >= span[0] AND core[1] <= span[1], false)
      ELSE coalesce(core[0] <= core[1], true) AND coalesce(core[0] <= span[1], true) AND coalesce(core[1] >= span[0], true)
    END] AS certain
WHERE certain[0]
MATCH (a)<-[:FROM]-(claim)-[:TO]->(b)
RETURN
  claim.id AS id,
  a.name AS from_actor,
  claim.type AS tie,
  b.name AS to_actor,
  claim.edtf AS date,
  certain[1] AS certain_before,
  claim.summary AS summary
ORDER BY coalesce(claim.start, claim.endEarliest), claim.end, id
