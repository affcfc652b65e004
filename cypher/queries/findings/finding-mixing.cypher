// title: Finding – Within and across groups
// question: What share of the ties between actors who have a theatre, or a bloc, runs between different ones? (The index is that of Krackhardt and Stern. What chance would give takes thousands of shuffled networks, which Cypher does not make, as the finding tells.)
// finding: mixing
// parameters:
//   projection: {type: projection}
//   by: {type: grouping}
// columns:
//   ties: between actors who have a theatre or bloc
//   external: those between different ones
//   share: of external ties
//   index: E–I, from -1 where all ties are within to 1 where all are between
//   claims: the claims of all these ties
WITH $projection AS projection
CALL (projection) {
  MATCH (a:Actor)-[r {package: $package}]->(b:Actor)
  WHERE r.family IN projection.families AND a <> b AND coalesce(r.polarity, '') <> 'denied'
  RETURN CASE WHEN a.id < b.id THEN a ELSE b END AS one, CASE WHEN a.id < b.id THEN b ELSE a END AS other, [r.id] AS claims
  UNION ALL
  // Those who were at one event, or concluded one agreement, are tied through it.
  MATCH (actor:Actor)-[r {package: $package}]->(occasion:Event|Agreement)
  WHERE coalesce(r.polarity, '') <> 'denied'
    AND (occasion:Event AND type(r) IN projection.presence AND NOT coalesce(occasion.kind, '') IN projection.apart
      OR occasion:Agreement AND type(r) IN projection.accession)
  WITH occasion, actor, min(r.id) AS claim
  WITH occasion, collect({actor: actor, claim: claim}) AS present
  UNWIND present AS first
  UNWIND present AS second
  WITH first, second
  WHERE first.actor.id < second.actor.id
  RETURN first.actor AS one, second.actor AS other, [first.claim, second.claim] AS claims
}
UNWIND claims AS claim
WITH one, other, claim
ORDER BY claim
WITH one, other, collect(DISTINCT claim) AS claims
WITH claims, [actor IN [one, other] |
  CASE $by
    WHEN 'bloc' THEN coalesce(actor.bloc, head([(actor)-[:BELONGS_TO {column: 'stateId'}]->(state:State) | state.bloc]))
    ELSE actor.theatre
  END] AS groups
WHERE groups[0] IS NOT NULL AND groups[1] IS NOT NULL
WITH
  count(*) AS ties,
  sum(CASE WHEN groups[0] <> groups[1] THEN 1 ELSE 0 END) AS external,
  collect(claims) AS lists
UNWIND lists AS list
UNWIND list AS claim
WITH ties, external, claim
ORDER BY claim
WITH ties, external, collect(DISTINCT claim) AS claims
RETURN ties, external, toFloat(external) / ties AS share, 2.0 * external / ties - 1 AS index, claims
