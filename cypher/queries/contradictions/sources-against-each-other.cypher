// title: Sources against each other
// question: What does each source say that another contradicts? (By the contradictions that the coders noted, and where one source affirms a tie of one kind between the same two that the other denies, at dates that may be the same. A pair of sources with 0 has no recorded contradiction, which is not to say that they agree.)
// columns:
//   source: which source
//   other: the source beside it
//   noted: how many contradictions between claims of the two are noted
//   denied: how many ties one of the two affirms and the other denies
//   says: what the source says, a claim in a sentence each
//   against: what the other says against each of them, in the same order
//   claims: the ids of both, in the same order
MATCH (:Claim {package: $package})-[:STATED_IN]->(:Passage)-[:IN]->(source:Source)
WITH collect(DISTINCT source) AS sources
CALL (sources) {
  CALL (sources) {
    MATCH (one:Claim {package: $package})-[:CONTRADICTS]->(two:Claim)
    RETURN one, two, 'noted' AS how
    UNION
    MATCH (two:Claim {polarity: 'denied', package: $package})-[:FROM]->()<-[:FROM]-(one:Claim)
    WHERE one.type = two.type
      AND coalesce(one.polarity, '') <> 'denied'
      AND EXISTS { (one)-[:TO]->()<-[:TO]-(two) }
      AND coalesce(coalesce(one.possibleStart, one.start) <= coalesce(two.possibleEnd, two.end), true)
      AND coalesce(coalesce(two.possibleStart, two.start) <= coalesce(one.possibleEnd, one.end), true)
    RETURN one, two, 'denied' AS how
  }
  MATCH (one)-[:STATED_IN]->(:Passage)-[:IN]->(source:Source)
  WITH how, one, two, collect(DISTINCT source) AS tellers
  MATCH (two)-[:STATED_IN]->(:Passage)-[:IN]->(source:Source)
  WITH how, one, two, tellers, collect(DISTINCT source) AS others
  ORDER BY one.id, two.id
  RETURN collect({how: how, one: one, two: two, tellers: tellers, others: others}) AS found
}
// Each contradiction is read from both of its sides.
WITH sources, found + [each IN found | {how: each.how, one: each.two, two: each.one, tellers: each.others, others: each.tellers}] AS found
UNWIND sources AS source
UNWIND sources AS other
WITH source, other, [each IN found WHERE source IN each.tellers AND other IN each.others] AS found
WHERE source <> other
RETURN
  source.name AS source,
  other.name AS other,
  size([each IN found WHERE each.how = 'noted']) AS noted,
  size([each IN found WHERE each.how = 'denied']) AS denied,
  [each IN found | each.one.summary] AS says,
  [each IN found | each.two.summary] AS against,
  [each IN found | each.one.id + ' – ' + each.two.id] AS claims
ORDER BY source, other
