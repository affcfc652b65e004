// title: Go-betweens
// question: Which actors have ties with actors of both theatres?
// parameters:
//   theatre: {type: theatre}
//   other: {type: theatre}
// columns:
//   actor: the go-between
//   own_theatre: for whom it acts
//   partners: how many different actors of the first theatre
//   other_partners: how many different actors of the other
//   weaker_side: the smaller of the two numbers
MATCH (a:Actor {theatre: $theatre})-[r {package: $package}]-(actor:Actor)
WHERE r.family IS NOT NULL AND a <> actor AND coalesce(actor.kind, '') <> 'collective'
WITH actor, count(DISTINCT a) AS partners
MATCH (actor)-[s {package: $package}]-(b:Actor {theatre: $other})
WHERE s.family IS NOT NULL AND b <> actor
WITH actor, partners, count(DISTINCT b) AS other_partners
RETURN
  actor.name AS actor,
  actor.theatre AS own_theatre,
  partners,
  other_partners,
  CASE WHEN partners < other_partners THEN partners ELSE other_partners END AS weaker_side
ORDER BY weaker_side DESC, partners + other_partners DESC, actor
