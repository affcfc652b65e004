// title: Finding – Friends and foes in balance
// question: In which era are most triads of states and parties closed, and how many of them are in balance? (The sign of a pair is that of most of its claims that may fall into the era; states act for whoever belongs to them, parties for themselves. What shuffled signs would give, and how few ties would have to turn, Cypher does not compute, as the finding tells.)
// finding: balance
// parameters:
//   turns: {type: days}
// columns:
//   era: its first and last month
//   ties: pairs that are friends or foes
//   hostile: those that are foes
//   triads: three of whom all are tied
//   balanced: those without, or with two, hostile ties
//   share: of the balanced ones; null where no triad is closed
//   claims: the signed claims of these pairs
MATCH (a:Actor)<-[:FROM]-(claim:Claim {package: $package})-[:TO]->(b:Actor)
WHERE claim.goldstein <> 0 AND claim.edtf IS NOT NULL AND coalesce(claim.polarity, '') <> 'denied'
// Up to the state, else the body above, as far as that goes; a party is its own.
WITH claim, [end IN [a, b] | coalesce(
  head([(end)-[up:BELONGS_TO*0..20]->(top)
    WHERE all(step IN up
      WHERE NOT startNode(step):Party AND (step.column = 'stateId' OR startNode(step).stateId IS NULL))
      AND NOT (top:Actor AND NOT top:Party AND (top.stateId IS NOT NULL OR top.parentId IS NOT NULL)) |
    top]),
  end)] AS ends
WHERE all(end IN ends WHERE end:State OR end:Party) AND ends[0] <> ends[1]
WITH claim, CASE WHEN ends[0].id < ends[1].id THEN [ends[0].id, ends[1].id] ELSE [ends[1].id, ends[0].id] END AS pair
ORDER BY claim.id
UNWIND range(0, size($turns) - 2) AS number
WITH claim, pair, $turns[number] AS first, $turns[number + 1] - duration('P1D') AS last
WHERE coalesce(claim.possibleStart, claim.start, last) <= last AND coalesce(claim.possibleEnd, claim.end, first) >= first
WITH first, last, pair, sum(sign(claim.goldstein)) AS sum, collect(claim.id) AS claims
WHERE sum <> 0
WITH first, last, collect({one: pair[0], other: pair[1], sign: toInteger(sign(sum)), claims: claims}) AS pairs
CALL (pairs) {
  UNWIND pairs AS p
  UNWIND pairs AS q
  UNWIND pairs AS r
  WITH p, q, r
  WHERE p.one = q.one AND p.other = r.one AND q.other = r.other
  RETURN count(*) AS triads, sum(CASE WHEN p.sign * q.sign * r.sign > 0 THEN 1 ELSE 0 END) AS balanced
}
UNWIND pairs AS pair
UNWIND pair.claims AS claim
WITH first, last, pairs, triads, balanced, claim
ORDER BY claim
WITH first, last, pairs, triads, balanced, collect(DISTINCT claim) AS claims
RETURN
  left(toString(first), 7) + '/' + left(toString(last), 7) AS era,
  size(pairs) AS ties,
  size([pair IN pairs WHERE pair.sign < 0]) AS hostile,
  triads,
  balanced,
  CASE WHEN triads > 0 THEN toFloat(balanced) / triads END AS share,
  claims
ORDER BY triads DESC, era
