// title: Certainty of dates
// question: How sure are the dates of the claims of each source, and how wide are they?
// columns:
//   source: where the claim stands
//   certainty: certain, uncertain, approximate, both, or undated
//   claims: how many claims
//   median_days: the middle width of their dates, from the first possible day to the last
MATCH (claim:Claim {package: $package})-[:STATED_IN]->(:Passage)-[:IN]->(source:Source)
WITH DISTINCT claim, source
MATCH (claim)-[:FROM]->(a)-[r {id: claim.id, package: $package}]->()
WITH source.name AS source, coalesce(r.dateCertainty, 'undated') AS certainty, r
RETURN
  source,
  certainty,
  count(r) AS claims,
  percentileDisc(duration.inDays(r.start, r.end).days, 0.5) AS median_days
ORDER BY source, certainty
