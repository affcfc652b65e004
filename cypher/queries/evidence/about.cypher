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
MATCH (:Person|State|Party|Organization|Agreement|Event|Place|Topic {id: $entity, package: $package})<-[:ABOUT]-(claim:Claim {package: $package})
MATCH (claim)-[:FROM]->(a)-[r {id: claim.id, package: $package}]->(b)
RETURN
  a.name AS from_actor,
  type(r) AS tie,
  b.name AS to_actor,
  r.edtf AS date,
  r.summary AS summary,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
