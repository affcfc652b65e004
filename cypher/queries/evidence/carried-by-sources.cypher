// title: What each source carries, and what it carries alone
// question: How many claims and actors would be lost without each source, since no other tells of them?
// columns:
//   source: which source
//   claims: claims that stand in it
//   sole_claims: claims that stand nowhere else
//   actors: actors of whom it speaks, as an end of a claim, its matter, its place or its voice
//   sole_actors: actors of whom no other speaks
//   examples: up to five of these
MATCH (claim:Claim {package: $package})-[:STATED_IN]->(:Passage)-[:IN]->(source:Source)
WITH claim, collect(DISTINCT source) AS tellers
WITH collect(tellers) AS told
CALL (told) {
  MATCH (source:Source)<-[:IN]-(:Passage)<-[:STATED_IN]-(:Claim {package: $package})-[:FROM|TO|ABOUT|AT]->(actor:Actor)
  RETURN DISTINCT actor, source
  UNION
  MATCH (source:Source)<-[:IN]-(:Passage)<-[said:STATED_IN]-(:Claim {package: $package})-[:REPORTED_BY]->(actor:Actor)
  WHERE said.reportedBy = actor.id
  RETURN DISTINCT actor, source
}
WITH told, actor, collect(source) AS tellers
WHERE actor.theatre IS NOT NULL OR NOT actor:Person
WITH told, actor, tellers
ORDER BY actor.name
WITH told, collect({name: actor.name, tellers: tellers}) AS spoken
UNWIND told AS tellers
UNWIND tellers AS source
WITH
  source,
  spoken,
  count(tellers) AS claims,
  sum(CASE size(tellers) WHEN 1 THEN 1 ELSE 0 END) AS sole_claims
RETURN
  source.name AS source,
  claims,
  sole_claims,
  size([each IN spoken WHERE source IN each.tellers]) AS actors,
  size([each IN spoken WHERE each.tellers = [source]]) AS sole_actors,
  [each IN spoken WHERE each.tellers = [source] | each.name][..5] AS examples
ORDER BY claims DESC, source
