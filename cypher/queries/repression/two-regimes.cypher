// title: Two sides compared
// question: What did a partner do to or with one regime and its state in its time, or one group, and what with another? (The claims that the finding on this contrast counts.)
// parameters:
//   contrast: {type: contrast}
// columns:
//   partner: the theatre of the partner's member, or collective for one that stands for several
//   tie: kind of tie
//   towards_one: number of claims on the first side, with a regime its members, its state and the state's official bodies
//   hostile_one: how many of them are hostile
//   signed_one: how many of them are friendly or hostile
//   towards_other: number of claims on the other side
//   hostile_other: how many of them are hostile
//   signed_other: how many of them are friendly or hostile
//   ids: the claims
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
WITH number, claim, partner, CASE WHEN direct THEN coalesce(claim.goldstein, 0) ELSE 0 END AS value
ORDER BY claim.id
RETURN
  partner,
  claim.type AS tie,
  sum(CASE number WHEN 0 THEN 1 ELSE 0 END) AS towards_one,
  sum(CASE WHEN number = 0 AND value < 0 THEN 1 ELSE 0 END) AS hostile_one,
  sum(CASE WHEN number = 0 AND value <> 0 THEN 1 ELSE 0 END) AS signed_one,
  sum(CASE number WHEN 1 THEN 1 ELSE 0 END) AS towards_other,
  sum(CASE WHEN number = 1 AND value < 0 THEN 1 ELSE 0 END) AS hostile_other,
  sum(CASE WHEN number = 1 AND value <> 0 THEN 1 ELSE 0 END) AS signed_other,
  collect(claim.id) AS ids
ORDER BY partner, towards_one + towards_other DESC, tie
