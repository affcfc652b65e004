// title: Solidarity and silence
// question: Who campaigned for or supported whom, and who refrained from opposing whom?
// parameters:
//   theatre: {type: theatre}
// columns:
//   actor: who campaigned, supported or kept still
//   tie: kind of act
//   other: for or about whom
//   matter: third party or matter
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   id: the claim
MATCH (actor:Actor {theatre: $theatre})-[r:CAMPAIGNED_FOR|SUPPORTED|REFRAINED_FROM_OPPOSING {package: $package}]->(other)
OPTIONAL MATCH (:Claim {id: r.id, package: $package})-[:ABOUT]->(matter)
RETURN
  actor.name AS actor,
  type(r) AS tie,
  other.name AS other,
  matter.name AS matter,
  r.edtf AS date,
  r.summary AS summary,
  r.id AS id
ORDER BY tie, coalesce(r.start, r.endEarliest), r.end, id
