// title: Finding – On how little it rests
// question: How many ties between actors rest on one passage alone, and how many does more than one source tell? (The finding is this count; it has no interval.)
// finding: footing
// parameters:
//   projection: {type: projection}
// columns:
//   ties: pairs of actors with a tie
//   single: those of them that rest on one passage
//   share: of all ties
//   several_sources: ties that more than one source tells
//   claims: the claims of the ties that rest on one passage
WITH $projection AS projection
CALL (projection) {
  MATCH (a:Actor)-[r {package: $package}]->(b:Actor)
  WHERE r.family IN projection.families AND a <> b AND coalesce(r.polarity, '') <> 'denied'
  RETURN CASE WHEN a.id < b.id THEN a ELSE b END AS one, CASE WHEN a.id < b.id THEN b ELSE a END AS other, [r.id] AS claims
  UNION ALL
  // Those who were at one event, or concluded one agreement, are tied through it.
  MATCH (actor:Actor)-[r {package: $package}]->(occasion:Event|Agreement)
  WHERE coalesce(r.polarity, '') <> 'denied'
    AND (occasion:Event AND type(r) IN projection.presence AND NOT coalesce(occasion.kind, '') IN projection.apart
      OR occasion:Agreement AND type(r) IN projection.accession)
  WITH occasion, actor, min(r.id) AS claim
  WITH occasion, collect({actor: actor, claim: claim}) AS present
  UNWIND present AS first
  UNWIND present AS second
  WITH first, second
  WHERE first.actor.id < second.actor.id
  RETURN first.actor AS one, second.actor AS other, [first.claim, second.claim] AS claims
}
UNWIND claims AS claim
WITH one, other, claim
ORDER BY claim
WITH one, other, collect(DISTINCT claim) AS claims
UNWIND claims AS id
MATCH (claim:Claim {id: id, package: $package})-[:STATED_IN]->(passage:Passage)-[:IN]->(source:Source)
WITH one, other, claims, count(DISTINCT passage) AS passages, count(DISTINCT source) AS sources
WITH
  count(*) AS ties,
  sum(CASE passages WHEN 1 THEN 1 ELSE 0 END) AS single,
  sum(CASE WHEN sources > 1 THEN 1 ELSE 0 END) AS several_sources,
  collect(CASE passages WHEN 1 THEN claims END) AS lists
UNWIND CASE lists WHEN [] THEN [[null]] ELSE lists END AS list
UNWIND list AS claim
WITH ties, single, several_sources, claim
ORDER BY claim
WITH ties, single, several_sources, collect(DISTINCT claim) AS claims
WHERE ties > 0
RETURN ties, single, toFloat(single) / ties AS share, several_sources, claims
