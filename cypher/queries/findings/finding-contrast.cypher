// title: Finding – Two sides
// question: What share of the signed claims between a partner and either of two sides is hostile, who acted, and how many claims are of each kind that the study measures? (The interval takes resampled paragraphs, as the finding tells.)
// finding: contrast
// parameters:
//   contrast: {type: contrast}
// columns:
//   side: the regime or group
//   measure: hostile, or what the study measures
//   count: how many claims are of it
//   of: of how many, the signed ones for hostile, else all
//   share: count of these
//   by_partner: of the count, where the partner acts
//   by_partner_of: of how many where the partner acts
//   by_side: of the count, where this side acts
//   by_side_of: of how many where this side acts
//   mutual: of the count, where both act together
//   mutual_of: of how many where both act together
//   passages: on how many passages the claims rest
//   claims: the signed ones for hostile, else those of the measure
WITH $contrast AS contrast
MATCH (member:Person|State|Party|Organization|Agreement|Event|Place|Topic)
WHERE member.package = $package
WITH
  contrast,
  member,
  // Who belongs to the partner, and to a side that is a group.
  [chosen IN [contrast.partner] + [side IN contrast.sides | coalesce(side.group, {ids: [], theatres: [], blocs: [], kinds: [], offices: []})] |
    coalesce(member.id IN chosen.ids, false)
    OR (member.theatre IS NOT NULL OR member:State|Party|Organization)
      AND (coalesce(member.theatre IN chosen.theatres, false)
        OR coalesce(member.bloc IN chosen.blocs, false)
        OR coalesce(member.kind IN chosen.kinds, false))
    OR EXISTS {
      MATCH (member)<-[:FROM]-(office:Claim)-[:TO]->(body)
      WHERE office.type IN chosen.offices AND coalesce(office.polarity, '') <> 'denied' AND body.id IN chosen.ids
    }] AS belongs,
  // Who is a regime, a part of it or one of its people.
  [side IN contrast.sides |
    coalesce(member.id = side.regime, false)
    OR coalesce(member.parentId = side.regime, false)
    OR EXISTS {
      MATCH (member)<-[:FROM]-(office:Claim)-[:TO]->(body)
      WHERE office.type IN contrast.offices AND coalesce(office.polarity, '') <> 'denied' AND body.id = side.regime
    }] AS named,
  // The state that it ruled, and the state's official bodies.
  [side IN contrast.sides |
    side.regime IS NOT NULL
    AND (coalesce(member.id = side.state, false)
      OR coalesce(member.stateId = side.state AND member.kind IN contrast.official, false))] AS official
WITH
  contrast,
  collect(CASE WHEN belongs[0] THEN member.id END) AS partners,
  collect({core: [number IN [0, 1] | belongs[number + 1] OR named[number]], official: official, id: member.id}) AS members
WITH contrast, partners, [number IN [0, 1] | {
  number: number,
  core: [each IN members WHERE each.core[number] | each.id],
  all: [each IN members WHERE each.core[number] OR each.official[number] | each.id]
}] AS sides
MATCH (a)<-[:FROM]-(claim:Claim {package: $package})-[:TO]->(b)
WHERE coalesce(claim.polarity, '') <> 'denied'
  AND NOT EXISTS { (claim)-[:OF_TYPE]->(:Type)-[:IN_FAMILY]->(:Family {structural: true}) }
OPTIONAL MATCH (claim)-[:ABOUT]->(c)
WITH contrast, partners, sides, claim, a, b, [each IN [a, b, c] WHERE each IS NOT NULL] AS touched
WITH contrast, partners, sides, claim, a, b, touched, head([each IN touched WHERE each.id IN partners]) AS partner
WHERE partner IS NOT NULL
WITH contrast, partners, sides, claim, a, b, partner, [each IN touched WHERE each <> partner] AS rest
UNWIND sides AS side
WITH contrast, partners, side, contrast.sides[side.number] AS ruled, claim, a, b, partner, rest, any(each IN rest WHERE each.id IN side.core) AS named
WHERE any(each IN rest WHERE each.id IN side.all)
  AND CASE
    // Without a date a claim has to name the regime or its people.
    WHEN claim.edtf IS NULL THEN named
    // With one it may fall into the time of the side; if it does not name them, it lies in those years altogether.
    ELSE coalesce(coalesce(claim.possibleStart, claim.start) <= ruled.last, true)
      AND coalesce(coalesce(claim.possibleEnd, claim.end) >= ruled.first, true)
      AND (named
        OR coalesce(claim.start.year >= coalesce(ruled.first.year, 1), false)
          AND coalesce(claim.end.year <= ruled.last.year, true)
          AND none(each IN rest WHERE coalesce(each.kind = 'government' AND each.stateId = ruled.state, false)))
  END
WITH
  contrast,
  side.number AS number,
  claim,
  CASE WHEN partner.id IN contrast.partner.ids THEN 'collective' ELSE coalesce(partner.theatre, 'collective') END AS partner,
  a.id IN partners AS acting,
  a.id IN partners AND b.id IN side.all OR b.id IN partners AND a.id IN side.all AS direct
ORDER BY claim.id
WITH contrast, number, collect({
  claim: claim,
  direct: direct,
  value: CASE WHEN direct THEN coalesce(claim.goldstein, 0) ELSE 0 END,
  direction: CASE
    WHEN NOT direct THEN 'indirect'
    WHEN claim.symmetric THEN 'mutual'
    WHEN acting THEN 'by_partner'
    ELSE 'by_side'
  END
}) AS acts
WITH contrast, collect({number: number, acts: acts}) AS told
UNWIND [0, 1] AS number
UNWIND [{name: 'hostile', families: null, types: null}] + contrast.measures AS measure
WITH contrast.sides[number].id AS side, number, measure, coalesce(head([each IN told WHERE each.number = number | each.acts]), []) AS acts
WITH side, number, measure, CASE WHEN measure.families IS NULL THEN [act IN acts WHERE act.value <> 0] ELSE acts END AS every
WITH side, number, measure, every, [act IN every WHERE
  CASE
    WHEN measure.families IS NULL THEN act.value < 0
    ELSE act.claim.family IN measure.families OR act.direct AND act.claim.type IN measure.types
  END] AS counted
WITH side, [number, CASE WHEN measure.families IS NULL THEN 0 ELSE 1 END] AS place, measure, every, counted, CASE WHEN measure.families IS NULL THEN every ELSE counted END AS told
CALL (told) {
  UNWIND told AS act
  UNWIND act.claim.passages AS passage
  RETURN count(DISTINCT passage) AS passages
}
RETURN
  side,
  measure.name AS measure,
  size(counted) AS count,
  size(every) AS of,
  CASE size(every) WHEN 0 THEN null ELSE toFloat(size(counted)) / size(every) END AS share,
  size([act IN counted WHERE act.direction = 'by_partner']) AS by_partner,
  size([act IN every WHERE act.direction = 'by_partner']) AS by_partner_of,
  size([act IN counted WHERE act.direction = 'by_side']) AS by_side,
  size([act IN every WHERE act.direction = 'by_side']) AS by_side_of,
  size([act IN counted WHERE act.direction = 'mutual']) AS mutual,
  size([act IN every WHERE act.direction = 'mutual']) AS mutual_of,
  passages,
  [act IN told | act.claim.id] AS claims
ORDER BY place, measure
