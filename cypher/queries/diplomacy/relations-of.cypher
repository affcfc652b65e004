// title: Relations opened and broken
// question: With whom did a state open, resume or break official relations, and in what order?
// parameters:
//   state: {type: state}
// columns:
//   date: as the claim dates it (EDTF)
//   tie: opened or broken
//   other: the other side
//   role: what kind of relations
//   summary: the claim in a sentence
//   id: the claim
MATCH (:State {id: $state})-[r:ESTABLISHED_RELATIONS_WITH|BROKE_RELATIONS_WITH {package: $package}]-(other:Actor)
RETURN
  r.edtf AS date,
  type(r) AS tie,
  other.name AS other,
  r.role AS role,
  r.summary AS summary,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
