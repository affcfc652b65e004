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
MATCH (exile:Actor)-[r:EXILED_TO]->(host)
RETURN
  exile.name AS exile,
  host.name AS host,
  type(r) AS tie,
  r.edtf AS date,
  CASE r.unit WHEN 'persons' THEN r.amount END AS persons,
  r.summary AS summary,
  r.id AS id
ORDER BY r.start, id
UNION ALL
MATCH (host:Actor)-[r:GRANTED_REFUGE_TO]->(exile:Actor)
RETURN
  exile.name AS exile,
  host.name AS host,
  type(r) AS tie,
  r.edtf AS date,
  CASE r.unit WHEN 'persons' THEN r.amount END AS persons,
  r.summary AS summary,
  r.id AS id
ORDER BY r.start, id
