// title: Contradictions
// question: Where does a source contradict itself, the other source or plain chronology?
// columns:
//   claim: the claim in a sentence, or the name of the entity
//   field: what is concerned
//   suggested: the value that the annotation suggests, if any
//   note: what the contradiction is
//   passage: where it was noticed
//   id: the annotation
MATCH (annotation:Annotation {kind: 'contradiction', package: $package})-[:ON]->(target)
RETURN
  coalesce(target.summary, target.name) AS claim,
  annotation.field AS field,
  annotation.suggested AS suggested,
  annotation.note AS note,
  annotation.sourceId + '#' + annotation.locator AS passage,
  annotation.id AS id
ORDER BY id
