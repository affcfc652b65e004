// title: Most tied actors
// question: Which actors have ties with the most different actors? (Two narratives are no sample, so this ranks attention too.)
// parameters:
//   limit: {type: number, default: 25}
// columns:
//   actor: its name
//   theatre: for whom it acts
//   partners: how many different actors
//   claims: how many claims with them
MATCH (actor:Actor)-[r {package: $package}]-(partner:Actor)
WHERE r.family IS NOT NULL AND actor <> partner
RETURN
  actor.name AS actor,
  actor.theatre AS theatre,
  count(DISTINCT partner) AS partners,
  count(DISTINCT r) AS claims
ORDER BY partners DESC, claims DESC, actor
LIMIT $limit
