// title: Evidence of the ties of a pair
// question: Where does each claim about two actors stand, and which works does the author cite there?
// parameters:
//   one: {type: actor}
//   other: {type: actor}
// columns:
//   claim: its id
//   tie: kind of tie
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   passage: where it stands
//   footnote: first note marker at or after the claim
//   reported_by: whose word it is, where it is reported
//   cited: works that are cited for it
MATCH (:Actor {id: $one, package: $package})-[:FROM|TO]-(claim:Claim {package: $package})-[:FROM|TO]-(:Actor {id: $other, package: $package})
MATCH (claim)-[stated:STATED_IN]->(passage:Passage)
OPTIONAL MATCH (claim)-[:CITES]->(work:Source)
WITH claim, stated, passage, work
ORDER BY work.name
RETURN
  claim.id AS claim,
  claim.type AS tie,
  claim.summary AS summary,
  claim.standing AS standing,
  passage.id AS passage,
  stated.footnote AS footnote,
  stated.reportedBy AS reported_by,
  collect(DISTINCT work.name) AS cited
ORDER BY claim, passage, footnote
