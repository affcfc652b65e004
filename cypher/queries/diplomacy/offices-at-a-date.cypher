// title: Offices at a date
// question: Who may have held which office on a day, and who must have? (Undated offices and those that a source denies are left out.)
// parameters:
//   day: {type: first day}
//   office: {type: ties}
// columns:
//   person: who
//   office: the role, if told
//   body: in which body or state
//   tie: kind of tie
//   date: as the claim dates it (EDTF)
//   certain: whether the office must have been held on that day; false means that it may have been
//   id: the claim
MATCH (claim:Claim {package: $package})
WHERE claim.type IN $office
  AND claim.edtf IS NOT NULL
  AND coalesce(claim.polarity, '') <> 'denied'
  AND coalesce(claim.possibleStart, claim.start, $day) <= $day
  AND coalesce(claim.possibleEnd, claim.end, $day) >= $day
MATCH (person:Person)<-[:FROM]-(claim)-[:TO]->(body:Actor)
WITH
  person,
  body,
  claim,
  CASE
    WHEN claim.aspect = 'event' OR NOT claim.edtf CONTAINS '/' THEN [claim.start, claim.end]
    WHEN claim.edtf ENDS WITH '/' THEN [claim.start, claim.startLatest]
    WHEN claim.edtf STARTS WITH '/' THEN [claim.endEarliest, claim.end]
    ELSE [claim.startLatest, claim.endEarliest]
  END AS core
RETURN
  person.name AS person,
  claim.role AS office,
  body.name AS body,
  claim.type AS tie,
  claim.edtf AS date,
  CASE claim.aspect
    WHEN 'event' THEN coalesce(core[0] >= $day AND core[1] <= $day, false)
    ELSE coalesce(core[0] <= core[1], true) AND coalesce(core[0] <= $day, true) AND coalesce(core[1] >= $day, true)
  END AS certain,
  claim.id AS id
ORDER BY person, coalesce(claim.start, claim.endEarliest), claim.end, id
