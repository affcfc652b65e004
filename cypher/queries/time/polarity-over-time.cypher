// title: Polarity over time
// question: How many claims of each year say that something was so, was so but poorly, or was not so? (A claim counts in every year into which it may fall, and as certain where it must; undated claims are in no year.)
// parameters:
//   first_year: {type: number}
//   last_year: {type: number}
// columns:
//   year: of the study
//   affirmed: claims that something was so, and well
//   strained: so, but poor, difficult or in decline
//   denied: not so
//   certain_affirmed: of the affirmed ones, those that must fall into the year
//   certain_strained: of the strained ones
//   certain_denied: of the denied ones
MATCH (claim:Claim {package: $package})
WHERE claim.edtf IS NOT NULL
WITH
  coalesce(claim.polarity, 'affirmed') AS polarity,
  claim.aspect AS aspect,
  [coalesce(claim.possibleStart, claim.start), coalesce(claim.possibleEnd, claim.end)] AS possible,
  CASE
    WHEN claim.aspect = 'event' OR NOT claim.edtf CONTAINS '/' THEN [claim.start, claim.end]
    WHEN claim.edtf ENDS WITH '/' THEN [claim.start, claim.startLatest]
    WHEN claim.edtf STARTS WITH '/' THEN [claim.endEarliest, claim.end]
    ELSE [claim.startLatest, claim.endEarliest]
  END AS core
UNWIND range(
  CASE WHEN possible[0].year > $first_year THEN possible[0].year ELSE $first_year END,
  CASE WHEN possible[1].year < $last_year THEN possible[1].year ELSE $last_year END
) AS year
WITH
  year,
  polarity,
  CASE aspect
    // An event lies wholly inside the year; of a state, a day on which it certainly held does.
    WHEN 'event' THEN coalesce(core[0].year = year AND core[1].year = year, false)
    ELSE coalesce(core[0] <= core[1], true)
      AND coalesce(core[0].year <= year, true)
      AND coalesce(core[1].year >= year, true)
  END AS certain
RETURN
  year,
  sum(CASE polarity WHEN 'affirmed' THEN 1 ELSE 0 END) AS affirmed,
  sum(CASE polarity WHEN 'strained' THEN 1 ELSE 0 END) AS strained,
  sum(CASE polarity WHEN 'denied' THEN 1 ELSE 0 END) AS denied,
  sum(CASE WHEN certain AND polarity = 'affirmed' THEN 1 ELSE 0 END) AS certain_affirmed,
  sum(CASE WHEN certain AND polarity = 'strained' THEN 1 ELSE 0 END) AS certain_strained,
  sum(CASE WHEN certain AND polarity = 'denied' THEN 1 ELSE 0 END) AS certain_denied
ORDER BY year
