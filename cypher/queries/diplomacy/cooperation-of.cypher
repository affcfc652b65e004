// title: Cooperation and talks of an actor
// question: With whom did an actor cooperate or negotiate, and on what?
// parameters:
//   actor: {type: actor}
// columns:
//   partner: the other side
//   tie: kind of tie
//   matter: on what
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   id: the claim
MATCH (:Actor {id: $actor})-[r:COOPERATED_WITH|NEGOTIATED_WITH {package: $package}]-(partner:Actor)
OPTIONAL MATCH (:Claim {id: r.id, package: $package})-[:ABOUT]->(matter)
RETURN
  partner.name AS partner,
  type(r) AS tie,
  matter.name AS matter,
  r.edtf AS date,
  r.summary AS summary,
  r.id AS id
ORDER BY partner, coalesce(r.start, r.endEarliest), r.end, id
