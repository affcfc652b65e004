// title: Influence that an actor exerted
// question: Whom did an actor advise, instruct, press, aid, arm, back or interfere with?
// parameters:
//   actor: {type: actor}
// columns:
//   target: who or what was influenced
//   theatre: of the target
//   tie: kind of influence
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   id: the claim
MATCH (:Actor {id: $actor})-[r {family: 'influence', package: $package}]->(target)
RETURN
  target.name AS target,
  target.theatre AS theatre,
  type(r) AS tie,
  r.edtf AS date,
  r.summary AS summary,
  r.standing AS standing,
  r.id AS id
ORDER BY target, coalesce(r.start, r.endEarliest), r.end, id
