// title: First ties between theatres
// question: Which dated claim between the actors of each two theatres is the earliest?
// columns:
//   theatre: the one that comes first in the alphabet
//   other: the other
//   date: as the claim dates it (EDTF)
//   certainty: of the date
//   summary: the claim in a sentence
//   id: the claim
MATCH (a:Actor)-[r {package: $package}]-(b:Actor)
WHERE r.edtf IS NOT NULL AND a.theatre < b.theatre
WITH a.theatre AS theatre, b.theatre AS other, r
ORDER BY coalesce(r.start, r.endEarliest), r.end, r.id
WITH theatre, other, head(collect(r)) AS first
RETURN
  theatre,
  other,
  first.edtf AS date,
  first.dateCertainty AS certainty,
  first.summary AS summary,
  first.id AS id
ORDER BY coalesce(first.start, first.endEarliest), first.end, id
