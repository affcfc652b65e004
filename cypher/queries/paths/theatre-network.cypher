// title: Two theatres as a graph
// question: Which claims of one family join the actors of two theatres, and what do they say? Made to be seen as a graph.
// parameters:
//   theatre: {type: theatre}
//   other: {type: theatre}
//   family: {type: family}
// columns:
//   path: from one actor over a claim to the other
//   tie: kind of tie
//   summary: the claim in a sentence
MATCH path = (:Actor {theatre: $theatre})-[:FROM|TO]-(claim:Claim {family: $family, package: $package})-[:FROM|TO]-(:Actor {theatre: $other})
RETURN
  path,
  claim.type AS tie,
  claim.summary AS summary
ORDER BY claim.id
