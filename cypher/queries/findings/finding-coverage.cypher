// title: Finding – Where the sources look
// question: Which run of years has the largest share of the years of all dated claims? (An event is spread evenly over the years that its date leaves open, a state counts once in each of its years. The interval takes resampled paragraphs, as the finding tells.)
// finding: coverage
// parameters:
//   span: {type: number}
//   first_year: {type: number}
//   last_year: {type: number}
//   limit: {type: number, default: 10}
// columns:
//   first: year of the run
//   last: year of the run
//   share: of the run in all claim-years of the study
//   least: the same with imprecise dates read early or late, whichever is less
//   most: whichever is most
//   undated: how many claims carry no date
//   claims: those that may fall into the run
MATCH (claim:Claim {package: $package})
WITH
  claim,
  coalesce(claim.start, claim.endEarliest).year AS first,
  CASE
    WHEN claim.aspect = 'state' AND claim.edtf ENDS WITH '/..' THEN $last_year
    ELSE coalesce(claim.end, claim.startLatest).year
  END AS last
ORDER BY claim.id
WITH
  sum(CASE WHEN claim.edtf IS NULL THEN 1 ELSE 0 END) AS undated,
  collect(CASE WHEN first <= last THEN {id: claim.id, state: claim.aspect = 'state', first: first, last: last} END) AS dated
CALL (dated) {
  UNWIND dated AS each
  UNWIND range(
    CASE WHEN each.first > $first_year THEN each.first ELSE $first_year END,
    CASE WHEN each.last < $last_year THEN each.last ELSE $last_year END
  ) AS year
  WITH
    year,
    sum(CASE WHEN each.state THEN 1.0 ELSE 1.0 / (each.last - each.first + 1) END) AS evenly,
    sum(CASE WHEN each.state OR each.first = year THEN 1.0 ELSE 0.0 END) AS early,
    sum(CASE WHEN each.state OR each.last = year THEN 1.0 ELSE 0.0 END) AS late
  RETURN collect({year: year, counts: [evenly, early, late]}) AS years
}
UNWIND range($first_year, $last_year - $span + 1) AS first
WITH
  undated,
  dated,
  first,
  first + $span - 1 AS last,
  [number IN range(0, 2) | reduce(sum = 0.0, each IN years | sum + each.counts[number])] AS whole,
  [number IN range(0, 2) | reduce(sum = 0.0, each IN years |
    CASE WHEN first <= each.year < first + $span THEN sum + each.counts[number] ELSE sum END)] AS counts
WHERE whole[0] > 0
WITH
  undated,
  dated,
  first,
  last,
  round(counts[0], 9) AS most_years,
  [number IN range(0, 2) | CASE whole[number] WHEN 0 THEN 0.0 ELSE counts[number] / whole[number] END] AS shares
ORDER BY most_years DESC, first
LIMIT $limit
RETURN
  first,
  last,
  shares[0] AS share,
  reduce(least = shares[0], each IN shares | CASE WHEN each < least THEN each ELSE least END) AS least,
  reduce(most = shares[0], each IN shares | CASE WHEN each > most THEN each ELSE most END) AS most,
  undated,
  [each IN dated WHERE each.first <= last AND each.last >= first | each.id] AS claims
