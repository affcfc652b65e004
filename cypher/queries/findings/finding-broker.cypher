// title: Finding – Who lies between the others
// question: On what share of the shortest chains of ties between every two others does each actor lie? (Betweenness, by Brandes; ties of a projection without directions go both ways. How firm the ranks are takes resampled paragraphs, which Cypher does not draw, as the finding tells.)
// finding: broker
// parameters:
//   projection: {type: projection}
// columns:
//   actor: who
//   theatre: for whom it acts
//   rank: the best that ties allow; null where it lies between no two
//   betweenness: the share, averaged over all pairs of others
//   partners: how many actors it has a tie with
//   actors: how many actors have a tie at all
//   claims: the claims of its ties
WITH $projection AS projection
CALL (projection) {
  MATCH (a:Actor)-[r {package: $package}]->(b:Actor)
  WHERE r.family IN projection.families AND a <> b AND coalesce(r.polarity, '') <> 'denied'
  UNWIND CASE WHEN projection.directed AND NOT r.symmetric THEN [[a, b]] ELSE [[a, b], [b, a]] END AS step
  RETURN step[0] AS one, step[1] AS other, a AS acting, b AS target, [r.id] AS claims
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
  WHERE first <> second
  RETURN first.actor AS one, second.actor AS other, first.actor AS acting, second.actor AS target, [first.claim, second.claim] AS claims
}
WITH one, other, collect(claims) AS lists
WITH collect({one: one, other: other, lists: lists}) AS steps
UNWIND steps AS step
UNWIND [step.one, step.other] AS actor
WITH DISTINCT steps, actor
ORDER BY actor.id
WITH steps, collect(actor) AS actors
// From here on actors are their numbers: whom a step leads to, and from whom one comes.
UNWIND range(0, size(actors) - 1) AS number
WITH
  steps,
  actors,
  number,
  [step IN steps WHERE step.one = actors[number] | step.other] AS next,
  [step IN steps WHERE step.other = actors[number] | step.one] AS previous
ORDER BY number
WITH
  steps,
  actors,
  range(0, size(actors) - 1) AS numbers,
  collect([each IN range(0, size(actors) - 1) WHERE actors[each] IN next]) AS out,
  collect([each IN range(0, size(actors) - 1) WHERE actors[each] IN previous]) AS into
UNWIND numbers AS start
WITH
  steps,
  actors,
  numbers,
  out,
  // How far every actor is, and over how many shortest chains: one step further each time.
  reduce(
    found = [each IN numbers | CASE each WHEN start THEN [0, 1.0] ELSE [-1, 0.0] END],
    depth IN range(1, size(numbers)) |
      CASE
        WHEN none(each IN found WHERE each[0] = depth - 1) THEN found
        ELSE [each IN numbers |
          CASE
            WHEN found[each][0] >= 0 THEN found[each]
            ELSE head([chains IN [reduce(sum = 0.0, before IN into[each] |
                CASE found[before][0] WHEN depth - 1 THEN sum + found[before][1] ELSE sum END)] |
              CASE WHEN chains > 0 THEN [depth, chains] ELSE [-1, 0.0] END])
          END]
      END
  ) AS found
WITH
  steps,
  actors,
  numbers,
  // What share of the chains to all further away runs through each: from the furthest back.
  reduce(
    through = [each IN numbers | 0.0],
    depth IN reverse(range(1, reduce(most = 0, each IN found | CASE WHEN each[0] > most THEN each[0] ELSE most END) - 1)) |
      [each IN numbers |
        CASE found[each][0]
          WHEN depth THEN reduce(sum = 0.0, after IN out[each] |
            CASE found[after][0]
              WHEN depth + 1 THEN sum + found[each][1] / found[after][1] * (1 + through[after])
              ELSE sum
            END)
          ELSE through[each]
        END]
  ) AS through
UNWIND numbers AS number
WITH steps, actors, number, sum(through[number]) AS between
WITH
  steps,
  actors,
  number,
  round(CASE WHEN size(actors) > 2 THEN between / ((size(actors) - 1) * (size(actors) - 2)) ELSE between END, 12) AS betweenness
WITH steps, actors, collect({actor: actors[number], betweenness: betweenness}) AS measured
UNWIND measured AS each
UNWIND [step IN steps WHERE each.actor IN [step.one, step.other]] AS step
UNWIND step.lists AS list
UNWIND list AS claim
WITH measured, each, step, claim
ORDER BY claim
WITH
  measured,
  each,
  count(DISTINCT CASE step.one WHEN each.actor THEN step.other ELSE step.one END) AS partners,
  collect(DISTINCT claim) AS claims
RETURN
  each.actor.name AS actor,
  each.actor.theatre AS theatre,
  CASE WHEN each.betweenness > 0 THEN 1 + size([other IN measured WHERE other.betweenness > each.betweenness]) END AS rank,
  each.betweenness AS betweenness,
  partners,
  size(measured) AS actors,
  claims
ORDER BY betweenness DESC, each.actor.id
