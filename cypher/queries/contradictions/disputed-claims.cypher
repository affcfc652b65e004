// title: Doubted and hedged claims
// question: Which claims does the author or another source doubt, or give only as a guess?
// parameters:
//   standing: {type: standing}
// columns:
//   claim: its id
//   from_actor: who acted
//   tie: kind of tie
//   to_actor: towards whom or what
//   summary: the claim in a sentence
//   notes: what the annotations say
MATCH (claim:Claim {standing: $standing, package: $package})
MATCH (a)<-[:FROM]-(claim)-[:TO]->(b)
OPTIONAL MATCH (annotation:Annotation {package: $package})-[:ON]->(claim)
WITH claim, a, b, annotation
ORDER BY annotation.id
RETURN
  claim.id AS claim,
  a.name AS from_actor,
  claim.type AS tie,
  b.name AS to_actor,
  claim.summary AS summary,
  collect(annotation.note) AS notes
ORDER BY claim
