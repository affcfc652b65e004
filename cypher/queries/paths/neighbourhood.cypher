// title: Neighbourhood of an actor
// question: With which actors is an actor tied in families of your choice? Made to be seen as a graph.
// parameters:
//   actor: {type: actor, default: luis-corvalan, example: Juan Perón}
//   family: {type: family, default: null, example: contact}
// columns:
//   path: the tie
MATCH path = (:Actor {id: $actor})-[r]-(:Actor)
WHERE r.family IS NOT NULL AND ($family IS NULL OR r.family = $family)
RETURN path
ORDER BY r.id
