// title: Contacts between two theatres
// question: Who of one theatre met, visited or wrote to whom of the other, and when? (Ties that a source denies are left out.)
// parameters:
//   theatre: {type: theatre}
//   other: {type: theatre}
// columns:
//   actor: of the first theatre
//   contact: of the other
//   tie: kind of contact
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   id: the claim
MATCH (a:Actor {theatre: $theatre})-[r:MET_WITH|VISITED|COMMUNICATED_WITH {package: $package}]-(b:Actor {theatre: $other})
WHERE coalesce(r.polarity, '') <> 'denied'
RETURN
  a.name AS actor,
  b.name AS contact,
  type(r) AS tie,
  r.edtf AS date,
  r.summary AS summary,
  r.standing AS standing,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
