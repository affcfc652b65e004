// title: Amounts by year
// question: Which amounts do the claims of one family give for each year, in each unit apart? (A claim counts in the years that its date leaves open, of which nothing is cut; units are never added up; ties that a source denies are left out. Several claims may tell of the same sum, so look at them before adding.)
// parameters:
//   family: {type: family}
// columns:
//   year: the first that is possible; null where that is open, or the claim undated
//   to_year: the last that is possible; null where that is open, or the claim undated
//   tie: kind of tie
//   unit: of the amounts
//   claims: how many claims
//   least: their amounts added up
//   most: the same with the upper ends of ranges
//   ids: the claims
MATCH (claim:Claim {family: $family, package: $package})
WHERE claim.amount IS NOT NULL AND coalesce(claim.polarity, '') <> 'denied'
WITH claim
ORDER BY claim.id
RETURN
  claim.start.year AS year,
  claim.end.year AS to_year,
  claim.type AS tie,
  claim.unit AS unit,
  count(claim) AS claims,
  sum(claim.amount) AS least,
  sum(coalesce(claim.amountMax, claim.amount)) AS most,
  collect(claim.id) AS ids
ORDER BY coalesce(year, to_year), to_year, tie, unit
