// title: Which source tells of which theatre
// question: On which source does the picture of each theatre rest? (A theatre that one source tells of cannot be checked against the other.)
// columns:
//   theatre: of an actor in the claim
//   source: where the claim stands
//   claims: how many claims
//   percent: of all claims about the theatre
MATCH (source:Source)<-[:IN]-(:Passage {package: $package})<-[:STATED_IN]-(claim:Claim {package: $package})-[:FROM|TO]->(actor:Actor)
WHERE actor.theatre IS NOT NULL
WITH actor.theatre AS theatre, source, count(DISTINCT claim) AS claims
WITH theatre, collect({name: source.name, claims: claims}) AS parts, sum(claims) AS total
UNWIND parts AS part
RETURN
  theatre,
  part.name AS source,
  part.claims AS claims,
  round(100.0 * part.claims / total, 1) AS percent
ORDER BY theatre, percent DESC, source
