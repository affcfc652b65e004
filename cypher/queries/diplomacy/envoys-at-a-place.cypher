// title: Envoys at a place on a day
// question: Who from elsewhere sat at a place on a day, as an envoy or posted there, and does the date make it certain, possible, or is none given? (Envoys by the ties that the study names; posted there by a tie of place. One who belongs to the state of the place comes from nowhere else. Ties that a source denies are left out.)
// parameters:
//   place: {type: place}
//   day: {type: first day}
//   envoy: {type: ties}
// columns:
//   envoy: who
//   theatre: for whom they act
//   role: as what
//   tie: kind of tie
//   seat: at the place, or to its state where no place is told
//   date: as the claim dates it (EDTF)
//   when: certain, possible or undated
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   claim: its id
MATCH (place:Place {id: $place, package: $package})
CALL (place) {
  MATCH (claim:Claim)-[:AT]->(place)
  WHERE claim.type IN $envoy
  RETURN claim, 'at the place' AS seat
  UNION
  MATCH (claim:Claim)-[:TO]->(place)
  WHERE EXISTS { (claim)-[:OF_TYPE]->(:Type)-[:IN_FAMILY]->(:Family {spatial: true}) }
  RETURN claim, 'at the place' AS seat
  UNION
  MATCH (claim:Claim)-[:TO]->(:State)<-[:BELONGS_TO]-(place)
  WHERE claim.type IN $envoy AND claim.placeId IS NULL
  RETURN claim, 'to its state' AS seat
}
MATCH (claim)-[:FROM]->(envoy:Actor)
WHERE coalesce(claim.polarity, '') <> 'denied'
  AND coalesce(envoy.stateId, envoy.id) <> coalesce(place.stateId, '')
  AND coalesce(claim.possibleStart, claim.start, $day) <= $day
  AND coalesce(claim.possibleEnd, claim.end, $day) >= $day
WITH
  claim,
  envoy,
  seat,
  CASE
    WHEN claim.aspect = 'event' OR NOT claim.edtf CONTAINS '/' THEN [claim.start, claim.end]
    WHEN claim.edtf ENDS WITH '/' THEN [claim.start, claim.startLatest]
    WHEN claim.edtf STARTS WITH '/' THEN [claim.endEarliest, claim.end]
    ELSE [claim.startLatest, claim.endEarliest]
  END AS core
RETURN
  envoy.name AS envoy,
  envoy.theatre AS theatre,
  claim.role AS role,
  claim.type AS tie,
  seat,
  claim.edtf AS date,
  CASE
    WHEN claim.edtf IS NULL THEN 'undated'
    WHEN claim.aspect = 'event' AND coalesce(core[0] >= $day AND core[1] <= $day, false) THEN 'certain'
    WHEN claim.aspect = 'state'
      AND coalesce(core[0] <= core[1], true)
      AND coalesce(core[0] <= $day, true)
      AND coalesce(core[1] >= $day, true) THEN 'certain'
    ELSE 'possible'
  END AS when,
  claim.summary AS summary,
  claim.standing AS standing,
  claim.id AS claim
ORDER BY coalesce(date, ''), envoy, claim
