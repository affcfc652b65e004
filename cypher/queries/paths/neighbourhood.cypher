// title: Neighbourhood of an actor
// question: With which actors is an actor tied? Made to be seen as a graph.
// parameters:
//   actor: {type: actor}
// columns:
//   path: the tie
MATCH path = (:Actor {id: $actor})-[r {package: $package}]-(:Actor)
WHERE r.family IS NOT NULL
RETURN path
ORDER BY r.family, type(r), r.id
