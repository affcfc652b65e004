// title: Envoys and offices of a theatre
// question: Who of a theatre held which office or served as envoy where, and when?
// parameters:
//   theatre: {type: theatre}
// columns:
//   person: who
//   office: the role
//   body: in or at which body or state
//   tie: held an office, led, or was accredited
//   date: as the claim dates it (EDTF)
//   id: the claim
MATCH (person:Person {theatre: $theatre})-[r:HELD_OFFICE_IN|LED|ACCREDITED_TO {package: $package}]->(body)
RETURN
  person.name AS person,
  r.role AS office,
  body.name AS body,
  type(r) AS tie,
  r.edtf AS date,
  r.id AS id
ORDER BY person, coalesce(r.start, r.endEarliest), r.end, id
