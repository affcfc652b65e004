// title: Probable errors and what is suggested
// question: Which values of the sources are probably wrong, and what should they be?
// columns:
//   claim: the claim in a sentence, or the name of the entity
//   field: what is concerned
//   as_said: the date as the source gives it, where the date is concerned
//   suggested: the value that the annotation suggests, if any
//   note: why
//   id: the annotation
MATCH (annotation:Annotation {kind: 'probable-error', package: $package})-[:ON]->(target)
RETURN
  coalesce(target.summary, target.name) AS claim,
  annotation.field AS field,
  CASE annotation.field WHEN 'date' THEN target.edtf END AS as_said,
  annotation.suggested AS suggested,
  annotation.note AS note,
  annotation.id AS id
ORDER BY id
