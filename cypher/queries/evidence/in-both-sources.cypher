// title: In both sources
// question: Which pairs of actors does each of the two sources tell of, so that one can be read against the other?
// columns:
//   actor: the one whose id comes first
//   other: the other
//   sources: the sources that tell of the pair
//   claims: how many claims
//   ids: the claims
MATCH (a:Actor)<-[:FROM|TO]-(claim:Claim {package: $package})-[:FROM|TO]->(b:Actor)
WHERE a.id < b.id
MATCH (claim)-[:STATED_IN]->(:Passage)-[:IN]->(source:Source)
WITH a, b, claim, source
ORDER BY source.name, claim.id
WITH
  a,
  b,
  collect(DISTINCT source.name) AS sources,
  collect(DISTINCT claim.id) AS ids
WHERE size(sources) > 1
RETURN a.name AS actor, b.name AS other, sources, size(ids) AS claims, ids
ORDER BY claims DESC, actor, other
