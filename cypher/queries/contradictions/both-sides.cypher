// title: Contradictions with both sides
// question: Which two claims, or a claim and an entity, contradict each other, and in which passages does each stand?
// columns:
//   one: the claim in a sentence, or the name of the entity
//   one_date: as it dates itself (EDTF)
//   one_passages: where it stands
//   other: what it contradicts
//   other_date: as it dates itself (EDTF)
//   other_passages: where that stands
//   field: what is concerned
//   note: what the contradiction is
//   annotation: the coders' note
MATCH (one)<-[:ON]-(note:Annotation {package: $package})-[:CONTRADICTS]->(other)
RETURN
  coalesce(one.summary, one.name) AS one,
  one.edtf AS one_date,
  coalesce(one.passages, []) AS one_passages,
  coalesce(other.summary, other.name) AS other,
  other.edtf AS other_date,
  coalesce(other.passages, []) AS other_passages,
  note.field AS field,
  note.note AS note,
  note.id AS annotation
ORDER BY annotation
