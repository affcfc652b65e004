// title: Timeline of an actor
// question: What happened to and through an actor, in order of time? Undated claims come last.
// parameters:
//   actor: {type: actor}
// columns:
//   date: as the claim dates it (EDTF)
//   certainty: of the date
//   tie: kind of tie
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   id: the claim
//   earliest: first day that is possible
//   latest: last day that is possible
MATCH (:Actor {id: $actor})-[r {package: $package}]-()
WHERE r.family IS NOT NULL
WITH DISTINCT r
RETURN
  r.edtf AS date,
  r.dateCertainty AS certainty,
  type(r) AS tie,
  r.summary AS summary,
  r.standing AS standing,
  r.id AS id,
  r.start AS earliest,
  r.end AS latest
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
