// title: Interference and covert action
// question: Who interfered in whose politics or plotted against whom, and in whose favour or about what?
// columns:
//   actor: who acted
//   target: against or in whom
//   tie: kind of act
//   about: side favoured, third party or matter
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   reported_by: whose word it is, where it is reported
//   id: the claim
MATCH (actor:Actor)-[r:INTERVENED_IN|CONSPIRED_AGAINST|CAMPAIGNED_AGAINST {package: $package}]->(target)
OPTIONAL MATCH (claim:Claim {id: r.id, package: $package})-[:ABOUT]->(about)
OPTIONAL MATCH (:Claim {id: r.id, package: $package})-[stated:STATED_IN]->(:Passage)
WITH actor, r, target, about, stated.reportedBy AS voice
ORDER BY voice
WITH actor, r, target, about, collect(DISTINCT voice) AS reported_by
RETURN
  actor.name AS actor,
  target.name AS target,
  type(r) AS tie,
  about.name AS about,
  r.edtf AS date,
  r.summary AS summary,
  r.standing AS standing,
  reported_by,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
