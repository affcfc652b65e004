// title: Brokered pairs
// question: Between how many pairs of actors of two theatres does an actor stand, where the two have no tie of their own?
// parameters:
//   theatre: {type: theatre}
//   other: {type: theatre}
//   limit: {type: number, default: 25}
// columns:
//   broker: who stands between
//   own_theatre: for whom it acts
//   pairs: how many pairs
//   examples: up to five of them
MATCH (a:Actor {theatre: $theatre})-[r {package: $package}]-(broker:Actor)
WHERE r.family IS NOT NULL AND a <> broker AND coalesce(broker.kind, '') <> 'collective'
WITH DISTINCT a, broker
MATCH (broker)-[s {package: $package}]-(b:Actor {theatre: $other})
WHERE s.family IS NOT NULL AND b <> broker AND b <> a
WITH DISTINCT broker, a, b
WHERE NOT EXISTS {
  MATCH (a)-[tie {package: $package}]-(b)
  WHERE tie.family IS NOT NULL
}
WITH broker, a.name + ' – ' + b.name AS pair
ORDER BY pair
RETURN
  broker.name AS broker,
  broker.theatre AS own_theatre,
  count(pair) AS pairs,
  collect(pair)[..5] AS examples
ORDER BY pairs DESC, broker
LIMIT $limit
