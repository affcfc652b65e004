// title: Asked, refused, granted
// question: Who asked whom for something, and what refusals, credits, aid or arms from that side are told as well?
// columns:
//   asked: who asked
//   of: whom
//   matter: for what
//   request: the request in a sentence
//   date: of the request (EDTF)
//   answers: refusals, credits, aid and arms that the other side gave, without a claim that they answer this request
//   id: the claim of the request
MATCH (asking:Actor)-[r:REQUESTED_FROM {package: $package}]->(other:Actor)
OPTIONAL MATCH (:Claim {id: r.id, package: $package})-[:ABOUT]->(matter)
OPTIONAL MATCH (other)-[answer:REFUSED|GRANTED_CREDIT_TO|AIDED|SUPPLIED_ARMS_TO {package: $package}]->(asking)
WITH asking, other, r, matter, answer
ORDER BY answer.id
WITH
  asking,
  other,
  r,
  matter,
  collect(type(answer) + ' ' + coalesce(answer.edtf, 'undated') + ' [' + answer.id + ']') AS answers
RETURN
  asking.name AS asked,
  other.name AS of,
  matter.name AS matter,
  r.summary AS request,
  r.edtf AS date,
  answers,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
