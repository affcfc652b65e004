// title: Two regimes compared
// question: What did some theatres and the collectives that stand for them do to or with one regime and its state in its time, and what with another? (The claims that `coldwar analyse` counts for the contrast of a study.)
// parameters:
//   one: {type: organization}
//   other: {type: organization}
//   theatres: {type: theatres}
//   collectives: {type: actors}
// columns:
//   partner: the theatre, or collective for one of the collectives
//   tie: kind of tie
//   towards_one: number of claims on the first regime, its members, its state and the state's official bodies
//   towards_other: number of claims on the other
//   ids: the claims
MATCH (regime:Organization)
WHERE regime.id IN [$one, $other] AND regime.package = $package
OPTIONAL MATCH (member:Actor)-[:LED|HELD_OFFICE_IN|MEMBER_OF|PART_OF {package: $package}]->(regime)
WITH regime, collect(DISTINCT member.id) AS members
OPTIONAL MATCH (part:Organization|Party)
WHERE part.parentId = regime.id AND part.package = $package
WITH regime, members, collect(part.id) AS parts
WITH regime, members + parts + regime.id AS core
OPTIONAL MATCH (body:Organization)
WHERE body.stateId = regime.stateId
  AND body.package = $package
  AND body.kind IN ['ministry', 'diplomatic-mission', 'intelligence-service', 'armed-force', 'bank']
WITH regime, core, collect(body.id) AS bodies
WITH regime, core, core + bodies + regime.stateId AS side
UNWIND side AS id
MATCH (:Actor {id: id, package: $package})<-[:FROM|TO|ABOUT]-(claim:Claim {package: $package})
WITH DISTINCT regime, core, claim
MATCH (claim)-[role:FROM|TO|ABOUT]->(entity)
WITH regime, core, claim, entity
ORDER BY CASE type(role)
  WHEN 'FROM' THEN 1
  WHEN 'TO' THEN 2
  ELSE 3
END
WITH regime, core, claim, collect(entity) AS touched
WITH
  regime,
  claim,
  touched,
  any(n IN touched WHERE n.id IN core) AS named,
  [n IN touched WHERE n.id IN $collectives OR n:Actor AND n.theatre IN $theatres |
    CASE WHEN n.id IN $collectives THEN 'collective' ELSE n.theatre END][0] AS partner
WHERE partner IS NOT NULL
MATCH (claim)-[:FROM]->(a)-[r {package: $package}]->(b)<-[:TO]-(claim)
// A day in as much detail as the regime's own first and last are known.
WITH
  *,
  coalesce(regime.founded, '0000') AS first,
  coalesce(regime.dissolved, '9999') AS last
WHERE r.id = claim.id
  AND NOT r.family IN ['membership', 'location']
  AND coalesce(r.polarity, '') <> 'denied'
  AND CASE
    // Without a date a claim has to name the regime or its people.
    WHEN r.edtf IS NULL THEN named
    // With one it may fall into the regime's time; if it does not name them, it lies in those years altogether.
    ELSE coalesce(left(toString(coalesce(r.possibleStart, r.start)), size(last)) <= last, true)
      AND coalesce(left(toString(coalesce(r.possibleEnd, r.end)), size(first)) >= first, true)
      AND (named
        OR left(toString(r.start), 4) >= left(first, 4)
          AND coalesce(left(toString(r.end), 4) <= left(last, 4), true)
          AND none(n IN touched WHERE coalesce(n.kind = 'government' AND n.stateId = regime.stateId, false)))
  END
WITH DISTINCT regime.id AS regime, partner, r
ORDER BY r.id
RETURN
  partner,
  type(r) AS tie,
  sum(CASE regime WHEN $one THEN 1 ELSE 0 END) AS towards_one,
  sum(CASE regime WHEN $other THEN 1 ELSE 0 END) AS towards_other,
  collect(r.id) AS ids
ORDER BY partner, towards_one + towards_other DESC, tie
