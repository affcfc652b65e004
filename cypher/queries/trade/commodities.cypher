// title: Goods
// question: Which goods appear in the claims, as what is delivered, asked for, or the matter of another tie?
// columns:
//   commodity: the good
//   claims: claims that are about it or tie something to it
//   actors: the actors in those claims
//   ids: the claims
MATCH (commodity:Topic {kind: 'commodity', package: $package})<-[:ABOUT|FROM|TO]-(claim:Claim {package: $package})
OPTIONAL MATCH (claim)-[:FROM|TO]->(actor:Actor)
WITH commodity, claim, actor
ORDER BY actor.name, claim.id
RETURN
  commodity.name AS commodity,
  count(DISTINCT claim) AS claims,
  collect(DISTINCT actor.name) AS actors,
  collect(DISTINCT claim.id) AS ids
ORDER BY claims DESC, commodity
