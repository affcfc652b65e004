// title: Finding – Who goes between two groups
// question: How many pairs of an actor of one group and an actor of another, without a tie of their own, meet through a third actor, and through whom? (The interval of the share takes resampled paragraphs, as the finding tells.)
// finding: go-between
// parameters:
//   projection: {type: projection}
//   one: {type: group}
//   other: {type: group}
// columns:
//   actor: the go-between
//   theatre: for whom it acts
//   pairs: how many pairs meet through it
//   share: of the sum of these numbers over all actors
//   claims: the claims that tie it to actors of both groups
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
WITH collect({one: one, other: other, claims: claims}) AS ties
UNWIND ties AS tie
UNWIND [tie.one, tie.other] AS actor
WITH DISTINCT ties, actor
WITH ties, actor, [chosen IN [$one, $other] |
  coalesce(actor.id IN chosen.ids, false)
  OR (actor.theatre IS NOT NULL OR NOT actor:Person)
    AND (coalesce(actor.theatre IN chosen.theatres, false) OR coalesce(actor.bloc IN chosen.blocs, false) OR coalesce(actor.kind IN chosen.kinds, false))
  OR EXISTS {
    MATCH (actor)<-[:FROM]-(office:Claim)-[:TO]->(body)
    WHERE office.type IN chosen.offices AND coalesce(office.polarity, '') <> 'denied' AND body.id IN chosen.ids
  }] AS sides
WITH
  ties,
  collect(CASE WHEN sides[0] THEN actor.id END) AS near,
  collect(CASE WHEN sides[1] THEN actor.id END) AS far
// Every tie from both of its ends.
UNWIND [tie IN ties | [tie.one, tie.other, tie.claims]] + [tie IN ties | [tie.other, tie.one, tie.claims]] AS step
WITH near, far, step[0] AS actor, collect(step[1].id) AS partners, collect({claims: step[2], id: step[1].id}) AS steps
WITH near, far, collect({actor: actor, id: actor.id, partners: partners, steps: steps}) AS actors
UNWIND actors AS broker
WITH near, far, actors, broker, [each IN broker.partners WHERE each IN far] AS others
WITH
  near,
  far,
  broker,
  // Of a pair with both in both groups only one order counts.
  reduce(pairs = 0, a IN [each IN actors WHERE each.id IN near AND each.id IN broker.partners] |
    pairs + size([b IN others WHERE b <> a.id AND NOT b IN a.partners AND NOT (a.id > b AND a.id IN far AND b IN near)])) AS pairs
WHERE pairs > 0
WITH collect({actor: broker.actor, pairs: pairs, claims: [each IN broker.steps WHERE each.id IN near OR each.id IN far | each.claims]}) AS brokers
UNWIND brokers AS broker
UNWIND broker.claims AS list
UNWIND list AS claim
WITH broker, reduce(sum = 0, each IN brokers | sum + each.pairs) AS total, claim
ORDER BY claim
WITH broker, total, collect(DISTINCT claim) AS claims
RETURN
  broker.actor.name AS actor,
  broker.actor.theatre AS theatre,
  broker.pairs AS pairs,
  toFloat(broker.pairs) / total AS share,
  claims
ORDER BY pairs DESC, broker.actor.id
