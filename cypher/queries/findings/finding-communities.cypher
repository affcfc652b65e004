// title: Finding – What communities are compared with
// question: How many of the tied actors are of which theatre, or bloc, and told of by which source? (These are the two divisions that the finding sets beside the communities. To find communities takes many runs of Leiden, which Cypher does not have; their agreement with either division stands in the finding.)
// finding: communities
// parameters:
//   projection: {type: projection}
//   by: {type: grouping}
// columns:
//   group: theatre or bloc; null where they have none
//   source: the source that speaks of them, or several
//   actors: how many have a tie
//   ties: how many ties they have, with whomever
//   claims: the claims of these ties
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
UNWIND [one, other] AS actor
WITH actor, collect(claims) AS lists
CALL (actor) {
  MATCH (actor)<-[:FROM|TO|ABOUT|AT]-(:Claim {package: $package})-[:STATED_IN]->(:Passage)-[:IN]->(source:Source)
  RETURN DISTINCT source
  UNION
  MATCH (actor)<-[:REPORTED_BY]-(:Claim {package: $package})-[said:STATED_IN]->(:Passage)-[:IN]->(source:Source)
  WHERE said.reportedBy = actor.id
  RETURN DISTINCT source
}
WITH actor, lists, collect(source.id) AS sources
WITH
  CASE $by
    WHEN 'bloc' THEN coalesce(actor.bloc, head([(actor)-[:BELONGS_TO {column: 'stateId'}]->(state:State) | state.bloc]))
    ELSE actor.theatre
  END AS group,
  CASE size(sources) WHEN 1 THEN sources[0] ELSE 'several' END AS source,
  actor,
  lists
UNWIND lists AS list
UNWIND list AS claim
WITH group, source, actor, lists, claim
ORDER BY claim
WITH group, source, collect(DISTINCT claim) AS claims, collect(DISTINCT {actor: actor, ties: size(lists)}) AS actors
RETURN group, source, size(actors) AS actors, reduce(ties = 0, each IN actors | ties + each.ties) AS ties, claims
ORDER BY group, source
