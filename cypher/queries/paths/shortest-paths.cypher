// title: Shortest connections
// question: By which shortest chains are two entities connected, through actors, events and agreements but not through collectives? The best documented come first. (Ties that a source denies are left out.)
// parameters:
//   from: {type: entity}
//   to: {type: entity}
// columns:
//   path: a chain of ties
//   chain: the entities along it
//   ties: how long it is
//   claims: all claims that tie these entities in this order
//   weakest: passages behind the step that rests on fewest
//   passages: those behind all steps, added up
MATCH (start:Person|State|Party|Organization|Agreement|Event|Place|Topic {id: $from, package: $package})
WITH start, $to AS to
MATCH (goal:Person|State|Party|Organization|Agreement|Event|Place|Topic {id: to, package: $package})
MATCH path = allShortestPaths((start)-[*..6]-(goal))
WHERE all(
    r IN relationships(path)
    WHERE r.package = $package AND r.family <> 'location' AND coalesce(r.polarity, '') <> 'denied'
  )
  AND all(
    n IN nodes(path)
    WHERE n = start OR n = goal OR n:Event OR n:Agreement
      OR (n:Actor AND coalesce(n.kind, '') <> 'collective')
  )
WITH path, nodes(path) AS stops, [r IN relationships(path) | r.id] AS ids
ORDER BY ids
WITH stops, head(collect(path)) AS path
UNWIND range(1, size(stops) - 1) AS step
WITH stops, path, step, stops[step - 1] AS one, stops[step] AS other
MATCH (one)-[r {package: $package}]-(other)
WHERE r.family <> 'location' AND coalesce(r.polarity, '') <> 'denied'
WITH stops, path, step, r
ORDER BY step, r.id
UNWIND r.passages AS passage
WITH stops, path, step, collect(DISTINCT r.id) AS tied, count(DISTINCT passage) AS told
WITH stops, path, collect(tied) AS tied, min(told) AS weakest, sum(told) AS passages
RETURN
  path,
  [n IN stops | n.name] AS chain,
  length(path) AS ties,
  reduce(claims = [], each IN tied | claims + each) AS claims,
  weakest,
  passages
ORDER BY weakest DESC, passages DESC, [n IN stops | n.id]
LIMIT 25
