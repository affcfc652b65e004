// title: Exile and refuge
// question: Who went into exile, where, and who took them in?
// columns:
//   exile: who had to leave
//   host: where they went, or who received them
//   tie: went into exile, or was granted refuge
//   date: as the claim dates it (EDTF)
//   persons: how many, if told
//   summary: the claim in a sentence
//   id: the claim
MATCH (one:Actor)-[r:EXILED_TO|GRANTED_REFUGE_TO {package: $package}]->(other)
WHERE type(r) = 'EXILED_TO' OR other:Actor
WITH r, CASE type(r) WHEN 'EXILED_TO' THEN [one, other] ELSE [other, one] END AS sides
RETURN
  sides[0].name AS exile,
  sides[1].name AS host,
  type(r) AS tie,
  r.edtf AS date,
  CASE r.unit WHEN 'persons' THEN r.amount END AS persons,
  r.summary AS summary,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
