// title: Influence on an actor
// question: Who advised, instructed, pressed, aided, armed, backed or interfered with an actor?
// parameters:
//   actor: {type: actor}
// columns:
//   source: who or what exerted it
//   theatre: for whom the source acts
//   tie: kind of influence
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   id: the claim
MATCH (source)-[r {family: 'influence', package: $package}]->(:Actor {id: $actor})
RETURN
  source.name AS source,
  source.theatre AS theatre,
  type(r) AS tie,
  r.edtf AS date,
  r.summary AS summary,
  r.standing AS standing,
  r.id AS id
ORDER BY source, coalesce(r.start, r.endEarliest), r.end, id
