// title: Who could have met an actor
// question: Who was at the same place as an actor at a time that may have been the same, so that they could have met? (At a place is who acted there, who is tied to it by a tie of place, and who was present at an event there by the ties that the study names; undated presence, ties that a source denies and collectives are left out. A large place is a weak hint.)
// parameters:
//   actor: {type: actor}
//   presence: {type: ties}
// columns:
//   other: who could have met the actor
//   theatre: for whom they act
//   place: where
//   kind: city, region …, or State
//   first: earliest day on which both may have been there; null where open
//   last: latest day; null where open
//   own: the claim that puts the actor there
//   claim: the one that puts the other there
MATCH (actor:Actor {id: $actor, package: $package})
CALL (actor) {
  MATCH (actor)<-[side:FROM|TO]-(claim:Claim)-[:AT]->(place:Place|State)
  WHERE type(side) = 'FROM' OR claim.symmetric
  RETURN claim, place, claim AS dated
  UNION
  MATCH (actor)<-[:FROM]-(claim:Claim)-[:TO]->(place:Place|State)
  WHERE EXISTS { (claim)-[:OF_TYPE]->(:Type)-[:IN_FAMILY]->(:Family {spatial: true}) }
  RETURN claim, place, claim AS dated
  UNION
  MATCH (actor)<-[:FROM]-(claim:Claim)-[:TO]->(event:Event)-[:IN_PLACE]->(place:Place|State)
  WHERE claim.type IN $presence
  RETURN claim, place, CASE WHEN claim.edtf IS NULL THEN event ELSE claim END AS dated
}
WITH actor, claim, place, dated
WHERE dated.edtf IS NOT NULL AND coalesce(claim.polarity, '') <> 'denied'
WITH
  actor,
  place,
  collect({
    claim: claim.id,
    first: coalesce(dated.possibleStart, dated.start),
    last: coalesce(dated.possibleEnd, dated.end)
  }) AS stays
CALL (actor, place) {
  MATCH (place)<-[:AT]-(claim:Claim)-[side:FROM|TO]->(guest:Actor)
  WHERE type(side) = 'FROM' OR claim.symmetric
  RETURN guest, claim, claim AS dated
  UNION
  MATCH (place)<-[:TO]-(claim:Claim)-[:FROM]->(guest:Actor)
  WHERE EXISTS { (claim)-[:OF_TYPE]->(:Type)-[:IN_FAMILY]->(:Family {spatial: true}) }
  RETURN guest, claim, claim AS dated
  UNION
  MATCH (place)<-[:IN_PLACE]-(event:Event)<-[:TO]-(claim:Claim)-[:FROM]->(guest:Actor)
  WHERE claim.type IN $presence
  RETURN guest, claim, CASE WHEN claim.edtf IS NULL THEN event ELSE claim END AS dated
}
WITH place, actor, stays, guest, claim, dated
WHERE guest <> actor
  AND coalesce(guest.kind, '') <> 'collective'
  AND dated.edtf IS NOT NULL
  AND coalesce(claim.polarity, '') <> 'denied'
WITH
  place,
  stays,
  {
    actor: guest,
    claim: claim.id,
    first: coalesce(dated.possibleStart, dated.start),
    last: coalesce(dated.possibleEnd, dated.end)
  } AS other
UNWIND stays AS own
WITH place, own, other
WHERE coalesce(own.first <= other.last, true) AND coalesce(other.first <= own.last, true)
RETURN
  other.actor.name AS other,
  other.actor.theatre AS theatre,
  place.name AS place,
  coalesce(place.kind, 'State') AS kind,
  CASE WHEN own.first > other.first OR other.first IS NULL THEN own.first ELSE other.first END AS first,
  CASE WHEN own.last < other.last OR other.last IS NULL THEN own.last ELSE other.last END AS last,
  own.claim AS own,
  other.claim AS claim
ORDER BY place, coalesce(first, last), other, own, claim
