// title: What a paragraph says
// question: Which claims were read from one paragraph or note of a source?
// parameters:
//   source: {type: source}
//   locator: {type: locator}
// columns:
//   claim: its id
//   from_actor: who acted
//   tie: kind of tie
//   to_actor: towards whom or what
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
MATCH (passage:Passage {id: $source + '#' + $locator, package: $package})<-[:STATED_IN]-(claim:Claim {package: $package})
MATCH (a)<-[:FROM]-(claim)-[:TO]->(b)
RETURN DISTINCT
  claim.id AS claim,
  a.name AS from_actor,
  claim.type AS tie,
  b.name AS to_actor,
  claim.edtf AS date,
  claim.summary AS summary,
  claim.standing AS standing
ORDER BY claim
