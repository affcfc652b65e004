// title: Reach across theatres
// question: Which actors have ties with the most theatres other than their own?
// parameters:
//   limit: {type: number, default: 25}
// columns:
//   actor: its name
//   own_theatre: for whom it acts
//   theatres: how many other theatres it has ties with
//   names: which
//   partners: how many different actors there
MATCH (actor:Actor)-[r {package: $package}]-(partner:Actor)
WHERE r.family IS NOT NULL
  AND actor.theatre <> partner.theatre
  AND coalesce(actor.kind, '') <> 'collective'
WITH actor, partner
ORDER BY partner.theatre
WITH actor, collect(DISTINCT partner.theatre) AS names, count(DISTINCT partner) AS partners
RETURN actor.name AS actor, actor.theatre AS own_theatre, size(names) AS theatres, names, partners
ORDER BY theatres DESC, partners DESC, actor
LIMIT $limit
