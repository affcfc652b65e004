// title: Two theatres as a graph
// question: Which ties of one family join the actors of two theatres? Made to be seen as a graph.
// parameters:
//   theatre: {type: theatre}
//   other: {type: theatre}
//   family: {type: family}
// columns:
//   path: the tie
MATCH path = (a:Actor {theatre: $theatre})-[r {package: $package}]-(b:Actor {theatre: $other})
WHERE r.family = $family
RETURN path
ORDER BY r.id
