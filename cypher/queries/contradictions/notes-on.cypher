// title: Notes on an actor and its claims
// question: What have the coders noted about an actor and the claims that concern it?
// parameters:
//   actor: {type: actor}
// columns:
//   kind: contradiction, probable error, ambiguity …
//   claim: the claim in a sentence, or the name of the actor
//   field: what is concerned
//   note: the note
//   id: the annotation
MATCH (actor:Actor {id: $actor, package: $package})<-[:ON]-(annotation:Annotation {package: $package})
RETURN
  annotation.kind AS kind,
  actor.name AS claim,
  annotation.field AS field,
  annotation.note AS note,
  annotation.id AS id
ORDER BY id
UNION
MATCH (:Actor {id: $actor, package: $package})<-[:FROM|TO|ABOUT]-(claim:Claim {package: $package})<-[:ON]-(annotation:Annotation {package: $package})
RETURN
  annotation.kind AS kind,
  claim.summary AS claim,
  annotation.field AS field,
  annotation.note AS note,
  annotation.id AS id
ORDER BY id
