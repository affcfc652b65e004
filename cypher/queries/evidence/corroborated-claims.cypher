// title: Claims that stand in several passages
// question: Which claims does more than one paragraph or note bear out?
// columns:
//   claim: its id
//   tie: kind of tie
//   summary: the claim in a sentence
//   passages: where it stands
MATCH (claim:Claim {package: $package})-[:STATED_IN]->(passage:Passage)
WITH claim, passage
ORDER BY passage.id
WITH claim, collect(DISTINCT passage.id) AS passages
WHERE size(passages) > 1
RETURN claim.id AS claim, claim.type AS tie, claim.summary AS summary, passages
ORDER BY size(passages) DESC, claim
