// title: All ties between two actors
// question: What do the sources say of the ties between two actors, and which events join them?
// parameters:
//   one: {type: actor}
//   other: {type: actor}
// columns:
//   path: the tie, or the two ties with the event
//   summaries: the claims in a sentence each
//   claims: the claims
MATCH (one:Actor {id: $one, package: $package})
WITH one, $other AS id
MATCH (other:Actor {id: id, package: $package})
MATCH path = (one)-[r {package: $package}]-(other)
WHERE r.family IS NOT NULL
RETURN path, [r.summary] AS summaries, [r.id] AS claims
ORDER BY claims
UNION ALL
MATCH (one:Actor {id: $one, package: $package})
WITH one, $other AS id
MATCH (other:Actor {id: id, package: $package})
MATCH path = (one)-[r:PARTICIPATED_IN|ORGANIZED|LED {package: $package}]->(:Event)<-[s:PARTICIPATED_IN|ORGANIZED|LED {package: $package}]-(other)
RETURN path, [r.summary, s.summary] AS summaries, [r.id, s.id] AS claims
ORDER BY claims
