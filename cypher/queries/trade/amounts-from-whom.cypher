// title: Amounts of one kind of tie in one unit, from whom
// question: How much did who give to whom in each year by one kind of tie, credit or another, in one unit? (A claim counts in the years that its date leaves open, of which nothing is cut; ties that a source denies are left out. Several claims may tell of the same sum, so look at them before adding.)
// parameters:
//   tie: {type: tie}
//   unit: {type: unit}
// columns:
//   year: the first that is possible; null where that is open, or the claim undated
//   to_year: the last that is possible; null where that is open, or the claim undated
//   giver: from whom
//   receiver: to whom
//   claims: how many claims
//   least: their amounts added up
//   most: the same with the upper ends of ranges
//   ids: the claims
MATCH (giver)<-[:FROM]-(claim:Claim {type: $tie, unit: $unit, package: $package})-[:TO]->(receiver)
WHERE claim.amount IS NOT NULL AND coalesce(claim.polarity, '') <> 'denied'
WITH claim, giver, receiver
ORDER BY claim.id
WITH
  giver,
  receiver,
  claim.start.year AS year,
  claim.end.year AS to_year,
  count(claim) AS claims,
  sum(claim.amount) AS least,
  sum(coalesce(claim.amountMax, claim.amount)) AS most,
  collect(claim.id) AS ids
RETURN year, to_year, giver.name AS giver, receiver.name AS receiver, claims, least, most, ids
ORDER BY coalesce(year, to_year), to_year, giver, receiver
