// title: Who reported what
// question: On whose word do which claims rest, and in which passages do the sources pass it on?
// columns:
//   voice: who said it
//   from_actor: who acted
//   tie: kind of tie
//   to_actor: towards whom or what
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   passages: where the word is passed on
//   id: the claim
MATCH (claim:Claim {package: $package})-[said:REPORTED_BY]->(voice)
MATCH (a)<-[:FROM]-(claim)-[:TO]->(b)
RETURN
  voice.name AS voice,
  a.name AS from_actor,
  claim.type AS tie,
  b.name AS to_actor,
  claim.edtf AS date,
  claim.summary AS summary,
  claim.standing AS standing,
  said.passages AS passages,
  claim.id AS id
ORDER BY voice, coalesce(claim.start, claim.endEarliest), claim.end, id
