// title: Dependence and sanctions
// question: Who depended on whom, and who cut whom off?
// columns:
//   actor: who depended or imposed the measure
//   other: on whom
//   tie: dependence or sanction
//   matter: in what
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   id: the claim
MATCH (actor:Actor)-[r:DEPENDED_ON|SANCTIONED {package: $package}]->(other)
OPTIONAL MATCH (:Claim {id: r.id, package: $package})-[:ABOUT]->(matter)
RETURN
  actor.name AS actor,
  other.name AS other,
  type(r) AS tie,
  matter.name AS matter,
  r.edtf AS date,
  r.summary AS summary,
  r.standing AS standing,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
