// title: Visits
// question: Who travelled to whom or where within some years, and what was it about? (Visits without a date are not in it.)
// parameters:
//   from: {type: first day}
//   to: {type: last day}
// columns:
//   visitor: who travelled
//   host: who or what was visited
//   date: as the claim dates it (EDTF)
//   about: third party or matter
//   summary: the claim in a sentence
//   id: the claim
MATCH (visitor:Actor)-[r:VISITED {package: $package}]->(host)
WHERE r.edtf IS NOT NULL
  AND coalesce(r.possibleStart, r.start, $to) <= $to
  AND coalesce(r.possibleEnd, r.end, $from) >= $from
OPTIONAL MATCH (:Claim {id: r.id, package: $package})-[:ABOUT]->(about)
RETURN
  visitor.name AS visitor,
  host.name AS host,
  r.edtf AS date,
  about.name AS about,
  r.summary AS summary,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
