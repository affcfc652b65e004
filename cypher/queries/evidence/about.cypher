// title: As third party or matter
// question: In which claims is an entity what the tie is about, though neither side of it?
// parameters:
//   entity: {type: entity}
// columns:
//   from_actor: who acted
//   tie: kind of tie
//   to_actor: towards whom or what
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   id: the claim
MATCH (:Person|State|Party|Organization|Agreement|Event|Place|Topic {id: $entity})<-[:ABOUT]-(claim:Claim)
MATCH (a)<-[:FROM]-(claim)-[:TO]->(b)
RETURN
  a.name AS from_actor,
  claim.type AS tie,
  b.name AS to_actor,
  claim.edtf AS date,
  claim.summary AS summary,
  claim.id AS id
ORDER BY id
