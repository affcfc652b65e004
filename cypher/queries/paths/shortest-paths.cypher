// title: Shortest connections
// question: By which shortest chains are two actors connected, through actors, events and agreements but not through collectives?
// parameters:
//   from: {type: actor, default: kgb, example: Luis Corvalán}
//   to: {type: actor, default: raul-alfonsin, example: Juan Perón}
// columns:
//   path: a chain of ties
//   chain: the entities along it
//   ties: how long it is
//   claims: all claims that tie these entities in this order
MATCH (start:Actor {id: $from})
WITH start, $to AS to
MATCH (goal:Actor {id: to})
MATCH path = allShortestPaths((start)-[*..6]-(goal))
WHERE all(r IN relationships(path) WHERE r.family <> 'location')
  AND all(n IN nodes(path) WHERE (n:Actor OR n:Event OR n:Agreement) AND coalesce(n.kind, '') <> 'collective')
WITH path, [n IN nodes(path) | n.name] AS chain, [r IN relationships(path) | r.id] AS ids
ORDER BY ids
UNWIND ids AS id
WITH chain, head(collect(path)) AS path, collect(DISTINCT id) AS claims
RETURN path, chain, length(path) AS ties, claims
ORDER BY size(claims) DESC, chain
LIMIT 25
