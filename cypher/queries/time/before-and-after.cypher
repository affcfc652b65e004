// title: Before and after a day
// question: How do the ties of an actor before a day differ from those after it, by family?
// parameters:
//   actor: {type: actor}
//   partner_theatre: {type: theatre}
//   day: {type: first day}
// columns:
//   family: of ties
//   before: claims that end before the day
//   across: claims whose date may fall on either side
//   after: claims that begin on the day or later
//   undated: claims without a date
MATCH (:Actor {id: $actor})-[r {package: $package}]-(:Actor {theatre: $partner_theatre})
WHERE r.family IS NOT NULL
RETURN
  r.family AS family,
  sum(CASE WHEN coalesce(r.possibleEnd, r.end) < $day THEN 1 ELSE 0 END) AS before,
  sum(CASE
    WHEN r.edtf IS NULL OR coalesce(r.possibleEnd, r.end) < $day OR coalesce(r.possibleStart, r.start) >= $day THEN 0
    ELSE 1
  END) AS across,
  sum(CASE WHEN coalesce(r.possibleStart, r.start) >= $day THEN 1 ELSE 0 END) AS after,
  sum(CASE WHEN r.edtf IS NULL THEN 1 ELSE 0 END) AS undated
ORDER BY family
